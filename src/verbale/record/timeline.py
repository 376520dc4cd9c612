"""What happened in a dossier, by day: meetings, moves, claims and violence, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from verbale.record.dossiers import Dossier
from verbale.record.merged import Merged
from verbale.record.selection import Selected, in_entry, why
from verbale.record.sourced import Row, row
from verbale.record.standing import standing
from verbale.record.wording import entry_line, line

QUIET = frozenset({"restated", "maintained"})


def timeline(
    records: Iterable[Merged], dossier: Dossier, *, day: date, since: str | None = None, until: str | None = None
) -> list[Row]:
    """The rows of a dossier in the order of time (`sourced.row`), as seen on `day`.

    Positions give a row for every move; restating one is none.
    """
    selected = ((record, cause) for record in records if (cause := why(dossier, record)))
    return in_order(selected, dossier, day=day, since=since, until=until)


def in_order(
    selected: Iterable[Selected], dossier: Dossier, *, day: date, since: str | None = None, until: str | None = None
) -> list[Row]:
    """The rows of records that were found to belong to the dossier, each with the reason why."""
    rows = [r for record, cause in selected for r in _rows(record, dossier, day, cause)]
    kept = [r for r in rows if _between(r, since, until)]
    return sorted(kept, key=lambda r: (r["at"] or "", r["end"] or r["at"] or "", r["kind"], r["text"], r["record"]))


def _rows(record: Merged, dossier: Dossier, day: date, cause: str) -> Iterator[Row]:
    if record.kind == "position":
        yield from moves(record, dossier, cause)
        return
    status = standing(record, day)
    yield row(record, line(record, status), what=status or record.kind, why=cause)


def moves(record: Merged, dossier: Dossier, cause: str) -> Iterator[Row]:
    """A row for each entry of a position's ledger that opened or moved it, as far as it is about the dossier."""
    for number, entry in enumerate(record.value["ledger"]):
        if (number and entry["movement"] in QUIET) or not in_entry(dossier, record, entry):
            continue
        yield row(
            record, entry_line(entry, record.issue), what=entry["movement"], finding=entry["finding"],
            at=entry["reported_at"], basis="reported", why=cause, start=entry["reported_at"], end=entry["reported_at"],
            precision="day", stance=entry["stance"], issue=record.issue, reported_at=entry["reported_at"],
            object=entry["object"],
        )  # fmt: skip


def _between(row: Row, since: str | None, until: str | None) -> bool:
    last = row["end"] or row["at"]
    return not (since and last and last < since) and not (until and row["at"] and row["at"] > until)
