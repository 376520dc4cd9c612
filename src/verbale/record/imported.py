"""Events of other data sets beside our own: kept with their provenance, never linked, never mixed in."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select

from verbale.record.book import Record
from verbale.record.rows import Rows
from verbale.record.store import engine
from verbale.record.store.columns import dumped
from verbale.record.store.tables import imported_events as table
from verbale.record.store.writer import Writer, loaded

BATCH = 500  # events in one transaction


def add(record: Record, events: Iterable[Mapping[str, Any]], *, now: Callable[[], datetime]) -> int:
    """Store events that are not there yet; how many were new. What is there already stays as it was."""
    rest, new = iter(events), 0
    while batch := {e["id"]: e for e in itertools.islice(rest, BATCH)}:
        with engine.writing(record.engine) as connection:
            known = set(connection.execute(select(table.c.id).where(table.c.id.in_(list(batch)))).scalars())
            rows = [_row(e) for id, e in batch.items() if id not in known]
            if rows:
                Writer(connection, now(), "import", rows[0]["origin"]).add(table, rows)
            new += len(rows)
    return new


def events(
    record: Record,
    *,
    origin: str | None = None,
    country: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> Rows:
    """The imported events that answer, the newest first; `country` are ISO codes, two of them a dyad."""
    where = _where(origin, tuple(country), since, until)
    query = select(table.c.json, table.c.recorded_at).where(and_(True, *where))
    with engine.reading(record.engine) as connection:
        found = connection.execute(query.order_by(table.c.day.desc(), table.c.n.desc()).limit(limit))
        return Rows("imported events", [{**loaded(row.json), "recorded_at": row.recorded_at} for row in found])


def counts(
    record: Record, *, country: Iterable[str] = (), since: str | None = None, until: str | None = None
) -> dict[str, dict[str, int]]:
    """How many events of each category each origin has: {event type: {origin: number}}."""
    where = _where(None, tuple(country), since, until)
    query = select(table.c.event_type, table.c.origin, func.count()).where(and_(True, *where))
    found: dict[str, dict[str, int]] = {}
    with engine.reading(record.engine) as connection:
        for kind, origin, count in connection.execute(query.group_by(table.c.event_type, table.c.origin)):
            found.setdefault(kind or "", {})[origin] = count
    return found


def _where(origin: str | None, country: tuple[str, ...], since: str | None, until: str | None) -> list[Any]:
    found: list[Any] = [] if origin is None else [table.c.origin == origin]
    found += [or_(table.c.low == code, table.c.high == code) for code in country]
    if since:
        found.append(table.c.day >= since)
    if until:
        found.append(table.c.day <= until)
    return found


def _row(event: Mapping[str, Any]) -> dict[str, Any]:
    countries = [p["country"] for p in (*event["actors"], *event["recipients"]) if p["country"]]
    pair = sorted(dict.fromkeys(countries))[:2] or [None]
    return {
        "id": event["id"], "origin": event["origin"], "file": event.get("file"), "day": event["day"],
        "low": pair[0], "high": pair[-1], "event_type": event["event_type"], "json": dumped(event),
    }  # fmt: skip
