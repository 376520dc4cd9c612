"""Dossiers of thousands of records: what is kept between visits, what is counted instead of drawn."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from verbale.record import query
from verbale.record.book import Record
from verbale.record.store import engine
from verbale.record.store.lookup import Cut
from verbale.sharing.web.answers import Answers
from verbale.sharing.web.charts.timeline import MOST, timeline
from verbale.sharing.web.charts.world import WHOLE, Spot, box_of, world, zoomed

LATER = datetime(2024, 7, 1, tzinfo=UTC)


def test_an_answer_is_kept_until_something_is_written(record: Record) -> None:
    answers, asked = Answers(record), list[int]()

    def ask() -> int:
        asked.append(1)
        return len(asked)

    assert [answers.of("x", make=ask) for _ in range(3)] == [1, 1, 1]
    record.keep_dossier("another", 'name = "Another"\nparties = ["Kenya"]\n', now=lambda: LATER)
    assert answers.of("x", make=ask) == 2
    answers.renew()
    assert asked == [1, 1]


def test_answers_forget_the_longest_unasked(record: Record) -> None:
    answers = Answers(record, most=2)
    for question in "abc":
        answers.of(question, make=lambda: 1)
    assert answers.of("a", make=lambda: 2) == 2
    assert answers.of("c", make=lambda: 2) == 1


@pytest.mark.parametrize("day", ["2024-05-13", "2024-05-20", "2024-05-21", "2024-05-23", "2024-06-30"])
def test_what_was_published_by_a_day_is_what_its_findings_fold_to(record: Record, day: str) -> None:
    for kind in ("meetings", "positions", "claims", "violence"):
        for row in getattr(record, kind)(reported_by=day):
            with engine.reading(record.engine) as connection:
                folded = query.fold(connection, row["id"], row["kind"], Cut.at(None, day))
            assert dict(row) == {**(folded or {}), "recorded_at": row["recorded_at"]}


@pytest.mark.parametrize("day", ["2024-05-20", "2024-05-23", "2024-06-30"])
def test_what_was_published_by_a_day_comes_newest_first_and_in_pages(record: Record, day: str) -> None:
    for kind in ("meetings", "positions", "claims", "violence"):
        ask = getattr(record, kind)
        every = [(r["start"] or r["first_reported"], r["id"]) for r in ask(reported_by=day)]
        assert every == sorted(sorted(every, key=lambda r: r[1]), key=lambda r: r[0], reverse=True)
        paged = [r["id"] for n in range(len(every)) for r in ask(reported_by=day, limit=1, offset=n)]
        assert paged == [id for _, id in every]


def test_reported_since_asks_by_the_day_of_publication(record: Record) -> None:
    late = record.meetings(reported_since="2024-06-01")
    assert {m["last_reported"] for m in late} == {"2024-06-04"}
    assert len(record.meetings(reported_since="2024-05-01")) == len(record.meetings())
    assert not record.meetings(reported_since="2024-06-01", reported_by="2024-05-30")


def test_a_crowded_lane_is_counted_and_each_bar_leads_to_its_days() -> None:
    row = {"kind": "violence", "what": "violence", "end": None, "text": "attack", "record": "r", "basis": "stated"}
    rows: list[dict[str, Any]] = [
        row | {"start": f"2024-05-{n % 28 + 1:02}", "end": f"2024-05-{n % 28 + 1:02}", "at": None}
        for n in range(MOST + 1)
    ]
    page = str(timeline(rows, date(2024, 5, 1), date(2024, 5, 31), date(2024, 5, 24), lambda _: "/records/r"))
    assert "<circle" not in page
    assert 'class="violence bar"' in page
    assert "since=2024-05-01&amp;until=2024-05-01" in page


def test_a_crowded_map_counts_neighbourhoods_and_leads_into_them() -> None:
    spots = [Spot(5 + n % 60 / 10, n // 60 / 10, f"Town {n}", "violence", "city", "attack", "/") for n in range(600)]
    page = str(world(spots, box_of(spots), lambda box: f"/zoom?{box[0]:.0f}"))
    assert page.count("<circle") < 400
    assert "/zoom?" in page


def test_map_zooms_within_the_world() -> None:
    assert zoomed(WHOLE, 2)[2] == WHOLE[2]
    assert zoomed((0, 0, 100, 55.6), 0.5)[:3] == (25.0, pytest.approx(13.9, abs=0.1), 50.0)


def test_answers_are_compressed_for_who_can_read_that(site: TestClient) -> None:
    answer = site.get("/d/ghana-togo", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


def test_map_writes_out_contested_regions_where_it_is_near_enough() -> None:
    near, far = box_of([Spot(45.4, 36.0, "Kerch", "violence", "city", "attack", "/")]), WHOLE
    assert "Crimea: annexed by Russia" in str(world([], near))
    assert "Crimea" not in str(world([], far))
