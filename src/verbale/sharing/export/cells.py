"""Cells of delimited text that every loader reads back as one cell.

Tabs, line ends and control characters become blanks and straight double quotes single ones, because the loaders of
these formats neither unescape nor agree on quoting. A cell whose first sign would make a spreadsheet calculate gets an
apostrophe before it; numbers stay numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FORMULA = re.compile(r"\s*[=+\-@]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def guarded(text: str) -> str:
    """The text without a formula's beginning.

    >>> guarded("=cmd()"), guarded("-9.5"), guarded("a-b")
    ("'=cmd()", '-9.5', 'a-b')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def cell(value: object, missing: str = "") -> str:
    """One cell: text on one line without double quotes; a whole number without a point; `missing` for what is unknown.

    >>> cell('He said "no"\\tand left'), cell(2.0), cell(None, "None")
    ("He said 'no' and left", '2.0', 'None')
    """
    if value is None or value == "":
        return missing
    return guarded(_BREAKS.sub(" ", str(value)).replace('"', "'").strip()) or missing


def tabbed(values: Iterable[object], missing: str = "") -> str:
    """A line of cells with tabs between them."""
    return "\t".join(cell(value, missing) for value in values) + "\n"


def joined(values: Iterable[object], missing: str = "") -> str:
    """Several values in one cell, `;` between them; a `;` inside a value becomes a comma."""
    return ";".join(str(v).replace(";", ",") if v not in (None, "") else missing for v in values)
