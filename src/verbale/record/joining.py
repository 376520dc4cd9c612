"""Findings joined to the records of the store, inside the transaction that adds them.

What a record is made of is decided by `record.link`; here its candidates are fetched, and what came out is written
down: a link with its reasons, and a new version of every record that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from verbale.record.link.blocks import block_keys
from verbale.record.link.folding import FOLDS, merge, record_id
from verbale.record.link.match import Match
from verbale.record.link.placing import place
from verbale.record.merged import Merged
from verbale.record.store import lookup
from verbale.record.store import tables as t
from verbale.record.store.columns import actors_of, dumped
from verbale.record.store.writer import Writer
from verbale.record.told import Told
from verbale.record.verdicts import Verdict, rejected

WHOLE = 100  # findings; the lists of a longer record are not written again with each version but folded when asked for


class Joiner:
    """Joins findings to records in one transaction; `finish` writes the versions."""

    def __init__(self, writer: Writer) -> None:
        self.writer, self.connection = writer, writer.connection
        self._records: dict[str, Merged | None] = {}  # those touched, as they stand; None: nothing is left of it
        self._members: dict[str, list[Told]] = {}
        self._keys: dict[str, set[str]] = {}

    def join(self, number: int, told: Iterable[Told]) -> str | None:
        """Put a finding (as each of its printings tells it) to the record it belongs to; the record's id.

        None for kinds that are listed and not merged.
        """
        all_told = list(told)
        one = all_told[0]
        if one.kind not in FOLDS:
            return None
        keys = block_keys(one)
        verdicts = lookup.verdicts(self.connection, [one.id])
        id, match = place(one, self._candidates(one, keys, verdicts), verdicts)
        if id is None:
            id = self._new(record_id(one.kind, one.id))
        self._told(id).extend(all_told)
        self._keys.setdefault(id, set()).update(keys)
        self._link(id, number, match)
        self._fold(id)
        return id

    def leave(self, record: str, link: int) -> None:
        """Take a finding out of a record: its link ends now."""
        self.writer.supersede(t.links, [link])
        self.refold(record)

    def refold(self, record: str) -> None:
        """Fold a record again from the store: a printing, a verdict or a finding less."""
        self._members[record] = lookup.members(self.connection, record)
        self._fold(record)

    def finish(self) -> list[str]:
        """Write a version of each record that is not what it was; their ids."""
        keys = [{"key": key, "record": id} for id, keys in self._keys.items() for key in sorted(keys)]
        self.writer.add_absent(t.block_keys, keys)
        return [id for id, merged in self._records.items() if self._version(id, merged)]

    def _candidates(self, told: Told, keys: frozenset[str], verdicts: list[Verdict]) -> list[Merged]:
        """The records that share a key, and those of findings that a reviewer named together with this one."""
        named = {id for v in verdicts for id in (*v.findings, *v.others)} - {told.id}
        found = {m.id: m for m in lookup.candidates(self.connection, keys, named)}
        for id, merged in self._records.items():
            near = keys & self._keys.get(id, set()) or (merged and named.intersection(merged.findings))
            if merged is None:
                found.pop(id, None)
            elif merged.kind == told.kind and (id in found or near):
                found[id] = merged
        if verdicts:  # they name findings: long records, which are stored without theirs, must be folded
            return [m if m.findings else self._folded(m.id) or m for m in found.values()]
        return list(found.values())

    def _new(self, id: str) -> str:
        """The id of a new record; one that is still in use by what came after its first finding is counted on."""
        number, free = 1, id
        while self._records.get(free) or (free not in self._records and lookup.is_linked(self.connection, free)):
            number += 1
            free = f"{id}-{number}"
        self._members[free] = []
        return free

    def _told(self, id: str) -> list[Told]:
        if id not in self._members:
            self._members[id] = lookup.members(self.connection, id)
        return self._members[id]

    def _folded(self, id: str) -> Merged | None:
        told = self._told(id)
        verdicts = lookup.verdicts(self.connection, {one.id for one in told})
        if {one.id for one in told} <= rejected(verdicts):
            return None
        return merge(told[0].kind, told, verdicts, id=id)

    def _fold(self, id: str) -> None:
        self._records[id] = self._folded(id)

    def _link(self, id: str, number: int, match: Match | None) -> None:
        told: Mapping[str, Any] = match.as_json() if match else {}
        row = {"score": told.get("score"), "decision": told.get("decision"), "reasons": dumped(told.get("reasons", []))}
        self.writer.add(t.links, [row | {"record": id, "finding": number}])

    def _version(self, id: str, merged: Merged | None) -> bool:
        old = lookup.current_version(self.connection, id)
        if merged is None:
            if old is not None:
                self.writer.supersede(t.records, [old.n])
            return old is not None
        whole, full = len(merged.findings) <= WHOLE, merged.as_json()
        kept = full if whole else slim(full)
        if old is not None and old.json == dumped(kept):
            return False
        if old is not None:
            self.writer.supersede(t.records, [old.n])
        self.writer.version(full, countries_of(merged, self._told(id)), kept, whole)
        return True


def slim(merged: Mapping[str, Any]) -> dict[str, Any]:
    """A long record without the lists that grow with every report."""
    value = {k: v for k, v in merged["value"].items() if not (isinstance(v, list) and len(v) > WHOLE)}
    return {**merged, "findings": [], "sources": [], "independent_sources": [], "value": value}


def countries_of(merged: Merged, told: Iterable[Told]) -> dict[str, str | None]:
    """The countries of a record's actors, as its findings name them."""
    named = {a["id"]: a.get("country") for one in told for _, a in actors_of(one.finding)}
    return {id: named.get(id) for id in merged.actors}
