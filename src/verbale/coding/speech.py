"""Who said what."""

from __future__ import annotations

from verbale.document import Document
from verbale.findings import Statement


def speech_in(document: Document) -> None:
    """The speech layer."""
    del document


def statements_in(document: Document) -> tuple[Statement, ...]:
    """The statements."""
    del document
    return ()
