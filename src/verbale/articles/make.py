"""A document from its text: cleaned, checked, parsed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from verbale.articles import parse
from verbale.articles.clean import clean
from verbale.articles.english import Parts
from verbale.articles.extract import extract
from verbale.articles.language import check_english
from verbale.articles.quotes import quotations
from verbale.articles.sources import Raw, check_length
from verbale.codebook import PACKAGED
from verbale.document import Document
from verbale.errors import InputError, UsageError
from verbale.settings import DEFAULT, Settings
from verbale.terms import PublishedBasis


def document(text: str, **known: Any) -> Document:
    """The document of an article's text, parsed; the keywords and errors are those of `draft`."""
    return next(parsed([draft(text, **known)]))


def draft(
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
    codebook: Path | None = None,
) -> Document:
    """The document of an article's text, cleaned and checked but without its words.

    `published` is an ISO date or date-time and `basis` where it comes from; without it a dateline that states a year
    gives the day. `codebook` is the folder of one's own, whose boilerplate goes. A text that is all boilerplate gives
    a document without a word. InputError for a text without one, UsageError for a date that is none, LanguageError for
    a text that is not English.
    """
    check_length(text, "the text", settings)
    cleaned = clean(text, codebook or PACKAGED)
    if not cleaned.text.strip() and re.search(r"\w", text) is None:
        raise InputError("empty: there is no word in it")
    check_english(cleaned.text, language, settings)
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
        quotations=quotations(cleaned.text),
    )


def kept(text: str, *, dateline: str | None = None, **known: Any) -> Document:
    """The draft of a text that was cleaned before and kept: it is taken as it is, and so keeps its id and offsets."""
    return Document(text, dateline=dateline, quotations=quotations(text), given_id=known.pop("id", None), **known)


def parsed(drafts: Iterable[Document], *, parts: Parts = Parts.ALL) -> Iterator[Document]:
    """The drafts with sentences and words, in their order; a few are taken ahead and parsed together."""
    ahead, texts = itertools.tee(drafts)
    parses = parse.parse_many((made.text for made in texts), parts=parts)
    for made, (sentences, tokens) in zip(ahead, parses, strict=True):
        yield replace(made, sentences=sentences, tokens=tokens)


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


def document_of(raw: Raw, **known: Any) -> Document:
    """The document of a raw source, parsed; the keywords are those of `draft_of`."""
    return next(parsed([draft_of(raw, **known)]))


def draft_of(
    raw: Raw,
    *,
    published: str | None = None,
    publisher: str | None = None,
    settings: Settings = DEFAULT,
    codebook: Path | None = None,
) -> Document:
    """The draft of a raw source; `published` and `publisher` override what the source says."""
    text, title, said_by, stated, basis = raw.text, raw.title, raw.publisher, raw.published, PublishedBasis.GIVEN
    if raw.html:
        page = extract(raw.text, raw.url, settings)
        text, title, said_by = page.text, title or page.title, said_by or page.publisher
        if stated is None:
            stated, basis = page.published, PublishedBasis.METADATA
    if published:
        stated, basis = published, PublishedBasis.GIVEN
    return draft(
        text, title=title, url=raw.url, publisher=publisher or said_by, published=stated, basis=basis, id=raw.id,
        language=raw.language, settings=settings, codebook=codebook,
    )  # fmt: skip
