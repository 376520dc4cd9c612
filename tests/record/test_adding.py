"""What is added stays, once, in one piece, and is never altered."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from readings import reading, readings
from sqlalchemy import event, text

from verbale.record.book import Record
from verbale.record.keeping import Outcome

Clock = Callable[[], datetime]
ENDED = re.compile(r"UPDATE \w+ SET superseded_at=\S+( COLLATE \S+)? WHERE \S+ = \S+ AND \S+ IS NULL$")


def test_a_plan_and_its_report_become_one_meeting_with_a_history(record: Record, clock: Clock) -> None:
    list(record.add(readings(), now=clock))
    (meeting,) = record.meetings(country=["GHA", "TGO"])
    assert meeting["status"] == "held"
    assert [h["status"] for h in meeting["value"]["status_history"]] == ["planned", "held"]
    assert meeting["sources"] == ["Harbour Times", "Lagoon Post"]


def test_the_same_document_twice_adds_nothing(record: Record, clock: Clock) -> None:
    first = list(record.add(readings(), now=clock))
    before = record.meetings(), record.statements(), record.documents()
    again = list(record.add(readings(), now=clock))
    assert {a.outcome for a in first} == {Outcome.NEW}
    assert {a.outcome for a in again} == {Outcome.DUPLICATE}
    assert (record.meetings(), record.statements(), record.documents()) == before


def test_a_reprint_counts_as_a_source_but_not_as_independent(record: Record, clock: Clock) -> None:
    list(record.add(readings(), now=clock))
    (added,) = record.add([reading("held", publisher="Northgate Wire")], now=clock)
    (meeting,) = record.meetings(country=["GHA", "TGO"])
    assert added.outcome == Outcome.REPRINT
    assert meeting["sources"] == ["Harbour Times", "Lagoon Post", "Northgate Wire"]
    assert len(meeting["independent_sources"]) == 2
    assert len(record.documents()) == 4


def test_a_text_with_another_head_belongs_to_the_story(record: Record, clock: Clock) -> None:
    list(record.add(readings(), now=clock))
    lines = reading("held")["document"]["text"]
    other = reading("held", id="f" * 64, text=f"{lines} ", publisher="Coast Daily")
    list(record.add([other], now=clock))
    stories = {d["publisher"]: d["story"] for d in record.documents()}
    assert stories["Coast Daily"] == stories["Lagoon Post"] != stories["Harbour Times"]


def test_nothing_is_ever_updated_but_the_end_of_a_row(record: Record, clock: Clock) -> None:
    said: list[str] = []
    event.listen(record.engine, "before_cursor_execute", lambda *call: said.append(call[2]))
    list(record.add([*readings(), reading("held", publisher="Northgate Wire")], now=clock))
    changing = [s for s in said if re.match(r"\s*(UPDATE|DELETE|REPLACE|TRUNCATE|DROP|ALTER)", s, re.I)]
    assert changing
    assert {s for s in changing if not ENDED.match(s)} == set()


def test_recorded_times_never_go_back_even_if_the_clock_does(record: Record) -> None:
    day = datetime(2025, 3, 1, tzinfo=UTC)
    for n, one in enumerate(readings()):
        list(record.add([one], now=lambda n=n: day - timedelta(days=n)))  # type: ignore[misc]
    times = [d["recorded_at"] for d in sorted(record.documents(), key=lambda d: d["published"])]
    assert times == sorted(set(times))
    assert times[0] == "2025-03-01T00:00:00.000000Z"


def test_a_document_that_fails_half_way_leaves_nothing(
    record: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr("verbale.record.keeping.join", broken)
    with pytest.raises(RuntimeError):
        list(record.add(readings(), now=clock))
    assert (len(record.documents()), len(record.statements())) == (0, 0)
    with record.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM changes")).scalar() == 0


def test_two_writers_wait_for_each_other_and_a_reader_for_nobody(place: str) -> None:
    now = lambda: datetime(2025, 1, 1, tzinfo=UTC)  # noqa: E731
    troubles: list[BaseException] = []

    def write(mine: list[dict[str, object]]) -> None:
        try:
            with Record(place) as own:
                list(own.add(mine, now=now))
        except BaseException as problem:
            troubles.append(problem)

    Record(place).close()
    writers = [threading.Thread(target=write, args=(readings()[n::2] * 3,)) for n in range(2)]
    for writer in writers:
        writer.start()
    with Record(place) as reader:
        while any(w.is_alive() for w in writers):
            assert len(reader.documents()) <= 4
    assert troubles == []
    with Record(place) as reader:
        assert len(reader.documents()) == 4
        assert len(reader.meetings(country=["GHA", "TGO"])) == 1
