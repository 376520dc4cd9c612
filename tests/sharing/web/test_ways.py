"""From the front door of a dossier every page is two clicks away, and from every line the words are one or two."""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import invented
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html

from verbale.desk import Desk
from verbale.record.book import Record
from verbale.sharing.mailing import Mailer
from verbale.sharing.mails import sender
from verbale.sharing.post import Server
from verbale.sharing.web import pages
from verbale.sharing.web.app import create_app

FRONT = "/d/ghana-togo"
VIEWS = [
    FRONT, *(f"{FRONT}/{view}" for view in ("timeline", "matrix", "claims", "map", "network")),
    f"{FRONT}/timeline?since=2024-05-20&until=2024-05-20", f"{FRONT}/network?a=GHA&b=TGO", f"{FRONT}/map?place=Accra",
    *(f"/search?since=2024-01-01&kind={kind}" for kind in ("meetings", "positions", "claims", "violence")),
    "/search?text=Accra&kind=statements", "/search?text=Accra&kind=documents", "/reviews",
]  # fmt: skip
LINES = "//main//*[contains(concat(' ', @class, ' '), ' line ') or contains(concat(' ', @class, ' '), ' sign ')]"
ELSEWHERE = re.compile(  # what leads nowhere by itself: an answer to a link in a mail, to a form, or to a program
    r"/subscriptions/|/feed\.|/sign-|/findings/"
)
Page = Callable[[str], Any]


def denied() -> dict[str, Any]:
    """A reading with a claim of the dossier; the four articles have none."""
    claim = invented.CLAIM | {"claimant": invented.TOGO, "evidence": [invented.mention(invented.MET)]}
    named = [actor | {"mentions": [actor["mention"]]} for actor in (invented.GHANA, invented.TOGO)]
    return invented.READING | {"actors": named, "claims": [claim]}


@pytest.fixture
def app(record: Record) -> FastAPI:
    """A site on which everything is to be had: somebody reads, and mails go out."""
    list(record.add([denied()], now=lambda: datetime(2024, 6, 30, 13, tzinfo=UTC)))
    meeting = record.meetings(dossier="ghana-togo")[0]
    record.review("confirm", meeting["findings"][0], by="Ama", because="so it was")
    mailer = Mailer(Server("127.0.0.1", 9, "none"), sender("verbale@desk.example", "https://desk.example"))
    return create_app(record, day=lambda: date(2024, 5, 24), reader=Desk(record), mailer=mailer)


@pytest.fixture
def page(app: FastAPI) -> Page:
    """The tree of the page at an address, read once."""
    visitor = TestClient(app, base_url="http://127.0.0.1")

    @functools.cache
    def read(address: str) -> Any:
        answer = visitor.get(address)
        assert answer.status_code == 200, (address, answer.text[-600:])
        return html.fromstring(answer.content) if "text/html" in answer.headers["content-type"] else None

    return read


def ways(tree: Any, here: str, within: str = "//*[self::a or self::link]") -> Iterator[str]:
    """The addresses of this site to which something leads."""
    for way in tree.xpath(f"{within}/@href"):
        found = urljoin(f"http://site{here}", way)
        if found.startswith("http://site/"):
            yield found.removeprefix("http://site")


def site_routes() -> list[Any]:
    """The routes of every file of pages."""
    names = [f"{pages.__name__}.{found.name}" for found in pkgutil.iter_modules(pages.__path__)]
    return [route for name in names for route in importlib.import_module(name).router.routes]


def after(page: Page, addresses: Iterable[str]) -> set[str]:
    """Where one click leads from some pages, whatever stands behind the `#`."""
    trees = [(page(a), a) for a in addresses]
    return {urldefrag(way).url for tree, here in trees if tree is not None for way in ways(tree, here)}


def test_every_page_is_two_clicks_from_the_front_door_of_a_dossier(page: Page) -> None:
    once = after(page, [FRONT])
    reached = {urlsplit(way).path for way in once | after(page, once)}
    routes = [r for r in site_routes() if "GET" in r.methods and not ELSEWHERE.search(r.path)]
    missed = [r.path for r in routes if not any(r.path_regex.match(way) for way in reached)]
    assert len(routes) > 12
    assert missed == []


def test_every_link_of_two_clicks_leads_somewhere(page: Page) -> None:
    for way in after(page, after(page, [FRONT])):
        page(way)


def of_words(page: Page, way: str) -> bool:
    """Whether an address is that of a finding in the reader, with words marked at it."""
    address, finding = urldefrag(way)
    if not urlsplit(address).path.startswith("/documents/") or not finding:
        return False
    marked = page(address).xpath(f"//*[@id='{finding}']/following-sibling::mark[1]")
    return bool(marked) and bool(marked[0].text_content().strip()) and finding in marked[0].get("data-findings")


@pytest.mark.parametrize("view", VIEWS)
def test_every_line_of_every_view_leads_to_its_words(page: Page, view: str) -> None:
    tree = page(view)
    lines = tree.xpath(LINES)
    kind = dict(parse_qsl(urlsplit(view).query)).get("kind")
    for line in lines:
        found = list(ways(line, view, ".//a"))
        reads = kind == "documents" and any(way.startswith("/documents/") for way in found)
        assert reads or any(of_words(page, way) for way in found), line.text_content()
    if view != "/reviews" and view != f"{FRONT}/network":
        assert lines, view


@pytest.mark.parametrize("view", VIEWS)
def test_every_record_that_a_view_names_leads_on_to_its_words(page: Page, view: str) -> None:
    tree = page(view)
    named = {urldefrag(way).url for way in ways(tree, view, "//main//a") if way.startswith("/records/")}
    for record in named:
        found = [way for way in ways(page(record), record, "//main//a") if way.startswith("/documents/")]
        assert found, record
        assert all(of_words(page, way) for way in found), record
    drawn = [a for a in tree.xpath("//main//*[local-name()='svg']//a") if not a.get("href")]
    assert drawn == []


def test_every_pair_that_met_leads_to_lines_with_words(page: Page) -> None:
    here = f"{FRONT}/network"
    pairs = {way for way in ways(page(here), here, "//main//a") if "a=" in urlsplit(way).query}
    assert pairs
    for pair in pairs:
        lines = page(urldefrag(pair).url).xpath("//*[@id='meetings']" + LINES.removeprefix("//main"))
        assert lines
        assert all(any(of_words(page, way) for way in ways(line, here, ".//a")) for line in lines)


def test_every_verdict_leads_to_the_words_it_is_about(page: Page) -> None:
    rows = page("/reviews").xpath("//main//tbody/tr")
    assert rows
    assert all(row.xpath(".//a[starts-with(@href, '/findings/')]") for row in rows)
