"""A document from its text: cleaned, checked, parsed."""

from __future__ import annotations

from datetime import date, datetime

from verbale.articles import parse
from verbale.articles.clean import clean
from verbale.articles.extract import extract
from verbale.articles.language import check_english
from verbale.articles.quotes import quotations
from verbale.articles.sources import Raw, check_length
from verbale.document import Document
from verbale.errors import InputError, UsageError
from verbale.settings import DEFAULT, Settings
from verbale.terms import PublishedBasis


def document(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    basis: PublishedBasis = PublishedBasis.GIVEN,
    id: str | None = None,
    language: str | None = None,
    settings: Settings = DEFAULT,
) -> Document:
    """The document of an article's text.

    `published` is an ISO date or date-time and `basis` where it comes from; without it a dateline that states a year
    gives the day. UsageError for a date that is none, LanguageError for a text that is not English.
    """
    check_length(text, "the text", settings)
    cleaned = clean(text)
    if not cleaned.text.strip():
        raise InputError("empty: no word of an article is left")
    check_english(cleaned.text, language, settings)
    sentences, tokens = parse.parse(cleaned.text)
    day = checked_date(published) or cleaned.published
    known = basis if published else PublishedBasis.TEXT if day else PublishedBasis.NONE
    return Document(
        cleaned.text,
        title=title,
        url=url,
        publisher=publisher,
        published=day,
        published_basis=known,
        given_id=id,
        dateline=cleaned.dateline,
        removed=cleaned.removed,
        sentences=sentences,
        tokens=tokens,
        quotations=quotations(cleaned.text),
    )


def checked_date(published: str | None) -> str | None:
    """The date in ISO form; UsageError when it is none.

    >>> checked_date("2025-11-19"), checked_date("2025-11-19T07:30:00Z")
    ('2025-11-19', '2025-11-19T07:30:00+00:00')
    """
    if published is None:
        return None
    try:
        said = published.strip()
        return _moment(said) if len(said) > 10 else date.fromisoformat(said).isoformat()
    except (ValueError, AttributeError) as problem:
        raise UsageError(f"{published!r} is no date: write YYYY-MM-DD, such as 2025-11-19") from problem


def _moment(published: str) -> str:
    return datetime.fromisoformat(published.replace("Z", "+00:00")).isoformat()


def document_of(
    raw: Raw, *, published: str | None = None, publisher: str | None = None, settings: Settings = DEFAULT
) -> Document:
    """The document of a raw source; `published` and `publisher` override what the source says."""
    text, title, said_by, stated, basis = raw.text, raw.title, raw.publisher, raw.published, PublishedBasis.GIVEN
    if raw.html:
        page = extract(raw.text, raw.url, settings)
        text, title, said_by = page.text, title or page.title, said_by or page.publisher
        if stated is None:
            stated, basis = page.published, PublishedBasis.METADATA
    if published:
        stated, basis = published, PublishedBasis.GIVEN
    return document(
        text, title=title, url=raw.url, publisher=publisher or said_by, published=stated, basis=basis, id=raw.id,
        language=raw.language, settings=settings,
    )  # fmt: skip
