"""Questions to the record: filters, the two clocks, dossiers, frames."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from readings import reading, readings

from verbale.errors import UnknownIdError, UsageError
from verbale.record.book import Record

Clock = Callable[[], datetime]
DOSSIER = 'name = "The border"\nparties = ["Ghana", "Togo"]\nissues = ["troop_withdrawal"]\n'


@pytest.fixture
def full(record: Record, clock: Clock) -> Record:
    """A record of the four articles, one added on each of the first days of 2025."""
    list(record.add(readings(), now=clock))
    return record


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The same record for questions that leave it as it is."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("kept") / "record.db")
    else:
        place = request.getfixturevalue("databases")("kept")
    with Record(place) as record:
        list(record.add(readings()))
        yield record


@pytest.mark.parametrize(
    ("question", "filters", "found"),
    [
        ("meetings", {}, 2),
        ("meetings", {"country": "GHA"}, 1),
        ("meetings", {"country": ["Ghana", "Togo"]}, 1),
        ("meetings", {"country": ["GHA", "KEN"]}, 0),
        ("meetings", {"actor": "KEN.GOV"}, 1),
        ("meetings", {"actor": "tanzania"}, 1),
        ("meetings", {"status": "held", "since": "2024-06-01"}, 1),
        ("meetings", {"until": "2024-05-31"}, 1),
        ("meetings", {"since": "2024-05-20", "until": "2024-05-20"}, 1),
        ("meetings", {"source": "lagoon post"}, 1),
        ("meetings", {"text": "Nairobi"}, 1),
        ("meetings", {"text": '"foreign ministers"'}, 1),
        ("meetings", {"text": "meeting -Accra"}, 0),
        ("meetings", {"limit": 1}, 1),
        ("positions", {"issue": "ceasefire"}, 1),
        ("positions", {"issue": ["ceasefire", "troop_withdrawal"]}, 3),
        ("positions", {"stance": "rejects"}, 1),
        ("violence", {"text": "soldier"}, 1),
        ("statements", {"text": "stay"}, 1),
        ("events", {"country": ["GHA", "TGO"], "since": "2024-05-01", "until": "2024-05-31"}, 4),
        ("actors", {"country": "KEN"}, 1),
        ("documents", {"source": "Harbour Times"}, 2),
        ("documents", {"country": "TZA"}, 1),
        ("documents", {"text": "withdraw troops"}, 2),
        ("meetings", {"reported_since": "2024-05-21"}, 2),
        ("meetings", {"reported_since": "2024-05-22"}, 1),
        ("meetings", {"reported_since": "2024-06-05"}, 0),
        ("meetings", {"reported_since": "2024-05-14", "reported_by": "2024-05-22"}, 1),
        ("meetings", {"reported_since": "2024-05-22", "reported_by": "2024-05-23"}, 0),
        ("positions", {"reported_since": "2024-05-14", "stance": "demands"}, 0),
        ("statements", {"reported_since": "2024-05-14", "text": "stay"}, 1),
    ],
)
def test_filters_narrow_the_answer(kept: Record, question: str, filters: dict[str, Any], found: int) -> None:
    rows = getattr(kept, question)(**filters)
    assert len(rows) == found, [r.get("id") for r in rows]


def test_a_range_that_began_long_before_the_window_is_found(record: Record, clock: Clock) -> None:
    talks = reading("other")
    talks["meetings"][0]["time"] |= {"start": "2024-01-01", "end": "2024-12-31", "precision": "year"}
    list(record.add([talks], now=clock))
    assert len(record.meetings(since="2024-08-01", until="2024-08-31")) == 1
    assert len(record.meetings(since="2025-01-01")) == 0


def test_an_answer_as_of_a_day_is_the_same_whenever_it_is_asked(record: Record, clock: Clock) -> None:
    questions = ("meetings", "positions", "claims", "violence", "statements", "events", "actors", "documents")
    seen: dict[tuple[str, str], str] = {}
    for number, one in enumerate([*readings(), reading("held", publisher="Northgate Wire")]):
        list(record.add([one], now=clock))
        for day in (f"2025-01-0{n}" for n in range(1, number + 2)):
            for question in questions:
                now = json.dumps(list(getattr(record, question)(as_of=day)))
                assert seen.setdefault((question, day), now) == now
    record.review("reject", record.meetings(country="KEN")[0]["id"], by="A. Reader", because="no such talks", now=clock)
    for (question, day), before in seen.items():
        assert json.dumps(list(getattr(record, question)(as_of=day))) == before


def test_as_of_shows_the_plan_before_the_report_was_recorded(full: Record) -> None:
    plan, held = full.meetings(country="GHA", as_of="2025-01-01"), full.meetings(country="GHA", as_of="2025-01-02")
    assert [m["status"] for m in (*plan, *held)] == ["planned", "held"]
    assert len(full.meetings(as_of="2024-12-31")) == 0


def test_reported_by_folds_only_what_was_published_by_then(full: Record) -> None:
    assert [m["status"] for m in full.meetings(country="GHA", reported_by="2024-05-20")] == ["planned"]
    assert [m["status"] for m in full.meetings(country="GHA", reported_by="2024-05-21")] == ["held"]
    assert len(full.meetings(reported_by="2024-05-12")) == 0
    assert {d["publisher"] for d in full.documents(reported_by="2024-05-21")} == {"Harbour Times", "Lagoon Post"}
    assert len(full.statements(reported_by="2024-05-13")) == 1


def test_what_has_no_day_of_publication_is_never_taken_for_published(record: Record, clock: Clock) -> None:
    list(record.add([reading("plan"), reading("held", published=None)], now=clock))
    assert [m["status"] for m in record.meetings()] == ["held"]
    assert [m["status"] for m in record.meetings(reported_by="2024-05-20")] == ["planned"]
    assert [m["status"] for m in record.meetings(reported_by="2025-12-31")] == ["planned"]
    assert [m["status"] for m in record.meetings(reported_since="2024-05-13")] == ["held"]
    assert len(record.meetings(reported_since="2024-05-14")) == 0


def test_two_who_alter_the_same_thing_of_the_desk_at_once_each_see_what_the_other_made(
    place: str, record: Record, clock: Clock
) -> None:
    record.keep("counter", "one", {"count": 0}, now=clock)

    def count(times: int) -> None:
        with Record(place) as own:
            for _ in range(times):
                own.alter("counter", "one", lambda known: {"count": known["count"] + 1})

    threads = [threading.Thread(target=count, args=(10,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert record.kept("counter") == {"one": {"count": 30}}
    assert not record.alter("counter", "one", lambda _: None)
    assert not record.alter("counter", "none", lambda known: known)


def test_a_dossier_selects_and_keeps_its_versions(full: Record, clock: Clock) -> None:
    assert full.keep_dossier("border", DOSSIER, now=clock)
    assert not full.keep_dossier("border", DOSSIER, now=clock)
    assert {m["status"] for m in full.meetings(dossier="border")} == {"held"}
    assert len(full.positions(dossier="border")) == 2
    assert {s["publisher"] for s in full.statements(dossier="border")} <= {"Harbour Times", "Lagoon Post"}
    assert full.keep_dossier("border", DOSSIER.replace("Ghana", "Kenya"), now=clock)
    assert len(full.positions(dossier="border")) < 2
    with pytest.raises(UnknownIdError, match="there are border"):
        full.meetings(dossier="river")


def test_timeline_matrix_and_brief_are_made_from_the_store(full: Record, clock: Clock) -> None:
    full.keep_dossier("border", DOSSIER, now=clock)
    day = date(2024, 6, 1)
    assert [row["kind"] for row in full.timeline("border", day=day)].count("meeting") == 1
    assert full.matrix("border").issues == ("troop_withdrawal",)
    assert {row["section"] for row in full.brief("border", since="2024-05-20", day=day)} >= {"held", "positions"}


def test_a_wrong_name_is_answered_with_a_suggestion(full: Record) -> None:
    with pytest.raises(UnknownIdError, match="did you mean Tanzania"):
        full.meetings(actor="Tansania")
    with pytest.raises(UnknownIdError, match="ISO code"):
        full.meetings(country="Ghanaa")
    with pytest.raises(UsageError, match="no word"):
        full.meetings(text="-")
    with pytest.raises(UsageError, match="is no date"):
        full.meetings(as_of="last week")


def test_rows_become_frames(full: Record) -> None:
    rows = full.statements()
    assert len(rows.to_pandas()) == len(rows.to_polars()) == rows.to_arrow().num_rows == len(rows)
    assert rows.to_arrow().column("id").to_pylist() == [r["id"] for r in rows]
    assert rows[:1][0] == rows[0]
