"""A watch polls politely, stores what is new once, survives bad feeds and goes on where it was stopped."""

from __future__ import annotations

import http.server
import sys
import threading
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parent / "articles"))
from pretended import PUBLIC, Network

from verbale.articles.fetch import Fetcher
from verbale.articles.raw import Raw
from verbale.errors import InputError, LanguageError
from verbale.settings import DEFAULT
from verbale.watch import Round, Watch, addresses

LONG = "Ministers of Ghana and Togo met in Accra. " * 25
POLL = DEFAULT.poll


def feed(*numbers: int, teaser: bool = False) -> str:
    """An RSS feed with these articles, the newest first."""
    text = "Read on." if teaser else LONG
    items = "".join(
        f"<item><guid>{n}</guid><link>https://north.example/{n}</link><description>{text}</description></item>"
        for n in numbers
    )
    return f'<rss version="2.0"><channel><title>Northgate Wire</title>{items}</channel></rss>'


def watch(network: Network, *urls: str, state: Path | None = None, stored: list[str] | None = None) -> Watch:
    """A watch on a pretended network that keeps the names of what it stored."""
    kept = [] if stored is None else stored
    return Watch(
        urls or ("https://north.example/feed",),
        lambda raw: kept.append(raw.url or raw.name),
        network.fetcher(),
        clock=lambda: network.now,
        sleep=network.sleep,
        state=state,
    )


def test_new_articles_are_stored_once_the_oldest_first() -> None:
    network, stored = Network({"north.example/feed": feed(2, 1)}), list[str]()
    watching = watch(network, stored=stored)
    assert watching.round().stored == 2
    network.pages = {"north.example/feed": feed(3, 2, 1)}
    assert watching.round() == Round(polled=1, stored=1)
    assert stored == [f"https://north.example/{n}" for n in (1, 2, 3)]


def test_a_feed_that_has_not_changed_is_not_sent_again() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("if-none-match"):
            return httpx.Response(304)
        return httpx.Response(200, text=feed(1), headers={"etag": '"1"'})

    watching = watch(Network({"north.example/feed": answer}))
    assert watching.round().stored == 1
    assert watching.round() == Round(polled=1, unchanged=1)


@pytest.mark.parametrize(
    "bad", [httpx.Response(500), "<rss>broken", "no feed at all", httpx.Response(200, content=b"\0\1\2" * 99)]
)
def test_a_bad_feed_backs_off_and_the_others_go_on(bad: httpx.Response | str) -> None:
    network = Network({"bad.example/feed": bad, "north.example/feed": feed(1)})
    watching = watch(network, "https://bad.example/feed", "https://north.example/feed", "http://inside.example/feed")
    first = watching.round()
    assert (first.polled, first.failed, first.stored) == (3, 2, 1)
    assert len(first.problems) == 2
    broken, fine, _ = watching.feeds
    assert fine.due - network.now == pytest.approx(POLL, abs=5)
    assert broken.due - network.now == pytest.approx(2 * POLL, abs=5)
    watching.round([broken])
    assert broken.due - network.now == pytest.approx(4 * POLL, abs=5)
    network.pages = {"bad.example/feed": feed(2)}
    assert watching.round([broken]).stored == 1
    assert broken.due - network.now == pytest.approx(POLL, abs=5)


def test_retry_after_is_obeyed() -> None:
    network = Network({"north.example/feed": httpx.Response(429, headers={"retry-after": "7200"})})
    watching = watch(network)
    watching.round()
    assert watching.feeds[0].due - network.now == pytest.approx(7200, abs=5)


def test_a_page_that_fails_is_tried_again_and_then_given_up() -> None:
    network = Network({"north.example/feed": feed(1, teaser=True)})
    watching = watch(network)
    said = [watching.round().problems for _ in range(4)]
    assert [len(p) for p in said] == [1, 1, 1, 0]
    assert "given up after 3 tries" in said[2][0]


