"""`verbale meetings`, `statements`, `positions` ...: questions to the record."""

from __future__ import annotations

import json
import shutil
import sys
from typing import Annotated

import typer

from verbale.cli.add import Store, checked_format

FORMATS = ("table", "json", "jsonl", "csv")
SAYS = {
    "meetings": "Meetings, merged across articles, with their status.",
    "statements": "Who said what, one by one.",
    "positions": "Who demands, offers, rejects what, merged across articles.",
    "claims": "Reports and what was answered to them, merged across articles.",
    "violence": "Acts of violence with their tolls, merged across articles.",
    "events": "Everything in PLOVER terms, one by one.",
    "actors": "Everybody who takes part, the most often named first.",
    "documents": "The stored documents.",
}
LIMIT = 50  # rows of a table; the other formats give all


def register(app: typer.Typer) -> None:
    """Add a verb for each question."""
    for name, says in SAYS.items():
        app.command(name, help=f"{says}\n\nverbale {name} --country UKR --since 2025-01-01 --as-of 2025-06-30")(
            _verb(name)
        )


def _verb(name: str):  # type: ignore[no-untyped-def]
    def ask(
        dossier: Annotated[str | None, typer.Option(help="Only what belongs to this dossier.")] = None,
        actor: Annotated[list[str] | None, typer.Option(help="An actor's name or id; several: all take part.")] = None,
        country: Annotated[list[str] | None, typer.Option(help="ISO code or name; several: all take part.")] = None,
        issue: Annotated[list[str] | None, typer.Option(help="An issue of the codebook; several: any of them.")] = None,
        status: Annotated[str | None, typer.Option(help="Such as held, planned, denied.")] = None,
        stance: Annotated[str | None, typer.Option(help="Such as demands, offers, rejects.")] = None,
        since: Annotated[str | None, typer.Option(help="From this day on (YYYY-MM-DD), when it happened.")] = None,
        until: Annotated[str | None, typer.Option(help="Up to this day, when it happened.")] = None,
        text: Annotated[
            str | None, typer.Option(help='Words of the articles; "several words" in quotation marks.')
        ] = None,
        source: Annotated[str | None, typer.Option(help="A publisher.")] = None,
        id: Annotated[str | None, typer.Option(help="One record, finding or document.")] = None,
        as_of: Annotated[str | None, typer.Option(help="What the record said at the end of this day (UTC).")] = None,
        reported_by: Annotated[str | None, typer.Option(help="From what had been published by this day.")] = None,
        limit: Annotated[int | None, typer.Option(min=1, help=f"Rows at most (table: {LIMIT}).")] = None,
        offset: Annotated[int, typer.Option(min=0, help="Rows to pass over.")] = 0,
        format: Annotated[str, typer.Option("--format", "-f", help="table, json, jsonl or csv.")] = "table",
        store: Store = None,
    ) -> None:
        from verbale import record

        checked_format(format, FORMATS)
        rows = limit or (LIMIT if format == "table" else None)
        given = {
            "dossier": dossier, "actor": actor, "country": country, "issue": issue, "status": status, "stance": stance,
            "since": since, "until": until, "text": text, "source": source, "id": id, "as_of": as_of,
            "reported_by": reported_by, "limit": rows, "offset": offset,
        }  # fmt: skip
        with record.open(store, create=False) as book:
            found = getattr(book, name)(**{key: value for key, value in given.items() if value})
        _write(found, name, format, cut=limit is None and len(found) == LIMIT)

    return ask


def _write(found, name: str, format: str, cut: bool) -> None:  # type: ignore[no-untyped-def]
    out = sys.stdout
    out.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if format == "json":
        out.write(json.dumps(list(found), ensure_ascii=False, indent=2) + "\n")
    elif format == "jsonl":
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    else:
        from verbale.sharing.listing import as_csv, rendered

        if format == "csv":
            out.writelines(as_csv(found, name))
            return
        width = min(shutil.get_terminal_size((100, 24)).columns, 140)
        out.write(rendered(found, name, width, out.isatty()))
        if cut:
            sys.stderr.write(f"verbale: the first {LIMIT}; --limit and --offset show more\n")
