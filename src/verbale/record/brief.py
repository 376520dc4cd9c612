"""What is new in a dossier since a day: what is ahead, what took place, who moved, what was answered, what was hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from verbale.record.dossiers import Dossier
from verbale.record.merged import Merged
from verbale.record.selection import why
from verbale.record.sourced import Row, row
from verbale.record.standing import AHEAD, NO_REPORT, standing
from verbale.record.timeline import moves
from verbale.record.wording import line

SECTIONS = {
    "ahead": "Meetings ahead", "held": "Meetings held", "off": "Called off, put off, or no report since",
    "positions": "Positions that moved", "claims": "Claims", "violence": "Violence",
}  # fmt: skip


def brief(records: Iterable[Merged], dossier: Dossier, *, since: str, day: date) -> list[Row]:
    """The rows of a brief, section by section (`section`, a key of SECTIONS), each with its source and words.

    New is what was reported on or after `since`; meetings ahead of `day` are listed whenever they were reported. Rows
    are in the order of time within a section; a row whose time nobody stated stands at the day of its report.
    """
    rows = [
        found | {"section": section, "why": cause}
        for record in records
        if (cause := why(dossier, record))
        for section, found in _rows(record, dossier, since, day, cause)
    ]
    order = list(SECTIONS)
    return sorted(rows, key=lambda r: (order.index(r["section"]), r["at"] or "", r["kind"], r["text"], r["record"]))


def _rows(record: Merged, dossier: Dossier, since: str, day: date, cause: str) -> Iterator[tuple[str, Row]]:
    fresh = bool(record.last_reported and record.last_reported >= since)
    if record.kind == "meeting":
        yield from _meeting(record, since, day, fresh)
    elif record.kind == "position":
        yield from (("positions", r) for r in moves(record, dossier, cause) if (r["reported_at"] or "") >= since)
    elif record.kind == "claim" and fresh:
        history = [h for h in record.value["status_history"] if (h["reported_at"] or "") >= since]
        what = history[-1]["status"] if history else str(record.status)
        yield "claims", row(record, line(record), what=what, finding=_last(history))
    elif record.kind == "violence" and _recent(record, since):
        yield "violence", row(record, line(record), what="violence")


def _meeting(record: Merged, since: str, day: date, fresh: bool) -> Iterator[tuple[str, Row]]:
    status = standing(record, day)
    today = day.isoformat()
    if status in AHEAD and (fresh or (record.end or "") >= today):
        yield "ahead", row(record, line(record, status), what=str(status))
    elif status in ("held", "under_way") and _changed(record, since):
        if not (record.end and record.end < since):  # background told again is not new
            yield "held", row(record, line(record, status), what=str(status))
    elif (status in ("cancelled", "postponed", "did_not_happen") and _changed(record, since)) or (
        status == NO_REPORT and (record.end or "") >= since
    ):
        yield "off", row(record, line(record, status), what=str(status))


def _recent(record: Merged, since: str) -> bool:
    """Whether an act was first reported since that day, and not as background."""
    return bool(record.first_reported and record.first_reported >= since) and (
        "historical" not in record.value["auxiliary"]
    )


def _changed(record: Merged, since: str) -> bool:
    history = record.value["status_history"]
    return bool(history) and (history[-1]["reported_at"] or "") >= since


def _last(history: Sequence[Mapping[str, Any]]) -> str | None:
    return str(history[-1]["finding"]) if history else None
