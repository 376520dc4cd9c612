"""What the text has told so far, which a later time expression may lean on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from verbale.coding.evidence import published_on
from verbale.coding.when.days import UNIT_DAYS, Interval, day_of
from verbale.coding.when.expressions import Found, vocabulary
from verbale.document import Document, Token
from verbale.terms import Precision, TimeBasis


class Context:
    """The state of a reading in order: the publication day, the last day and year told, the tense of the moment."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.document = document
        self.words = vocabulary(folder)
        self.published = published_on(document)
        self.narrated: tuple[date, int] | None = None  # the last single day told, and its sentence
        self.year: tuple[int, int] | None = None  # the last year told, and its sentence
        self.tense: str | None = None
        self.basis = TimeBasis.STATED

    def _told_year(self, head: Token) -> int | None:
        """The earlier year that the text is telling of: stated in this sentence, or just before it."""
        if self.year is None or self.tense == "future":
            return None
        gap, past = head.sentence - self.year[1], self.published is None or self.year[0] < self.published.year
        return (
            self.year[0]
            if past and gap <= (0 if self.published and self.year[0] > self.published.year - 2 else 2)
            else None
        )

    def _year_of(self, month: int, day: int, head: Token) -> int | None:
        """The year of a date that states none: by the tense, and nearest to publication."""
        if (
            self.year is not None
            and self.year[1] == head.sentence
            and self.published
            and self.year[0] < self.published.year
        ):
            return self.year[0]
        if self.published is None:
            return None
        self.basis = TimeBasis.TENSE
        this = self.published.year
        options = [y for y in (this - 1, this, this + 1) if day_of(y, month, day)]
        days = {y: date(y, month, day) for y in options}
        if self.tense == "future":
            ahead = [y for y in options if days[y] >= self.published]
            return min(ahead, default=this)
        if self.tense in ("past", None, "present"):
            behind = [y for y in options if days[y] <= self.published]
            if self.tense == "present" or self.tense is None:
                return min(options, key=lambda y: abs((days[y] - self.published).days)) if self.published else this
            return max(behind, default=this)
        return this

    def _year_of_month(self, month: int, head: Token) -> int | None:
        if (
            self.year is not None
            and head.sentence - self.year[1] == 0
            and self.published
            and self.year[0] < self.published.year
        ):
            return self.year[0]
        if self.published is None:
            return None
        self.basis = TimeBasis.TENSE
        year, now = self.published.year, self.published.month
        if self.tense == "future":
            return year if month >= now else year + 1
        return year if month <= now else year - 1

    def _reference(self, unit: str, head: Token) -> date | None:
        """The time that "that year" or "the following week" leans on."""
        if unit == "year" and self.year is not None and head.sentence - self.year[1] <= 3:
            return date(self.year[0], 1, 1)
        if self.narrated is not None and head.sentence - self.narrated[1] <= 2:
            return self.narrated[0]
        return None

    def _from_narrated(self, offset: int, head: Token, precision: Precision) -> Interval:
        if self.narrated is None or head.sentence - self.narrated[1] > 2:
            return None, None, precision
        day = self.narrated[0] + timedelta(days=offset)
        return day, day, precision

    def _count(self, found: Found) -> int | None:
        text = str(found.parts.get("n") or "").casefold()
        if text.replace(".", "").isdigit():
            return round(float(text))
        if "-" in text and all(part in self.words.numbers for part in text.split("-")):
            return sum(self.words.numbers[part] for part in text.split("-"))
        if text in ("couple of", "a couple of"):
            return 2
        return self.words.numbers.get(text)

    def _span(self, found: Found) -> timedelta | None:
        count, unit = self._count(found), str(found.parts["u"])
        days = next((d for name, d in UNIT_DAYS if unit.startswith(name)), None)
        return timedelta(days=count * days) if count is not None and days is not None else None
