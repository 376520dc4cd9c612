"""What `verbale serve` loads before its first page: the record and the pages, nothing that reads or links articles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from verbale.record.book import Record

SERVED = """
import sys, uvicorn
from verbale.cli import app
uvicorn.run = lambda *_, **__: print(*sorted(sys.modules), sep="\\n")
app(["serve", "--store", sys.argv[1]])
"""
LATER = {
    "spacy", "alembic", "pandas", "polars", "pyarrow", "icalendar", "rapidfuzz", "rich", "trafilatura", "httpx",
    "verbale.articles", "verbale.coding", "verbale.pipeline", "verbale.intake", "verbale.attempt",
    "verbale.record.keeping", "verbale.record.joining", "verbale.record.review", "verbale.record.link.folding",
    "verbale.sharing.mailing", "verbale.sharing.show", "verbale.sharing.export.formats",
}  # fmt: skip


def test_serve_loads_nothing_at_the_start_that_a_first_page_does_not_need(tmp_path: Path) -> None:
    store = tmp_path / "record.db"
    Record(store).close()
    told = subprocess.run([sys.executable, "-c", SERVED, str(store)], capture_output=True, text=True, check=True)
    loaded = {name for line in told.stdout.split() for name in _and_its_packages(line)}
    assert "verbale.sharing.web.app" in loaded
    assert sorted(LATER & loaded) == []


def _and_its_packages(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[: n + 1]) for n in range(len(parts))]
