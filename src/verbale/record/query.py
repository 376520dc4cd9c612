"""Questions to the record and their answers as plain dictionaries.

Meetings, positions, claims and violence are answered by records (what was merged), statements and events by findings.
The same question about the same cut of the record is answered with the same bytes, whenever it is asked.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from verbale.errors import UnknownIdError, UsageError
from verbale.record.store import answering, lookup
from verbale.record.store.asking import Filters
from verbale.record.store.columns import days
from verbale.record.store.lookup import Cut
from verbale.record.store.search import folded
from verbale.record.verdicts import rejected

if TYPE_CHECKING:
    from verbale.record.store.engine import Connection

RECORD_KINDS = {"meetings": "meeting", "positions": "position", "claims": "claim", "violence": "violence"}
FINDING_KINDS = {"statements": "statement", "events": "event"}


def records(connection: Connection, asked: Filters) -> Iterator[Mapping[str, Any]]:
    """The records that answer; those that are cut by day of publication are folded from what was published by then."""
    if asked.cut.reported_by is None:
        for record, whole in answering.records(connection, asked):
            yield record if whole else _whole(connection, record, asked.cut)
        return
    end = None if asked.limit is None else asked.offset + asked.limit
    yield from islice(_published(connection, asked), asked.offset, end)


def _whole(connection: Connection, record: Mapping[str, Any], cut: Cut) -> Mapping[str, Any]:
    whole = fold(connection, record["id"], record["kind"], cut)
    return {**(whole or record), "recorded_at": record["recorded_at"]}


def fold(connection: Connection, id: str, kind: str, cut: Cut) -> dict[str, Any] | None:
    """A record folded from its findings as they stand at a cut, or None when none is left."""
    from verbale.record.link import folding  # only a view of the past folds

    told = lookup.members(connection, id, cut)
    ids = {one.id for one in told}
    verdicts = lookup.verdicts(connection, ids, cut)
    if ids <= rejected(verdicts):
        return None
    return folding.merge(kind, told, verdicts, id=id).as_json()


def _published(connection: Connection, asked: Filters) -> Iterator[dict[str, Any]]:
    """Records as they would be had nothing been published after the day of the cut, in the order of all answers.

    Those that stand on nothing later are given as they are, one by one; only the others are folded, and first.
    """
    wide = Filters(
        asked.kind, id=asked.id, actors=asked.actors, countries=asked.countries, issues=asked.issues, text=asked.text,
        source=asked.source, document=asked.document, reported_since=asked.reported_since,
        reported_before=asked.cut.reported_by, chosen=asked.chosen, cut=asked.cut,
    )  # fmt: skip
    folded = []
    for record, _ in answering.records(connection, replaced(wide, settled=False)):
        told = fold(connection, record["id"], asked.kind, asked.cut)
        if told is not None and _fits(told, asked):
            folded.append({**told, "recorded_at": record["recorded_at"]})
    settled = (record for record, _ in answering.records(connection, replaced(wide, settled=True)))
    yield from merge(sorted(folded, key=_place), (r for r in settled if _fits(r, asked)), key=_place)


def _fits(record: Mapping[str, Any], asked: Filters) -> bool:
    first, last, _ = days(record["start"], record["end"], record["first_reported"], record["last_reported"])
    return (
        asked.status in (None, record["status"])
        and asked.stance in (None, record["stance"])
        and (asked.since is None or last >= asked.since)
        and (asked.until is None or first <= asked.until)
        and all(ids & set(record["actors"]) for ids in asked.actors)
        and set(asked.countries) <= set(record["countries"])
    )


def _place(record: Mapping[str, Any]) -> tuple[int, str]:
    """The place of a record among the answers: the latest first, then by id; last the one of which no day is known."""
    first, _, _ = days(record["start"], record["end"], record["first_reported"], record["last_reported"])
    return -int(first.replace("-", "") or 0), record["id"]


def filters(
    connection: Connection,
    kind: str,
    *,
    id: str | None = None,
    actor: str | Iterable[str] | None = None,
    country: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    status: str | None = None,
    stance: str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    text: str | None = None,
    source: str | None = None,
    document: str | None = None,
    reported_since: str | date | None = None,
    as_of: str | date | None = None,
    reported_by: str | date | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Filters:
    """What a person asked for, with names resolved; UnknownIdError for an actor or country that nobody named."""
    return Filters(
        kind, id=id, actors=tuple(_actor(connection, name) for name in _several(actor)),
        countries=tuple(_country(connection, name) for name in _several(country)),
        issues=frozenset(_several(issue)), status=status, stance=stance, since=_day(since), until=_day(until),
        text=text, source=source, document=document,
        reported_since=_day(reported_since), limit=limit, offset=offset, cut=Cut.at(as_of, reported_by),
    )  # fmt: skip


def _several(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _day(day: str | date | None) -> str | None:
    if day is None:
        return None
    try:
        return (date.fromisoformat(day.strip()) if isinstance(day, str) else day).isoformat()[:10]
    except ValueError as problem:
        raise UsageError(f"{day!r} is no date: write YYYY-MM-DD, such as 2025-11-19") from problem


def _actor(connection: Connection, name: str) -> frozenset[str]:
    found = answering.actors_called(connection, name) or answering.actors_called(connection, folded(name))
    if found:
        return found
    known = {word: whole for whole in answering.names(connection) for word in (whole, *whole.split())}
    close = list(dict.fromkeys(known[word] for word in difflib.get_close_matches(name, known, 3)))
    raise UnknownIdError(
        f"no actor of the record is called {name!r}"
        + (f"; did you mean {', '.join(close)}?" if close else ": `verbale actors` lists them")
    )


def _country(connection: Connection, name: str) -> str:
    if len(name) == 3 and name.isascii() and name.isalpha():
        return name.upper()
    found = answering.countries_called(connection, folded(name))
    if len(found) == 1:
        return next(iter(found))
    raise UnknownIdError(f"{name!r} is no country of the record: write its ISO code, such as UKR")


def replaced(asked: Filters, **changes: Any) -> Filters:
    """The filters with some of them changed."""
    return dataclasses.replace(asked, **changes)
