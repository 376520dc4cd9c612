"""What a dossier may select, narrowed down by the indexes; `record.selection` then decides, one by one.

Nearly all of it names two sides of the dossier. What names one alone comes in by its place, its issue or its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from verbale.record.store import search
from verbale.record.store import tables as t
from verbale.record.store.columns import LONG
from verbale.record.store.shapes import FINDINGS, Shape


@dataclass(frozen=True, slots=True)
class Chosen:
    """A dossier as the indexes see it; theatres are folded names of places, and countries by code."""

    everybody: frozenset[str]
    theatres: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


def numbers(connection: Connection, shape: Shape, kind: str, chosen: Chosen, long: bool) -> ColumnElement[bool]:
    """Whether a row is among those that the dossier may select, of what lasts long or of the rest."""
    sets = [_two_sides(shape, kind, chosen, long), *_theatre(shape, kind, chosen), *_issue(shape, kind, chosen, long)]
    sets += _aliases(connection, shape, kind, chosen)
    own = shape.table.c.n
    return or_(*(own.in_(one) for one in sets))


def _sides(shape: Shape, kind: str, chosen: Chosen, long: bool) -> Select[Any]:
    side = shape.sides.c
    query = select(side[shape.key]).where(side.side.in_(sorted(chosen.everybody)), side.kind == kind)
    query = query.where(side.long.is_(long))
    if chosen.until:
        query = query.where(side.first_day <= chosen.until)
    if chosen.since and not long:
        query = query.where(side.first_day >= (date.fromisoformat(chosen.since) - timedelta(days=LONG)).isoformat())
    return query


def _two_sides(shape: Shape, kind: str, chosen: Chosen, long: bool) -> Select[Any]:
    key = shape.sides.c[shape.key]
    return _sides(shape, kind, chosen, long).group_by(key).having(func.count() >= 2)


def _theatre(shape: Shape, kind: str, chosen: Chosen) -> Iterator[Select[Any]]:
    own = shape.table.c
    if kind in ("violence", "event") and chosen.theatres:
        where = or_(own.place.in_(sorted(chosen.theatres)), own.place_country.in_(sorted(chosen.countries)))
        yield select(own.n).where(own.kind == kind, where)


def _issue(shape: Shape, kind: str, chosen: Chosen, long: bool) -> Iterator[Select[Any]]:
    own = shape.table.alias("on_issue").c
    if kind == "position" and chosen.issues:
        sides = _sides(shape, kind, chosen, long)
        yield select(own.n).where(own.kind == kind, own.issue.in_(sorted(chosen.issues)), own.n.in_(sides))


def _aliases(connection: Connection, shape: Shape, kind: str, chosen: Chosen) -> Iterator[Select[Any]]:
    for alias in chosen.aliases:
        hits = search.found("finding_words", f'"{alias}"', connection.dialect.name)
        f, links = t.findings.alias("worded").c, t.links.c
        if shape is FINDINGS:
            yield select(f.n).where(f.kind == kind, f.n.in_(hits))
        else:
            own = t.records.alias("worded_record").c
            told = select(links.record).where(links.finding.in_(hits))
            yield select(own.n).where(own.kind == kind, own.id.in_(told))
