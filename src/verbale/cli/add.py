"""`verbale add`: articles in, read and stored."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.read import Readers, progress

if TYPE_CHECKING:
    from verbale.articles.sources import Failure
    from verbale.record.keeping import Added

Store = Annotated[
    str | None,
    typer.Option("--store", help="Where the record is: a file or a database URL (default: VERBALE_STORE, verbale.db)."),
]


def add(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, URLs, feeds, WARC, JSON Lines, Parquet, readings, or -."),
    ],
    store: Store = None,
    published: Annotated[
        str | None, typer.Option(help="Publication date YYYY-MM-DD, over what the source says.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher, over what the source says.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")] = 1,
    format: Annotated[
        str, typer.Option("--format", "-f", help="table, or jsonl: one line for each document.")
    ] = "table",
    readers: Readers = None,  # noqa: ARG001 (its callback has chosen)
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Read articles and keep what they say in the record; what is known already is not read again.

    verbale add articles/ --store talks.db --workers 2
    """
    from verbale import intake, record
    from verbale.articles.make import checked_date
    from verbale.articles.sources import sources
    from verbale.attempt import Said
    from verbale.record.clock import utc_now

    checked_format(format, ("table", "jsonl"))
    said = Said(checked_date(published), publisher)
    account = Account()
    with record.open(store) as book, progress(inputs, quiet, "adding") as advance:
        try:
            raws = sources(inputs, passed_over=account.passed_over)
            for outcome in intake.add(book, raws, now=utc_now, said=said, workers=workers):
                account.count(outcome, format)
                advance()
        except BaseException:
            account.stopped = True
            raise
        finally:
            account.write()
    if account.failures:
        raise typer.Exit(1)


def checked_format(format: str, formats: tuple[str, ...]) -> None:
    """UsageError for a format that there is not."""
    import difflib

    from verbale.errors import UsageError

    if format not in formats:
        close = difflib.get_close_matches(format, formats, 1)
        told = f"did you mean {close[0]}?" if close else f"formats are {', '.join(formats)}"
        raise UsageError(f"unknown format {format!r}; {told}")


@dataclass
class Account:
    """What a run did, for its last line."""

    outcomes: Counter[str] = field(default_factory=Counter)
    findings: int = 0
    records: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    stopped: bool = False

    def count(self, outcome: Added | Failure, format: str) -> None:
        """Take note of what became of one document; in `jsonl` say so at once."""
        from verbale.articles.sources import Failure

        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            sys.stderr.write(f"verbale: {outcome.reason}\n")
        else:
            self.outcomes[outcome.outcome] += 1
            self.findings += outcome.findings
            self.records.update(outcome.records)
        if format == "jsonl":
            sys.stdout.write(json.dumps(_line(outcome), ensure_ascii=False) + "\n")
            sys.stdout.flush()

    def write(self) -> None:
        """The account, on stderr."""
        for line in self.passed_over:
            sys.stderr.write(f"verbale: {line}\n")
        sys.stderr.write(f"verbale: {', '.join(self._parts())}\n")
        if self.stopped:
            sys.stderr.write("verbale: what is counted here is stored; a second run goes on from there\n")

    def _parts(self) -> Iterator[str]:
        read = self.outcomes["new"]
        yield f"{read} new ({self.findings} findings, {len(self.records)} records new or changed)"
        for name, words in (("duplicate", "known already"), ("reprint", "reprinted elsewhere")):
            if self.outcomes[name]:
                yield f"{self.outcomes[name]} {words}"
        yield f"{len(self.failures)} skipped"


def _line(outcome: Added | Failure) -> dict[str, Any]:
    from verbale.articles.sources import Failure

    if isinstance(outcome, Failure):
        return {"name": outcome.name, "outcome": "skipped", "reason": outcome.reason}
    return {
        "name": outcome.name, "outcome": outcome.outcome.value, "document": outcome.document,
        "findings": outcome.findings, "records": list(outcome.records),
    }  # fmt: skip
