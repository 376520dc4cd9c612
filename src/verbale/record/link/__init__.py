"""Findings joined into records: pure functions, no database.

`block_keys` says what is compared at all, `match` how well a finding fits a record and why, `place` to which record
it belongs, `merge` folds findings into a record, `link` does all of it in memory for a few thousand findings.
"""

from verbale.record.link.blocks import block_keys
from verbale.record.link.folding import merge
from verbale.record.link.linker import link
from verbale.record.link.match import Match, Reason
from verbale.record.link.placing import match, place

__all__ = ["Match", "Reason", "block_keys", "link", "match", "merge", "place"]
