"""Meetings across articles: one record a meeting, and never two meetings in one."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from told import ANKARA, ERDOGAN, ISTANBUL, PUTIN, RUSSIA, TURKEY, TURKIYE, UKRAINE, USA, ZELENSKY, meeting, time

from verbale.record.link.blocks import block_keys
from verbale.record.link.folding import merge
from verbale.record.link.linker import link
from verbale.record.link.placing import match
from verbale.record.told import Told

DAY = time("2025-11-19")


def one(*tolds: Told) -> Any:
    records = link(tolds)
    assert len(records) == 1, [r.value["participants"] for r in records]
    return records[0]


def test_planned_then_held_reports_are_one_meeting_with_a_history() -> None:
    record = one(
        meeting("a", "2025-11-18", ZELENSKY, ERDOGAN, status="planned", time=DAY, place=TURKIYE),
        meeting("b", "2025-11-20", ZELENSKY, ERDOGAN, status="held", time=DAY, place=ANKARA),
    )
    assert record.status == "held"
    assert [(h["from"], h["status"], h["reported_at"]) for h in record.value["status_history"]] == [
        (None, "planned", "2025-11-18"),
        ("planned", "held", "2025-11-20"),
    ]
    assert record.value["place"]["name"] == "Ankara"
    assert record.value["conflicts"] == []


def test_a_plan_retold_after_the_meeting_does_not_undo_it() -> None:
    record = one(
        meeting("a", "2025-11-20", ZELENSKY, ERDOGAN, status="held", time=DAY),
        meeting("b", "2025-11-21", ZELENSKY, ERDOGAN, status="planned", time=DAY),
    )
    assert record.status == "held"


def test_the_guest_alone_in_the_country_of_the_host_is_that_meeting() -> None:
    one(
        meeting("a", "2025-11-18", ZELENSKY, status="planned", time=DAY, place=TURKIYE, form="visit"),
        meeting("b", "2025-11-19", ZELENSKY, ERDOGAN, status="held", time=DAY),
    )


def test_a_person_and_the_government_are_one_side_and_the_person_sits_there() -> None:
    record = one(
        meeting("a", "2025-11-18", UKRAINE, TURKEY, status="planned", time=DAY, place=ANKARA),
        meeting("b", "2025-11-19", ZELENSKY, ERDOGAN, status="held", time=DAY, place=ANKARA),
    )
    assert [s["actor"]["name"] for s in record.value["participants"]] == ["Volodymyr Zelensky", "Recep Tayyip Erdogan"]


def test_tuesday_and_wednesday_conflict_and_stay_visible() -> None:
    record = one(
        meeting("a", "2025-11-18", ZELENSKY, ERDOGAN, time=time("2025-11-18"), place=ANKARA),
        meeting("b", "2025-11-19", ZELENSKY, ERDOGAN, time=time("2025-11-19"), place=ANKARA),
        meeting("c", "2025-11-19", ZELENSKY, ERDOGAN, time=time("2025-11-19"), place=TURKIYE),
    )
    assert record.start == "2025-11-19"
    conflict = record.value["conflicts"][0]
    assert conflict["field"] == "time"
    assert {v["value"] for v in conflict["values"]} == {"2025-11-18", "2025-11-19"}


DIFFERENT = {
    "another day": {"time": time("2025-11-26")},
    "another city": {"place": ISTANBUL},
    "a call": {"form": "phone", "place": None},
    "no meeting took place": {"status": "did_not_happen"},
    "delegations, not leaders": {"level": "delegation"},
}


@pytest.mark.parametrize("change", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_meetings_stay_apart(change: dict[str, Any]) -> None:
    same = {"time": DAY, "place": ANKARA, "form": "bilateral", "level": "leader"}
    people = (RUSSIA, UKRAINE) if "level" in change else (ZELENSKY, ERDOGAN)
    a = meeting("a", "2025-11-19", ZELENSKY, PUTIN if "level" in change else ERDOGAN, **same)
    b = meeting("b", "2025-11-19", *people, **(same | change))
    assert len(link([a, b])) == 2


def test_another_side_is_another_meeting_even_on_the_same_day() -> None:
    a = meeting("a", "2025-11-19", USA, RUSSIA, time=DAY, place=ISTANBUL)
    b = meeting("b", "2025-11-19", USA, UKRAINE, time=DAY, place=ISTANBUL)
    assert len(link([a, b])) == 2
    assert match("meeting", b, merge("meeting", [a])).reasons[0].says.startswith("only USA in common")


def test_unknown_time_and_nobody_in_particular_glue_nothing() -> None:
    a = meeting("a", "2025-11-19", RUSSIA, UKRAINE)
    b = meeting("b", "2025-11-22", RUSSIA, UKRAINE)
    assert len(link([a, b])) == 2
    assert not any("RUS" in key for key in block_keys(meeting("c", None, RUSSIA, UKRAINE)))


def test_merging_gives_the_same_record_in_any_order() -> None:
    tolds = [
        meeting("a", "2025-11-18", ZELENSKY, ERDOGAN, status="planned", time=DAY, place=TURKIYE),
        meeting("b", "2025-11-19", UKRAINE, TURKEY, status="confirmed", time=DAY, place=ANKARA),
        meeting("c", "2025-11-20", ZELENSKY, ERDOGAN, status="held", time=time("2025-11-19", "2025-11-20")),
    ]
    first = merge("meeting", tolds)
    assert all(merge("meeting", order) == first for order in itertools.permutations(tolds))
    assert first.independent_sources == ("document-a", "document-b", "document-c")
