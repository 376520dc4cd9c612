"""Who stands where: actors by issues, each cell with its stance, sign, movement and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from verbale.record.dossiers import Dossier, name_of
from verbale.record.link.fold_positions import SIGN
from verbale.record.link.sides import sides
from verbale.record.merged import Merged
from verbale.record.selection import in_entry, why
from verbale.record.sourced import words_of

Cell = dict[str, Any]
SIGNS = {1: "+", 0: "·", -1: "−"}


@dataclass(frozen=True, slots=True)
class Matrix:
    """`actors` (sides, the parties first) by `issues`; `cells` by (actor, issue), none where nothing was said."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]

    def as_json(self) -> dict[str, Any]:
        """The matrix as dictionaries and lists."""
        return {
            "actors": [{"id": a, "name": name_of(a)} for a in self.actors],
            "issues": list(self.issues),
            "cells": [{"actor": a, "issue": i} | cell for (a, i), cell in sorted(self.cells.items())],
        }


def matrix(records: Iterable[Merged], dossier: Dossier) -> Matrix:
    """The position matrix of a dossier; statements on no issue of the codebook have no column.

    A cell holds the last `stance` and its `sign` (+ for, · demand or condition, − against), the last `movement` that
    changed anything, every entry with its words, and the records it comes from.
    """
    gathered: dict[tuple[str, str], list[tuple[dict[str, Any], Merged]]] = {}
    for record in records:
        if record.kind == "position" and record.issue and why(dossier, record):
            for actor in sides([record.value["holder"]]):
                for entry in (e for e in record.value["ledger"] if in_entry(dossier, record, e)):
                    gathered.setdefault((actor, record.issue), []).append((entry, record))
    cells = {key: _cell(entries) for key, entries in gathered.items()}
    order = {side: n for n, side in enumerate((*dossier.parties, *dossier.mediators))}
    actors = sorted({actor for actor, _ in cells}, key=lambda a: (order.get(a, 99), a))
    said: dict[str, int] = {}
    for (_, issue), entries in gathered.items():
        said[issue] = said.get(issue, 0) + len(entries)
    return Matrix(tuple(actors), tuple(sorted(said, key=lambda i: (-said[i], i))), cells)


def _cell(entries: list[tuple[dict[str, Any], Merged]]) -> Cell:
    ordered = sorted(entries, key=lambda e: (e[0]["reported_at"] or "", e[0]["recorded_at"], e[0]["finding"]))
    last = ordered[-1][0]
    moved = [e["movement"] for e, _ in ordered if e["movement"] in ("softened", "hardened", "withdrawn")]
    return {
        "stance": last["stance"], "sign": SIGNS[SIGN[last["stance"]]], "movement": last["movement"],
        "moved": moved[-1] if moved else None, "first_reported": ordered[0][0]["reported_at"],
        "last_reported": last["reported_at"], "records": sorted({r.id for _, r in ordered}),
        "entries": [e | {"record": r.id, "words": words_of(r, e["finding"])["quote"]} for e, r in ordered],
    }  # fmt: skip
