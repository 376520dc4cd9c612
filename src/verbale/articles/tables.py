"""Parquet tables: a row is a document with a "text", or holds the reading of one as JSON. Needs the extra `frames`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from verbale.articles.jsonlines import record_of
from verbale.articles.raw import Failure, Raw
from verbale.errors import InputError
from verbale.settings import Settings

ROWS = 64  # rows in memory at a time
READING = "reading"  # the column that `verbale spark read` writes
_COLUMNS = ("id", "text", "html", "title", "url", "publisher", "published", "date", "language", READING, "failure")


def documents(path: str, settings: Settings) -> Iterator[Raw | Failure]:
    """The documents of a Parquet file, row by row."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as problem:
        raise InputError(f'{path}: Parquet needs pyarrow: pip install "verbale[frames]"') from problem
    try:
        table = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as problem:
        raise InputError(f"{path}: no Parquet table ({problem}): write it again") from problem
    columns = [name for name in _COLUMNS if name in table.schema_arrow.names]
    if not {"text", "html", READING} & set(columns):
        raise InputError(f'{path}: no column "text" (and none of readings): name the column of the articles "text"')
    number = 0
    for batch in table.iter_batches(ROWS, columns=columns):
        for row in batch.to_pylist():
            number += 1
            yield from _document(row, f"{path}:{number}", settings)


def _document(row: dict[str, Any], name: str, settings: Settings) -> Iterator[Raw | Failure]:
    if row.get("failure"):
        yield Failure(name, f"{name}: {row['failure']}")
        return
    try:
        given = json.loads(row[READING]) if row.get(READING) else _plain(row)
        yield record_of(given, name, settings)
    except (InputError, ValueError) as problem:
        said = str(problem)
        yield Failure(name, said if said.startswith(name) else f"{name}: {said}")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row with dates as text, as a table may hold them as times."""
    dates = ("published", "date")
    return {k: v.isoformat() if k in dates and hasattr(v, "isoformat") else v for k, v in row.items()}
