"""Days for people: as exactly as they are known, and how far off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def when(row: Mapping[str, Any]) -> str:
    """The time of a row as it is known: a month stays a month, an interval an interval."""
    start, end, precision = row.get("start"), row.get("end"), row.get("precision")
    if not start and not end:
        told = row.get("reported_at") or row.get("first_reported")
        return f"no date stated, reported {_day(told)}" if told else "no date stated"
    if start == end:
        return _day(str(start))
    if precision == "month" and start:
        return date.fromisoformat(start).strftime("%B %Y")
    if precision == "year" and start:
        return str(start)[:4]
    return f"{_day(start) if start else '…'} to {_day(end) if end else '…'}"


def when_of(record: Mapping[str, Any]) -> str:
    """The time of a record: what its words state, else the day of its first report."""
    return when({"first_reported": record["first_reported"], **record["value"]["time"]})


def _day(day: str) -> str:
    found = date.fromisoformat(day[:10])
    return f"{found:%a} {found.day} {found:%b %Y}"


def countdown(day: str | None, today: date) -> str:
    """How far off a day is.

    >>> countdown("2024-05-16", date(2024, 5, 15)), countdown("2024-05-12", date(2024, 5, 15))
    ('tomorrow', '3 days ago')
    """
    if not day:
        return ""
    days = (date.fromisoformat(day[:10]) - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
