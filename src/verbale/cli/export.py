"""`verbale export`: findings in the formats that others read."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.add import Store

if TYPE_CHECKING:
    from verbale.sharing.export.formats import Format
    from verbale.sharing.export.rows import Row


def export(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", help="Readings (`verbale read --format jsonl`); none: the store."),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="The format; `list` names them all.")] = "list",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")
    ] = None,
    store: Store = None,
    dossier: Annotated[str | None, typer.Option(help="Only what belongs to this dossier.")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="Only what this actor takes part in.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Only what this country takes part in.")] = None,
    issue: Annotated[list[str] | None, typer.Option(help="Only what is about this issue.")] = None,
    since: Annotated[str | None, typer.Option(help="From this day on (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day (YYYY-MM-DD).")] = None,
    source: Annotated[str | None, typer.Option(help="Only what this publisher said.")] = None,
    as_of: Annotated[str | None, typer.Option(help="What the record said at the end of that day.")] = None,
    reported_by: Annotated[str | None, typer.Option(help="From what had been published by that day.")] = None,
) -> None:
    """Write findings in a format that others read, from a file of readings or from the store.

    verbale export readings.jsonl --format polecat --output events.txt
    """
    from verbale.errors import UsageError
    from verbale.sharing.export.formats import FORMATS, format_named

    if format == "list":
        sys.stdout.write("".join(f"{f.name:9} {f.says}\n" for f in FORMATS.values()))
        return
    wanted = format_named(format)
    if not wanted.text and output is None:
        raise UsageError(f"{wanted.name} is a file of its own: say where with --output NAME{wanted.suffix}")
    asked = {
        "dossier": dossier, "actor": actor, "country": country, "issue": issue, "since": since, "until": until,
        "source": source, "as_of": as_of, "reported_by": reported_by,
    }  # fmt: skip
    filters = {name: value for name, value in asked.items() if value}
    if inputs and (filters or store):
        raise UsageError("filters and --store are for the store; leave them out, or the files")
    left: Counter[str] = Counter()
    with _rows(inputs, store, filters) as rows:
        _write(wanted, rows, output, left)
    for what, count in sorted(left.items()):
        sys.stderr.write(f"verbale: left out {count} {what}: {wanted.name} has no place for them\n")


@contextlib.contextmanager
def _rows(inputs: list[str] | None, store: str | None, filters: dict[str, Any]) -> Iterator[Iterator[Row]]:
    if inputs:
        from verbale.sharing.export.rows import rows_of
        from verbale.sharing.readings import readings

        yield rows_of(readings(inputs))
        return
    from verbale import record
    from verbale.sharing import stored

    with record.open(store, create=False) as book:
        yield stored.rows(book, **filters)


def _write(wanted: Format, rows: Iterator[Row], output: Path | None, left: Counter[str]) -> None:
    if output is not None and not wanted.text:
        wanted.save(rows, output, left)
        return
    with _opened(output) as out:
        for line in wanted.lines(rows, left):
            out.write(line)


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8", newline="") as stream:
        yield stream
