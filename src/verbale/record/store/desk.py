"""What a desk keeps beside the record: tokens, subscriptions, webhooks. Only addresses of people are ever taken out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, select, update

from verbale.record.store import tables as t
from verbale.record.store.writer import Writer

Change = Callable[[dict[str, Any]], Mapping[str, Any] | None]


def kept(connection: Connection, kind: str) -> dict[str, dict[str, Any]]:
    """What is kept of a kind, by id, the oldest first."""
    d = t.desk.c
    query = select(d.id, d.json).where(d.kind == kind, d.superseded_at.is_(None)).order_by(d.n)
    return {row.id: json.loads(row.json) for row in connection.execute(query)}


def keep(writer: Writer, kind: str, id: str, plain: Mapping[str, Any] | None) -> bool:
    """Keep something under an id, or with None end it; whether anything changed."""
    d = t.desk.c
    query = select(d.n, d.json).where(d.kind == kind, d.id == id, d.superseded_at.is_(None))
    old = writer.connection.execute(query).first()
    text = None if plain is None else json.dumps(plain, ensure_ascii=False, sort_keys=True)
    if (old.json if old else None) == text:
        return False
    if old is not None:
        writer.supersede(t.desk, [old.n])
    if text is not None:
        writer.add(t.desk, [{"kind": kind, "id": id, "json": text}])
    return True


def alter(connection: Connection, kind: str, id: str, change: Change) -> bool:
    """Put what `change` makes of something in its place, unless that is None; whether it did.

    There is one writing transaction at a time, so that of two who alter at once the second sees what the first made.
    """
    d = t.desk.c
    query = select(d.n, d.json).where(d.kind == kind, d.id == id, d.superseded_at.is_(None))
    old = connection.execute(query).first()
    made = change(json.loads(old.json)) if old is not None else None
    if old is None or made is None:
        return False
    text = json.dumps(made, ensure_ascii=False, sort_keys=True)
    connection.execute(update(t.desk).where(d.n == old.n).values(json=text))
    return True


def forget(writer: Writer, kind: str, id: str) -> bool:
    """Take every trace of something out: for the addresses of people who want no more mail."""
    d = t.desk.c
    return writer.connection.execute(delete(t.desk).where(d.kind == kind, d.id == id)).rowcount > 0
