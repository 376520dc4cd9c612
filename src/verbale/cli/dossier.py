"""`verbale dossier`: new, edit, list, show. A dossier is a TOML text; the store keeps every version of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from verbale.cli.add import Store, checked_format
from verbale.cli.views import AsOf, Format

app = typer.Typer(help="Dossiers: named negotiations that select from the record.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier: its id.")]


@app.command()
def new(
    name: Annotated[str, typer.Argument(help='The name, such as "Ghana and Togo", or a dossier file (*.toml).')],
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="More articles for --from.", show_default=False)
    ] = None,
    from_: Annotated[
        list[str] | None, typer.Option("--from", help="Articles, or readings of some, to suggest the dossier from.")
    ] = None,
    store: Store = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the dossier to this file and store nothing.")
    ] = None,
) -> None:
    """Make a dossier: from a file, or suggested by a handful of articles.

    verbale dossier new "The grain corridor" --from examples/articles/istanbul-grain-2022.txt
    """
    from verbale import record
    from verbale.errors import UsageError
    from verbale.record.dossiers import load, written
    from verbale.record.suggest import suggested

    inputs = [*(from_ or ()), *(articles or ())]
    if name.endswith(".toml"):
        made = load(Path(name))
        text = Path(name).read_text(encoding="utf-8")
    elif inputs:
        made = suggested(name, list(_readings(inputs)))
        text = written(made)
    else:
        raise UsageError('say what it is made of: a dossier file, or --from ARTICLE... ("verbale dossier new --help")')
    if output is not None:
        output.write_text(text, encoding="utf-8")
        sys.stderr.write(f"verbale: wrote {output}\n")
        return
    with record.open(store) as book:
        if any(row["id"] == made.id for row in book.dossiers()):
            raise UsageError(f"there is a dossier {made.id!r} already: `verbale dossier edit {made.id}` changes it")
        book.keep_dossier(made.id, text)
    sys.stdout.write(text)
    sys.stderr.write(f"verbale: dossier {made.id} stored; `verbale timeline {made.id}` shows what it selects\n")


@app.command()
def edit(
    dossier: Id,
    file: Annotated[
        Path | None, typer.Option("--file", help="Take the new text from this file instead of an editor.")
    ] = None,
    store: Store = None,
) -> None:
    """Change a dossier in your editor, or from a file; the old version stays in the store.

    verbale dossier edit russia-ukraine --file examples/dossiers/russia-ukraine.toml
    """
    import click

    from verbale import record
    from verbale.record.dossiers import load, parse

    with record.open(store, create=False) as book:
        old = _row(book.dossiers(), dossier)["toml"]
        if file is not None:
            load(file)
            text = file.read_text(encoding="utf-8")
        else:
            text = click.edit(old, extension=".toml") or old
            parse(text, dossier, f"dossier {dossier}")
        changed = book.keep_dossier(dossier, text)
    sys.stderr.write(f"verbale: dossier {dossier} {'changed' if changed else 'is as it was'}\n")


@app.command(name="list")
def list_(store: Store = None, as_of: AsOf = None, format: Format = "table") -> None:
    """The dossiers of a store.

    verbale dossier list
    """
    from verbale import record

    checked_format(format, ("table", "json"))
    with record.open(store, create=False) as book:
        rows = book.dossiers(as_of=as_of)
    if format == "json":
        sys.stdout.write(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2) + "\n")
        return
    for row in rows:
        sys.stdout.write(f"{row['id']:24} {row['name']}\n")
    if not rows:
        sys.stderr.write("verbale: no dossier yet: `verbale dossier new --help` says how to make one\n")


@app.command()
def show(dossier: Id, store: Store = None, as_of: AsOf = None) -> None:
    """The TOML of a dossier.

    verbale dossier show russia-ukraine
    """
    from verbale import record

    with record.open(store, create=False) as book:
        sys.stdout.write(_row(book.dossiers(as_of=as_of), dossier)["toml"])


def _row(rows: Any, id: str) -> Any:
    import difflib

    from verbale.errors import UnknownIdError

    found = next((row for row in rows if row["id"] == id), None)
    if found is None:
        known = [row["id"] for row in rows]
        close = difflib.get_close_matches(id, known, 3) or known
        raise UnknownIdError(
            f"no dossier {id!r}; " + (f"there are {', '.join(close)}" if known else "there is none yet")
        )
    return found


def _readings(inputs: list[str]) -> Iterator[dict[str, Any]]:
    """The readings of articles; what is a reading already is taken as it is."""
    from verbale.articles.sources import Failure, sources
    from verbale.attempt import NOTHING_SAID, attempted
    from verbale.errors import InputError

    for raw in sources(inputs):
        if not isinstance(raw, Failure) and raw.reading is not None:
            yield json.loads(raw.reading)
            continue
        for outcome in attempted([raw], NOTHING_SAID, lambda reading, _: reading.to_json()):
            if isinstance(outcome, Failure):
                raise InputError(outcome.reason)
            yield outcome
