"""Answers of the record for a person at a terminal, and as CSV: a line for what, one for the words and their source.

Everything from articles is cleaned of control characters before it reaches the terminal.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.record.merged import merged_from
from verbale.record.rows import Rows
from verbale.record.wording import line
from verbale.sharing.safe import safe

Row = Mapping[str, Any]
MERGED = frozenset({"meetings", "positions", "claims", "violence"})


def rendered(rows: Rows, name: str, width: int = 100, color: bool = False) -> str:
    """The rows as text of `width` columns; `name` is that of the question (meetings, actors ...)."""
    console = Console(file=io.StringIO(), width=width, force_terminal=color, color_system="standard" if color else None)
    if not rows:
        console.print(f"No {name} answer." if name != "violence" else "No violence answers.")
    for row in rows:
        for text in _lines(name, row):
            console.print(text, highlight=False)
    lines = str(console.file.getvalue()).splitlines()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _lines(name: str, row: Row) -> Iterator[Table | Padding]:
    writers = {"statements": _statement, "events": _event, "actors": _actor, "documents": _document}
    head, below = writers.get(name, _record)(row)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=10)
    grid.add_row(Text(_day(row), style="bold"), Text(safe(head)))
    yield grid
    for text in below:
        yield Padding(text, (0, 0, 0, 12))


def _record(row: Row) -> tuple[str, list[Text]]:
    words = row["value"]["words"]
    many, alone = len(row["sources"]), len(row["independent_sources"])
    sources = f"{many} source{'s' * (many != 1)}" + (f", {alone} independent" if alone != many else "")
    return line(merged_from(row)), [_words(words[-1]["quote"]), _below(f"{sources} · {row['id']}")]


def _statement(row: Row) -> tuple[str, list[Text]]:
    return f"{row['speaker']['name']} ({row['manner']}, {row['cue']})", [_words(row["content"]["quote"]), _told(row)]


def _event(row: Row) -> tuple[str, list[Text]]:
    who, whom = (", ".join(a["name"] for a in row[key]) for key in ("actors", "recipients"))
    auxiliary = f" [{', '.join(row['auxiliary'])}]" if row["auxiliary"] else ""
    act = f"{row['event_type']} {'/'.join(row['mode'])}".strip()
    return f"{act} {who or '?'}{f' → {whom}' if whom else ''}{auxiliary}", [
        _words(row["evidence"][0]["quote"]),
        _told(row),
    ]


def _actor(row: Row) -> tuple[str, list[Text]]:
    span = f"{row['first_day'] or '…'} to {row['last_day'] or '…'}"
    country = f", {row['country']}" if row["country"] else ""
    return f"{row['name']} ({row['kind']}{country})", [_below(f"{row['findings']} findings, {span} · {row['id']}")]


def _document(row: Row) -> tuple[str, list[Text]]:
    others = len(row["printings"]) - 1
    again = f", reprinted by {others}" if others else ""
    told = f"{row['publisher'] or 'no publisher'}{again} · {row['findings']} findings · {row['id'][:12]}"
    return row["title"] or "(no title)", [_below(told)]


def _told(row: Row) -> Text:
    return _below(" · ".join(filter(None, (row["publisher"], row["published"], row["id"]))))


def _words(quote: str) -> Text:
    words = safe(quote)
    return Text(words if words[:1] in '“„«"' else f"“{words}”", style="italic")


def _below(text: str) -> Text:
    return Text(safe(text), style="dim")


def _day(row: Row) -> str:
    time = row.get("time") or {}
    days = (row.get("start"), row.get("end"), time.get("start"), time.get("end"), row.get("first_reported"))
    return next((d for d in (*days, row.get("published"), row.get("last_day")) if d), "")[:10]


CELLS: Mapping[str, Sequence[tuple[str, Callable[[Row], Any]]]] = {
    "records": [
        ("id", lambda r: r["id"]), ("start", lambda r: r["start"]), ("end", lambda r: r["end"]),
        ("status", lambda r: r["status"] or r["stance"]), ("issue", lambda r: r["issue"]),
        ("what", lambda r: line(merged_from(r))), ("countries", lambda r: " ".join(r["countries"])),
        ("actors", lambda r: " ".join(r["actors"])), ("place", lambda r: (r["value"].get("place") or {}).get("name")),
        ("first_reported", lambda r: r["first_reported"]), ("last_reported", lambda r: r["last_reported"]),
        ("sources", lambda r: len(r["sources"])), ("independent_sources", lambda r: len(r["independent_sources"])),
        ("words", lambda r: r["value"]["words"][-1]["quote"]),
    ],
    "statements": [
        ("speaker", lambda r: r["speaker"]["name"]), ("speaker_id", lambda r: r["speaker"]["id"]),
        ("manner", lambda r: r["manner"]), ("cue", lambda r: r["cue"]), ("content", lambda r: r["content"]["quote"]),
    ],
    "events": [
        ("event_type", lambda r: r["event_type"]), ("mode", lambda r: " ".join(r["mode"])),
        ("actors", lambda r: " ".join(a["id"] for a in r["actors"])),
        ("recipients", lambda r: " ".join(a["id"] for a in r["recipients"])),
        ("auxiliary", lambda r: " ".join(r["auxiliary"])), ("words", lambda r: r["evidence"][0]["quote"]),
    ],
}  # fmt: skip
TOLD: Sequence[tuple[str, Callable[[Row], Any]]] = [
    ("id", lambda r: r["id"]), ("start", lambda r: r["time"]["start"]), ("end", lambda r: r["time"]["end"]),
    ("published", lambda r: r["published"]), ("publisher", lambda r: r["publisher"]),
    ("document", lambda r: r["document"]),
]  # fmt: skip


def as_csv(rows: Rows, name: str) -> Iterator[str]:
    """The rows as lines of CSV with a header; of a record or finding the columns that a table needs."""
    if name in MERGED:
        cells: Sequence[tuple[str, Callable[[Row], Any]]] = CELLS["records"]
    elif name in CELLS:
        cells = [*TOLD, *CELLS[name]]
    else:
        plain = [key for key, value in (rows[0] if rows else {}).items() if not isinstance(value, (list, dict))]
        cells = [(key, lambda r, key=key: r[key]) for key in plain]  # type: ignore[misc]
    yield _csv([key for key, _ in cells])
    for row in rows:
        yield _csv([get(row) for _, get in cells])


def _csv(values: Sequence[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(["" if v is None else v for v in values])
    return out.getvalue()
