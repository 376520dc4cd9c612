"""A reading on a terminal: readable at any width, and harmless whatever the article holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from verbale.document import Document, Mention
from verbale.findings import (
    ActorRef,
    Count,
    Meeting,
    Participant,
    Place,
    Position,
    Reading,
    Statement,
    Time,
    Violence,
    Warning,
)
from verbale.sharing.safe import safe
from verbale.sharing.show import rendered, when, where
from verbale.terms import Attendance, Manner, MeetingStatus, Precision, Role, Stance

HOSTILE = "[bold red]Envoy[/] \x1b[31m\u202eevil [link=http://a.example]x[/link] \\[b]"
WORDS = Mention(0, 4, "Ministers of Ghana and Togo met in Accra after a long night of talks about the two rivers.")


def reading(name: str = "Togo", title: str = "Talks resume") -> Reading:
    """One finding of most kinds, with `name` as everybody's name."""
    actor = ActorRef("a", name)
    common: dict[str, Any] = {"evidence": (WORDS,), "trigger": WORDS, "rule": "r:1"}
    host = Participant(actor, Role.HOST)
    said = Mention(0, 8, "“We agree”")
    truce = Mention(0, 1, "a truce")
    away = Participant(ActorRef("b", "Benin"), attendance=Attendance.DECLINED)
    return Reading(
        Document(WORDS.quote, title=title, publisher="Northgate Wire", published="2024-05-15"),
        meetings=(
            Meeting(id="meeting-1", participants=(host, away), status=MeetingStatus.HELD, **common),
        ),
        statements=(
            Statement(id="statement-1", speaker=actor, manner=Manner.DIRECT, cue="said", content=said, **common),
        ),
        positions=(Position(id="position-1", holder=actor, stance=Stance.DEMANDS, object=truce, **common),),
        violence=(Violence(id="violence-1", dead=Count(3, None, WORDS), **common),),
        warnings=(Warning("w", "mind this"),),
    )  # fmt: skip


def test_findings_are_grouped_and_point_at_their_words() -> None:
    text = rendered(reading(), width=200)
    heads = ["Talks resume", "Meetings (1)", "Statements (1)", "Positions (1)", "Violence (1)", "! mind this"]
    assert [text.index(h) for h in heads] == sorted(text.index(h) for h in heads)
    for words in ("held", "Togo (host)", "declined: Benin", "meeting-1", "“We agree”", "a truce", "at least 3 dead"):
        assert words in text
    assert "““" not in text


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(width: int) -> None:
    lines = rendered(reading(), width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_hostile_words_stay_words() -> None:
    text = rendered(reading(HOSTILE, HOSTILE), width=200)
    assert "[bold red]Envoy[/] [31m evil [link=http://a.example]x[/link]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_colour_is_only_for_terminals() -> None:
    assert "\x1b[" in rendered(reading(), color=True)
    assert "\x1b[" not in rendered(reading())


def test_an_article_without_findings_says_so() -> None:
    assert "Nothing found" in rendered(Reading(Document("Rain.")))


def test_a_contested_place_says_so() -> None:
    assert where(Place("Stanley", "FLK", contested="claimed by Argentina")) == "Stanley (FLK), claimed by Argentina"
    assert where(None) == ""


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (Time(date(2024, 5, 3), date(2024, 5, 3), Precision.DAY), "2024-05-03"),
        (Time(date(2024, 5, 1), date(2024, 5, 31), Precision.MONTH), "2024-05"),
        (Time(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR), "2024"),
        (Time(date(2024, 5, 3), None, Precision.RANGE), "2024-05-03 to …"),
        (Time(), ""),
        (None, ""),
    ],
)
def test_times_are_shown_as_exactly_as_they_are_known(time: Time | None, expected: str) -> None:
    assert when(time) == expected


def test_control_characters_become_blanks() -> None:
    assert safe("a\x00b\n\tc\u2066d") == "a b c d"
