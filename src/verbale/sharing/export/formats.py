"""Every export format by its name: what it holds, and the function that writes it."""

from __future__ import annotations

import difflib
import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.errors import UsageError
from verbale.sharing.export.rows import Row

Lines = Callable[[Iterable[Row], Counter[str]], Iterator[str]]
Save = Callable[[Iterable[Row], Path, Counter[str]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format; text is written line by line and may go to standard output, the others are files of their own."""

    name: str
    suffix: str
    says: str
    function: str
    text: bool = True

    def lines(self, rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:
        """The text of a text format."""
        lines: Lines = self._resolved()
        return lines(rows, left)

    def save(self, rows: Iterable[Row], path: Path, left: Counter[str]) -> None:
        """Write a file in any format."""
        if not self.text:
            save: Save = self._resolved()
            save(rows, path, left)
            return
        with path.open("w", encoding="utf-8", newline="") as out:
            out.writelines(self.lines(rows, left))

    def _resolved(self) -> Any:
        module, _, name = self.function.partition(":")
        return getattr(importlib.import_module(f"{__package__}.{module}"), name)


FORMATS = {
    f.name: f
    for f in (
        Format("plover", ".jsonl", "PLOVER 2.0 records of events, JSON Lines", "jsonl:plover_lines"),
        Format("polecat", ".txt", "POLECAT, 40 columns, tab-separated", "polecat:lines"),
        Format("icews", ".tab", "ICEWS, 20 columns, tab-separated, one source and target a row", "icews:lines"),
        Format("gdelt", ".CSV", "GDELT Events 2.0, 61 columns, tab-separated, no header", "gdelt:lines"),
        Format("phoenix", ".txt", "Phoenix, 26 columns, tab-separated, no header", "phoenix:lines"),
        Format("petrarch", ".txt", "PETRARCH2, tab-separated, no header", "petrarch:lines"),
        Format("dna-csv", ".csv", "event list of Discourse Network Analyzer: positions", "dna_csv:lines"),
        Format("dna", ".dna", "database of Discourse Network Analyzer 3: positions", "dna:save", text=False),
        Format("csv", ".csv", "one line a finding of any kind", "table:lines"),
        Format("parquet", ".parquet", "one row a finding of any kind, with lists", "parquet:save", text=False),
        Format("jsonl", ".jsonl", "one finding a line as the contract writes it", "jsonl:lines"),
        Format("ftm", ".ftm.json", "FollowTheMoney entities, JSON Lines", "ftm:lines"),
        Format("prov", ".prov.json", "W3C PROV-JSON: from finding to words to article", "prov:lines"),
    )
}


def format_named(name: str) -> Format:
    """The format of that name; UsageError names the nearest one when there is none."""
    if name in FORMATS:
        return FORMATS[name]
    close = difflib.get_close_matches(name, FORMATS, 1)
    hint = f"did you mean {close[0]}?" if close else f"formats are {', '.join(FORMATS)}"
    raise UsageError(f"unknown format {name!r}; {hint}")
