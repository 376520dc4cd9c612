"""The verbs that write for subscribers, over a store of four articles."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar
from mailhost import mail_host
from typer.testing import CliRunner

from verbale.cli import app
from verbale.errors import UsageError
from verbale.record.book import Record

READINGS = json.loads((Path(__file__).parents[1] / "record" / "readings.json").read_text(encoding="utf-8"))
DOSSIER = 'name = "Ghana and Togo, the border"\nparties = ["Ghana", "Togo"]\n'


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store with one dossier."""
    place = tmp_path / "record.db"
    with Record(place) as book:
        list(book.add(READINGS.values(), now=lambda: datetime(2024, 5, 24, 12, tzinfo=UTC)))
        book.keep_dossier("ghana-togo", DOSSIER, now=lambda: datetime(2024, 5, 24, 11, tzinfo=UTC))
    return str(place)


def out(*words: str) -> bytes:
    found = CliRunner().invoke(app, words, catch_exceptions=False)
    assert found.exit_code == 0, found.stderr
    return found.stdout_bytes


def test_calendar_writes_what_a_calendar_reads_with_links_to_the_site(store: str) -> None:
    made = Calendar.from_ical(
        out("calendar", "ghana-togo", "--store", store, "--as-of", "2024-05-24", "--base-url", "https://desk.example/")
    )
    events = made.walk("VEVENT")
    assert events
    assert {str(e["url"]).rpartition("/")[0] for e in events} == {"https://desk.example/records"}


def test_feed_writes_the_same_entries_as_atom_and_json(store: str) -> None:
    asked = ("feed", "ghana-togo", "--store", store, "--as-of", "2024-05-24")
    atom, plain = feedparser.parse(out(*asked)), json.loads(out(*asked, "--format", "json"))
    assert [e.id for e in atom.entries] == [i["id"] for i in plain["items"]]
    assert plain["feed_url"].endswith("/d/ghana-togo.json")


def test_output_names_a_file(store: str, tmp_path: Path) -> None:
    place = tmp_path / "border.ics"
    assert out("calendar", "ghana-togo", "--store", store, "--output", str(place)) == b""
    assert place.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_digest_prints_a_text_a_page_or_a_whole_mail(store: str) -> None:
    asked = ("digest", "ghana-togo", "--since", "2024-05-01", "--as-of", "2024-05-24", "--store", store)
    assert out(*asked).startswith(b"Ghana and Togo, the border\n====")
    assert out(*asked, "--format", "html").startswith(b"<!doctype html>")
    assert b"\r\nContent-Type: multipart/alternative" in out(*asked, "--format", "eml")


def test_digest_sends_to_one_address_and_says_so(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_host() as (box, known):
        monkeypatch.setenv("VERBALE_SMTP", f"smtp://127.0.0.1:{known.port}?tls=none")
        out("digest", "ghana-togo", "--period", "weekly", "--as-of", "2024-05-24", "--store", store, "--to",
            "me@desk.example", "--from", "verbale@desk.example", "--base-url", "https://desk.example")  # fmt: skip
        assert [m["To"] for m in box.mails] == ["me@desk.example"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--period", "monthly"), "daily or weekly"),
        (("--since", "May"), "no date"),
        ((), "say from when"),
        (("--send",), "also give --smtp"),
        (
            ("--send", "--smtp", "smtp://a:b@c.example", "--from", "a@b.example", "--base-url", "https://x.example"),
            "no password",
        ),
    ],
)
def test_digest_says_in_one_line_what_is_wrong(store: str, words: tuple[str, ...], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        CliRunner().invoke(app, ["digest", "ghana-togo", *words, "--store", store], catch_exceptions=False)


def test_report_writes_a_page_and_a_table_beside_it(store: str, tmp_path: Path) -> None:
    place = tmp_path / "border.html"
    out("report", "ghana-togo", "--as-of", "2024-05-24", "--store", store, "--output", str(place))
    assert place.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert place.with_suffix(".csv").read_bytes().startswith(b"kind,id,")
