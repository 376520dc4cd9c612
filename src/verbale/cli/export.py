"""`verbale export`: findings in the formats that others read."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated

import typer


def export(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT", help="Readings: what `verbale read --format jsonl` printed, or Parquet of them."
        ),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="The format; `list` names them all.")] = "list",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")
    ] = None,
) -> None:
    """Write findings in a format that others read.

    verbale export readings.jsonl --format polecat --output events.txt
    """
    from verbale.errors import UsageError
    from verbale.sharing.export.formats import FORMATS, format_named
    from verbale.sharing.export.rows import rows_of
    from verbale.sharing.readings import readings

    if format == "list":
        sys.stdout.write("".join(f"{f.name:9} {f.says}\n" for f in FORMATS.values()))
        return
    wanted = format_named(format)
    if not inputs:
        raise UsageError("name at least one file of readings (`verbale read --format jsonl` makes them)")
    if not wanted.text and output is None:
        raise UsageError(f"{wanted.name} is a file of its own: say where with --output NAME{wanted.suffix}")
    left: Counter[str] = Counter()
    rows = rows_of(readings(inputs))
    if output is not None and not wanted.text:
        wanted.save(rows, output, left)
    else:
        with _opened(output) as out:
            for line in wanted.lines(rows, left):
                out.write(line)
    for what, count in sorted(left.items()):
        sys.stderr.write(f"verbale: left out {count} {what}: {wanted.name} has no place for them\n")


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8", newline="") as stream:
        yield stream
