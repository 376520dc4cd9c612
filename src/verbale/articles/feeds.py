"""RSS, Atom and JSON feeds: their entries, with the whole text where the feed gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from verbale.articles.markup import checked, plain, root_name
from verbale.errors import InputError
from verbale.settings import DEFAULT, Settings

_ROOTS = frozenset({"rss", "feed", "rdf"})
_JSON_FEED = re.compile(r'^\s*\{[^\x00]{0,400}?"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org', re.S)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `text` is the whole article where the feed has it, `published` an ISO date-time."""

    key: str
    url: str | None
    title: str | None = None
    published: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title and its entries in their order."""

    title: str | None
    entries: tuple[Entry, ...]


def is_feed(text: str) -> bool:
    """Whether a text is a feed.

    >>> is_feed('<rss version="2.0">'), is_feed('{"version": "https://jsonfeed.org/version/1.1"}'), is_feed("<html>")
    (True, True, False)
    """
    return root_name(text) in _ROOTS or _JSON_FEED.match(text) is not None


def feed_of(text: str, name: str, settings: Settings = DEFAULT) -> Feed:
    """The feed in a text; `name` is its address, against which links are resolved. InputError for what is none."""
    raw = _parsed(text if _JSON_FEED.match(text) else checked(text, name), name)
    entries = tuple(_entry(e, name, settings) for e in raw.get("entries") or ())
    about = raw.get("feed") or {}
    return Feed(_line(about.get("title")), tuple(e for e in entries if e is not None))


def _parsed(text: str, name: str) -> Mapping[str, Any]:
    """By the fast parser, else by the patient one."""
    import fastfeedparser

    try:
        found: Mapping[str, Any] = fastfeedparser.parse(text.encode())
        if found.get("entries"):
            return found
    except (ValueError, TypeError, KeyError, AttributeError, LookupError):
        pass
    import feedparser

    patient: Mapping[str, Any] = feedparser.parse(text.encode())
    if not patient.get("entries") and (patient.get("bozo") or not patient.get("version")):
        raise InputError(f"{name}: a feed that cannot be read: open it in a browser")
    return patient


def _entry(raw: Mapping[str, Any], name: str, settings: Settings) -> Entry | None:
    link = raw.get("link") or None
    url = urljoin(name, link) if link else None
    text = _whole(raw, settings)
    if url is None and text is None:
        return None
    key = str(raw.get("id") or url or text)
    return Entry(key, url, _line(raw.get("title")), _date(raw.get("published") or raw.get("updated")), text)


def _whole(raw: Mapping[str, Any], settings: Settings) -> str | None:
    """The article where the entry holds it: its content, or a summary too long to be a teaser."""
    for content in raw.get("content") or ():
        said = str(content.get("value") or "")
        text = said if content.get("type") == "text/plain" else plain(said)
        if len(text) >= settings.full_entry:
            return text
    summary = plain(str(raw.get("description") or raw.get("summary") or ""))
    return summary if len(summary) >= settings.full_entry else None


def _line(title: Any) -> str | None:
    return (" ".join(plain(str(title)).split()) or None) if title else None


def _date(said: Any) -> str | None:
    """The time in ISO form; None for what is none."""
    import email.utils
    from datetime import datetime

    for read in (lambda s: datetime.fromisoformat(s.replace("Z", "+00:00")), email.utils.parsedate_to_datetime):
        try:
            return read(str(said)).isoformat()
        except (ValueError, TypeError):
            continue
    return None
