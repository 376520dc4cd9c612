"""Verdicts of reviewers and new readings: both are kept beside what was, and neither undoes the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from readings import reading, readings

from verbale.errors import UnknownIdError, UsageError
from verbale.record.book import Record
from verbale.record.keeping import Arrival
from verbale.record.store.writer import Reader

Clock = Callable[[], datetime]
NEWER = Reader("newer", "model 2", "verbale 9")
WHY = {"by": "A. Reader", "because": "the minutes say so"}


@pytest.fixture
def full(record: Record, clock: Clock) -> Record:
    """A record of the four articles."""
    list(record.add(readings(), now=clock))
    return record


def test_what_is_rejected_is_left_out_with_its_events_until_it_is_confirmed(full: Record, clock: Clock) -> None:
    (talks,) = full.meetings(country="KEN")
    events = len(full.events())
    full.review("reject", talks["id"], **WHY, now=clock)
    assert (len(full.meetings(country="KEN")), len(full.events())) == (0, events - 1)
    full.review("confirm", talks["findings"][0], **WHY, now=clock)
    assert (len(full.meetings(country="KEN")), len(full.events())) == (1, events)


def test_a_correction_says_by_whom(full: Record, clock: Clock) -> None:
    (talks,) = full.meetings(country="KEN")
    full.review("correct", talks["id"], field="status", value="cancelled", **WHY, now=clock)
    (corrected,) = full.meetings(country="KEN")
    assert corrected["status"] == "cancelled"
    assert corrected["value"]["corrections"][0]["by"] == "A. Reader"


def test_a_merge_and_a_split_outlive_reading_again(full: Record, clock: Clock) -> None:
    (border,), (talks,) = full.meetings(country="GHA"), full.meetings(country="KEN")
    full.review("merge", border["id"], talks["id"], **WHY, now=clock)
    assert len(full.meetings()) == 1
    changed = reading("other")
    changed["meetings"][0]["confidence"] = 0.5
    (again,) = full.reread([Arrival(changed, made_by=NEWER)], now=clock)
    assert (again.changed, len(full.meetings())) == ((talks["findings"][0],), 1)
    full.review("split", border["id"], talks["findings"][0], **WHY, now=clock)
    assert len(full.meetings()) == 2
    changed["meetings"][0]["confidence"] = 0.6
    list(full.reread([Arrival(changed, made_by=NEWER)], now=clock))
    assert len(full.meetings()) == 2
    assert [v["judgement"] for v in full.verdicts()] == ["split", "merge"]


def test_reading_again_supersedes_only_what_changed(full: Record, clock: Clock) -> None:
    before = full.meetings(as_of="2025-01-04")
    changed = reading("held")
    gone = changed["statements"].pop()["id"]
    changed["meetings"][0]["status"] = "cancelled"
    (again,) = full.reread([Arrival(changed, made_by=NEWER)], now=clock)
    assert again.gone == (gone,)
    assert again.changed == (changed["meetings"][0]["id"],)
    assert again.new == ()
    assert again.kept == sum(len(changed[k]) for k in ("positions", "events", "violence", "claims"))
    assert full.meetings(country="GHA")[0]["status"] == "cancelled"
    assert full.meetings(as_of="2025-01-04") == before
    assert len(full.statements(as_of="2025-01-04")) == len(full.statements()) + 1


def test_only_what_another_reader_read_is_read_again(full: Record, clock: Clock) -> None:
    assert len(list(full.stale(NEWER))) == 4
    list(full.reread([Arrival(reading("held"), made_by=NEWER)], now=clock))
    assert len(list(full.stale(NEWER))) == 3
    assert len(list(full.stale(NEWER, everything=True))) == 4


def test_an_explanation_leads_from_the_record_to_the_words(full: Record, clock: Clock) -> None:
    (border,) = full.meetings(country="GHA")
    full.review("confirm", border["id"], **WHY, now=clock)
    chain = full.explain(border["id"][:18])
    assert [v["status"] for v in chain["versions"]] == ["planned", "held"]
    first, second = chain["findings"]
    assert first["finding"]["evidence"][0]["quote"] in first["document"]["text"]
    assert first["links"][0]["decision"] is None
    assert {r["feature"] for r in second["links"][0]["reasons"]} >= {"sides"}
    assert chain["verdicts"][0]["reason"] == "the minutes say so"
    assert full.explain(second["finding"]["id"])["document"]["publisher"] == "Lagoon Post"


@pytest.mark.parametrize(
    ("judgement", "id", "more", "says"),
    [
        ("confirm", "meeting-record-", {}, "the beginning of several"),
        ("split", "OTHER", {}, "needs another id"),
        ("merge", "OTHER", {}, "needs another id"),
        ("correct", "OTHER", {}, "what is to be corrected"),
        ("correct", "OTHER", {"field": "status", "value": "helt"}, "not 'helt'; it is one of proposed, planned"),
        ("confirm", "OTHER", {"by": " "}, "needs a name and a reason"),
    ],
)
def test_a_verdict_that_cannot_be_meant_is_refused(
    full: Record, clock: Clock, judgement: str, id: str, more: dict[str, str], says: str
) -> None:
    known = full.meetings(country="KEN")[0]["id"] if id == "OTHER" else id
    with pytest.raises(UsageError, match=says):
        full.review(judgement, known, **(WHY | more), now=clock)
    assert len(full.verdicts()) == 0


def test_an_unknown_id_is_named(full: Record, clock: Clock) -> None:
    with pytest.raises(UnknownIdError, match="no finding and no record 'meeting-zzz'"):
        full.review("confirm", "meeting-zzz", **WHY, now=clock)
