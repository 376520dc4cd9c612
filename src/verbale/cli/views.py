"""`verbale timeline`, `matrix` and `brief`: a dossier as seen on a day."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.add import Store, checked_format

if TYPE_CHECKING:
    from verbale.record.dossiers import Dossier

Name = Annotated[str, typer.Argument(metavar="DOSSIER", help="A dossier of the store, or a dossier file (*.toml).")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="What the record said at the end of that day.")]
ReportedBy = Annotated[str | None, typer.Option("--reported-by", help="Only what was published by that day.")]
Since = Annotated[str | None, typer.Option("--since", help="From that day on.")]
Format = Annotated[str, typer.Option("--format", "-f", help="table or json.")]


def timeline(
    dossier: Name,
    store: Store = None,
    since: Since = None,
    until: Annotated[str | None, typer.Option("--until", help="Up to that day.")] = None,
    as_of: AsOf = None,
    reported_by: ReportedBy = None,
    format: Format = "table",
) -> None:
    """What happened in a dossier, by day: meetings, moves of positions, claims, violence.

    verbale timeline examples/dossiers/russia-ukraine.toml --since 2025-03-01
    """
    from verbale import record

    checked_format(format, ("table", "json"))
    span = {"since": _day(since), "until": _day(until)}
    cut = {"as_of": _day(as_of), "reported_by": _day(reported_by)}
    with record.open(store, create=False) as book:
        rows = book.timeline(dossier_of(dossier), day=seen_on(as_of, reported_by), **span, **cut)
    if format == "json":
        _json(rows)
    else:
        from verbale.sharing.show_dossier import timeline_text

        sys.stdout.write(timeline_text(rows, *screen()))


def matrix(
    dossier: Name, store: Store = None, as_of: AsOf = None, reported_by: ReportedBy = None, format: Format = "table"
) -> None:
    """Who stands where: actors by issues, with the sign of the stance and how it moved.

    verbale matrix examples/dossiers/russia-ukraine.toml
    """
    from verbale import record

    checked_format(format, ("table", "json"))
    with record.open(store, create=False) as book:
        found = book.matrix(dossier_of(dossier), as_of=_day(as_of), reported_by=_day(reported_by))
    if format == "json":
        _json(found.as_json())
    else:
        from verbale.sharing.show_dossier import matrix_text

        sys.stdout.write(matrix_text(found, *screen()))


def brief(
    dossier: Name,
    store: Store = None,
    since: Annotated[str | None, typer.Option("--since", help="New from that day on (default: seven days).")] = None,
    as_of: AsOf = None,
    reported_by: ReportedBy = None,
    format: Format = "table",
) -> None:
    """What is new: meetings ahead and held, positions that moved, claims answered, violence; each with its source.

    verbale brief examples/dossiers/russia-ukraine.toml --since 2025-08-10 --reported-by 2025-08-20
    """
    from verbale import record

    checked_format(format, ("table", "json"))
    day = seen_on(as_of, reported_by)
    start = _day(since) or (day - timedelta(days=7)).isoformat()
    cut = {"as_of": _day(as_of), "reported_by": _day(reported_by)}
    with record.open(store, create=False) as book:
        chosen = dossier_of(dossier)
        rows = book.brief(chosen, since=start, day=day, **cut)
    if format == "json":
        _json(rows)
    else:
        from verbale.sharing.show_dossier import brief_text

        sys.stdout.write(brief_text(rows, *screen()))


def dossier_of(word: str) -> Dossier | str:
    """The dossier in a file, or the id of one in the store."""
    from verbale.record.dossiers import load

    return load(Path(word)) if word.endswith(".toml") else word


def seen_on(as_of: str | None, reported_by: str | None) -> date:
    """The day on which the record is looked at: the earlier of the two cuts, else today in UTC."""
    days = [day for day in (_day(as_of), _day(reported_by)) if day]
    return date.fromisoformat(min(days)) if days else datetime.now(UTC).date()


def screen() -> tuple[int, bool]:
    """The width to print in, and whether in colour."""
    return min(shutil.get_terminal_size((100, 24)).columns, 140), sys.stdout.isatty()


def _day(text: str | None) -> str | None:
    from verbale.errors import UsageError

    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise UsageError(f"{text!r} is no date: write YYYY-MM-DD, such as 2025-11-19") from None


def _json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
