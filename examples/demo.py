"""`make demo`: read the shipped articles, print their record, and say what a careful reader wrote down beside each."""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import verbale
from verbale.sharing.show import rendered
from verbale.trial import lines_found

HERE = Path(__file__).parent / "articles"
DOSSIERS = Path(__file__).parent / "dossiers"
STORE = "examples.db"


def main() -> int:
    """Print every example's record; status 0 whatever was found."""
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    total = right = 0
    readings: list[dict[str, Any]] = []
    for path in sorted(HERE.glob("*.txt")):
        beside = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
        expected = beside.pop("record")
        reading = verbale.read(path.read_text(encoding="utf-8"), **beside)
        readings.append(reading.to_json())
        found = lines_found(expected, reading)
        total, right = total + len(expected), right + found
        print("─" * width)
        print(rendered(reading, width, sys.stdout.isatty()))
        print(f"A careful reader wrote {len(expected)} lines beside this article; Verbale found {found} of them.")
    print("─" * width)
    print(f"{right} of {total} lines of the careful readers' records were found.\n")
    _keep(readings)
    print("What to try next:")
    print("  .venv/bin/verbale read examples/articles/ohrid-2023.txt --published 2023-03-19")
    print("  .venv/bin/verbale read YOUR-ARTICLE.txt --published YYYY-MM-DD --format json")
    print("  .venv/bin/verbale explain ID FILE            why a finding was made")
    print('  .venv/bin/verbale codebook try "A sentence."  what fires on it')
    print(f"  .venv/bin/verbale meetings --store {STORE}        what the examples say together")
    return 0


def _keep(readings: list[dict[str, Any]]) -> None:
    """Put the examples into a record of their own; a second demo adds nothing to it."""
    with verbale.open(HERE.parent.parent / STORE) as record:
        outcomes = Counter(added.outcome.value for added in record.add(readings))
        kept = ", ".join(f"{number} {name}" for name, number in outcomes.items())
        for path in sorted(DOSSIERS.glob("*.toml")):
            record.keep_dossier(path.stem, path.read_text(encoding="utf-8"))
        meetings, positions = len(record.meetings()), len(record.positions())
        print(f"Kept in {STORE}: {kept}; it holds {meetings} meetings and {positions} positions.")
        print(f"Look at it: .venv/bin/verbale serve --store {STORE}, then http://127.0.0.1:8000/ in a browser.\n")


if __name__ == "__main__":
    sys.exit(main())
