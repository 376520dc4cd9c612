"""Questions to SQL: the numbers of the findings or records that answer, in their order, then what they say.

The order is newest first, then by id. The narrowest table leads: a pair of countries, an actor, a country, or else the
days of a kind. What lasts longer than a month is looked for on its own: there is little of it, and for all the rest a
window of days then needs only what begins in it or in the month before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    desc,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    union_all,
)  # fmt: skip

from verbale.record.store import choosing, search
from verbale.record.store import tables as t
from verbale.record.store.choosing import Chosen
from verbale.record.store.columns import LONG
from verbale.record.store.lookup import NOW, Cut
from verbale.record.store.shapes import FINDINGS, RECORDS, Shape

COMMON = 5000  # hits; a more common word is looked for along the days instead of leading the way


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; all conditions hold together.

    Each of `actors` is a set of ids of which one must take part; each of `countries` must take part. `since` and
    `until` are ISO days, inclusive, of world time (the day of publication where no time is known). Text is looked for
    in the words of the evidence. `reported_since`: something of it was published on or after that day.
    `chosen`: what a dossier may select (`choosing`), which its own rules then confirm.
    """

    kind: str
    id: str | None = None
    actors: tuple[frozenset[str], ...] = ()
    countries: tuple[str, ...] = ()
    issues: frozenset[str] = frozenset()
    status: str | None = None
    stance: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    source: str | None = None
    document: str | None = None
    reported_since: str | None = None
    reported_before: str | None = None  # first reported before that day; records only
    settled: bool | None = None  # whether all that it stands on was published by the cut; records only
    chosen: Chosen | None = None
    limit: int | None = None
    offset: int = 0
    cut: Cut = field(default=NOW)


def answers(connection: Connection, shape: Shape, asked: Filters, left_out: frozenset[str] = frozenset()) -> FromClause:
    """A subquery of (n, first_day, id) of what answers, to be joined and ordered by `in_order`.

    `left_out` are ids of findings that reviewers rejected; records have left them out already.
    """
    found = [_branch(connection, shape, asked, left_out, long) for long in (False, True)]
    both = union_all(*(select(one.subquery()) for one in found)).subquery()
    return _cut_off(select(both), both, asked).subquery("answers")


def in_order(query: Select[Any], found: FromClause) -> Select[Any]:
    """The query in the order of the answers."""
    return query.order_by(desc(found.c.first_day), found.c.id)


def _branch(connection: Connection, shape: Shape, asked: Filters, left_out: frozenset[str], long: bool) -> Select[Any]:
    """What answers among that which lasts long, or among the rest; the first so many, if there is a limit."""
    own = shape.table
    lead, conditions, rest = _lead(shape, asked)
    day = lead.c.first_day
    query = select(own.c.n, day.label("first_day"), own.c.id)
    if lead is not own:
        query = query.select_from(lead.join(own, own.c.n == lead.c[shape.key]))
    where = [*conditions, lead.c.kind == asked.kind, lead.c.long.is_(long), *_seats(shape, rest), *_plain(shape, asked)]
    where += _days(own, day, asked, long)
    where += _words(connection, shape, asked)
    if left_out:
        where.append(own.c.id.not_in(sorted(left_out)))
    if asked.chosen is not None:
        where.append(choosing.numbers(connection, shape, asked.kind, asked.chosen, long))
    query = query.where(*where, asked.cut.alive(own))
    if lead is shape.actors:  # several actors of one country sit in one finding
        query = query.distinct()
    if asked.limit is None:
        return query
    return query.order_by(desc(day), own.c.id).limit(asked.limit + asked.offset)


def _cut_off(query: Select[Any], found: FromClause, asked: Filters) -> Select[Any]:
    if asked.limit is None and not asked.offset:
        return query
    ordered = query.order_by(desc(found.c.first_day), found.c.id)
    return ordered.limit(asked.limit if asked.limit is not None else 2**62).offset(asked.offset)


def _lead(shape: Shape, asked: Filters) -> tuple[FromClause, list[ColumnElement[bool]], Filters]:
    """The table that leads, its condition, and what is left to be asked of seats."""
    countries = tuple(dict.fromkeys(asked.countries))
    if len(countries) >= 2:
        low, high = sorted(countries[:2])
        rest = replace(asked, countries=countries[2:])
        return shape.dyads, [shape.dyads.c.low == low, shape.dyads.c.high == high], rest
    if asked.actors:
        here = shape.actors.c.actor.in_(sorted(asked.actors[0]))
        return shape.actors, [here], replace(asked, actors=asked.actors[1:])
    if countries:
        return shape.actors, [shape.actors.c.country == countries[0]], replace(asked, countries=())
    return shape.table, [], asked


