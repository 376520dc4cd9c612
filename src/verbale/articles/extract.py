"""The article in an HTML page: its body by trafilatura; title, publisher and date from JSON-LD, meta tags, htmldate."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verbale.errors import InputError
from verbale.settings import DEFAULT, Settings

_LD = "//script[contains(@type, 'ld+json')]/text()"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")  # lxml takes no text that declares an encoding
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # characters that no XML may hold
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|meta|script|title)\b", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; `published` is an ISO date."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML page rather than plain text."""
    return _LOOKS_LIKE_HTML.search(text[:4000]) is not None


def extract(html: str, url: str | None = None, settings: Settings = DEFAULT) -> Page:
    """The article of a page; InputError when there is none."""
    html = _NO_XML.sub(" ", html)
    body = _body(html, url)
    if not body or len(body) < settings.min_article:
        raise InputError("no article in this page: save the article's text and read that")
    described = _described(html)
    title, publisher, published = described
    if not (title and publisher and published):
        found = _metadata(html, url)
        title = title or (found.title if found else None)
        publisher = publisher or (found.sitename if found else None)
        published = published or _date(html, url)
    return Page(body, title, publisher, published)


def _body(html: str, url: str | None) -> str | None:
    """The page's article: what is surely one, else what may be one; None where the page breaks the parser."""
    import trafilatura

    for precise in (True, False):
        with contextlib.suppress(ValueError, RecursionError):
            body: str | None = trafilatura.extract(
                html, url=url, include_comments=False, include_tables=False, favor_precision=precise
            )
            if body:
                return body
    return None


def _metadata(html: str, url: str | None) -> Any:
    import trafilatura

    with contextlib.suppress(ValueError, RecursionError):
        return trafilatura.extract_metadata(html, default_url=url)
    return None


def _date(html: str, url: str | None) -> str | None:
    from htmldate import find_date

    with contextlib.suppress(ValueError, RecursionError):
        found = find_date(html, url=url, original_date=True, extensive_search=False)
        return str(found) if found else None
    return None


def _described(html: str) -> tuple[str | None, str | None, str | None]:
    """(title, publisher, ISO date) of the first JSON-LD article in the page."""
    for block in _blocks(html):
        for node in _nodes(block):
            if "article" in str(node.get("@type", "")).casefold() or "datePublished" in node:
                publisher = node.get("publisher")
                name = publisher.get("name") if isinstance(publisher, dict) else publisher
                stamp = _ISO.match(str(node.get("datePublished", "")))
                return _text(node.get("headline")), _text(name), stamp.group() if stamp else None
    return None, None, None


def _blocks(html: str) -> Iterator[Any]:
    """The JSON-LD blocks of a page; those that are broken are passed over."""
    from lxml import etree
    from lxml.html import fromstring

    try:
        found = fromstring(_DECLARATION.sub("", html)).xpath(_LD)
    except (etree.LxmlError, ValueError):
        return
    for block in found:
        with contextlib.suppress(ValueError, RecursionError):
            yield json.loads(block)


def _nodes(raw: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD block, also inside `@graph` and lists."""
    stack, seen = [raw], 0
    while stack and seen < 500:
        seen += 1
        node = stack.pop(0)
        if isinstance(node, list):
            stack += node
        elif isinstance(node, dict):
            yield node
            stack += [node["@graph"]] if "@graph" in node else []


def _text(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None
