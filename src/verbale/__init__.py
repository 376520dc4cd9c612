"""Verbale turns the news about a negotiation into its record.

>>> import verbale
>>> reading = verbale.read("Ministers of Ghana and Togo met in Accra on Monday.", published="2024-05-15")
>>> reading.meetings[0].status.value
'held'

Everything heavy (the language model) is loaded at the first reading, not at import.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from verbale.findings import Reading
    from verbale.record.book import Record

__version__ = "0.1.0"
__all__ = ["VerbaleError", "__version__", "open", "read", "read_many"]


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    codebook: str | Path | None = None,
    readers: str | None = None,
) -> Reading:
    """The reading of one article's text.

    `published` is an ISO date or date-time; without it relative times stay unresolved and `warnings` says so.
    `codebook` names a folder with a codebook of your own; `readers` is "codebook", "learned" or "both" (the default
    where onnxruntime is installed, unless VERBALE_READERS says otherwise). Raises `verbale.errors.UsageError` for a
    date that is none and `InputError` for a text that cannot be read.

    >>> reading = read("“We need time,” the Norwegian envoy said on Friday.", published="2024-05-15")
    >>> [(s.manner.value, s.quotes[0].quote) for s in reading.statements]
    [('direct', 'We need time,')]
    """
    known = {"text": text, "published": published, "title": title, "url": url, "publisher": publisher}
    return next(read_many([known], codebook=codebook, readers=readers))


def read_many(
    documents: Iterable[Mapping[str, Any]],
    *,
    workers: int = 1,
    codebook: str | Path | None = None,
    readers: str | None = None,
) -> Iterator[Reading]:
    """The readings of many documents, in their order, a few at a time (a million documents are never held).

    A document is a mapping with `text` and, where known, `id`, `title`, `url`, `publisher` and `published`. With
    several workers the documents are read in as many processes; the readings are the same. A document that cannot be
    read raises `InputError` and ends the run; `verbale read` skips and names it.

    >>> met = {"id": "a", "text": "Ministers of Ghana and Togo met in Accra."}
    >>> [(r.document.given_id, len(r.meetings)) for r in read_many([met, {"id": "b", "text": "It rained."}])]
    [('a', 1), ('b', 0)]
    """
    from verbale.pipeline import read_mappings
    from verbale.pool import in_batches

    folder = _folder(codebook)
    yield from in_batches(functools.partial(read_mappings, folder=folder, readers=readers), documents, workers)


def _folder(codebook: str | Path | None) -> Path | None:
    from verbale.codebook import own_folder

    return own_folder(codebook) if codebook is not None else None


def open(place: str | Path | None = None, *, create: bool = True) -> Record:
    """The record in a store: a path, a database URL, else VERBALE_STORE, else `verbale.db` in the working directory.

    Without `create`, `verbale.errors.StoreError` where there is none yet.

    >>> import tempfile
    >>> reading = read("Ministers of Ghana and Togo met in Accra on Monday.", published="2024-05-15")
    >>> with tempfile.TemporaryDirectory() as folder, open(f"{folder}/talks.db") as record:
    ...     added = list(record.add([reading.to_json()]))
    ...     [(meeting["status"], meeting["start"]) for meeting in record.meetings()]
    [('held', '2024-05-13')]
    """
    from verbale import record

    return record.open(place, create=create)
