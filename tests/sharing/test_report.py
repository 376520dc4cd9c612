"""A report is one file: the same each time, with nothing to load and every line with its words."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html.parser import HTMLParser

from verbale.record.book import Record
from verbale.sharing.report import COLUMNS, records_csv, report

DAY = date(2024, 5, 24)


class Page(HTMLParser):
    """The elements, anchors and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.anchors: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        told = dict(attrs)
        self.attributes |= set(told)
        self.anchors += [str(told["id"])] if "id" in told else []
        self.addresses += [str(told[key]) for key in ("href", "src") if key in told]


def test_a_report_has_its_drawings_and_every_line_with_words_and_source(talks: Record) -> None:
    text = report(talks, "ghana-togo", day=DAY)
    rows = talks.timeline("ghana-togo", day=DAY)
    assert rows
    assert text.count('<blockquote class="quoted">') == len(rows)
    assert 'class="timeline"' in text
    assert 'class="world"' in text
    assert 'class="matrix"' in text
    for row in rows:
        assert row["words"]["quote"] in text


def test_the_same_record_on_the_same_day_gives_the_same_bytes(talks: Record) -> None:
    assert report(talks, "ghana-togo", day=DAY) == report(talks, "ghana-togo", day=DAY)


def test_a_report_loads_nothing_and_its_drawings_lead_to_its_lines(talks: Record) -> None:
    page = Page(report(talks, "ghana-togo", day=DAY))
    assert not page.names & {"script", "img", "link", "iframe", "object"}
    assert len(page.anchors) == len(set(page.anchors))
    assert {a[1:] for a in page.addresses if a.startswith("#")} <= set(page.anchors)
    assert "url(" not in report(talks, "ghana-togo", day=DAY)


def test_with_a_site_lines_lead_to_the_reader(talks: Record) -> None:
    page = Page(report(talks, "ghana-togo", day=DAY, base="https://desk.example/"))
    assert any(re.fullmatch(r"https://desk\.example/documents/[0-9a-f]{64}#\S+", a) for a in page.addresses)


def test_a_hostile_article_stays_text_in_the_report_and_its_table(hostile: Record) -> None:
    text = report(hostile, "ghana-togo", day=DAY)
    page = Page(text)
    assert "&lt;script&gt;" in text
    assert not page.names & {"script", "img"}
    assert not {a for a in page.attributes if a.startswith("on")}
    assert not [a for a in page.addresses if "javascript" in a]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert "javascript" not in records_csv(hostile.merged("ghana-togo"))


def test_the_table_has_a_line_for_each_record(talks: Record) -> None:
    found = talks.merged("ghana-togo")
    rows = list(csv.DictReader(io.StringIO(records_csv(found))))
    assert {r["id"] for r in rows} == {r.id for r in found}
    assert list(rows[0]) == list(COLUMNS)
    assert all(r["quote"] and r["publisher"] for r in rows)
