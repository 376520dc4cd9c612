"""`verbale calendar` and `verbale feed`: what calendars and feed readers take, as files."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.add import Store, checked_format

if TYPE_CHECKING:
    from verbale.record.book import Record

HERE = "http://127.0.0.1:8000"  # where `verbale serve` shows the record unless told otherwise
Dossier = Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier, by its id.")]
Base = Annotated[str, typer.Option("--base-url", help="Where the record is served; links lead there.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="What the record said at the end of that day (UTC).")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")]


def calendar(
    dossier: Dossier, base_url: Base = HERE, as_of: AsOf = None, output: Output = None, store: Store = None
) -> None:
    """Write the meetings of a dossier as a calendar (.ics).

    verbale calendar ghana-togo --output ghana-togo.ics
    """
    from verbale import record
    from verbale.record.merged import merged_from
    from verbale.sharing.calendar import calendar as written

    with record.open(store, create=False) as book:
        meetings = [merged_from(row) for row in book.meetings(dossier=dossier, **cut(as_of))]
        name, base = book.dossier(dossier, as_of=as_of).name, base_url.rstrip("/")
        put(written(name, meetings, day=day_of(as_of), link=lambda r: f"{base}/records/{r.id}"), output)


def feed(
    dossier: Dossier,
    format: Annotated[str, typer.Option("--format", "-f", help="atom or json.")] = "atom",
    base_url: Base = HERE, as_of: AsOf = None, output: Output = None, store: Store = None,
) -> None:  # fmt: skip
    """Write what changed in a dossier as Atom or JSON Feed.

    verbale feed ghana-togo --format json
    """
    from verbale import record
    from verbale.sharing.feeds import atom, json_feed

    checked_format(format, ("atom", "json"))
    with record.open(store, create=False) as book:
        put({"atom": atom, "json": json_feed}[format](_feed(book, dossier, format, base_url, as_of)), output)


def _feed(book: Record, dossier: str, format: str, base_url: str, as_of: str | None) -> Any:
    from verbale.sharing.feeds import Feed

    base, name = base_url.rstrip("/"), book.dossier(dossier, as_of=as_of).name
    home = f"{base}/d/{dossier}"
    records = book.merged(dossier, **cut(as_of))
    return Feed(
        f"Verbale: {name}", f"{home}.{format}", home, day_of(as_of), lambda r: f"{base}/records/{r.id}", records
    )


def cut(as_of: str | None) -> dict[str, str]:
    """The filter that `--as-of` is."""
    return {"as_of": as_of} if as_of else {}


def day_of(as_of: str | None) -> date:
    """The day on which the record is looked at: `--as-of`, else today (UTC)."""
    from verbale.errors import UsageError
    from verbale.record.clock import utc_now

    try:
        return date.fromisoformat(as_of[:10]) if as_of else utc_now().date()
    except ValueError as problem:
        raise UsageError(f"{as_of!r} is no date: write YYYY-MM-DD, such as 2025-11-19") from problem


def put(made: bytes, output: Path | None) -> None:
    """Write bytes to a file or to standard output."""
    if output is None:
        sys.stdout.buffer.write(made)
    else:
        output.write_bytes(made)
