"""What is drawn: intervals as intervals, what is ahead hollow, what was called off struck; text is always escaped."""

from __future__ import annotations

from datetime import date
from typing import Any

from verbale.sharing.web.charts.network import network, pairs
from verbale.sharing.web.charts.svg import element
from verbale.sharing.web.charts.timeline import timeline
from verbale.sharing.web.charts.world import WHOLE, Spot, box_of, world


def row(**more: Any) -> dict[str, Any]:
    plain = {"kind": "meeting", "what": "held", "start": "2024-05-20", "end": "2024-05-20", "at": "2024-05-20",
             "text": "Ghana, Togo: meeting", "record": "meeting-record-1", "basis": "stated"}  # fmt: skip
    return plain | more


def drawn(**more: Any) -> str:
    return str(timeline([row(**more)], date(2024, 5, 1), date(2024, 5, 31), date(2024, 5, 24), lambda _: "/records/1"))


def test_timeline_draws_a_day_as_a_point_and_a_month_as_its_length() -> None:
    assert "<circle" in drawn()
    month = drawn(start="2024-05-01", end="2024-05-31")
    assert "<circle" not in month
    assert 'width="1000.0"' in month


def test_timeline_draws_planned_hollow_and_cancelled_struck() -> None:
    assert 'class="meeting hollow"' in drawn(what="planned")
    assert 'class="struck"' in drawn(what="cancelled")
    assert 'class="struck"' not in drawn()


def test_timeline_says_where_only_the_day_of_the_report_is_known() -> None:
    assert "reported" in drawn(start=None, end=None, basis="reported")


def test_drawings_escape_what_articles_say() -> None:
    evil = "<script>alert(1)</script>"
    spot = Spot(6.1, 1.2, evil, "meeting", "city", evil, "javascript:alert(1)".replace("javascript:", "/x?"))
    pages = [drawn(text=evil), str(world([spot], WHOLE)), str(element("text", evil, x='"><b>'))]
    pages.append(str(network({("A", "B"): 2}, lambda _: evil, lambda _: "/")))
    for page in pages:
        assert "<script>" not in page
        assert "<b>" not in page


def test_map_shows_how_exactly_a_place_is_known_and_that_it_is_contested() -> None:
    town = Spot(6.1, 1.2, "Aflao", "violence", "city", "attack", "/")
    area = Spot(44.9, 34.1, "Crimea", "meeting", "region", "meeting", "/", "claimed by Russia")
    page = str(world([town, area], box_of([town, area])))
    assert "violence filled" in page
    assert "meeting hollow wide" in page
    assert "Crimea (claimed by Russia)" in page
    assert box_of([]) == WHOLE


def test_network_counts_each_pair_that_sat_together_once_a_meeting() -> None:
    met = pairs([{"sides": ["GHA", "TGO"]}, {"sides": ["TGO", "GHA", "BEN"]}, {"sides": ["GHA"]}])
    assert met == {("GHA", "TGO"): 2, ("BEN", "GHA"): 1, ("BEN", "TGO"): 1}
