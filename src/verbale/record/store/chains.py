"""What stands behind a finding or a record, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from verbale.record.store import tables as t
from verbale.record.store.lookup import Cut, pieces, verdicts
from verbale.record.store.writer import loaded
from verbale.record.verdicts import Verdict


def record_chain(connection: Connection, id: str, cut: Cut) -> Mapping[str, Any]:
    """A record with its versions, its findings (why each was linked) and the verdicts on them."""
    r, links, f = t.records, t.links, t.findings
    rows = connection.execute(select(r).where(r.c.id == id, cut.known(r)).order_by(r.c.n)).all()
    query = select(f.c.n).join(links, links.c.finding == f.c.n)
    query = query.where(links.c.record == id, cut.alive(links), cut.alive(f)).order_by(f.c.n)
    findings = [_finding(connection, n, cut) for n in connection.execute(query).scalars().all()]
    current = [row for row in rows if (cut.as_of is None and row.superseded_at is None) or _was(row, cut)]
    return {
        "record": loaded(current[-1].json) if current else None,
        "id": id,
        "versions": [_version(row) for row in rows],
        "findings": findings,
        "verdicts": _verdicts(connection, [one["finding"]["id"] for one in findings], cut),
    }


def _was(row: Row[Any], cut: Cut) -> bool:
    return cut.as_of is not None and (row.superseded_at is None or row.superseded_at >= cut.as_of)


def _version(row: Row[Any]) -> dict[str, Any]:
    plain = ("recorded_at", "superseded_at", "status", "stance", "first_day", "last_day")
    return {key: getattr(row, key) for key in plain}


def finding_chain(connection: Connection, id: str, cut: Cut) -> Mapping[str, Any]:
    """A finding (the current one of that id, else the last) with its document, reading, links and verdicts."""
    f = t.findings
    rows = connection.execute(select(f.c.n).where(f.c.id == id, cut.known(f)).order_by(f.c.n)).scalars().all()
    return {**_finding(connection, rows[-1], cut), "verdicts": _verdicts(connection, [id], cut)}


def _finding(connection: Connection, n: int, cut: Cut) -> dict[str, Any]:
    f, d, links = t.findings, t.documents, t.links
    row = connection.execute(select(f).where(f.c.n == n)).one()
    document = connection.execute(select(d).where(d.c.n == row.document)).one()
    query = select(links).where(links.c.finding == n, cut.known(links)).order_by(links.c.n)
    named = ("id", "title", "url", "publisher", "published", "text", "story", "recorded_at")
    return {
        "kind": row.kind,
        "finding": loaded(row.json),
        "recorded_at": row.recorded_at,
        "superseded_at": row.superseded_at,
        "document": {key: getattr(document, key) for key in named},
        "reading": _reading(connection, row.reading),
        "links": [_link(one) for one in connection.execute(query)],
    }


def _reading(connection: Connection, n: int) -> dict[str, Any]:
    row = connection.execute(select(t.readings).where(t.readings.c.n == n)).one()
    return {key: getattr(row, key) for key in ("codebook", "model", "software", "recorded_at", "superseded_at")}


def _link(row: Row[Any]) -> dict[str, Any]:
    plain = {key: getattr(row, key) for key in ("record", "score", "decision", "recorded_at", "superseded_at")}
    return plain | {"reasons": loaded(row.reasons)}


def _verdicts(connection: Connection, ids: list[str], cut: Cut) -> list[dict[str, Any]]:
    return [_plain(verdict) for piece in pieces(ids) for verdict in verdicts(connection, piece, cut)]


def _plain(verdict: Verdict) -> dict[str, Any]:
    return {
        "judgement": verdict.judgement.value, "by": verdict.by, "at": verdict.at, "reason": verdict.reason,
        "field": verdict.field, "value": verdict.value, "findings": list(verdict.findings),
        "others": list(verdict.others),
    }  # fmt: skip
