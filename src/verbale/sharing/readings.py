"""Readings from files: what `verbale read --format jsonl` or `verbale spark read` wrote, one reading at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.articles.sources import Failure, sources
from verbale.errors import InputError


def readings(inputs: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The readings in files and folders (JSON Lines, gzip of them, Parquet); InputError at the first that is none."""
    for raw in sources(inputs):
        if isinstance(raw, Failure):
            raise InputError(raw.reason)
        if raw.reading is None:
            raise InputError(f"{raw.name}: an article, not a reading: give what `verbale read --format jsonl` prints")
        yield json.loads(raw.reading)
