"""Single things looked up in the store: documents that are known, members of a record, candidates, verdicts.

A `Cut` says which state of the record is meant: now, or as of a moment, and up to which day of publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, func, or_, select, true

from verbale.record.clock import end_of
from verbale.record.merged import Merged, merged_from
from verbale.record.store import tables as t
from verbale.record.store.writer import loaded
from verbale.record.told import Told
from verbale.record.verdicts import Judgement, Verdict

MANY = 500  # values in one IN list


@dataclass(frozen=True, slots=True)
class Cut:
    """A state of the record: as of a moment (a stamp; None: now), from what was published by a day (None: all)."""

    as_of: str | None = None
    reported_by: str | None = None

    @classmethod
    def at(cls, as_of: Any = None, reported_by: Any = None) -> Cut:
        """The cut of two days (dates or ISO text)."""
        published = end_of(reported_by)[:10] if reported_by else None
        return cls(end_of(as_of) if as_of else None, published)

    def alive(self, table: Table) -> ColumnElement[bool]:
        """Whether a row was current."""
        if self.as_of is None:
            return table.c.superseded_at.is_(None)
        open_ = or_(table.c.superseded_at.is_(None), table.c.superseded_at >= self.as_of)
        return and_(table.c.recorded_at < self.as_of, open_)

    def known(self, table: Table) -> ColumnElement[bool]:
        """Whether a row that is never superseded was there."""
        return true() if self.as_of is None else table.c.recorded_at < self.as_of

    def published(self, table: Table) -> ColumnElement[bool]:
        """Whether a document or printing was published by the day."""
        if self.reported_by is None:
            return true()
        return and_(table.c.day != "", table.c.day < self.reported_by)


NOW = Cut()


def document_number(connection: Connection, id: str) -> int | None:
    """The number of the document with that id, or None."""
    n: int | None = connection.execute(select(t.documents.c.n).where(t.documents.c.id == id)).scalar()
    return n


def state(connection: Connection) -> int:
    """The number of the last writing transaction, 0 in an empty store."""
    return connection.execute(select(func.max(t.changes.c.n))).scalar() or 0


def published(connection: Connection, cut: Cut = NOW) -> tuple[str, str] | None:
    """The first and the last day of publication of all documents, or None where no day is known."""
    d = t.documents
    row = connection.execute(select(func.min(d.c.day), func.max(d.c.day)).where(d.c.day != "", cut.known(d))).one()
    return (row[0], row[1]) if row[0] else None


def arrived(connection: Connection, digest: str) -> str | None:
    """The id of the document that came in with that digest, or None."""
    query = select(t.documents.c.id).join(t.arrivals, t.arrivals.c.document == t.documents.c.n)
    id: str | None = connection.execute(query.where(t.arrivals.c.digest == digest)).scalar()
    return id


def is_printed(connection: Connection, document: int, publisher: str | None, url: str | None) -> bool:
    """Whether the text of the document is known from that publisher and address (an unnamed one adds nothing)."""
    if publisher is None and url is None:
        return True
    p = t.printings.c
    query = select(p.publisher, p.url).where(p.document == document)
    return any(publisher in (None, by) and url in (None, at) for by, at in connection.execute(query))


def told_query(cut: Cut) -> Select[Any]:
    """Findings as they are told: one row for each printing of the document."""
    f, d, p = t.findings, t.documents, t.printings
    return (
        select(
            f.c.n, f.c.id, f.c.kind, d.c.id.label("document"), p.c.published, p.c.publisher, p.c.title, p.c.url,
            d.c.story, p.c.recorded_at, f.c.recorded_at.label("read_at"), f.c.json, f.c.about,
        )
        .select_from(f)
        .join(d, d.c.n == f.c.document)
        .join(p, p.c.document == d.c.n)
        .where(cut.alive(f), cut.known(p), cut.published(p))
    )  # fmt: skip


def told_from(row: Row[Any]) -> Told:
    """The Told of a row of `told_query`."""
    return Told(
        row.id, row.kind, row.document, row.published, row.publisher, row.title, row.url, row.story,
        max(row.recorded_at, row.read_at), loaded(row.json), tuple(loaded(row.about)),
    )  # fmt: skip


def members(connection: Connection, record: str, cut: Cut = NOW) -> list[Told]:
    """Everything told that belongs to a record."""
    query = told_query(cut).join(t.links, t.links.c.finding == t.findings.c.n)
    query = query.where(t.links.c.record == record, cut.alive(t.links)).order_by(t.findings.c.n, t.printings.c.n)
    return [told_from(row) for row in connection.execute(query)]


def told_by_number(connection: Connection, numbers: Iterable[int]) -> list[tuple[int, Told]]:
    """(number, Told) of some findings, for each printing of their documents."""
    found: list[tuple[int, Told]] = []
    for piece in pieces(numbers):
        query = told_query(NOW).where(t.findings.c.n.in_(piece)).order_by(t.findings.c.n, t.printings.c.n)
        found += [(row.n, told_from(row)) for row in connection.execute(query)]
    return found


def candidates(connection: Connection, keys: Iterable[str], findings: Iterable[str] = ()) -> list[Merged]:
    """The current records that share a block key or hold a finding of those ids.

    Long ones come without their lists (see `tables.records`).
    """
    blocks, records = t.block_keys.c, t.records.c
    ids: set[str] = set()
    for piece in pieces(sorted(keys)):
        ids |= set(connection.execute(select(blocks.record).where(blocks.key.in_(piece))).scalars())
    for piece in pieces(sorted(findings)):
        query = select(t.links.c.record).join(t.findings, t.findings.c.n == t.links.c.finding)
        ids |= set(connection.execute(query.where(t.findings.c.id.in_(piece), NOW.alive(t.links))).scalars())
    found: list[Merged] = []
    for piece in pieces(sorted(ids)):
        current = select(records.json).where(records.id.in_(piece), records.superseded_at.is_(None))
        found += [merged_from(loaded(text)) for text in connection.execute(current).scalars()]
    return found


def verdicts(connection: Connection, ids: Iterable[str], cut: Cut = NOW) -> list[Verdict]:
    """The verdicts on any of these findings, in the order in which they were given."""
    numbers: set[int] = set()
    for piece in pieces(sorted(set(ids))):
        where = t.verdict_findings.c.finding.in_(piece)
        numbers |= set(connection.execute(select(t.verdict_findings.c.verdict).where(where)).scalars())
    if not numbers:
        return []
    query = select(t.verdicts).where(t.verdicts.c.n.in_(sorted(numbers)), cut.known(t.verdicts))
    return [verdict_from(row) for row in connection.execute(query.order_by(t.verdicts.c.n))]


def verdict_from(row: Row[Any]) -> Verdict:
    """The verdict of a row."""
    return Verdict(
        Judgement(row.judgement), tuple(loaded(row.findings)), row.by, row.recorded_at, row.reason,
        tuple(loaded(row.others)), row.field, None if row.value is None else loaded(row.value),
    )  # fmt: skip


def linked(connection: Connection, document: int) -> list[str]:
    """The records that the current findings of a document belong to."""
    query = select(t.links.c.record).join(t.findings, t.findings.c.n == t.links.c.finding)
    query = query.where(t.findings.c.document == document, NOW.alive(t.links), NOW.alive(t.findings))
    return list(dict.fromkeys(connection.execute(query.order_by(t.links.c.n)).scalars()))


def current_version(connection: Connection, record: str) -> Any:
    """(n, json, whole) of the current version of a record, or None."""
    r = t.records.c
    query = select(r.n, r.json, r.whole).where(r.id == record, r.superseded_at.is_(None))
    return connection.execute(query).first()


def is_linked(connection: Connection, record: str) -> bool:
    """Whether findings belong to a record of that id."""
    query = select(t.links.c.n).where(t.links.c.record == record, NOW.alive(t.links)).limit(1)
    return connection.execute(query).first() is not None


def pieces(values: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """The values in lists short enough for one question."""
    rest = iter(values)
    while piece := list(islice(rest, MANY)):
        yield piece
