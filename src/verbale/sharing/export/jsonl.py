"""JSON Lines: one finding a line, as the contract writes it, with its kind and where its document can be found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from verbale.sharing.export import plover
from verbale.sharing.export.rows import Row

_ABOUT = ("id", "title", "url", "publisher", "published", "language")


def lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:  # noqa: ARG001  nothing is left out
    """One line a finding."""
    for row in rows:
        about = {name: row.document.get(name) for name in _ABOUT}
        yield json.dumps({"kind": row.kind, "document": about, **row.finding}, ensure_ascii=False) + "\n"


def plover_lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:
    """One PLOVER record a line."""
    for record in plover.written(rows, left):
        yield json.dumps(record, ensure_ascii=False) + "\n"
