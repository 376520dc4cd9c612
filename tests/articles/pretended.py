"""A pretended network for the tests of fetching: pages by host and path, and a clock that sleeps without waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import httpx

from verbale.articles.fetch import Fetcher
from verbale.settings import DEFAULT, Settings

PUBLIC = "93.184.216.34"
Page = str | httpx.Response | Callable[[httpx.Request], httpx.Response]


@dataclass
class Network:
    """`pages` by "host/path"; what was asked, and how long the fetcher slept."""

    pages: Mapping[str, Page]
    asked: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    now: float = 0.0

    def answer(self, request: httpx.Request) -> httpx.Response:
        at = f"{request.headers['host']}{request.url.path}"
        if not at.endswith("robots.txt"):
            self.asked.append(at)
        page = self.pages.get(at, httpx.Response(404))
        if isinstance(page, str):
            return httpx.Response(200, text=page, headers={"content-type": "text/html; charset=utf-8"})
        return page if isinstance(page, httpx.Response) else page(request)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def fetcher(self, **settings: object) -> Fetcher:
        chosen: Settings = replace(DEFAULT, **settings)  # type: ignore[arg-type]
        return Fetcher(
            chosen,
            transport=httpx.MockTransport(self.answer),
            resolve=lambda host, _: ["10.0.0.8" if host == "inside.example" else PUBLIC],
            clock=lambda: self.now,
            sleep=self.sleep,
        )
