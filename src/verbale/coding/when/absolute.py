"""Expressions that name their place in the calendar: dates, months, seasons, years, decades.

Each method takes a found expression and gives its interval, or None where it is no time after all.
"""

from __future__ import annotations

from datetime import date, timedelta

from verbale.coding.when.context import Context
from verbale.coding.when.days import Interval, day_of, digits, month_end, part_of
from verbale.coding.when.expressions import Found
from verbale.document import Token
from verbale.terms import Precision, TimeBasis

_FIRST_WEEKS = timedelta(days=27)


class Absolute(Context):
    """The shapes whose words name a date, or the part of one that the context completes."""

    def _iso(self, found: Found, head: Token) -> Interval | None:
        return day_of(int(str(found.parts["y"])), int(str(found.parts["m"])), int(str(found.parts["d"])))

    def _date(self, found: Found, head: Token) -> Interval | None:
        month, first = self.words.months[str(found.parts["m"])], digits(found.parts["d"])
        last = digits(found.parts.get("d2")) or first
        year = int(str(found.parts["y"])) if found.parts.get("y") else self._year_of(month, first or 1, head)
        if year is None:
            return None, None, Precision.DAY if last == first else Precision.RANGE
        start, end = day_of(year, month, first or 1), day_of(year, month, last or 1)
        if start is None or end is None:
            return None
        return start[0], end[1], Precision.DAY if start == end else Precision.RANGE

    def _months(self, found: Found, head: Token) -> Interval | None:
        first, last = self.words.months[str(found.parts["m"])], self.words.months[str(found.parts["m2"])]
        year = int(str(found.parts["y"])) if found.parts.get("y") else self._year_of_month(last, head)
        if year is None:
            return None, None, Precision.RANGE
        return date(year - (first > last), first, 1), month_end(year, last), Precision.RANGE

    def _month(self, found: Found, head: Token) -> Interval | None:
        name = str(found.parts["m"])
        if name in ("May", "March", "August") and not found.parts.get("y") and head.pos not in ("PROPN", "NOUN"):
            return None
        month = self.words.months[name]
        if head.ent in ("PERSON",) or (name == "May" and head.dep == "nsubj" and not found.parts.get("edge")):
            return None
        year = self._stated_year(found) or self._relative_month_year(found, month) or self._year_of_month(month, head)
        if year is None:
            return None, None, Precision.MONTH
        return part_of(date(year, month, 1), month_end(year, month), found.parts.get("edge"), Precision.MONTH)

    def _stated_year(self, found: Found) -> int | None:
        if found.parts.get("y"):
            return int(str(found.parts["y"]))
        offset = {"last": -1, "this": 0, "next": 1}.get(found.parts.get("yrel") or "")
        if offset is not None and self.published:
            return self.published.year + offset
        if found.parts.get("yrel") and self.year:
            return self.year[0] + {"the following": 1, "the previous": -1}.get(str(found.parts["yrel"]), 0)
        return None

    def _relative_month_year(self, found: Found, month: int) -> int | None:
        rel = (found.parts.get("rel") or "").casefold()
        if not rel or self.published is None:
            return None
        year, now = self.published.year, self.published.month
        if rel in ("last", "this past"):
            return year if month < now else year - 1
        if rel in ("next", "this coming"):
            return year if month > now else year + 1
        return year if rel == "this" else None

    def _season(self, found: Found, head: Token) -> Interval | None:
        first = self.words.seasons[str(found.parts["s"]).casefold()]
        rel = (found.parts.get("rel") or "").strip().casefold()
        if found.parts.get("y"):
            year = int(str(found.parts["y"]))
        elif self.published is None:
            return None, None, Precision.SEASON
        else:
            year = self._season_year(first, rel)
        start = date(year, first, 1)
        last = date(year + (first == 12), (first + 2 - 1) % 12 + 1, 1)
        return start, month_end(last.year, last.month), Precision.SEASON

    def _season_year(self, first: int, rel: str) -> int:
        assert self.published is not None
        year, now = self.published.year, self.published.month
        begun = now >= first
        if rel.startswith("next"):
            return year + 1 if begun else year
        if rel.startswith("last") or rel == "this past":
            return year if now > first + 2 and first != 12 else year - 1
        if rel.startswith("this"):
            return year
        self.basis = TimeBasis.TENSE
        if self.tense == "future":
            return year if now <= first + 2 else year + 1
        return year if begun else year - 1

    def _quarter(self, found: Found, head: Token) -> Interval | None:
        year = self._stated_year(found) or (self.published.year if self.published else None)
        if year is None:
            return None, None, Precision.RANGE
        size = 6 if found.parts["half"] == "half" else 3
        index = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(str(found.parts["q"]), 12 // size - 1)
        return date(year, 1 + size * index, 1), month_end(year, size * (index + 1)), Precision.RANGE

    def _between(self, found: Found, head: Token) -> Interval | None:
        return date(int(str(found.parts["y"])), 1, 1), date(int(str(found.parts["y2"])), 12, 31), Precision.RANGE

    def _yearspan(self, found: Found, head: Token) -> Interval | None:
        first, second = str(found.parts["y"]), str(found.parts["y2"])
        last = int(first[: 4 - len(second)] + second)
        if last < int(first):
            return None
        return date(int(first), 1, 1), date(last, 12, 31), Precision.RANGE

    def _decade(self, found: Found, head: Token) -> Interval | None:
        year = int(str(found.parts["y"]))
        start, end = date(year, 1, 1), date(year + 9, 12, 31)
        edge = (found.parts.get("edge") or "").casefold()
        if edge == "early":
            end = date(year + 3, 12, 31)
        elif edge == "mid":
            start, end = date(year + 3, 1, 1), date(year + 6, 12, 31)
        elif edge == "late":
            start = date(year + 6, 1, 1)
        return start, end, Precision.RANGE

    def _holiday(self, found: Found, head: Token) -> Interval | None:
        month, day = self.words.holidays[str(found.parts["hd"])]
        year = int(str(found.parts["y"])) if found.parts.get("y") else self._year_of(month, day, head)
        return day_of(year, month, day) if year else (None, None, Precision.DAY)

    def _dayonly(self, found: Found, head: Token) -> Interval | None:
        if self.published is None:
            return None, None, Precision.DAY
        return day_of(self.published.year, self.published.month, digits(found.parts["d"]) or 1)

    def _year(self, found: Found, head: Token) -> Interval | None:
        year = int(str(found.parts["y"]))
        if self.published is not None and year > self.published.year + 60:
            return None
        return part_of(date(year, 1, 1), date(year, 12, 31), found.parts.get("edge"), Precision.YEAR)

    def _opening(self, found: Found, head: Token) -> Interval | None:
        """The first weeks of something in a year: from its start where it is known, else early in that year."""
        year = int(str(found.parts["y"]))
        what = (found.parts.get("what") or "").casefold()
        known = next((s for phrase, (s, _) in self.words.eras.items() if phrase in what and s.year == year), None)
        if str(found.parts["edge"]).casefold() in ("final", "last", "closing", "dying"):
            return date(year, 9, 1), date(year, 12, 31), Precision.RANGE
        if known is not None:
            return known, known + _FIRST_WEEKS, Precision.RANGE
        return date(year, 1, 1), date(year, 4, 30), Precision.RANGE
