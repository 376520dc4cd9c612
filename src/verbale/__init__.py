"""Verbale turns the news about a negotiation into its record.

>>> import verbale
>>> reading = verbale.read("Ministers of Ghana and Togo met in Accra on Monday.", published="2024-05-15")
>>> reading.meetings[0].status.value
'held'

Everything heavy (the language model) is loaded at the first reading, not at import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from verbale.findings import Reading

__version__ = "0.1.0"
__all__ = ["VerbaleError", "__version__", "read", "read_many"]


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
) -> Reading:
    """The reading of one article's text.

    `published` is an ISO date or date-time; without it relative times stay unresolved and `warnings` says so. Raises
    `verbale.errors.UsageError` for a date that is none and `InputError` for a text that cannot be read.
    """
    from verbale import pipeline
    from verbale.articles.make import document

    return pipeline.read_document(document(text, published=published, title=title, url=url, publisher=publisher))


def read_many(documents: Iterable[Mapping[str, Any]], *, workers: int = 1) -> Iterator[Reading]:
    """The readings of many documents, in their order, one at a time.

    A document is a mapping with `text` and, where known, `id`, `title`, `url`, `publisher` and `published`. With
    several workers the documents are read in as many processes; the readings are the same.
    """
    from verbale.pipeline import read_mapping
    from verbale.pool import in_order

    yield from in_order(read_mapping, documents, workers)
