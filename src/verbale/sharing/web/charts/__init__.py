"""Drawings as SVG, made on the server: pure functions from rows to markup."""
