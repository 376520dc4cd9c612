"""Across articles: findings linked, merged and kept."""
