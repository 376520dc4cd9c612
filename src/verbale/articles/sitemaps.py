"""Sitemaps and their indexes, and lists of feeds (OPML): the addresses that they hold."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from verbale.articles.markup import local, root_name, tree


@dataclass(frozen=True, slots=True)
class Link:
    """An address with what a news sitemap says about it."""

    url: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def is_sitemap(text: str) -> bool:
    """Whether a text is a sitemap of pages."""
    return root_name(text) == "urlset"


def is_index(text: str) -> bool:
    """Whether a text is an index of sitemaps."""
    return root_name(text) == "sitemapindex"


def is_opml(text: str) -> bool:
    """Whether a text is a list of feeds."""
    return root_name(text) == "opml"


def links_of(text: str, name: str) -> list[Link]:
    """The pages of a sitemap, or the sitemaps of an index, in their order.

    `lastmod` says when a page changed, not when it was published, and is not taken for it.
    """
    found = []
    for item in tree(text, name):
        said = {local(e): (e.text or "").strip() for e in item.iter() if local(e) and (e.text or "").strip()}
        if said.get("loc"):
            published = said.get("publication_date")
            found.append(Link(urljoin(name, said["loc"]), said.get("title"), said.get("name"), published))
    return found


def feeds_of(text: str, name: str) -> list[str]:
    """The addresses of the feeds in an OPML list, each once.

    >>> feeds_of('<opml><body><outline text="A" xmlUrl="https://a.example/feed"/></body></opml>', "list.opml")
    ['https://a.example/feed']
    """
    found: dict[str, None] = {}
    for item in tree(text, name).iter():
        for attribute, value in item.attrib.items():
            if attribute.lower() == "xmlurl" and value.strip():
                found.setdefault(value.strip())
    return list(found)
