"""Outputs: what a person sees on a terminal, and exports in the formats of the field."""
