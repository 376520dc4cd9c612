"""Days as the words support them: intervals, and how two of them agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

AHEAD = frozenset({"proposed", "planned", "expected", "confirmed", "postponed"})
OPEN = 3650  # days; an interval with one open end is taken to be as long as this


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, inclusive; `stated` is False where only the day of publication speaks for them."""

    start: date
    end: date
    stated: bool = True

    @property
    def days(self) -> int:
        """How many days the span covers."""
        return (self.end - self.start).days + 1

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def gap(self, other: Span) -> int:
        """Days between the two; 0 where they touch or overlap."""
        return max(0, (other.start - self.end).days, (self.start - other.end).days)

    def months(self, limit: int = 4) -> Iterator[str]:
        """The months it touches ("2025-07"), no more than `limit` of them."""
        year, month = self.start.year, self.start.month
        for _ in range(limit):
            if (year, month) > (self.end.year, self.end.month):
                return
            yield f"{year:04}-{month:02}"
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)

    def words(self) -> str:
        """The span for a reader."""
        return self.start.isoformat() if self.start == self.end else f"{self.start} to {self.end}"


def span_of(time: Mapping[str, Any] | None) -> Span | None:
    """The span of a contract Time; None where it names no day. An open end is `OPEN` days away."""
    if not time or (time.get("start") is None and time.get("end") is None):
        return None
    start, end = day(time.get("start")), day(time.get("end"))
    first = start or _moved(end, -OPEN)
    last = end or _moved(start, OPEN)
    if first is None or last is None or last < first:
        return None
    return Span(first, last, time.get("basis") != "publication")


def window(published: str | None, status: str | None) -> Span | None:
    """Where a thing lies of which no time is stated: the week before publication, or the months after for a plan."""
    on = day(published)
    if on is None:
        return None
    if status in AHEAD:
        return Span(on, on + timedelta(days=45), stated=False)
    return Span(on - timedelta(days=6), on, stated=False)


def day(text: object) -> date | None:
    """The day of an ISO date or date-time; None for None."""
    return date.fromisoformat(str(text)[:10]) if text else None


def _moved(day: date | None, by: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return date.min if by < 0 else date.max
