"""`verbale review`: what a reviewer decides about a finding or a record."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from verbale.cli.add import Store

app = typer.Typer(help="A reviewer's verdicts: dated, named, and kept whatever is read again.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(help="A record or finding, as the other verbs print it (its beginning is enough).")]
By = Annotated[str, typer.Option(help="Who decides.")]
Because = Annotated[str, typer.Option(help="Why.")]


def _decide(
    judgement: str, ids: list[str], by: str, because: str, store: str | None, field: str | None = None,
    value: str | None = None,
) -> None:  # fmt: skip
    from verbale import record

    with record.open(store, create=False) as book:
        done = book.review(judgement, *ids, by=by, because=because, field=field, value=_read(value))
    changed = ", ".join(done.records) or "no record"
    sys.stdout.write(f"{done.id}: {judgement} of {len(done.verdict.findings)} findings by {by}; changed {changed}\n")


def _read(value: str | None) -> object:
    """JSON if it is any, else the words."""
    try:
        return None if value is None else json.loads(value)
    except ValueError:
        return value


@app.command()
def confirm(id: Id, by: By, because: Because, store: Store = None) -> None:
    """It is right as it stands (and no longer rejected).

    verbale review confirm meeting-3fa2 --by "A. Reader" --because "seen in the minutes"
    """
    _decide("confirm", [id], by, because, store)


@app.command()
def correct(
    id: Id,
    field: Annotated[str, typer.Option(help="The field, such as status.")],
    value: Annotated[str, typer.Option(help="Its value: a word, or JSON.")],
    by: By,
    because: Because,
    store: Store = None,
) -> None:
    """One field has another value.

    verbale review correct meeting-3fa2 --field status --value held --by "A. Reader" --because "was there"
    """
    _decide("correct", [id], by, because, store, field, value)


@app.command()
def reject(id: Id, by: By, because: Because, store: Store = None) -> None:
    """It is none: leave it out.

    verbale review reject claim-77ab --by "A. Reader" --because "a rumour about another town"
    """
    _decide("reject", [id], by, because, store)


@app.command()
def merge(id: Id, other: Id, by: By, because: Because, store: Store = None) -> None:
    """Two records or findings speak of one thing.

    verbale review merge meeting-record-3fa2 meeting-record-91c0 --by "A. Reader" --because "same room, same day"
    """
    _decide("merge", [id, other], by, because, store)


@app.command()
def split(
    id: Id,
    findings: Annotated[list[str], typer.Argument(help="Findings of it that speak of something else.")],
    by: By,
    because: Because,
    store: Store = None,
) -> None:
    """Some findings of a record speak of something else.

    verbale review split meeting-record-3fa2 meeting-77ab --by "A. Reader" --because "the round before"
    """
    _decide("split", [id, *findings], by, because, store)


@app.command(name="list")
def list_(
    as_of: Annotated[str | None, typer.Option(help="As known at the end of this day.")] = None, store: Store = None
) -> None:
    """Every verdict, the latest first, one JSON object a line.

    verbale review list
    """
    from verbale import record

    with record.open(store, create=False) as book:
        for row in book.verdicts(as_of=as_of):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
