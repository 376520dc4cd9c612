"""A record of four short articles with one dossier."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from verbale.record.book import Record

READINGS = json.loads((Path(__file__).parents[1] / "record" / "readings.json").read_text(encoding="utf-8"))
BORDER = 'name = "Ghana and Togo, the border"\nparties = ["Ghana", "Togo"]\nissues = ["troop_withdrawal", "borders"]\n'


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Record]:
    """The record of the four articles; the dossier is `ghana-togo`."""
    with Record(tmp_path / "record.db") as book:
        moments = iter(range(1, 59))
        list(book.add(READINGS.values(), now=lambda: datetime(2024, 5, 24, 12, next(moments), tzinfo=UTC)))
        book.keep_dossier("ghana-togo", BORDER, now=lambda: datetime(2024, 5, 24, 11, tzinfo=UTC))
        yield book


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Record]:
    """The same, but every article does its worst with its title, publisher, address and words."""
    with Record(tmp_path / "hostile.db") as book:
        list(book.add(map(_worst, READINGS.values()), now=lambda: datetime(2024, 5, 24, 12, tzinfo=UTC)))
        book.keep_dossier("ghana-togo", BORDER, now=lambda: datetime(2024, 5, 24, 11, tzinfo=UTC))
        yield book


EVIL = "<script>alert(1)</script>\u202e<img src=x onerror=alert(2)>\r\nBcc: all@desk.example"


def _worst(reading: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(reading))
    made["document"] |= {"title": EVIL, "publisher": EVIL, "url": "javascript:alert(3)"}
    for kind in ("meetings", "positions", "claims", "violence", "statements"):
        for finding in made[kind]:
            for mention in finding["evidence"]:
                mention["quote"] = EVIL + mention["quote"]
            for participant in finding.get("participants", ()):
                participant["actor"]["name"] = EVIL
    return made
