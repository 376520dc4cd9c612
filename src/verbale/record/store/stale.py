"""Documents whose reading is not that of today's codebook and model, and what that reading found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from verbale.record.store import tables as t
from verbale.record.store.lookup import NOW, pieces
from verbale.record.store.writer import Reader, Writer

Stored = Row[Any]  # n, kind, id, json, about


def documents(connection: Connection, reader: Reader, everything: bool = False) -> list[int]:
    """The numbers of the documents that `reader` has not read (or of all of them), in order."""
    d, r = t.documents.c, t.readings
    mine = (r.c.codebook == reader.codebook) & (r.c.model == reader.model) & (r.c.software == reader.software)
    read = exists(select(r.c.n).where(r.c.document == d.n, NOW.alive(r), mine))
    query = select(d.n) if everything else select(d.n).where(~read)
    return list(connection.execute(query.order_by(d.n)).scalars())


def texts(connection: Connection, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    """The documents of these numbers as `articles.make.kept` takes them."""
    d = t.documents
    columns = ("title", "url", "publisher", "published", "published_basis", "language", "dateline", "text")
    for piece in pieces(numbers):
        query = select(d).where(d.c.n.in_(piece)).order_by(d.c.n)
        for row in connection.execute(query):
            yield {key: getattr(row, key) for key in columns} | {"id": row.given_id}


def findings_of(connection: Connection, document: int) -> list[Stored]:
    """The current findings of a document."""
    f = t.findings
    query = select(f.c.n, f.c.kind, f.c.id, f.c.json, f.c.about).where(f.c.document == document, NOW.alive(f))
    return list(connection.execute(query.order_by(f.c.n)))


def supersede_readings(writer: Writer, document: int) -> None:
    """End the current reading of a document."""
    r = t.readings
    current = select(r.c.n).where(r.c.document == document, NOW.alive(r))
    writer.supersede(r, writer.connection.execute(current).scalars().all())


def links_of(connection: Connection, findings: Iterable[int]) -> list[tuple[int, str]]:
    """(number, record) of the current links of findings."""
    links = t.links
    found: list[tuple[int, str]] = []
    for piece in pieces(findings):
        query = select(links.c.n, links.c.record).where(links.c.finding.in_(piece), NOW.alive(links))
        found += [(n, record) for n, record in connection.execute(query.order_by(links.c.n))]
    return found
