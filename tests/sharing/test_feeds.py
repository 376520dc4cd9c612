"""Feeds as readers of feeds read them: stable ids, a new `updated` when a status changes, words escaped."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import feedparser
import pytest

from verbale.record.book import Record
from verbale.record.merged import Merged, merged_from
from verbale.sharing.feeds import Feed, atom, json_feed

READINGS = json.loads((Path(__file__).parents[1] / "record" / "readings.json").read_text(encoding="utf-8"))
DAY = date(2024, 5, 24)
HOME = "https://desk.example/d/border"


def records(folder: Path, *names: str) -> list[Merged]:
    with Record(folder / f"{'-'.join(names)}.db") as book:
        for n, name in enumerate(names, 1):
            list(book.add([READINGS[name]], now=lambda n=n: datetime(2024, 5, n, 9, tzinfo=UTC)))  # type: ignore[misc]
        return [merged_from(r) for kind in (book.meetings, book.positions, book.claims, book.violence) for r in kind()]


def feed(found: list[Merged]) -> Feed:
    return Feed("Border", HOME + ".atom", HOME, DAY, lambda r: f"https://desk.example/records/{r.id}", found)


def test_atom_is_read_by_a_feed_reader(tmp_path: Path) -> None:
    found = records(tmp_path, "plan", "held")
    read = feedparser.parse(atom(feed(found)))
    assert not read.bozo
    assert {e.id for e in read.entries} == {f"urn:verbale:{r.id}" for r in found}
    assert all(e.updated and e.title and e.link for e in read.entries)
    assert "foreign ministers" in read.entries[0].content[0].value or "withdraw" in read.entries[0].content[0].value


def test_a_changed_status_is_the_same_entry_updated(tmp_path: Path) -> None:
    before, after = (
        {e.id: e for e in feedparser.parse(atom(feed(records(tmp_path, *names)))).entries if "meeting" in e.id}
        for names in (("plan",), ("plan", "held"))
    )
    [id] = before
    assert after[id].updated > before[id].updated
    assert "planned" in before[id].title
    assert "held" in after[id].title


def test_json_feed_has_what_the_specification_asks_for(tmp_path: Path) -> None:
    made = json.loads(json_feed(feed(records(tmp_path, "plan", "denial"))))
    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert made["feed_url"] and made["home_page_url"] and made["title"]
    for item in made["items"]:
        assert item["id"] and item["content_html"] and item["date_modified"] >= item["date_published"]
        assert isinstance(item["_verbale"]["kind"], str)


@pytest.mark.parametrize("make", [atom, json_feed])
def test_words_of_an_article_stay_text(tmp_path: Path, make: object) -> None:
    found = records(tmp_path, "plan")
    plain = found[0].as_json()
    plain["value"]["words"][0]["quote"] = "<script>alert(1)</script> & <img onerror=x> \x00\x07"
    made = make(feed([merged_from(plain)]))  # type: ignore[operator]
    content = (
        feedparser.parse(made, sanitize_html=False).entries[0].content[0].value
        if make is atom
        else json.loads(made)["items"][0]["content_html"]
    )
    assert "<script" not in content
    assert "<img" not in content
