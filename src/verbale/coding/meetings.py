"""Meeting findings of one article."""

from __future__ import annotations

from verbale.document import Document
from verbale.findings import Meeting


def meetings_in(document: Document) -> tuple[Meeting, ...]:
    """The findings of this kind."""
    del document
    return ()
