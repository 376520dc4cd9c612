"""A site over a store of four short articles, as it stands on one day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from verbale.record.book import Record
from verbale.sharing.web.app import create_app

READINGS = json.loads((Path(__file__).parents[2] / "record" / "readings.json").read_text(encoding="utf-8"))
DOSSIER = 'name = "Ghana and Togo, the border"\nparties = ["Ghana", "Togo"]\nissues = ["troop_withdrawal", "borders"]\n'
DAY = date(2024, 5, 24)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """The record of the four articles, with one dossier."""
    with Record(tmp_path / "record.db") as book:
        moments = iter(range(1, 59))
        list(book.add(READINGS.values(), now=lambda: datetime(2024, 6, 30, 12, next(moments), tzinfo=UTC)))
        book.keep_dossier("ghana-togo", DOSSIER, now=lambda: datetime(2024, 6, 30, 11, tzinfo=UTC))
        yield book


@pytest.fixture
def readings() -> dict[str, Any]:
    """The readings of the four articles, by name."""
    return dict(READINGS)


@pytest.fixture
def site(record: Record) -> TestClient:
    """A visitor of the site."""
    return TestClient(create_app(record, day=lambda: DAY), base_url="http://127.0.0.1")
