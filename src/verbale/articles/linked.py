"""From a feed, a sitemap or a list of feeds to the articles that it links to, fetched one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.articles import feeds, sitemaps
from verbale.articles.extract import looks_like_html
from verbale.articles.fetch import Fetcher
from verbale.articles.raw import Failure, Raw
from verbale.errors import InputError

DEEPEST = 3  # a list of feeds, a feed, a page; or an index, a sitemap, a page


def is_list(text: str) -> bool:
    """Whether a text is a list of articles or of such lists rather than an article."""
    tests = (feeds.is_feed, sitemaps.is_sitemap, sitemaps.is_index, sitemaps.is_opml)
    return any(test(text) for test in tests)


class Reader:
    """Follows the links of one input: each address once, and not more than the settings allow."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher, self.settings = fetcher, fetcher.settings
        self.asked: set[str] = set()
        self.skipped = 0

    def articles(self, text: str, name: str) -> Iterator[Raw | Failure]:
        """The articles behind a list; what is beyond the limit is one failure at the end."""
        empty = True
        for found in self._of(text, name, 1):
            empty = False
            yield found
        if empty and not self.skipped:
            yield Failure(name, f"{name}: a list without a link to follow: check the address")
        if self.skipped:
            limit = self.settings.max_links
            yield Failure(
                name, f"{name}: {self.skipped} links beyond the first {limit} were not followed: split the list"
            )

    def _of(self, text: str, name: str, depth: int) -> Iterator[Raw | Failure]:
        try:
            if feeds.is_feed(text):
                yield from self._feed(text, name)
            elif sitemaps.is_sitemap(text):
                yield from self._sitemap(text, name)
            elif depth >= DEEPEST:
                raise InputError(f"{name}: lists in lists in lists are not followed")
            else:
                lists = sitemaps.feeds_of(text, name) if sitemaps.is_opml(text) else None
                yield from self._lists(lists or [link.url for link in sitemaps.links_of(text, name)], name, depth)
        except InputError as problem:
            yield Failure(name, str(problem))

    def _lists(self, urls: list[str], name: str, depth: int) -> Iterator[Raw | Failure]:
        for url in urls:
            if not self._may(url):
                continue
            try:
                text, final = self.fetcher.page(url)
            except InputError as problem:
                yield Failure(name, str(problem))
                continue
            if is_list(text):
                yield from self._of(text, final, depth + 1)
            else:
                yield Failure(url, f"{url}: neither a feed nor a sitemap: check the list {name}")

    def _feed(self, text: str, name: str) -> Iterator[Raw | Failure]:
        feed = feeds.feed_of(text, name, self.settings)
        for entry in feed.entries:
            yield from self.entry(entry, feed.title, name)

    def entry(self, entry: feeds.Entry, publisher: str | None, name: str) -> Iterator[Raw | Failure]:
        """The article of an entry: as the feed gives it, else fetched."""
        if entry.text is not None:
            said = {"title": entry.title, "url": entry.url, "publisher": publisher, "published": entry.published}
            yield Raw(f"{name}#{entry.key}", entry.text, **said)  # type: ignore[arg-type]
        elif entry.url is not None:
            yield from self._page(sitemaps.Link(entry.url, entry.title, publisher, entry.published))

    def _sitemap(self, text: str, name: str) -> Iterator[Raw | Failure]:
        for link in sitemaps.links_of(text, name):
            yield from self._page(link)

    def _page(self, link: sitemaps.Link) -> Iterator[Raw | Failure]:
        if not self._may(link.url):
            return
        try:
            text, final = self.fetcher.page(link.url)
        except InputError as problem:
            yield Failure(link.url, str(problem))
            return
        html = looks_like_html(text)
        yield Raw(link.url, text, html, title=link.title, url=final, publisher=link.publisher, published=link.published)

    def _may(self, url: str) -> bool:
        """Whether an address is still to be fetched: each once, up to the limit."""
        if url in self.asked:
            return False
        if len(self.asked) >= self.settings.max_links:
            self.skipped += 1
            return False
        self.asked.add(url)
        return True
