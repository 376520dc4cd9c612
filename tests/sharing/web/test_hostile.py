"""A hostile article is text everywhere: in pages, feeds, the calendar, tables and the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from verbale.record.book import Record
from verbale.sharing.web.app import create_app

EVIL = (
    '<script>alert(1)</script><img src=x onerror=alert(2)> "><b onclick=alert(3)>x</b> '
    "&lt;i&gt;&amp;lt; javascript:alert(4) "
    "\u202egnp.exe\u2066 ]]> {{ 7*7 }} {% raw %} ' --"
)  # fmt: skip
FORMULA = '=HYPERLINK("http://evil.example","x")'
HIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]")
VIEWS = ["", "/timeline", "/matrix", "/claims", "/map", "/network"]
DOSSIER = f'name = {json.dumps("Ghana " + EVIL)}\nparties = ["Ghana", "Togo"]\n'
READINGS = Path(__file__).parents[2] / "record" / "readings.json"


class Markup(HTMLParser):
    """The elements and attributes of a page that could run anything."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (value or "").strip().lower().startswith("javascript:"):
                self.bad.append(f"{tag} {name}={value}")
        if (tag == "script" and not dict(attrs).get("src")) or (
            tag in ("b", "i", "img") and dict(attrs).keys() & {"src", "onclick"}
        ):
            self.bad.append(tag)


def poisoned(reading: dict[str, Any], n: int) -> dict[str, Any]:
    """The reading with everything that stands in it as words made hostile; places in the text stay as they were."""

    def poison(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: poison(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [poison(v, key) for v in value]
        return (
            f"{value} {EVIL}" if key in ("name", "quote", "text", "cue", "office") and isinstance(value, str) else value
        )

    made: dict[str, Any] = poison(reading)
    made["document"] |= {
        "title": f"{FORMULA}\x00 {EVIL}", "publisher": f"{FORMULA} {EVIL} {n}",
        "url": "javascript:alert(document.domain)",
    }  # fmt: skip
    return made


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[TestClient]:
    """A visitor of a site whose every article is hostile."""
    known = json.loads(READINGS.read_text(encoding="utf-8"))
    with Record(tmp_path / "record.db") as record:
        made = [poisoned(reading, n) for n, reading in enumerate(known.values())]
        list(record.add(made, now=lambda: datetime(2024, 6, 30, 12, tzinfo=UTC)))
        record.keep_dossier("ghana-togo", DOSSIER, now=lambda: datetime(2024, 6, 30, 13, tzinfo=UTC))
        app = create_app(record, day=lambda: date(2024, 5, 24))
        yield TestClient(app, base_url="http://127.0.0.1")


def addresses(visitor: TestClient) -> Iterator[str]:
    """Every page of the site that shows words of an article."""
    yield from ("/", "/documents", "/reviews", *(f"/d/ghana-togo{view}" for view in VIEWS))
    for kind in ("meetings", "positions", "claims", "violence", "statements", "documents"):
        yield f"/search?kind={kind}&text=troops+OR+Ghana"
    for row in visitor.get("/api/documents").json()["rows"]:
        yield f"/documents/{row['id']}"
    for kind in ("meetings", "positions", "claims", "violence"):
        for row in visitor.get(f"/api/{kind}").json()["rows"]:
            yield f"/records/{row['id']}"


def test_no_page_runs_or_hides_anything(visitor: TestClient) -> None:
    shown = 0
    for address in addresses(visitor):
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        markup = Markup()
        markup.feed(answer.text)
        assert not markup.bad, address
        assert not HIDDEN.search(answer.text), (address, HIDDEN.search(answer.text))
        assert "49" not in re.findall(r"\{\{ ?(\d+)", answer.text)
        shown += "&lt;script&gt;" in answer.text
    assert shown > 10


def test_feeds_and_calendar_are_well_formed_and_say_it_as_text(visitor: TestClient) -> None:
    import feedparser
    from icalendar import Calendar

    atom = visitor.get("/d/ghana-togo.atom").content
    read = feedparser.parse(atom)
    assert not read.bozo
    assert b"<script" not in atom
    assert all(e.link.startswith("http://127.0.0.1/") for e in read.entries)
    for item in visitor.get("/d/ghana-togo.json").json()["items"]:
        assert "<script" not in item.get("content_html", "")
    calendar = visitor.get("/d/ghana-togo.ics")
    names = {component.name for component in Calendar.from_ical(calendar.text).walk()}
    assert names == {"VCALENDAR", "VEVENT"}
    assert not HIDDEN.search(calendar.text.replace("\r", ""))


def test_tables_hold_no_formula(visitor: TestClient) -> None:
    for kind in ("documents", "statements", "meetings", "actors"):
        table = visitor.get(f"/api/{kind}?format=csv").text
        assert not re.search(r'(?:^|,)"?[=+@-](?!\d)', table, re.MULTILINE), kind


def test_a_line_of_ten_megabytes_is_shown_and_searched(tmp_path: Path) -> None:
    reading = json.loads(READINGS.read_text(encoding="utf-8"))["held"]
    reading["document"]["text"] += "x" * 10_000_000 + EVIL
    with Record(tmp_path / "record.db") as record:
        list(record.add([reading], now=lambda: datetime(2024, 6, 30, 12, tzinfo=UTC)))
        site = TestClient(create_app(record), base_url="http://127.0.0.1")
        answer = site.get(f"/documents/{reading['document']['id']}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
