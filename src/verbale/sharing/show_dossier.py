"""A dossier for a person at a terminal: timeline, matrix and brief, every line with its words and its source."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.record.brief import SECTIONS
from verbale.record.dossiers import name_of
from verbale.record.matrix import Matrix
from verbale.sharing.safe import safe

Row = Mapping[str, Any]
_MARKS = {
    "held": "●", "under_way": "◐", "cancelled": "✕", "postponed": "↷", "did_not_happen": "✕", "no_report_since": "?",
    "softened": "▲", "hardened": "▼", "withdrawn": "↩", "opened": "◆", "violence": "✶",
}  # fmt: skip
_ARROWS = {"softened": "▲", "hardened": "▼", "withdrawn": "↩", None: ""}
_PRECISE = frozenset({"instant", "part_of_day", "day"})
_QUOTE = 240  # characters of a sentence; the whole stands in JSON


def timeline_text(rows: Sequence[Row], width: int = 100, color: bool = False) -> str:
    """The timeline as text of `width` columns, a day, a line and the words for each row."""
    return _printed(_timeline(rows), width, color)


def matrix_text(matrix: Matrix, width: int = 100, color: bool = False) -> str:
    """The matrix as a table of signs: + for, − against, · demand or condition; ▲ softened, ▼ hardened; (n) entries."""
    return _printed(_matrix(matrix), width, color)


def brief_text(rows: Sequence[Row], width: int = 100, color: bool = False) -> str:
    """The brief as text, section by section."""
    return _printed(_brief(rows), width, color)


def _printed(parts: Iterable[RenderableType], width: int, color: bool) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=color, color_system="standard" if color else None)
    for part in parts:
        console.print(part, highlight=False)
    lines = str(console.file.getvalue()).splitlines()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _timeline(rows: Sequence[Row]) -> Iterator[RenderableType]:
    if not rows:
        yield "[dim]nothing in this dossier[/dim]"
    for row in rows:
        yield from _row(row)


def _brief(rows: Sequence[Row]) -> Iterator[RenderableType]:
    if not rows:
        yield "[dim]nothing new in this dossier[/dim]"
    for section, heading in SECTIONS.items():
        found = [row for row in rows if row["section"] == section]
        if found:
            yield ""
            yield Text(f"{heading} ({len(found)})", style="bold underline")
        for row in found:
            yield from _row(row)


def _row(row: Row) -> Iterator[RenderableType]:
    mark = _MARKS.get(row["what"], "○" if row["kind"] == "meeting" else "–")
    clash = f"  [red]sources differ on {', '.join(row['conflicts'])}[/red]" if row["conflicts"] else ""
    yield f"[bold]{when(row)}[/bold]  {mark} {escape(safe(row['text']))}{clash}"
    quote = safe(row["words"]["quote"])
    cut = quote if len(quote) <= _QUOTE else quote[:_QUOTE].rsplit(" ", 1)[0] + " …"
    yield Padding(f"[dim]“{escape(cut)}” — {escape(source(row))}[/dim]", (0, 0, 0, 4))


def when(row: Row) -> str:
    """The days of a row as far as they are known: "reported" where nobody stated any.

    >>> when({"at": "2025-07-01", "start": "2025-07-01", "end": "2025-07-31", "precision": "month", "basis": "stated"})
    '2025-07'
    """
    start, end = row["start"], row["end"]
    if row["basis"] in ("reported", "publication"):
        return f"{row['at'] or 'undated'} (reported)" if row["kind"] != "position" else str(row["at"] or "undated")
    if row["precision"] == "month" and start:
        return str(start[:7])
    if row["precision"] == "year" and start:
        return str(start[:4])
    if start == end or (row["precision"] in _PRECISE and end):
        return str(end)
    return f"{start or '…'} to {end or '…'}"


def source(row: Row) -> str:
    """Where the words stand: publisher and day, and how many other stories say so."""
    where = (
        ", ".join(filter(None, (safe(row["publisher"] or ""), row["published"]))) or f"document {row['document'][:8]}"
    )
    others = row["independent_sources"] - 1
    return where + (f" and {others} other{'s' if others > 1 else ''}" if others > 0 else "")


def _matrix(matrix: Matrix) -> Iterator[RenderableType]:
    if not matrix.cells:
        yield "[dim]no position in this dossier[/dim]"
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("issue")
    for actor in matrix.actors:
        table.add_column(escape(safe(name_of(actor))), justify="left")
    for issue in matrix.issues:
        cells = [_cell(matrix.cells.get((actor, issue))) for actor in matrix.actors]
        table.add_row(issue.replace("_", " "), *cells)
    yield table
    yield ""
    yield "[dim]+ for  − against  · demand or condition   ▲ softened  ▼ hardened  ↩ withdrawn   (n) statements[/dim]"


def _cell(cell: Mapping[str, Any] | None) -> str:
    if cell is None:
        return ""
    return f"{cell['sign']}{_ARROWS[cell['moved']]} {cell['stance'].replace('_', ' ')} ({len(cell['entries'])})"
