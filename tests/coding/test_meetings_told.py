"""Meetings as articles tell them: over several sentences, in passing, by who came and by what became of them."""

from __future__ import annotations

from datetime import date

import pytest
from test_meetings import meetings, only

from verbale.terms import Attendance, MeetingForm, MeetingStatus, Role

S = MeetingStatus


def names(meeting: object) -> set[str]:
    return {p.actor.name for p in meeting.participants}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("Talks between Peru and Chile, set for 15 April, were called off.", S.CANCELLED, date(2024, 4, 15)),
        ("Talks between Peru and Chile, set for 15 June, were called off.", S.CANCELLED, date(2024, 6, 15)),
        ("A round of talks between Peru and Chile, announced for 8 May, was postponed.", S.POSTPONED, date(2024, 5, 8)),
        ("A summit between Peru and Chile planned for 20 May was cancelled.", S.CANCELLED, date(2024, 5, 20)),
        ("Peru and Chile were due to have met on Thursday.", S.CANCELLED, date(2024, 5, 16)),
        ("Peru failed to agree with Chile as their talks in Lima ended on Monday.", S.HELD, date(2024, 5, 13)),
    ],
)
def test_a_day_that_was_planned_keeps_its_place_in_the_calendar(text: str, status: S, day: date) -> None:
    found = only(text)
    assert found.status is status
    assert found.time.start == day


def test_a_further_round_that_is_to_be_held_is_a_plan() -> None:
    held, planned = meetings(
        "Peru and Chile held talks in Quito on Monday. A further round is to be held in due course."
    )
    assert (held.status, planned.status) == (S.HELD, S.PLANNED)


def test_talks_that_ended_and_talks_agreed_on_are_two_meetings() -> None:
    ended, agreed = meetings(
        "Talks between Iran and Azerbaijan ended here on Friday without a deal, but the two sides agreed to meet again "
        "in Tabriz next month."
    )
    assert (ended.status, ended.place) == (S.HELD, None)
    assert (agreed.status, agreed.place and agreed.place.name) == (S.PLANNED, "Tabriz")


def test_here_is_the_town_of_the_dateline() -> None:
    found = only("GENEVA, May 14 (Wire) - Talks between Iran and Azerbaijan ended here on Friday without a deal.")
    assert found.place is not None
    assert (found.place.name, found.place.country) == ("Geneva", "CHE")


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian ambassador returned to Lima for consultations with her government.",
        "Peru offered to wait, provided Chile paid its debts and returned to talks with Bolivia.",
        "Quito talks, day two. Fans were waiting.",
        "Britain and Norway, which paid for earlier rounds, were concerned.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert not meetings(text)


def test_who_leads_a_side_sits_for_it() -> None:
    found = only(
        "Iran and Oman held talks in Muscat on Monday. "
        "The Iranian delegation was led by Foreign Minister Abbas Araghchi."
    )
    assert "Abbas Araghchi" in names(found)
    assert not any(p.actor.country == "IRN" and p.actor.name == "Iran" for p in found.participants)


def test_both_sides_of_the_main_clause_sat_at_talks_that_ended_meanwhile() -> None:
    found = only(
        "Serbia and Kosovo failed to agree on number plates on Monday as talks in Brussels ended without a result."
    )
    assert {p.actor.country for p in found.participants} == {"SRB", "XKX"}


def test_guests_asked_to_a_town_are_a_meeting_proposed() -> None:
    found = only(
        "European Council President Charles Michel has invited Nikol Pashinyan and Ilham Aliyev to Brussels in July."
    )
    assert found.status is S.PROPOSED
    assert found.time.start == date(2024, 7, 1)
    assert {p.actor.name for p in found.participants if p.attendance is Attendance.INVITED} == {
        "Nikol Pashinyan", "Ilham Aliyev",
    }  # fmt: skip


def test_talks_that_opened_and_run_on_are_under_way() -> None:
    found = only("Talks between Kenya and Uganda opened in Pretoria on Tuesday and are to run until Sunday.")
    assert found.status is S.UNDER_WAY
    assert (found.time.start, found.time.end) == (date(2024, 5, 14), date(2024, 5, 19))


def test_a_session_that_was_pencilled_in_and_scrapped_is_off() -> None:
    text = "Peru and Chile quarrelled. A three-way session was pencilled in for the afternoon, but that was scrapped. "
    found = only(text + "Peru blamed Chile. Chile blamed Peru.")
    assert (found.status, found.form) == (S.CANCELLED, MeetingForm.TRILATERAL)


def test_whoever_is_there_when_two_meet_is_no_party() -> None:
    found = only("The presidents of Peru and Chile met in Quito on Monday in the presence of the Ecuadorean president.")
    assert {p.role for p in found.participants if p.actor.country == "ECU"} == {Role.OBSERVER}


def test_two_who_meet_one_guest_on_one_day_hold_two_meetings() -> None:
    text = "Foreign Minister Wang Yi met Ajit Doval in Beijing on Monday. "
    assert len(meetings(text + "Vice President Han Zheng met Ajit Doval on Monday.")) == 2


def test_two_days_of_talks_end_with_the_news() -> None:
    found = only("Peru and Chile promised on Monday to reopen the border after two days of talks in Quito.")
    assert found.status is S.HELD
    assert (found.time.start, found.time.end) == (date(2024, 5, 12), date(2024, 5, 13))
