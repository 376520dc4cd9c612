"""The PLOVER scales: quad code, intensity and modes of each category (`crosswalks/plover.csv`).

The manual prints +3 for the base of ACCUSE beside negative modes, a slip; its older table's -2 stands here.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

from verbale.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Category:
    """One PLOVER category; `modes` gives the intensity of each mode."""

    event_type: str
    quad_code: int
    intensity: float
    modes: dict[str, float]


@functools.cache
def categories(folder: Path) -> dict[str, Category]:
    """The sixteen categories by name."""
    found = {}
    with (folder / "crosswalks" / "plover.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            pairs = (part.split(":") for part in row["modes"].split("|") if part)
            modes = {mode: float(value) for mode, value in pairs}
            found[row["event_type"]] = Category(
                row["event_type"], int(row["quad_code"]), float(row["intensity"]), modes
            )
    return found


@functools.cache
def contexts(folder: Path) -> frozenset[str]:
    """The closed list of contexts."""
    return frozenset((folder / "crosswalks" / "contexts.txt").read_text(encoding="utf-8").split())


def intensity(folder: Path, event_type: str, modes: tuple[str, ...]) -> float:
    """The PLOVER intensity of a category in its strongest mode; CodebookError for a mode that it does not have."""
    category = categories(folder)[event_type]
    for mode in modes:
        if mode not in category.modes:
            raise CodebookError(f"{event_type} has no mode {mode!r}; it has {', '.join(category.modes) or 'none'}")
    return max((category.modes[m] for m in modes), key=abs, default=category.intensity)
