"""A batch of documents read: an Arrow table in, an Arrow table out, and nothing else changed.

Reading is pure, so that any engine may do it: the process pool here, Spark (`verbale.spark`), or another that calls
`read_batch`. A row in is a row out, in its place; what cannot be read has a `failure` and no reading.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from verbale import __version__, codebook
from verbale.articles.jsonlines import record_of
from verbale.articles.raw import Failure, Raw
from verbale.attempt import NOTHING_SAID, attempted
from verbale.errors import InputError, UsageError
from verbale.findings import Reading
from verbale.learned.seen import models
from verbale.pool import in_batches
from verbale.settings import DEFAULT

GIVEN = ("name", "id", "text", "html", "title", "url", "publisher", "published", "language")
MADE = ("name", "id", "document", "published", "publisher", "title", "url", "reading", "failure")  # all are texts


def read_rows(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str | None]]:
    """The rows of `MADE` for rows of `GIVEN` (of which only `text`, or `html`, is needed), in their order."""
    made = read_raws([_raw(row) for row in rows])
    return [
        out | {"id": None if row.get("id") is None else str(row["id"])} for row, out in zip(rows, made, strict=True)
    ]


def read_raws(raws: Sequence[Raw | Failure]) -> list[dict[str, str | None]]:
    """The same for documents as they came in."""
    outcomes = attempted(list(raws), NOTHING_SAID, _made)
    return [_failed(o, raw) if isinstance(o, Failure) else o for raw, o in zip(raws, outcomes, strict=True)]


def read_batch(table: Any) -> Any:
    """The Arrow table of readings of an Arrow table (or record batch) of documents; both have texts as columns."""
    pa = _arrow()
    columns = [name for name in GIVEN if name in table.schema.names]
    if not {"text", "html"} & set(columns):
        raise UsageError(f'no column "text" in the table; it has {", ".join(table.schema.names)}')
    return pa.Table.from_pylist(read_rows(table.select(columns).to_pylist()), schema=schema())


def read_table(table: Any, *, workers: int = 1, chunk: int = DEFAULT.chunk) -> Any:
    """`read_batch` of a whole table in several processes; the same rows in the same order."""
    pa = _arrow()
    pieces = (table.slice(at, chunk) for at in range(0, table.num_rows, chunk))
    read = list(in_batches(_each, pieces, workers, 1))
    return pa.concat_tables(read) if read else schema().empty_table()


def schema() -> Any:
    """The Arrow schema of what is made."""
    pa = _arrow()
    return pa.schema([(name, pa.string()) for name in MADE])


def reading_text(reading: Reading) -> str:
    """A reading as JSON text, with who read it: what `verbale add` takes in."""
    plain = reading.to_json()
    plain["document"]["dateline"] = reading.document.dateline
    by = {"codebook": codebook.load().version, "model": models(), "software": f"verbale {__version__}"}
    return json.dumps(plain | {"reader": by}, ensure_ascii=False)


def _each(tables: Iterable[Any]) -> Iterator[Any]:
    yield from map(read_batch, tables)


def _raw(row: Mapping[str, Any]) -> Raw | Failure:
    name = str(row.get("name") or row.get("id") or row.get("url") or "a row")
    try:
        said = {key: _text(row.get(key)) for key in GIVEN if key != "name"}
        return dataclasses.replace(record_of(said, name, DEFAULT), reading=None)
    except InputError as problem:
        return Failure(name, str(problem))


def _text(value: Any) -> Any:
    """Dates as texts; everything else as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _made(reading: Reading, raw: Raw) -> dict[str, str | None]:
    document = reading.document
    return {
        "name": raw.name,
        "id": raw.id,
        "document": document.id,
        **{key: getattr(document, key) for key in ("published", "publisher", "title", "url")},
        "reading": reading_text(reading),
        "failure": None,
    }


def _failed(failure: Failure, raw: Raw | Failure) -> dict[str, str | None]:
    id = raw.id if isinstance(raw, Raw) else None
    return dict.fromkeys(MADE) | {"name": failure.name, "id": id, "failure": failure.reason}


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as problem:
        raise UsageError('Arrow tables need pyarrow: pip install "verbale[frames]"') from problem
    return pyarrow
