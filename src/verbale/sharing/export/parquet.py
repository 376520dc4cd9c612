"""Parquet: one row a finding of any kind, lists as lists, the whole finding as JSON. Needs the extra `frames`."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from verbale.errors import UsageError
from verbale.sharing.export.flat import COLUMNS, COUNTS, LISTS, NUMBERS, record
from verbale.sharing.export.rows import Row

GROUP = 5000  # findings in memory at a time


def save(rows: Iterable[Row], path: Path, left: Counter[str]) -> None:  # noqa: ARG001  nothing is left out
    """Write a new file, group by group."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as problem:
        raise UsageError('Parquet needs pyarrow: pip install "verbale[frames]"') from problem
    schema = pa.schema([(name, _type(pa, name)) for name in COLUMNS])
    rest = iter(rows)
    with pq.ParquetWriter(path, schema) as writer:
        while group := [record(row) for row in itertools.islice(rest, GROUP)]:
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _type(pa: Any, name: str) -> Any:
    if name in LISTS:
        return pa.list_(pa.string())
    return pa.float64() if name in NUMBERS else pa.int64() if name in COUNTS else pa.string()
