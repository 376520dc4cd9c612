"""How a record stands on a given day: the day is passed in, today is never read."""

from __future__ import annotations

from datetime import date

from verbale.record.merged import Merged

AHEAD = frozenset({"proposed", "planned", "expected", "confirmed"})
NO_REPORT = "no_report_since"


def standing(record: Merged, day: date) -> str | None:
    """The status of a record as seen on `day`.

    A meeting that was ahead and whose last possible day has passed without any later report is `no_report_since`:
    nobody said that it was held, so it is not. One that was under way on a day that has passed was held. Other records
    keep their status, or their stance for a position.
    """
    if record.kind != "meeting":
        return record.status or record.stance
    if record.status in AHEAD and record.end is not None and record.end < day.isoformat():
        return NO_REPORT
    last = record.end or record.last_reported
    if record.status == "under_way" and last is not None and last < day.isoformat():
        return "held"
    return record.status
