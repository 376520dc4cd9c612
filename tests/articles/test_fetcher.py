"""A fetcher is polite over a whole run: one look at robots.txt, a pause for each host, nothing sent twice."""

from __future__ import annotations

import gzip

import httpx
import pytest
from pretended import Network

from verbale.errors import FetchError

GZIP = httpx.Response(
    200, content=gzip.compress(b"<urlset>" + b" " * 500), headers={"content-type": "application/gzip"}
)


def test_between_two_requests_to_a_host_there_is_a_pause() -> None:
    network = Network({"north.example/a": "a", "north.example/b": "b", "tide.example/c": "c"})
    with network.fetcher(delay=2.0) as fetcher:
        for url in ("https://north.example/a", "https://tide.example/c", "https://north.example/b"):
            fetcher.page(url)
    assert network.slept == [2.0]


@pytest.mark.parametrize(("asked", "slept"), [("5", 5.0), ("0.1", 1.0), ("9999", 30.0)])
def test_a_crawl_delay_is_obeyed_within_reason(asked: str, slept: float) -> None:
    robots = f"User-agent: *\nCrawl-delay: {asked}"
    network = Network({"north.example/robots.txt": robots, "north.example/a": "a"})
    with network.fetcher() as fetcher:
        fetcher.page("https://north.example/a")
        fetcher.page("https://north.example/a")
    assert network.slept == [slept]


def test_robots_txt_is_asked_once_and_a_failing_one_forbids() -> None:
    times = 0

    def robots(_: httpx.Request) -> httpx.Response:
        nonlocal times
        times += 1
        return httpx.Response(503)

    network = Network({"north.example/robots.txt": robots, "north.example/a": "a"})
    with network.fetcher() as fetcher:
        for _ in range(3):
            with pytest.raises(FetchError, match=r"robots\.txt"):
                fetcher.page("https://north.example/a")
    assert (times, network.asked) == (1, [])


def test_what_has_not_changed_is_not_sent_again() -> None:
    def feed(request: httpx.Request) -> httpx.Response:
        if request.headers.get("if-none-match") == '"v1"' and request.headers.get("if-modified-since") == "yesterday":
            return httpx.Response(304)
        return httpx.Response(200, text="new", headers={"etag": '"v1"', "last-modified": "yesterday"})

    with Network({"north.example/feed": feed}).fetcher() as fetcher:
        first = fetcher.get("https://north.example/feed")
        second = fetcher.get("https://north.example/feed", first.etag, first.last_modified)
    assert (first.text, first.unchanged, second.text, second.unchanged) == ("new", False, "", True)


def test_a_server_that_asks_for_time_is_heard() -> None:
    busy = httpx.Response(429, headers={"retry-after": "120"})
    with Network({"north.example/feed": busy}).fetcher() as fetcher:
        answer = fetcher.get("https://north.example/feed")
    assert (answer.status, answer.retry_after) == (429, 120.0)


def test_packed_sitemaps_are_unpacked_within_bounds() -> None:
    with Network({"north.example/map.xml.gz": GZIP}).fetcher() as fetcher:
        assert fetcher.page("https://north.example/map.xml.gz")[0].startswith("<urlset>")
    with Network({"north.example/map.xml.gz": GZIP}).fetcher(max_download=300) as fetcher, pytest.raises(FetchError):
        fetcher.page("https://north.example/map.xml.gz")