def test_what_cannot_be_read_is_named_and_ends_nothing() -> None:
    network = Network({"north.example/feed": feed(2, 1)})
    stored: list[str] = []

    def store(raw: Raw) -> None:
        if raw.url and raw.url.endswith("1"):
            raise LanguageError("this is French")
        stored.append(raw.name)

    watching = watch(network)
    watching.store = store
    found = watching.round()
    assert (found.stored, len(stored)) == (1, 1)
    assert "this is French" in found.problems[0]


def test_a_stopped_watch_goes_on_where_it_was(tmp_path: Path) -> None:
    network, stored = Network({"north.example/feed": feed(2, 1)}), list[str]()
    watch(network, state=tmp_path / "w.json", stored=stored).round()
    again = watch(network, state=tmp_path / "w.json", stored=stored)
    assert again.round().stored == 0
    assert len(stored) == 2
    (tmp_path / "w.json").write_text("{broken")
    assert watch(network, state=tmp_path / "w.json").round().stored == 2


def test_it_runs_until_it_is_told_to_stop() -> None:
    network, rounds = Network({"north.example/feed": feed(1)}), list[Round]()
    watch(network).run(rounds.append, lambda: network.now > 3.5 * POLL)
    assert [r.stored for r in rounds] == [1, 0, 0, 0]
    assert max(network.slept) <= 1.0


def test_lists_of_feeds_are_taken_apart(tmp_path: Path) -> None:
    listed = '<opml><body><outline xmlUrl="https://a.example/feed"/></body></opml>'
    (tmp_path / "feeds.opml").write_text(listed)
    (tmp_path / "a.txt").write_text("Talks resume.")
    with Network({"north.example/l.opml": listed}).fetcher() as fetcher:
        named = [str(tmp_path / "feeds.opml"), "https://north.example/l.opml", "https://b.example/feed.xml"]
        assert addresses(named, fetcher) == [
            "https://a.example/feed",
            "https://a.example/feed",
            "https://b.example/feed.xml",
        ]
        for wrong in ("nowhere", str(tmp_path / "a.txt")):
            with pytest.raises(InputError):
                addresses([wrong], fetcher)


class _ToLoopback(httpx.HTTPTransport):
    """Sends what is meant for the public address to a server on this machine."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == PUBLIC
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.port)
        return super().handle_request(request)


class _Site(http.server.BaseHTTPRequestHandler):
    agents: list[str] = []  # noqa: RUF012  shared with the test

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        fresh = self.headers.get("If-None-Match") != '"1"'
        body = feed(1).encode() if self.path == "/feed" and fresh else b""
        self.send_response(404 if self.path != "/feed" else 200 if fresh else 304)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_a_real_server_is_polled_over_a_real_connection() -> None:
    stored: list[str] = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        fetcher = Fetcher(
            replace(DEFAULT, delay=0.0), transport=_ToLoopback(server.server_port), resolve=lambda *_: [PUBLIC]
        )
        with fetcher:
            watching = Watch(
                ["http://north.example/feed"], lambda raw: stored.append(raw.text), fetcher, clock=float, sleep=print
            )
            assert [watching.round() for _ in range(2)] == [Round(polled=1, stored=1), Round(polled=1, unchanged=1)]
        server.shutdown()
    assert stored == [LONG.strip()]
    assert all(agent.startswith("Verbale/") for agent in _Site.agents)


def test_the_command_line_stores_what_a_feed_brings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from verbale import record
    from verbale.cli import app

    network = Network({"north.example/feed": feed(1), "bad.example/feed": httpx.Response(500)})
    monkeypatch.setattr("verbale.articles.fetch.Fetcher", lambda _: network.fetcher())
    monkeypatch.chdir(tmp_path)
    call = ["watch", "https://north.example/feed", "--store", "a.db", "--once"]
    assert [CliRunner().invoke(app, call).exit_code for _ in range(2)] == [0, 0]
    failed = CliRunner().invoke(app, [*call, "https://bad.example/feed"])
    assert (failed.exit_code, "the server answered 500" in failed.stderr) == (1, True)
    with record.open("a.db") as book:
        (stored,) = book.documents()
    assert (stored["publisher"], stored["url"]) == ("Northgate Wire", "https://north.example/1")
