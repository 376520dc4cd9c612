"""Fetching pages and feeds: polite, bounded, and never from a private network.

robots.txt is asked once for each site and obeyed, also its Crawl-delay; between two requests to one host there is a
pause; a page that has not changed is not sent again where the caller knows its ETag or date.
"""

from __future__ import annotations

import email.utils
import functools
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

from verbale.articles.decode import decoded
from verbale.articles.network import PrivateError, Resolver, addresses, is_public, request, site_of
from verbale.errors import FetchError
from verbale.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import httpx

__all__ = ["Answer", "Fetcher", "PrivateError", "addresses", "fetch", "is_public"]
_READABLE = re.compile(r"text/|application/(?:[\w.+-]*(?:xml|json)|gzip|x-gzip|octet-stream)|^$", re.I)
_GZIP = b"\x1f\x8b"
LONGEST_DELAY = 30.0  # seconds between two requests to a host, whatever its robots.txt asks


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `text` is empty where nothing changed. `retry_after` in seconds."""

    url: str
    status: int
    text: str = ""
    etag: str | None = None
    last_modified: str | None = None
    retry_after: float | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the server says that what the caller has is still right."""
        return self.status == 304


class Fetcher:
    """Fetches for one run: keeps the rules of each site and when each host was last asked; closes its connections."""

    def __init__(
        self,
        settings: Settings = DEFAULT,
        *,
        transport: httpx.BaseTransport | None = None,
        resolve: Resolver = addresses,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings, self._resolve, self._clock, self._sleep = settings, resolve, clock, sleep
        self._transport = transport
        self._rules: dict[str, Any] = {}
        self._next: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if "_client" in self.__dict__:
            self._client.close()

    @functools.cached_property
    def _client(self) -> httpx.Client:
        import httpx

        return httpx.Client(
            timeout=self.settings.timeout, transport=self._transport, trust_env=False, follow_redirects=False
        )

    def page(self, url: str) -> tuple[str, str]:
        """(text of the page, final URL); FetchError for everything else, an error of the server among it."""
        answer = self.get(url)
        if answer.status >= 400:
            raise FetchError(f"{answer.url}: the server answered {answer.status}: check the address in a browser")
        return answer.text, answer.url

    def get(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """The answer to a request that may be answered by "not modified"; FetchError where there is none."""
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        asked = {name: value for name, value in known.items() if value}
        for _ in range(self.settings.max_redirects + 1):
            self._check_robots(url)
            self._wait(url)
            response, body = request(self._client, url, self.settings, self._resolve, asked)
            if response.status_code not in (301, 302, 303, 307, 308):
                return self._answer(response, body, url)
            url = urljoin(url, response.headers.get("location", ""))
        raise FetchError(
            f"{url}: more than {self.settings.max_redirects} redirects: open the page and save it as a file"
        )

    def _answer(self, response: httpx.Response, body: bytes, url: str) -> Answer:
        fine = response.status_code < 300
        headers = response.headers
        return Answer(
            url,
            response.status_code,
            self._text(response, body, url) if fine else "",
            headers.get("etag"),
            headers.get("last-modified"),
            _seconds(headers.get("retry-after")),
        )

    def _text(self, response: httpx.Response, body: bytes, url: str) -> str:
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        if not _READABLE.search(kind):
            raise FetchError(f"{url}: {kind}, not a page: save the article as text or HTML")
        if body.startswith(_GZIP):
            body = self._unpacked(body, url)
        return decoded(body, url, response.charset_encoding)[0]

    def _unpacked(self, body: bytes, url: str) -> bytes:
        limit = self.settings.max_download
        try:
            unpacked = zlib.decompressobj(31).decompress(body, limit + 1)
        except zlib.error as problem:
            raise FetchError(f"{url}: the gzip data is damaged: fetch it again") from problem
        if len(unpacked) > limit:
            raise FetchError(f"{url}: larger than {limit // 1_000_000} MB: save it and read the file")
        return unpacked

    def _wait(self, url: str) -> None:
        """Pause until the host may be asked again."""
        host = urlsplit(url).netloc
        wait = self._next.get(host, 0.0) - self._clock()
        if wait > 0:
            self._sleep(wait)
        rules = self._rules.get(site_of(url))
        asked = rules.crawl_delay(self.settings.user_agent) if rules is not None else None
        pause = min(max(self.settings.delay, float(asked or 0)), LONGEST_DELAY)
        self._next[host] = self._clock() + pause

    def _check_robots(self, url: str) -> None:
        site = site_of(url)
        if not self.settings.robots:
            return
        if site not in self._rules:
            self._rules[site] = self._robots(site)
        rules = self._rules[site]
        if rules is not None and not rules.can_fetch(url, self.settings.user_agent):
            raise FetchError(f"{url}: the site's robots.txt asks programs not to fetch this page: save it as a file")

    def _robots(self, site: str) -> Any:
        """The rules of a site; None where it has none. A site whose server fails is left alone, as RFC 9309 asks."""
        from protego import Protego

        try:
            response, body = request(self._client, f"{site}/robots.txt", self.settings, self._resolve)
        except PrivateError:
            raise
        except FetchError:
            return None  # the page itself will say what is wrong, if anything is
        if response.status_code >= 500:
            return Protego.parse("User-agent: *\nDisallow: /")
        return Protego.parse(body.decode("utf-8", errors="replace")) if response.status_code == 200 else None


def fetch(
    url: str,
    settings: Settings = DEFAULT,
    *,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolver = addresses,
) -> tuple[str, str]:
    """(text of the page, final URL); FetchError says why not. `transport` and `resolve` are for tests."""
    with Fetcher(settings, transport=transport, resolve=resolve) as fetcher:
        return fetcher.page(url)


def _seconds(retry_after: str | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """The seconds of a Retry-After header, which may also be a date."""
    if retry_after is None:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(retry_after) - now()).total_seconds())
    except (ValueError, TypeError):
        return None
