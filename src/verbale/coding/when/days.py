"""Days, weeks and months as intervals: the arithmetic under the time expressions."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from verbale.terms import Precision

Interval = tuple[date | None, date | None, Precision]
DAY = timedelta(days=1)
UNIT_DAYS = (("second", 0.0), ("minute", 0.0), ("hour", 1 / 24), ("day", 1), ("night", 1), ("weekend", 7), ("week", 7),
             ("fortnight", 14), ("month", 30.44), ("year", 365.25), ("decade", 3652.5), ("centur", 36525))  # fmt: skip


def digits(text: str | None) -> int | None:
    """The number that the digits of a text make; None without any."""
    kept = re.sub(r"\D", "", text or "")
    return int(kept) if kept else None


def day_of(year: int, month: int, day: int) -> tuple[date, date, Precision] | None:
    """A day of the calendar as an interval; None where there is no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found, Precision.DAY


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def monday_of(day: date) -> date:
    """The Monday of the week that holds the day."""
    return day - timedelta(days=day.weekday())


def unit_of(day: date, unit: str, offset: int) -> tuple[date, date]:
    """The week, month, quarter, year, decade or century `offset` away from the one that holds the day."""
    if unit == "week":
        monday = monday_of(day) + timedelta(days=7 * offset)
        return monday, monday + timedelta(days=6)
    if unit in ("month", "quarter"):
        size = 1 if unit == "month" else 3
        months = day.year * 12 + day.month - 1
        months = months - months % size + offset * size
        last = months + size - 1
        return date(months // 12, months % 12 + 1, 1), month_end(last // 12, last % 12 + 1)
    size = {"decade": 10, "century": 100}.get(unit, 1)
    first = day.year - day.year % size + offset * size
    return date(first, 1, 1), date(first + size - 1, 12, 31)


def part_of(start: date, end: date, edge: str | None, precision: Precision) -> Interval:
    """The early, middle or late part of an interval."""
    if not edge:
        return start, end, precision
    word = edge.casefold()
    third = (end - start) / 3
    if "early" in word or "earlier" in word or "beginning" in word or "start" in word or "turn" in word:
        return start, start + third, Precision.RANGE
    if "mid" in word:
        return start + third, end - third, Precision.RANGE
    return end - third, end, Precision.RANGE


def moved(day: date, by: timedelta) -> date | None:
    """The day so much later; None beyond the calendar."""
    try:
        return day + by
    except OverflowError:
        return None


def precision_of(unit: str) -> Precision:
    """How exact a count of such units is: "two years ago" is a year."""
    names = (
        ("week", Precision.WEEK),
        ("month", Precision.MONTH),
        ("year", Precision.YEAR),
        ("decade", Precision.RANGE),
    )
    return next((p for name, p in names if unit.startswith(name)), Precision.DAY)


def around(day: date, precision: Precision) -> Interval:
    """The week, month or year around a day; the day itself for days."""
    unit = {Precision.WEEK: "week", Precision.MONTH: "month", Precision.YEAR: "year"}.get(precision)
    start, end = unit_of(day, unit, 0) if unit else (day, day)
    return start, end, precision


def months_away(day: date, unit: str, count: int, back: bool) -> date | None:
    """The same day so many months or years away; None for smaller units."""
    size = 1 if unit.startswith("month") else 12 if unit.startswith("year") else 120 if unit.startswith("decade") else 0
    if not size:
        return None
    months = day.year * 12 + day.month - 1 + (-count if back else count) * size
    if not 12 <= months < 12 * 9999:
        return None
    return date(months // 12, months % 12 + 1, min(day.day, calendar.monthrange(months // 12, months % 12 + 1)[1]))


def easter(year: int, offset: int = 0) -> date:
    """Easter Sunday of the western churches (the Gregorian computus), or so many days from it.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, century = year % 19, year // 100
    leaps = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - leaps + 15) % 30
    moon = epact - (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4)) + timedelta(days=offset)
