"""The two sorts of things that can be asked for by actor, country, issue and day: findings, and records."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Table

from verbale.record.store import tables as t


@dataclass(frozen=True, slots=True)
class Shape:
    """A table with its tables of actors, dyads and sides, which point at it by the column `key`."""

    table: Table
    actors: Table
    dyads: Table
    sides: Table
    key: str


FINDINGS = Shape(t.findings, t.finding_actors, t.finding_dyads, t.finding_sides, "finding")
RECORDS = Shape(t.records, t.record_actors, t.record_dyads, t.record_sides, "record")
