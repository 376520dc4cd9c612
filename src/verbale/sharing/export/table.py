"""CSV for spreadsheets and statistics programs: one line a finding of any kind, a header, lists joined with `;`.

RFC 4180 quoting, UTF-8, line ends inside a cell become blanks. A text that a spreadsheet would calculate gets an
apostrophe before it. What is not known is empty.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.sharing.export.cells import guarded, joined
from verbale.sharing.export.flat import COLUMNS as FLAT
from verbale.sharing.export.flat import record
from verbale.sharing.export.rows import Row

COLUMNS = tuple(name for name in FLAT if name != "json")


def lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:  # noqa: ARG001  nothing is left out
    """The header and one line a finding."""
    yield _line(COLUMNS)
    for row in rows:
        flat = record(row)
        yield _line(_cell(flat[name]) for name in COLUMNS)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = joined(value)
    return guarded(" ".join(value.split())) if isinstance(value, str) else value


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
