"""Where the store is: a file for one person, a PostgreSQL URL for a team."""

from __future__ import annotations

import os
from pathlib import Path

from verbale.errors import UsageError

DEFAULT = "verbale.db"
VARIABLE = "VERBALE_STORE"


def url_of(place: str | Path | None = None) -> str:
    """The SQLAlchemy URL of a place: a URL as it is, anything else a path to an SQLite file.

    None means the environment's VERBALE_STORE, else `verbale.db` in the working directory. UsageError for a kind of
    database that Verbale does not keep a record in.

    >>> url_of("postgresql://desk@archive/talks")
    'postgresql+psycopg://desk@archive/talks'
    """
    said = str(place or os.environ.get(VARIABLE) or DEFAULT)
    kind, sign, rest = said.partition("://")
    if not sign:
        return f"sqlite:///{Path(said).expanduser().absolute()}"
    if kind in ("postgresql", "postgres", "postgresql+psycopg"):
        return f"postgresql+psycopg://{rest}"
    if kind == "sqlite":
        return said
    raise UsageError(f"{kind}: no store that Verbale knows: give a path, sqlite:///PATH or postgresql://...")


def file_of(url: str) -> Path | None:
    """The file of an SQLite URL; None for a server or a store in memory."""
    path = url.removeprefix("sqlite:///") if url.startswith("sqlite:///") else ""
    return Path(path) if path and path != ":memory:" else None
