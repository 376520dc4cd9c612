"""A document from its text: cleaned, checked, parsed."""

from __future__ import annotations

from datetime import date, datetime

from verbale.articles import parse
from verbale.articles.clean import clean, normalised
from verbale.articles.quotes import quotations
from verbale.document import Document
from verbale.errors import UsageError
from verbale.terms import PublishedBasis


def document(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    id: str | None = None,
) -> Document:
    """The document of an article's text; `published` is an ISO date or date-time."""
    cleaned = clean(normalised(text))
    sentences, tokens = parse.parse(cleaned.text)
    day = _checked(published) or cleaned.published
    basis = PublishedBasis.GIVEN if published else PublishedBasis.TEXT if day else PublishedBasis.NONE
    return Document(
        cleaned.text,
        title=title,
        url=url,
        publisher=publisher,
        published=day,
        published_basis=basis,
        given_id=id,
        dateline=cleaned.dateline,
        removed=cleaned.removed,
        sentences=sentences,
        tokens=tokens,
        quotations=quotations(cleaned.text),
    )


def _checked(published: str | None) -> str | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published).isoformat() if len(published) == 10 else _moment(published)
    except ValueError as problem:
        raise UsageError(f"{published!r} is no date: write YYYY-MM-DD, such as 2025-11-19") from problem


def _moment(published: str) -> str:
    return datetime.fromisoformat(published.replace("Z", "+00:00")).isoformat()
