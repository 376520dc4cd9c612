"""`verbale read`: articles in, findings out."""

from __future__ import annotations

import contextlib
import difflib
import functools
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from verbale.articles.sources import Failure, Raw
    from verbale.findings import Reading


def _chosen(said: str | None) -> str | None:
    """Check which readers are asked for, and let this process and its workers read so."""
    if said is not None:
        from verbale.learned.seen import CHOSEN, who_reads

        os.environ[CHOSEN] = who_reads(said)
    return said


Readers = Annotated[
    str | None,
    typer.Option("--readers", callback=_chosen, help="codebook, learned or both (VERBALE_READERS; both where it can)."),
]
FORMATS = ("table", "json", "jsonl", "plover")


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read and print one document; picklable, so that a worker can be told."""

    format: str
    published: str | None
    publisher: str | None
    width: int
    color: bool
    codebook: Path | None = None


def read(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, URLs, feeds, WARC, JSON Lines, Parquet, or - for stdin."),
    ],
    format: Annotated[str, typer.Option("--format", "-f", help="table, json, jsonl or plover.")] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Publication date YYYY-MM-DD, over what the source says.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher, over what the source says.")] = None,
    codebook: Annotated[
        Path | None, typer.Option(help="A codebook folder of your own; `verbale codebook copy` makes one.")
    ] = None,
    readers: Readers = None,  # noqa: ARG001 (its callback has chosen)
    workers: Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Read articles and print what they say about a negotiation.

    verbale read article.txt --published 2025-11-19
    """
    from verbale.articles.sources import sources
    from verbale.pool import in_batches

    manner = _manner(format, published, publisher, output, codebook)
    _keep(inputs, output)
    failures: list[Failure] = []
    passed_over: list[str] = []
    count = 0
    with _opened(output) as out, progress(inputs, quiet) as advance:
        array = _JsonArray(out) if manner.format == "json" else None
        work = functools.partial(rendered, manner=manner)
        for outcome in in_batches(work, sources(inputs, passed_over=passed_over), workers):
            advance()
            if not isinstance(outcome, str):
                failures.append(outcome)
            elif array is not None:
                array.add(outcome)
                count += 1
            else:
                out.write(outcome + ("\n" if manner.format == "table" else ""))
                count += 1
        if array is not None:
            array.close()
    _account(failures, count, passed_over)


def _manner(
    format: str, published: str | None, publisher: str | None, output: Path | None, codebook: Path | None
) -> Manner:
    from verbale.articles.make import checked_date
    from verbale.codebook import own_folder
    from verbale.errors import UsageError

    if format not in FORMATS:
        close = difflib.get_close_matches(format, FORMATS, 1)
        raise UsageError(
            f"unknown format {format!r}; "
            + (f"did you mean {close[0]}?" if close else f"formats are {', '.join(FORMATS)}")
        )
    color = output is None and sys.stdout.isatty()
    width = min(shutil.get_terminal_size((100, 24)).columns, 140)
    folder = own_folder(codebook) if codebook else None
    return Manner(format, checked_date(published), publisher, width, color, folder)


def _keep(inputs: list[str], output: Path | None) -> None:
    """Refuse to write over what is to be read."""
    from verbale.errors import UsageError

    if output is not None and output.exists() and any(Path(i).exists() and output.samefile(i) for i in inputs):
        raise UsageError(f"{output} is also an input: name another file for the output")


def rendered(raws: list[Raw | Failure], manner: Manner) -> Iterator[str | Failure]:
    """Some sources read and printed, in order; failures stay in their place."""
    from verbale.attempt import Said, attempted

    def printed(reading: Reading, _: Raw) -> str:
        return _printed(reading, manner)

    return attempted(raws, Said(manner.published, manner.publisher, manner.codebook), printed)


def _printed(reading: Reading, manner: Manner) -> str:
    if manner.format == "table":
        from verbale.sharing.show import rendered

        return rendered(reading, manner.width, manner.color)
    if manner.format == "plover":
        from verbale.sharing.export.plover import records

        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(reading))
    if manner.format == "json":
        return json.dumps(reading.to_json(), ensure_ascii=False, indent=2)
    return json.dumps(reading.to_json(), ensure_ascii=False) + "\n"


class _JsonArray:
    """One object alone, several as an array, written as they come."""

    def __init__(self, out: IO[str]) -> None:
        self.out, self.first, self.many = out, "", False

    def add(self, text: str) -> None:
        if not self.first and not self.many:
            self.first = text
            return
        if not self.many:
            self.many = True
            self.out.write("[\n" + self.first)
        self.out.write(",\n" + text)

    def close(self) -> None:
        self.out.write("\n]\n" if self.many else self.first + "\n" if self.first else "")


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield sys.stdout
        return
    from verbale.errors import UsageError

    try:
        stream = output.open("w", encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"{output}: cannot be written ({problem.strerror}): name another file") from problem
    with stream:
        yield stream


@contextlib.contextmanager
def progress(inputs: list[str], quiet: bool, doing: str = "reading") -> Iterator[functools.partial[None]]:
    """A function to call after each document; a bar on stderr where a person looks and there may be many."""
    single = len(inputs) == 1 and Path(inputs[0]).is_file() and not inputs[0].endswith((".jsonl", ".ndjson", ".gz"))
    if quiet or single or not sys.stderr.isatty():
        yield functools.partial(int)  # type: ignore[arg-type]
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(doing), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield functools.partial(bar.advance, bar.add_task(doing, total=None))


def _account(failures: list[Failure], count: int, passed_over: list[str]) -> None:
    """Name what was passed over, and what was skipped and why; status 1 if anything was skipped."""
    for line in passed_over:
        sys.stderr.write(f"verbale: {line}\n")
    for failure in failures:
        sys.stderr.write(f"verbale: {failure.reason}\n")
    if failures and (count or len(failures) > 1):
        sys.stderr.write(f"verbale: read {count}, skipped {len(failures)}\n")
    if failures:
        raise typer.Exit(1)
