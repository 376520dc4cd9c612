"""Documents parsed as their readers parse them: the network alone reads without the parser's model."""

from __future__ import annotations

from typing import Any

from verbale.articles.make import draft, parsed
from verbale.document import Document
from verbale.learned.seen import parts


def document(text: str, readers: str | None = None, **known: Any) -> Document:
    """The document of a text; `readers` as for `verbale.learned.seen.who_reads`, `known` as for a draft."""
    return next(parsed([draft(text, **known)], parts=parts(readers)))