def _seats(shape: Shape, asked: Filters) -> list[ColumnElement[bool]]:
    """Who must take part, beside what the leading table sees to."""
    own, seat = shape.table.c, shape.actors.alias("seat")
    # kind, length and day are those of the row itself: with them, one look into the index finds the seat
    here = (seat.c[shape.key] == own.n) & (seat.c.kind == asked.kind)
    here &= (seat.c.long == own.long) & (seat.c.first_day == own.first_day)

    def sits(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists(select(literal_column("1")).where(condition, here))

    where = [sits(seat.c.actor.in_(sorted(ids))) for ids in asked.actors]
    return where + [sits(seat.c.country == country) for country in asked.countries]


def _plain(shape: Shape, asked: Filters) -> list[ColumnElement[bool]]:
    own = shape.table.c
    where: list[ColumnElement[bool]] = []
    if asked.id is not None:
        where.append(own.id == asked.id)
    if asked.issues:
        among = [own.issues.contains(f"|{issue}|", autoescape=True) for issue in sorted(asked.issues)]
        where.append(or_(*among) if asked.kind == "meeting" else own.issue.in_(sorted(asked.issues)))
    if asked.status is not None:
        where.append(own.status == asked.status)
    if asked.reported_before is not None and shape is RECORDS:
        where.append(own.first_reported < asked.reported_before)
    if asked.settled is not None and shape is RECORDS:
        settled = and_(own.whole, not_(_later(own.id, asked.cut)))
        where.append(settled if asked.settled else not_(settled))
    if asked.stance is not None:
        where.append(own.stance == asked.stance)
    return where


def _later(record: ColumnElement[str], cut: Cut) -> ColumnElement[bool]:
    """Whether a record stands, in part or whole, on a printing of a later day than the cut's, or of no known day."""
    f, links, p = t.findings, t.links, t.printings
    there = links.join(f, f.c.n == links.c.finding).join(p, p.c.document == f.c.document)
    told: Select[Any] = select(literal_column("1")).select_from(there)
    return exists(told.where(links.c.record == record, cut.alive(links), cut.known(p), not_(cut.published(p))))


def _days(own: FromClause, day: ColumnElement[str], asked: Filters, long: bool) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if asked.until:
        where += [day <= asked.until, day != ""]
    if asked.since:
        where.append(own.c.last_day >= asked.since)
        if not long:
            where.append(day >= (date.fromisoformat(asked.since) - timedelta(days=LONG)).isoformat())
    return where


def _words(connection: Connection, shape: Shape, asked: Filters) -> list[ColumnElement[bool]]:
    """What must be true of the words, and of the documents that told it."""
    where: list[ColumnElement[bool]] = []
    f, p = t.findings, t.printings
    if asked.text:
        hits = search.found("finding_words", asked.text, connection.dialect.name)
        where.append(_through(shape, asked, f.c.n.in_(hits)))
    if asked.source:
        same = func.lower(p.c.publisher) == asked.source.lower()
        printed = select(p.c.document).where(same, asked.cut.known(p), asked.cut.published(p))
        where.append(_through(shape, asked, f.c.document.in_(printed)))
    if asked.document:
        number = select(t.documents.c.n).where(t.documents.c.id == asked.document).scalar_subquery()
        where.append(_through(shape, asked, f.c.document == number))
    if asked.reported_since:
        fresh = select(p.c.document).where(p.c.day >= asked.reported_since, asked.cut.known(p), asked.cut.published(p))
        where.append(_through(shape, asked, f.c.document.in_(fresh)))
    if asked.cut.reported_by and shape is FINDINGS:
        known = select(p.c.document).where(p.c.document == f.c.document, asked.cut.known(p), asked.cut.published(p))
        where.append(exists(known))
    return where


def _through(shape: Shape, asked: Filters, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition on findings, said of findings, or of the records that one of them belongs to."""
    if shape is FINDINGS:
        return condition
    f, links = t.findings, t.links
    query = select(links.c.record).join(f, f.c.n == links.c.finding)
    return shape.table.c.id.in_(query.where(condition, asked.cut.alive(links), asked.cut.alive(f)))


def documents(connection: Connection, asked: Filters) -> Select[Any]:
    """The documents that answer, newest first: by id, days of publication, publisher, text and who is named in them."""
    d, p = t.documents, t.printings
    where: list[ColumnElement[bool]] = [asked.cut.known(d)]
    if asked.id is not None:
        where.append(or_(d.c.id == asked.id, d.c.given_id == asked.id))
    if asked.since:
        where.append(d.c.day >= asked.since)
    if asked.until:
        where.append(and_(d.c.day <= asked.until, d.c.day != ""))
    if asked.text:
        # a common word is in most documents: with a limit the newest are walked, and not all that has it sorted
        n = d.c.n if asked.limit is None else d.c.n + 0
        where.append(n.in_(search.found("document_words", asked.text, connection.dialect.name)))
    if asked.source:
        same = func.lower(p.c.publisher) == asked.source.lower()
        where.append(d.c.n.in_(select(p.c.document).where(same, asked.cut.known(p))))
    if asked.cut.reported_by:
        known = select(p.c.document).where(p.c.document == d.c.n, asked.cut.known(p), asked.cut.published(p))
        where.append(exists(known))
    where += _named(asked)
    query = select(d).where(*where).order_by(desc(d.c.day), d.c.id)
    return query if asked.limit is None and not asked.offset else query.limit(asked.limit).offset(asked.offset)


def _named(asked: Filters) -> Sequence[ColumnElement[bool]]:
    """Documents in whose findings actors and countries take part."""
    f, seat, d = t.findings, t.finding_actors, t.documents

    def told(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        query = select(f.c.n).join(seat, seat.c.finding == f.c.n)
        return exists(query.where(f.c.document == d.c.n, condition, asked.cut.alive(f)))

    where = [told(seat.c.actor.in_(sorted(ids))) for ids in asked.actors]
    where += [told(seat.c.country == country) for country in asked.countries]
    if asked.issues:
        where.append(exists(select(f.c.n).where(f.c.document == d.c.n, f.c.issue.in_(sorted(asked.issues)))))
    return where
