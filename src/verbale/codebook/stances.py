"""Whether a stance is agreement in the sense of Discourse Network Analyzer (`crosswalks/stances.csv`)."""

from __future__ import annotations

import csv
import functools
from pathlib import Path


@functools.cache
def agreements(folder: Path) -> dict[str, bool]:
    """Stance to agreement with the concept."""
    with (folder / "crosswalks" / "stances.csv").open(encoding="utf-8", newline="") as table:
        return {row["stance"]: row["agreement"] == "1" for row in csv.DictReader(table)}
