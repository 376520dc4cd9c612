"""A calendar says what is known of a meeting and no more; read back by a client library."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from verbale.record.book import Record
from verbale.record.merged import Merged, merged_from
from verbale.sharing.calendar import calendar

READINGS = json.loads((Path(__file__).parents[1] / "record" / "readings.json").read_text(encoding="utf-8"))
DAY = date(2024, 5, 24)


@pytest.fixture
def meeting(tmp_path: Path) -> Merged:
    """The meeting in Accra, first planned and then held."""
    with Record(tmp_path / "record.db") as book:
        list(book.add([READINGS["plan"]], now=lambda: datetime(2024, 5, 13, 9, tzinfo=UTC)))
        return merged_from(book.meetings()[0])


def shown(record: Merged, **value: Any) -> Any:
    plain = record.as_json()
    for field in ("start", "end", "status"):
        plain[field] = value.pop(field, plain[field])
    plain["value"] = plain["value"] | value
    events = Calendar.from_ical(calendar("Border", [merged_from(plain)], day=DAY)).walk("VEVENT")
    return events[0] if events else None


def test_a_planned_meeting_is_tentative_on_the_whole_day(meeting: Merged) -> None:
    event = shown(meeting, start="2024-06-20", end="2024-06-20")
    assert event["status"] == "TENTATIVE"
    assert event.start == date(2024, 6, 20)
    assert event.end == date(2024, 6, 21)
    assert event["sequence"] == 0


def test_a_change_of_status_keeps_the_uid_and_raises_the_sequence(meeting: Merged) -> None:
    history = meeting.value["status_history"]
    later = [*history, history[0] | {"status": "cancelled", "from": "planned"}]
    before, after = shown(meeting), shown(meeting, status="cancelled", status_history=later)
    assert (after["uid"], after["status"]) == (before["uid"], "CANCELLED")
    assert after["sequence"] == before["sequence"] + 1


@pytest.mark.parametrize(
    ("status", "told"),
    [("expected", "TENTATIVE"), ("confirmed", "CONFIRMED"), ("held", "CONFIRMED"), ("postponed", "CANCELLED")],
)
def test_every_status_has_its_word(meeting: Merged, status: str, told: str) -> None:
    assert shown(meeting, status=status, start="2024-06-20", end="2024-06-20")["status"] == told


@pytest.mark.parametrize("status", ["proposed", "did_not_happen"])
def test_what_is_only_proposed_or_did_not_happen_is_no_entry(meeting: Merged, status: str) -> None:
    assert shown(meeting, status=status) is None


def test_a_month_is_no_day(meeting: Merged) -> None:
    month = meeting.value["time"] | {"precision": "month"}
    assert shown(meeting, start="2024-06-01", end="2024-06-30", time=month) is None


def test_a_delegation_that_declined_is_declined_and_has_no_invented_mail_address(meeting: Merged) -> None:
    first, *rest = meeting.value["participants"]
    event = shown(meeting, participants=[first | {"attendance": "declined"}, *rest])
    attendees = event["attendee"] if isinstance(event["attendee"], list) else [event["attendee"]]
    assert {str(a.params["PARTSTAT"]) for a in attendees} >= {"DECLINED"}
    assert all(str(a).startswith("urn:") for a in attendees)


def test_a_stated_clock_time_is_kept(meeting: Merged) -> None:
    time = meeting.value["time"] | {"clock": "15:30"}
    assert shown(meeting, start="2024-06-20", end="2024-06-20", time=time).start == datetime(2024, 6, 20, 15, 30)


def test_words_of_an_article_cannot_add_lines(meeting: Merged) -> None:
    words = [meeting.value["words"][0] | {"quote": "x\r\nATTENDEE:mailto:a@b.example\r\nEND:VCALENDAR"}]
    event = shown(meeting, words=words)
    assert "ATTENDEE:mailto" in str(event["description"])
    assert not any("mailto" in str(a) for a in event.get("attendee", []))


def test_the_same_records_give_the_same_bytes(meeting: Merged) -> None:
    assert calendar("B", [meeting], day=DAY) == calendar("B", [meeting], day=DAY)
