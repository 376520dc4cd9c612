"""`verbale dossier`, `timeline`, `matrix` and `brief` on a small store of our own articles."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verbale import record
from verbale.cli import app
from verbale.errors import UnknownIdError, UsageError

sys.path.insert(0, str(Path(__file__).parent / "record"))
from readings import readings

BORDER = 'name = "The border"\nparties = ["Ghana", "Togo"]\ntheatres = ["Ghana"]\n'


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store with the four articles and a dossier."""
    place = str(tmp_path / "talks.db")
    with record.open(place) as book:
        for reading in readings():
            day = datetime.fromisoformat(reading["document"]["published"]).replace(tzinfo=UTC)
            list(book.add([reading], now=lambda day=day: day))
        book.keep_dossier("border", BORDER, now=lambda: datetime(2024, 6, 10, tzinfo=UTC))
    return place


def run(*words: str) -> str:
    """What a call prints; what it raises is raised."""
    result = CliRunner().invoke(app, list(words))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


def test_timeline_shows_each_line_with_its_words_and_source(store: str) -> None:
    shown = run("timeline", "border", "--store", store)
    assert "meeting in Accra (held)" in shown
    assert "Lagoon Post, 2024-05-21" in shown
    rows = json.loads(run("timeline", "border", "--store", store, "-f", "json"))
    assert {r["kind"] for r in rows} >= {"meeting", "position"}
    assert all(r["words"]["quote"] and r["document"] for r in rows)


def test_a_dossier_made_later_looks_at_the_past_and_a_plan_is_a_plan_there(store: str) -> None:
    rows = json.loads(run("timeline", "border", "--store", store, "--as-of", "2024-05-14", "-f", "json"))
    assert [r["what"] for r in rows if r["kind"] == "meeting"] == ["planned"]


def test_matrix_and_brief_have_signs_and_sections(store: str) -> None:
    assert "troop withdrawal" in run("matrix", "border", "--store", store)
    shown = run("brief", "border", "--store", store, "--since", "2024-05-20", "--reported-by", "2024-05-24")
    assert "Meetings held (1)" in shown


def test_dossiers_are_made_listed_changed_and_shown(store: str, tmp_path: Path) -> None:
    file = tmp_path / "river.toml"
    file.write_text('name = "The river"\nparties = ["Kenya", "Tanzania"]\n', encoding="utf-8")
    run("dossier", "new", str(file), "--store", store)
    assert "river" in run("dossier", "list", "--store", store)
    file.write_text('name = "The lake"\nparties = ["Kenya", "Tanzania"]\n', encoding="utf-8")
    run("dossier", "edit", "river", "--file", str(file), "--store", store)
    assert "The lake" in run("dossier", "show", "river", "--store", store)
    assert "Nairobi" in run("timeline", str(file), "--store", store)


def test_a_dossier_is_suggested_by_readings(store: str, tmp_path: Path) -> None:
    file = tmp_path / "readings.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in readings()[:3]), encoding="utf-8")
    made = run("dossier", "new", "Ghana and Togo", "--from", str(file), "--store", store)
    assert 'parties = ["Ghana", "Togo"]' in made


def test_wrong_names_and_days_are_told_in_one_line(store: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownIdError, match="there are border"):
        run("timeline", "bordr", "--store", store)
    with pytest.raises(UsageError, match="no date"):
        run("brief", "border", "--store", store, "--since", "spring")
    with pytest.raises(UsageError, match="already"):
        (tmp_path / "border.toml").write_text(BORDER, encoding="utf-8")
        run("dossier", "new", str(tmp_path / "border.toml"), "--store", store)
