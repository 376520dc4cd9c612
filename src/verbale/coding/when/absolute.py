"""Expressions that name their place in the calendar: dates, months, seasons, years, decades.

Each method gives the interval of the expression at hand, or None where it is no time after all.
"""

from __future__ import annotations

from datetime import date, timedelta

from verbale.coding.when.context import Context
from verbale.coding.when.days import Interval, day_of, digits, easter, month_end, part_of, unit_of
from verbale.terms import Precision, TimeBasis

_FIRST_WEEKS = timedelta(days=27)
_LAST_PARTS = frozenset({"final", "last", "closing", "dying"})
_ALSO_WORDS = frozenset({"May", "March", "August"})  # modal, verb, adjective or surname as well


class Absolute(Context):
    """The shapes whose words name a date, or the part of one that the context completes."""

    def _iso(self) -> Interval | None:
        return day_of(int(self.part("y")), int(self.part("m")), int(self.part("d")))

    def _date(self) -> Interval | None:
        month, first = self.words.months[self.part("m")], digits(self.part("d")) or 1
        last, last_month = digits(self.part("d2")) or first, self.words.months.get(self.part("m2"), month)
        precision = Precision.DAY if (last, last_month) == (first, month) else Precision.RANGE
        year = self._stated_year() or self.year_of(last_month, last)
        if year is None:
            return None, None, precision
        start, end = day_of(year, month, first), day_of(year, last_month, last)
        if start is None or end is None or start[0] > end[1]:
            return None
        return start[0], end[1], precision

    def _weekof(self) -> Interval | None:
        """The week that holds a date."""
        month = self.words.months[self.part("m") or self.part("m2")]
        day = digits(self.part("d") or self.part("d2")) or 1
        year = self._stated_year() or self.year_of(month, day)
        found = day_of(year, month, day) if year else None
        return (*unit_of(found[0], "week", 0), Precision.WEEK) if found else (None, None, Precision.WEEK)

    def _slashed(self) -> Interval | None:
        """12/25/2024 and 25/12/2024; which of two small numbers is the month, nobody can tell."""
        first, second, year = int(self.part("a")), int(self.part("b")), int(self.part("y"))
        if first > 12 or first == second:
            return day_of(year, second, first)
        return day_of(year, first, second) if second > 12 else (None, None, Precision.DAY)

    def _months(self) -> Interval | None:
        first, last = self.words.months[self.part("m")], self.words.months[self.part("m2")]
        year = self._stated_year() or self.year_of_month(last)
        if year is None:
            return None, None, Precision.RANGE
        return date(year - (first > last), first, 1), month_end(year, last), Precision.RANGE

    def _month(self) -> Interval | None:
        name, head = self.part("m"), self.head
        if name in _ALSO_WORDS and not self.part("y") and head.pos not in ("PROPN", "NOUN"):
            return None
        surname = any(c.dep == "compound" and c.pos == "PROPN" for c in head.children)  # "Theresa May"
        if surname or head.ent == "PERSON" or (name in _ALSO_WORDS and head.dep == "nsubj" and not self.part("edge")):
            return None
        month = self.words.months[name]
        over = self.found.before.casefold().rstrip().endswith("since")
        year = self._stated_year() or self._relative_year(month) or self.year_of_month(month, over=over)
        if year is None:
            return None, None, Precision.MONTH
        return part_of(date(year, month, 1), month_end(year, month), self.part("edge"), Precision.MONTH)

    def _stated_year(self) -> int | None:
        if self.part("y"):
            return int(self.part("y"))
        offset = {"last": -1, "this": 0, "the": 0, "next": 1}.get(self.word("yrel"))
        if offset is not None and self.published:
            return self.published.year + offset
        if self.part("yrel") and self.year and self.published:
            return self.year[0] + {"the following": 1, "the previous": -1}.get(self.word("yrel"), 0)
        return None

    def _relative_year(self, month: int) -> int | None:
        rel = self.word("rel")
        if not rel or self.published is None:
            return None
        year, now = self.published.year, self.published.month
        if rel in ("last", "this past"):
            return year if month < now else year - 1
        if rel in ("next", "this coming", "coming"):
            return year if month > now else year + 1
        return year if rel == "this" else None

    def _season(self) -> Interval | None:
        first = self.words.seasons[self.word("s")]
        year = self._stated_year() or self._season_year(first)
        if year is None:
            return None, None, Precision.SEASON
        start = date(year, first, 1)
        last = date(year + (first == 12), (first + 1) % 12 + 1, 1)
        return part_of(start, month_end(last.year, last.month), self.part("edge"), Precision.SEASON)

    def _season_year(self, first: int) -> int | None:
        if self.published is None:
            return None
        rel, year, now = self.word("rel"), self.published.year, self.published.month
        begun = now >= first
        if rel.startswith(("next", "this coming")):
            return year + 1 if begun else year
        if rel.startswith(("last", "this past")):
            return year if now > first + 2 else year - 1
        if rel.startswith("this"):
            return year - 1 if self.tense == "past" and not begun else year
        self.basis = TimeBasis.TENSE
        if self.tense == "future":
            return year if now <= first + 2 else year + 1
        return year if begun else year - 1

    def _quarter(self) -> Interval | None:
        year = self._stated_year()
        if year is None:
            return None, None, Precision.RANGE
        size = 6 if self.part("half") == "half" else 3
        index = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(self.word("q"), 12 // size - 1)
        return date(year, 1 + size * index, 1), month_end(year, size * (index + 1)), Precision.RANGE

    def _between(self) -> Interval | None:
        first, last = int(self.part("y")), int(self.part("y2"))
        return (date(first, 1, 1), date(last, 12, 31), Precision.RANGE) if first < last else None

    def _yearspan(self) -> Interval | None:
        first, second = self.part("y"), self.part("y2")
        last = int(first[: 4 - len(second)] + second)
        return (date(int(first), 1, 1), date(last, 12, 31), Precision.RANGE) if last > int(first) else None

    def _decade(self) -> Interval | None:
        year = int(self.part("y")) if self.part("y") else 1900 + self.words.decades[self.word("dec")]
        return self._years(year, year + 9, (3, 3, 6, 6))

    def _century(self) -> Interval | None:
        word = self.word("c")
        number = digits(word) or self.words.ordinals.get(word)
        if not number:
            return None
        return self._years(100 * (number - 1), 100 * number - 1, (30, 34, 65, 70)) if number > 1 else None

    def _years(self, first: int, last: int, cuts: tuple[int, int, int, int]) -> Interval:
        """The years first to last, or their early, middle or late part."""
        early, mid, middle_end, late = cuts
        edge = self.word("edge").removesuffix(" in the")
        if edge.startswith(("early", "the beginning", "the start")):
            last = first + early
        elif edge.startswith(("mid", "the middle")):
            first, last = first + mid, first + middle_end
        elif edge.startswith(("late", "the end")):
            first += late
        return date(first, 1, 1), date(last, 12, 31), Precision.RANGE

    def _holiday(self) -> Interval | None:
        month, day = self.words.holidays[self.part("hd")]
        year = self._stated_year() or self.year_of(month, day)
        return day_of(year, month, day) if year else (None, None, Precision.DAY)

    def _easter(self) -> Interval | None:
        offset = self.words.easters[self.part("hd")]
        if self.part("y"):
            year = int(self.part("y"))
        elif self.published is None:
            return None, None, Precision.DAY
        else:
            self.basis, year = TimeBasis.TENSE, self.published.year
            ahead = easter(year, offset) > self.published
            year += (not ahead) if self.tense == "future" else -ahead
        day = easter(year, offset)
        return day, day, Precision.DAY

    def _era(self) -> Interval | None:
        """A well-known event that a time is told by: "since the fall of the Berlin Wall"."""
        start, end = self.words.eras[self.word("era")]
        if self.published is not None and start > self.published:
            return None
        return start, end or start, Precision.DAY if end in (None, start) else Precision.RANGE

    def _dayonly(self) -> Interval | None:
        if self.published is None:
            return None, None, Precision.DAY
        day = digits(self.part("d")) or 1
        self.basis = TimeBasis.TENSE
        step = 1 if self.tense == "future" and day < self.published.day else 0
        step = -1 if self.tense == "past" and day > self.published.day else step
        months = self.published.year * 12 + self.published.month - 1 + step
        return day_of(months // 12, months % 12 + 1, day)

    def _year(self) -> Interval | None:
        year = int(self.part("y"))
        if self.published is not None and year > self.published.year + 60:
            return None
        return part_of(date(year, 1, 1), date(year, 12, 31), self.part("edge"), Precision.YEAR)

    def _opening(self) -> Interval | None:
        """The first weeks of something in a year: from its start where it is known, else early in that year."""
        year, what = int(self.part("y")), self.word("what")
        if self.word("edge") in _LAST_PARTS:
            return date(year, 9, 1), date(year, 12, 31), Precision.RANGE
        known = next((s for phrase, (s, _) in self.words.eras.items() if phrase in what and s.year == year), None)
        if known is not None:
            return known, known + _FIRST_WEEKS, Precision.RANGE
        return date(year, 1, 1), date(year, 4, 30), Precision.RANGE
