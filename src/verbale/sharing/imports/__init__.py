"""Event data sets of others, read as events with their own provenance, so that they can be compared with ours."""
