"""Linking in memory: what a store does with tables, done with dictionaries, for tests, benches and a few thousand
findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verbale.record.link.blocks import block_keys
from verbale.record.link.folding import FOLDS, merge, record_id
from verbale.record.link.placing import place
from verbale.record.merged import Merged
from verbale.record.told import Told
from verbale.record.verdicts import Verdict, rejected


class Linker:
    """Records that grow finding by finding; `add` gives the id of the record that took the finding."""

    def __init__(self, verdicts: Sequence[Verdict] = ()) -> None:
        self.verdicts = tuple(verdicts)
        self.rejected = rejected(verdicts)
        self.told: dict[str, list[Told]] = {}
        self.records: dict[str, Merged] = {}
        self.keys: dict[str, set[str]] = {}
        self.home: dict[str, str] = {}

    def add(self, told: Told) -> str | None:
        """Put a finding into the record it belongs to; None for kinds that are not merged and for rejected ones."""
        if told.kind not in FOLDS or told.id in self.rejected:
            return None
        keys = block_keys(told) | {f"finding|{other}" for other in self._named_with(told.id)}
        near = {record for key in keys for record in self.keys.get(key, ())}
        known = self.home.get(told.id)
        found = known or place(told, [self.records[n] for n in near], self.verdicts)[0]
        home = found or record_id(told.kind, told.id)
        self.told.setdefault(home, []).append(told)
        self.home[told.id] = home
        self.records[home] = merge(told.kind, self.told[home], self.verdicts, id=home)
        for key in (*keys, f"finding|{told.id}"):
            self.keys.setdefault(key, set()).add(home)
        return home

    def _named_with(self, finding: str) -> set[str]:
        """The findings that a verdict names together with this one: they must meet, whatever their keys."""
        named = [set(v.findings) | set(v.others) for v in self.verdicts]
        return set().union(*(n for n in named if finding in n)) - {finding}


def link(tolds: Iterable[Told], verdicts: Sequence[Verdict] = ()) -> list[Merged]:
    """The records of some findings, in the order in which they were opened."""
    linker = Linker(verdicts)
    for told in sorted(tolds, key=lambda t: t.order):
        linker.add(told)
    return list(linker.records.values())
