"""The rows of answers, as plain dictionaries, straight from the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from verbale.record.store import asking, judging
from verbale.record.store import tables as t
from verbale.record.store.asking import Filters
from verbale.record.store.lookup import pieces
from verbale.record.store.shapes import FINDINGS, RECORDS
from verbale.record.store.writer import loaded
from verbale.record.verdicts import Verdict

_DOCUMENT = (
    "id", "given_id", "title", "url", "publisher", "published", "published_basis", "language", "story",
)  # fmt: skip
TOLD = ("document", "published", "publisher", "title", "url", "story", "recorded_at")  # beside a finding's own keys


def findings(connection: Connection, asked: Filters) -> Iterator[dict[str, Any]]:
    """The findings that answer, each with `kind` and where it was told (`TOLD`)."""
    left_out, corrected = judging.on_findings(connection, asked.cut)
    found = asking.answers(connection, FINDINGS, asked, left_out)
    f, d = t.findings, t.documents
    query = (
        select(
            f.c.kind,
            f.c.json,
            f.c.about,
            f.c.recorded_at,
            d.c.id,
            d.c.published,
            d.c.publisher,
            d.c.title,
            d.c.url,
            d.c.story,
        )
        .select_from(found)
        .join(f, f.c.n == found.c.n)
        .join(d, d.c.n == f.c.document)
    )
    for row in connection.execute(asking.in_order(query, found)):
        told = (row.id, row.published, row.publisher, row.title, row.url, row.story, row.recorded_at)
        finding = _corrected(loaded(row.json), corrected)
        yield {"kind": row.kind, **finding, **dict(zip(TOLD, told, strict=True)), "about": loaded(row.about)}


def _corrected(finding: dict[str, Any], corrected: Mapping[str, Sequence[Verdict]]) -> dict[str, Any]:
    """A finding with what reviewers corrected."""
    for verdict in corrected.get(finding["id"], ()):
        if verdict.field in finding:
            finding[verdict.field] = verdict.value
    return finding


def records(connection: Connection, asked: Filters) -> Iterator[tuple[dict[str, Any], bool]]:
    """(record, whole) of the versions that answer; a long one lacks its lists."""
    found = asking.answers(connection, RECORDS, asked)
    r = t.records
    query = select(r.c.json, r.c.whole, r.c.recorded_at).select_from(found).join(r, r.c.n == found.c.n)
    for row in connection.execute(asking.in_order(query, found)):
        yield {**loaded(row.json), "recorded_at": row.recorded_at}, row.whole


def documents(connection: Connection, asked: Filters, text: bool = False) -> Iterator[dict[str, Any]]:
    """The documents that answer, each with its printings and the number of its findings; on request with its text."""
    for piece in pieces(connection.execute(asking.documents(connection, asked))):
        printed, counts = _printings(connection, piece, asked), _counts(connection, piece, asked)
        for row in piece:
            yield {
                **{key: getattr(row, key) for key in _DOCUMENT}, "findings": counts.get(row.n, 0),
                "printings": printed.get(row.n, []), "recorded_at": row.recorded_at,
                **({"text": row.text, "sentences": loaded(row.sentences)} if text else {}),
            }  # fmt: skip


def _printings(connection: Connection, documents: Sequence[Row[Any]], asked: Filters) -> dict[int, list[Any]]:
    """Where each of the documents was printed, by number."""
    p = t.printings
    query = select(p.c.document, p.c.title, p.c.url, p.c.publisher, p.c.published, p.c.recorded_at)
    query = query.where(p.c.document.in_([d.n for d in documents]), asked.cut.known(p), asked.cut.published(p))
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query.order_by(p.c.n)):
        plain = dict(row._mapping)
        found.setdefault(plain.pop("document"), []).append(plain)
    return found


def _counts(connection: Connection, documents: Sequence[Row[Any]], asked: Filters) -> dict[int, int]:
    """How many findings each of the documents has, by number."""
    f = t.findings
    query = select(f.c.document, func.count()).where(f.c.document.in_([d.n for d in documents]), asked.cut.alive(f))
    return {row[0]: row[1] for row in connection.execute(query.group_by(f.c.document))}


def actors(connection: Connection, asked: Filters, like: str | None = None) -> Iterator[dict[str, Any]]:
    """The actors that take part in findings that answer, the most often named first.

    `findings` counts their findings, statements and events included; `first_day` and `last_day` are those of world
    time. `like` is a part of a name, folded.
    """
    seat, f, a = t.finding_actors, t.findings, t.actors
    where = [asked.cut.alive(f)]
    if asked.since:
        where.append(f.c.last_day >= asked.since)
    if asked.until:
        where.append(f.c.first_day <= asked.until)
    if asked.cut.reported_by:
        p = t.printings
        printed = select(p.c.document).where(asked.cut.known(p), asked.cut.published(p))
        where.append(f.c.document.in_(printed))
    counts = (
        select(
            seat.c.actor,
            func.count(seat.c.finding.distinct()).label("findings"),
            func.min(func.nullif(f.c.first_day, "")).label("first_day"),
            func.max(func.nullif(f.c.last_day, "")).label("last_day"),
        )
        .select_from(seat.join(f, f.c.n == seat.c.finding))
        .where(*where)
        .group_by(seat.c.actor)
        .subquery()
    )
    query = select(a, counts.c.findings, counts.c.first_day, counts.c.last_day).join(counts, counts.c.actor == a.c.id)
    query = query.where(asked.cut.known(a), *_who(asked, like)).order_by(counts.c.findings.desc(), a.c.id)
    if asked.limit is not None:
        query = query.limit(asked.limit).offset(asked.offset)
    for row in connection.execute(query):
        yield {
            "id": row.id, "name": row.name, "kind": row.kind, "country": row.country, "sectors": loaded(row.sectors),
            "findings": row.findings, "first_day": row.first_day, "last_day": row.last_day,
            "recorded_at": row.recorded_at,
        }  # fmt: skip


def _who(asked: Filters, like: str | None) -> list[Any]:
    a = t.actors.c
    where: list[Any] = [a.id.in_(sorted(ids)) for ids in asked.actors]
    where += [a.country == country for country in asked.countries]
    if asked.id is not None:
        where.append(a.id == asked.id)
    if like:
        where.append(a.folded.contains(like, autoescape=True))
    return where


def actors_called(connection: Connection, name: str) -> frozenset[str]:
    """The ids of the actors with that id or (folded) name, else of those whose name has it as a part."""
    a = t.actors.c
    exact = connection.execute(select(a.id).where((a.id == name) | (a.folded == name))).scalars().all()
    if exact:
        return frozenset(exact)
    return frozenset(connection.execute(select(a.id).where(a.folded.contains(name, autoescape=True))).scalars())


def names(connection: Connection, limit: int = 20000) -> list[str]:
    """Names of actors, to suggest one."""
    return list(connection.execute(select(t.actors.c.name).limit(limit)).scalars())


def countries_called(connection: Connection, name: str) -> frozenset[str]:
    """The countries of governments and states of that (folded) name."""
    a = t.actors.c
    query = select(a.country).where(a.folded == name, a.kind.in_(["government", "state"]), a.country.is_not(None))
    return frozenset(c for c in connection.execute(query).scalars() if c)
