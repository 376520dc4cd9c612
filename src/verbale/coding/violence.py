"""Violence findings of one article."""

from __future__ import annotations

from verbale.document import Document
from verbale.findings import Violence


def violence_in(document: Document) -> tuple[Violence, ...]:
    """The findings of this kind."""
    del document
    return ()
