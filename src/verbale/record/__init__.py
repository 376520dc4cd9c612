"""Across articles: findings linked, merged and kept.

`open(url)` gives the Record in a store; the database is loaded only then.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verbale.record.book import Record

__all__ = ["Record", "open"]


def open(place: str | Path | None = None, *, create: bool = True) -> Record:
    """The record in a store: a path, a SQLAlchemy URL, else VERBALE_STORE, else `verbale.db` here.

    Without `create`, StoreError where there is none yet.
    """
    from verbale.record.book import Record

    return Record(place, create=create)


def __getattr__(name: str) -> Any:
    if name == "Record":
        from verbale.record.book import Record

        return Record
    raise AttributeError(name)
