"""Findings joined into records: pure functions, no database.

`blocks.block_keys` says what is compared at all, `placing.match` how well a finding fits a record and why,
`placing.place` to which record it belongs, `folding.merge` folds findings into a record, `linker.link` does all of it
in memory for a few thousand findings. Nothing is imported here: who only asks a record compares nothing.
"""
