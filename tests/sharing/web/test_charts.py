"""What is drawn: intervals as intervals, what is ahead hollow, what was called off struck; text is always escaped."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

from verbale.sharing.web.charts.network import network, pairs
from verbale.sharing.web.charts.spread import Disc, Sheet, apart
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


def test_marks_of_one_place_stand_apart_and_lead_to_it() -> None:
    town = [Spot(31.5, 34.47, f"Town {n}", "violence", "city", "attack", "/") for n in range(6)]
    ring = Spot(31.5, 34.47, "Strip", "violence", "region", "attack", "/", count=9)
    page = str(world([*town, ring], box_of([ring])))
    marks = [
        tuple(float(v) for v in found)
        for found in re.findall(r'<a [^>]*><circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', page)
    ]
    assert len(marks) == 7
    for n, (x, y, r) in enumerate(marks):
        assert all(math.dist((x, y), (a, b)) > r + c for a, b, c in marks[:n])
    assert page.count('class="way violence"') == 6


def test_no_name_on_the_map_covers_another_or_a_mark() -> None:
    discs = apart([Disc(100 + n % 5 * 9, 100 + n // 5 * 9, 6) for n in range(25)], 1000, 555)
    sheet = Sheet(1000, 555, 7, 15, [d.area for d in discs])
    put = [at for n, disc in enumerate(discs) if (at := sheet.beside(f"Village {n}", disc))]
    assert put
    assert len(sheet.taken) == len(discs) + len(put)
    assert Sheet(1000, 555, 7, 15).beside("at the edge", Disc(995, 300, 5)) == (995 - 9 - 7 * 11, 300)


def test_a_confirmed_claim_is_not_drawn_as_if_it_were_ahead() -> None:
    assert 'class="claim filled"' in drawn(kind="claim", what="confirmed")
