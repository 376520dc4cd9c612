"""Which issue a stretch of text is about."""

from __future__ import annotations

from verbale.document import Document


def issues_in(document: Document) -> None:
    """The issues layer."""
    del document
