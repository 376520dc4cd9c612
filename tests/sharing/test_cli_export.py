"""`verbale export`: from a file of readings to a format, with one line for what was left out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from invented import READING
from typer.testing import CliRunner

from verbale.cli import app
from verbale.document import digest_of
from verbale.errors import InputError, UsageError
from verbale.record import open as open_record


def call(*args: object) -> tuple[str, str]:
    """(standard output, standard error) of a call that succeeds."""
    found = CliRunner().invoke(app, ["export", *map(str, args)], catch_exceptions=False)
    assert found.exit_code == 0
    return found.stdout, found.stderr


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    file = tmp_path / "readings.jsonl"
    file.write_text((json.dumps(READING) + "\n") * 2, encoding="utf-8")
    return file


def test_readings_are_exported_to_the_terminal_or_a_file(readings: Path, tmp_path: Path) -> None:
    printed, told = call(readings, "--format", "icews")
    call(readings, "--format", "icews", "--output", tmp_path / "events.tab")
    assert (tmp_path / "events.tab").read_text(encoding="utf-8") == printed
    assert "left out 2 events without a CAMEO code: icews has no place for them" in told


def test_gzip_of_readings_is_taken_too(readings: Path, tmp_path: Path) -> None:
    packed = tmp_path / "readings.jsonl.gz"
    packed.write_bytes(gzip.compress(readings.read_bytes()))
    assert call(packed, "-f", "polecat") == call(readings, "-f", "polecat")


def test_the_list_of_formats_is_printed() -> None:
    assert [line.split()[0] for line in call("--format", "list")[0].splitlines()][:3] == ["plover", "polecat", "icews"]


@pytest.mark.parametrize(
    ("args", "says"),
    [(["--format", "polcat"], "did you mean polecat"), (["--format", "dna"], "--output NAME.dna")],
)
def test_wrong_calls_are_one_clear_line(readings: Path, args: list[str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        call(readings, *args)


def test_articles_are_not_readings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks resume.", encoding="utf-8")
    with pytest.raises(InputError, match="an article, not a reading"):
        call(tmp_path / "a.txt", "--format", "jsonl")


def test_a_store_exports_what_its_readings_do(tmp_path: Path) -> None:
    reading = json.loads(json.dumps(READING))
    reading["document"]["id"] = digest_of(reading["document"]["text"])
    (tmp_path / "readings.jsonl").write_text(json.dumps(reading) + "\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["add", str(tmp_path / "readings.jsonl"), "--store", str(tmp_path / "a.db")])
    assert found.exit_code == 0, found.stderr
    for name in ("plover", "icews", "gdelt", "phoenix", "petrarch", "ftm"):
        from_file = call(tmp_path / "readings.jsonl", "-f", name)[0]
        from_store = call("--store", tmp_path / "a.db", "-f", name)[0]
        assert sorted(from_store.splitlines()) == sorted(from_file.splitlines()), name


def test_filters_choose_from_a_store(tmp_path: Path) -> None:
    reading = json.loads(json.dumps(READING))
    reading["document"]["id"] = digest_of(reading["document"]["text"])
    with open_record(tmp_path / "a.db") as record:
        list(record.add([reading]))
    lines = call("--store", tmp_path / "a.db", "-f", "icews", "--country", "BEN", "--since", "2024-05-14")[
        0
    ].splitlines()
    assert len(lines) == 4
    assert all("Togo" in line for line in lines[1:])
    with pytest.raises(UsageError, match="filters and --store are for the store"):
        call(tmp_path / "a.db", "-f", "icews", "--country", "BEN")


def test_readings_that_do_not_fit_their_text_are_not_stored(tmp_path: Path) -> None:
    (tmp_path / "readings.jsonl").write_text(json.dumps(READING) + "\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["add", str(tmp_path / "readings.jsonl"), "--store", str(tmp_path / "a.db")])
    assert found.exit_code == 1
    assert "the reading is not one of its text" in found.stderr


DOSSIER = """
name = "The river"
parties = ["Ghana", "Togo"]
"""


def test_a_dossier_is_exported_alone(tmp_path: Path) -> None:
    reading = json.loads(json.dumps(READING))
    reading["document"]["id"] = digest_of(reading["document"]["text"])
    with open_record(tmp_path / "a.db") as record:
        list(record.add([reading]))
        record.keep_dossier("volta", DOSSIER)
    lines = call("--store", tmp_path / "a.db", "-f", "jsonl", "--dossier", "volta")[0].splitlines()
    chosen = {json.loads(line)["id"] for line in lines}
    assert "meeting-1" in chosen
    assert "meeting-2" not in chosen
    assert not any(key in json.loads(line) for line in lines for key in ("story", "recorded_at", "about"))
