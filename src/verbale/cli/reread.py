"""`verbale reread`: stored documents read again by a changed codebook or model."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.add import Store, checked_format
from verbale.cli.read import Readers, progress

if TYPE_CHECKING:
    from verbale.record.rereading import Reread


def reread(
    store: Store = None,
    codebook: Annotated[Path | None, typer.Option(help="A codebook folder of your own.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what this codebook and model have read.")] = False,
    readers: Readers = None,  # noqa: ARG001 (its callback has chosen)
    workers: Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")] = 1,
    format: Annotated[str, typer.Option("--format", "-f", help="table, or jsonl: a line for each document.")] = "table",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Read stored documents again and list what changed; old findings are superseded, verdicts stay.

    verbale reread --store talks.db
    """
    from verbale import intake, record
    from verbale.articles.sources import Failure
    from verbale.codebook import own_folder
    from verbale.record.clock import utc_now

    checked_format(format, ("table", "jsonl"))
    folder = own_folder(codebook) if codebook else None
    counts: Counter[str] = Counter()
    with record.open(store, create=False) as book, progress([], quiet, "reading again") as advance:
        for outcome in intake.reread(book, now=utc_now, folder=folder, everything=everything, workers=workers):
            advance()
            if isinstance(outcome, Failure):
                sys.stderr.write(f"verbale: {outcome.reason}\n")
                counts["skipped"] += 1
            else:
                _tell(outcome, format, counts)
    told = ", ".join(f"{counts[key]} {key}" for key in ("new", "changed", "gone", "kept"))
    sys.stderr.write(f"verbale: read {counts['documents']} documents again; findings: {told}\n")
    if counts["skipped"]:
        raise typer.Exit(1)


def _tell(outcome: Reread, format: str, counts: Counter[str]) -> None:
    changes = {"new": outcome.new, "changed": outcome.changed, "gone": outcome.gone}
    counts.update({key: len(ids) for key, ids in changes.items()} | {"kept": outcome.kept, "documents": 1})
    if format == "jsonl":
        plain = {"document": outcome.document, **changes, "kept": outcome.kept, "records": outcome.records}
        sys.stdout.write(json.dumps(plain, ensure_ascii=False) + "\n")
        return
    for key, ids in changes.items():
        for id in ids:
            sys.stdout.write(f"{outcome.document[:12]}  {key:8} {id}\n")
