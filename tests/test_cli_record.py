"""`verbale add` and the questions to the record from the outside, without the language model: readings are added."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from verbale import cli

READINGS = Path(__file__).parent / "record" / "readings.json"


@dataclass(frozen=True)
class Outcome:
    """What a call printed and how it ended."""

    out: str
    err: str
    status: int


Call = Callable[..., Outcome]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """Call `verbale` with these words, on a store of its own."""
    monkeypatch.setenv("VERBALE_STORE", str(tmp_path / "record.db"))

    def run(*words: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["verbale", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsys.readouterr()
        return Outcome(out, err, int(end.value.code or 0))

    return run


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Four readings and a broken line."""
    file = tmp_path / "readings.jsonl"
    lines = [json.dumps(reading) for reading in json.loads(READINGS.read_text(encoding="utf-8")).values()]
    file.write_text("\n".join([*lines, "{broken"]) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def full(call: Call, source: Path) -> Call:
    """A call on a store that holds the four readings."""
    call("add", source)
    return call


def test_adding_says_what_is_new_known_and_skipped(call: Call, source: Path) -> None:
    first, second = call("add", source), call("add", source)
    assert (first.status, second.status) == (1, 1)
    assert "readings.jsonl:5: not JSON" in first.err
    assert "verbale: 4 new (" in first.err and "1 skipped" in first.err
    assert "verbale: 0 new (0 findings, 0 records new or changed), 4 known already, 1 skipped" in second.err


def test_adding_reports_each_document_as_a_line_of_json(call: Call, source: Path) -> None:
    lines = [json.loads(line) for line in call("add", source, "--format", "jsonl").out.splitlines()]
    assert [line["outcome"] for line in lines] == ["new"] * 4 + ["skipped"]
    assert all(line["findings"] for line in lines[:4])


def test_questions_are_answered_as_a_table_json_lines_and_csv(full: Call) -> None:
    table = full("meetings", "--country", "Ghana")
    assert "2024-05-20" in table.out and "(held)" in table.out and "2 sources" in table.out
    (meeting,) = json.loads(full("meetings", "--country", "GHA", "--format", "json").out)
    assert meeting["status"] == "held"
    assert len(full("events", "-f", "jsonl").out.splitlines()) == 9
    rows = list(csv.DictReader(full("positions", "-f", "csv").out.splitlines()))
    assert {row["issue"] for row in rows} == {"troop_withdrawal", "ceasefire"}


@pytest.mark.parametrize("verb", ["meetings", "statements", "positions", "violence", "events", "actors", "documents"])
def test_every_question_prints_a_table_and_csv(full: Call, verb: str) -> None:
    assert full(verb).out.strip()
    assert len(full(verb, "-f", "csv").out.splitlines()) > 1


def test_a_question_without_an_answer_says_so(full: Call) -> None:
    assert full("claims", "--since", "2030-01-01").out == "No claims answer.\n"


def test_a_store_that_is_not_there_is_one_line_and_status_2(call: Call) -> None:
    done = call("meetings")
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "no store there: `verbale add" in done.err


def test_a_verdict_changes_the_answer_and_the_explanation(full: Call) -> None:
    id = json.loads(full("meetings", "--country", "KEN", "-f", "json").out)[0]["id"]
    why = ("--by", "A. Reader", "--because", "another town")
    assert f"changed {id}" in full("review", "correct", id, "--field", "status", "--value", "cancelled", *why).out
    assert "(cancelled)" in full("meetings", "--country", "KEN").out
    told = full("explain", id).out
    assert "correct status = cancelled, by A. Reader" in told
    assert "opened it" in told and "Lakeside Herald" in told
    assert json.loads(full("review", "list").out)["reason"] == "another town"
    full("review", "reject", id, *why)
    assert full("meetings", "--country", "KEN").out == "No meetings answer.\n"
