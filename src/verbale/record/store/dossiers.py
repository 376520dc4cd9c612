"""The dossiers of the store: TOML texts in versions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from verbale.record.store import tables as t
from verbale.record.store.lookup import NOW, Cut
from verbale.record.store.writer import Writer


def text_of(connection: Connection, name: str, cut: Cut = NOW) -> str | None:
    """The TOML of a dossier as it stood, or None.

    For a day before there was the dossier it is its first version: one may look at the past of a negotiation that one
    named later, and sees the same whenever one asks.
    """
    d = t.dossiers
    query = select(d.c.toml).where(d.c.name == name, cut.alive(d))
    text: str | None = connection.execute(query).scalar()
    if text is not None:
        return text
    versions = select(d.c.toml, d.c.recorded_at).where(d.c.name == name).order_by(d.c.recorded_at, d.c.n)
    first = connection.execute(versions).first()
    if first is None or cut.as_of is None or first.recorded_at < cut.as_of:
        return None
    return str(first.toml)


def texts(connection: Connection, cut: Cut = NOW) -> Iterator[Any]:
    """(name, toml, recorded_at) of every dossier, by name."""
    d = t.dossiers
    query = select(d.c.name, d.c.toml, d.c.recorded_at).where(cut.alive(d)).order_by(d.c.name)
    yield from connection.execute(query)


def keep(writer: Writer, name: str, toml: str | None) -> bool:
    """Store a version of a dossier, or with None its end; whether anything changed."""
    d = t.dossiers.c
    old = writer.connection.execute(select(d.n, d.toml).where(d.name == name, d.superseded_at.is_(None))).first()
    if (old.toml if old else None) == toml:
        return False
    if old is not None:
        writer.supersede(t.dossiers, [old.n])
    if toml is not None:
        writer.add(t.dossiers, [{"name": name, "toml": toml}])
    return True
