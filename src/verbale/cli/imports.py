"""`verbale import` and `verbale imported`: event data of others, kept beside ours and compared with it."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from verbale.cli.add import Store, checked_format

COLUMNS = ("origin", "day", "event_type", "cameo", "actors", "recipients", "place", "publisher", "key")
Country = Annotated[list[str] | None, typer.Option(help="ISO code of a country that takes part; two for a dyad.")]
Since = Annotated[str | None, typer.Option(help="From this day on (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option(help="Up to this day (YYYY-MM-DD).")]


def import_(
    files: Annotated[list[str], typer.Argument(help="Files of event data; gzip and zip are unpacked.")],
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="polecat, icews, gdelt or dna; told by itself if left out.")
    ] = None,
    store: Store = None,
) -> None:
    """Keep the events of POLECAT, ICEWS, GDELT or DNA files beside the record, to compare them with it.

    verbale import ngecEvents.DV.2024.txt --store talks.db
    """
    from verbale import record
    from verbale.record import imported
    from verbale.record.clock import utc_now
    from verbale.sharing.imports.files import FORMATS, Skipped, events

    if format is not None:
        checked_format(format, FORMATS)
    skipped = read = 0

    def kept(file: str) -> Iterator[Mapping[str, Any]]:
        nonlocal skipped, read
        for found in events(file, format):
            if isinstance(found, Skipped):
                skipped += 1
                sys.stderr.write(f"verbale: {found.where}: {found.reason}\n")
            else:
                read += 1
                yield found

    with record.open(store) as book:
        new = sum(imported.add(book, kept(file), now=utc_now) for file in files)
    sys.stderr.write(f"verbale: {new} events new, {read - new} known already, {skipped} skipped\n")
    if skipped:
        raise typer.Exit(1)


def imported(
    store: Store = None,
    origin: Annotated[str | None, typer.Option(help="Only this data set: polecat, icews, gdelt or dna.")] = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many events.")] = 1000,
    compare: Annotated[bool, typer.Option("--compare", help="Numbers by category, ours beside theirs.")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="table, json or csv.")] = "table",
) -> None:
    """List imported events, or compare their numbers with those of the record.

    verbale imported --compare --country UKR --country RUS --since 2025-01-01
    """
    from verbale import record
    from verbale.record import imported as kept

    checked_format(format, ("table", "json", "csv"))
    asked: dict[str, Any] = {"country": country or (), "since": since, "until": until}
    with record.open(store, create=False) as book:
        if compare:
            rows = list(_compared(kept.counts(book, **asked), _ours(book, asked)))
        else:
            found = kept.events(book, origin=origin, limit=limit, **asked)
            rows = [dict(r) for r in found] if format == "json" else [_flat(r) for r in found]
    _print(rows, format)


def _ours(book: Any, asked: Mapping[str, Any]) -> dict[str, int]:
    """Our events as exported: announcements under their own category, without what did not happen."""
    from verbale.sharing.export.plover import written_type

    found: dict[str, int] = {}
    for event in book.events(**{name: value for name, value in asked.items() if value}):
        if not {"negation", "hypothetical"} & set(event["auxiliary"]):
            kind = written_type(event)
            found[kind] = found.get(kind, 0) + 1
    return found


def _compared(theirs: Mapping[str, Mapping[str, int]], ours: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    origins = sorted({origin for found in theirs.values() for origin in found})
    for kind in sorted({*theirs, *ours}):
        counts = {origin: theirs.get(kind, {}).get(origin, 0) for origin in origins}
        yield {"event_type": kind or "(none)", "verbale": ours.get(kind, 0), **counts}


def _flat(event: Mapping[str, Any]) -> dict[str, Any]:
    names = {side: "; ".join(p["name"] or p["country"] or "" for p in event[side]) for side in ("actors", "recipients")}
    place = (event["place"] or {}).get("name")
    return {name: event.get(name) for name in COLUMNS} | names | {"place": place}


def _print(rows: list[dict[str, Any]], format: str) -> None:
    from verbale.sharing.export.cells import guarded

    if format == "json":
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    header = list(rows[0]) if rows else list(COLUMNS)
    lines = [header, *([guarded(str(v)) if v is not None else "" for v in row.values()] for row in rows)]
    if format == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows(lines)
        return
    from verbale.sharing.safe import safe

    plain = [[safe(c)[:40] for c in line] for line in lines]
    widths = [max(map(len, column)) for column in zip(*plain, strict=True)]
    for line in plain:
        sys.stdout.write("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() + "\n")
