"""What the text has told so far, which a later time expression may lean on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from verbale.coding.evidence import published_on
from verbale.coding.when.days import UNIT_DAYS, Interval, day_of
from verbale.coding.when.expressions import Found, vocabulary
from verbale.document import Document, Token
from verbale.terms import Precision, TimeBasis

_REACH = 2  # sentences over which "the following day" leans on a day told before
_LONG_AGO = 2  # years before publication from which a told year is the story's own, not a passing remark

_CALENDAR = (100, 9000)  # years with room to count in either direction
_FRESH = timedelta(days=60)


class Context:
    """The reading in order: publication, the last day and year told, and the expression at hand with its tense."""

    found: Found
    head: Token

    def __init__(self, document: Document, folder: Path) -> None:
        self.words = vocabulary(folder)
        day = published_on(document)
        self.published = day if day is not None and _CALENDAR[0] < day.year < _CALENDAR[1] else None
        self.narrated: tuple[date, int] | None = None  # the last single day told, and its sentence
        self.year: tuple[int, int] | None = None  # the last year told, and its sentence
        self.tense: str | None = None
        self.basis = TimeBasis.STATED

    def part(self, name: str) -> str:
        """A named part of the expression at hand; empty where it has none."""
        return self.found.parts.get(name) or ""

    def word(self, name: str) -> str:
        """A named part in lower case, without outer blanks."""
        return self.part(name).casefold().strip()

    def remember(self, interval: Interval) -> None:
        """Keep the day and the year just told for what comes after."""
        start, end, precision = interval
        if start is not None and start == end:
            self.narrated = (start, self.head.sentence)
        if self.part("y"):
            self.year = (int(self.part("y")), self.head.sentence)
        elif start is not None and precision is Precision.YEAR:
            self.year = (start.year, self.head.sentence)

    def told_year(self) -> int | None:
        """The earlier year that the text is telling of: of this sentence or the one before, never of a future act."""
        if self.year is None or self.tense in ("future", "present"):
            return None
        year, gap = self.year[0], self.head.sentence - self.year[1]
        if self.published is None:
            return year if gap == 0 else None
        long_ago = year <= self.published.year - _LONG_AGO
        return year if year < self.published.year and gap <= (_REACH - 1 if long_ago else 0) else None

    def year_of(self, month: int, day: int) -> int | None:
        """The year of a date that states none: by the tense, and nearest to publication."""
        told = self.told_year()
        if self.published is None:
            return told
        this, published = self.published.year, self.published
        fresh = day_of(this, month, day)  # a day of the last weeks is that day, whatever year was just told of
        if told is not None and not (fresh and self._apart() and timedelta() <= published - fresh[0] < _FRESH):
            return told
        self.basis = TimeBasis.TENSE
        days = {y: date(y, month, day) for y in (this - 1, this, this + 1) if day_of(y, month, day)}
        if self.tense == "future":
            return min((y for y, d in days.items() if d >= published), default=this)
        if self.tense == "past":
            return max((y for y, d in days.items() if d <= published), default=this)
        return min(days, key=lambda y: abs((days[y] - published).days), default=this)

    def _apart(self) -> bool:
        """Whether the year was told in an earlier sentence."""
        return self.year is not None and self.year[1] != self.head.sentence

    def year_of_month(self, month: int, *, over: bool = False) -> int | None:
        """The same of a month; `over` where it lies behind in any tense ("since December")."""
        told = self.told_year()
        if told is not None or self.published is None:
            return told
        self.basis = TimeBasis.TENSE
        year, now = self.published.year, self.published.month
        if over:
            return year if month < now else year - 1
        if self.tense == "future":
            return year if month >= now else year + 1
        if self.tense == "past":
            return year if month <= now else year - 1
        return min((year, year - 1, year + 1), key=lambda y: abs((y - year) * 12 + month - now))

    def reference(self, unit: str) -> date | None:
        """The time that "that year" or "the following week" leans on."""
        if unit in ("year", "decade", "century") and self.year is not None:
            return date(self.year[0], 1, 1) if self.head.sentence - self.year[1] <= _REACH + 1 else None
        if self.narrated is not None and self.head.sentence - self.narrated[1] <= _REACH:
            return self.narrated[0]
        return None

    def from_narrated(self, offset: int, precision: Precision) -> Interval:
        """The day so many days from the one told last; unresolved where that is too far back."""
        if self.narrated is None or self.head.sentence - self.narrated[1] > _REACH:
            return None, None, precision
        day = self.narrated[0] + timedelta(days=offset)
        return day, day, precision

    def count(self) -> int | None:
        """The number of units; None for "several"."""
        text = self.word("n")
        if text.replace(".", "").isdigit():
            return round(float(text))
        parts = text.replace(" hundred", "-hundred").split("-")
        if len(parts) == 2 and all(part in self.words.numbers for part in parts):
            first, second = (self.words.numbers[part] for part in parts)
            return first * second if second == 100 else first + second
        return 2 if text.endswith("couple of") else self.words.numbers.get(text)

    def span(self) -> timedelta | None:
        """How long the stated number of units is."""
        count, unit = self.count(), self.word("u")
        days = next((d for name, d in UNIT_DAYS if unit.startswith(name)), None)
        return timedelta(days=count * days) if count is not None and days is not None else None
