"""Expressions that count from publication or from what was told before: weekdays, "last week", "two days later".

Each method gives the interval of the expression at hand, or None where it is no time after all.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from verbale.coding.when.context import Context
from verbale.coding.when.days import (
    DAY,
    Interval,
    around,
    monday_of,
    months_away,
    moved,
    part_of,
    precision_of,
    unit_of,
)
from verbale.terms import Precision, TimeBasis

_DIRECTION = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_TOLD = frozenset({"previous", "following", "same", "that"})  # lean on the day told, not on publication
_HOURS = re.compile(r"\b(?:hours|dawn|dusk|night|morning|evening|afternoon|midnight) (?:of|on) $", re.I)
_WEEK = 7
_SOON = 3  # days ahead that a present tense reaches ("meets on Friday")
_OPEN_UNITS = frozenset({"week"})  # of so short a unit "early" and "late" leave the other edge out


class Relative(Context):
    """The shapes that are nothing without a day to count from."""

    def _weekday(self) -> Interval | None:
        part = self.part("part") or self.part("edge") or _HOURS.search(self.found.before)
        precision = Precision.PART_OF_DAY if part else Precision.DAY
        if self.part("plural") and self.head.dep != "poss":
            return None
        wanted, rel = self.words.weekdays[self.part("wd")], self.word("rel").removeprefix("the ")
        if rel in ("previous", "following", "that") and not self.part("week"):
            return self._told_weekday(rel, wanted, precision)
        if self.published is None:
            return None, None, precision
        day = self._day_of_week(wanted) if self.part("week") else self._day_by(rel, wanted)
        return day, day, precision

    def _weekdays(self) -> Interval | None:
        """From one weekday to another: ahead the first decides, behind the second."""
        first, last = self.words.weekdays[self.part("wd")], self.words.weekdays[self.part("wd2")]
        if self.published is None:
            return None, None, Precision.RANGE
        length = timedelta(days=(last - first) % _WEEK)
        if self.tense == "future":
            start = self._day_by("", first)
            return start, start + length, Precision.RANGE
        end = self._day_by("", last)
        return end - length, end, Precision.RANGE

    def _told_weekday(self, rel: str, wanted: int, precision: Precision) -> Interval:
        told, _, _ = self.from_narrated(0, precision)
        if told is None:
            return None, None, precision
        if rel == "previous":
            day = told - timedelta(days=(told.weekday() - wanted) % _WEEK or _WEEK)
        else:
            gap = (wanted - told.weekday()) % _WEEK
            day = told + timedelta(days=gap or (_WEEK if rel == "following" else 0))
        return day, day, precision

    def _day_of_week(self, wanted: int) -> date:
        assert self.published is not None
        offset = {"last": -_WEEK, "next": _WEEK}.get(self.word("week"), 0)
        return monday_of(self.published) + timedelta(days=wanted + offset)

    def _day_by(self, rel: str, wanted: int) -> date:
        assert self.published is not None
        ahead = (wanted - self.published.weekday()) % _WEEK
        behind = (self.published.weekday() - wanted) % _WEEK
        if rel in ("next", "coming", "this coming"):
            return self.published + timedelta(days=ahead or _WEEK)
        if rel in ("last", "past", "this past"):
            return self.published - timedelta(days=behind or _WEEK)
        if rel == "this":
            return monday_of(self.published) + timedelta(days=wanted)
        self.basis = TimeBasis.TENSE
        near = self.tense in (None, "present") and ahead <= _SOON
        if self.tense == "future" or near:
            return self.published + timedelta(days=ahead)
        return self.published - timedelta(days=behind)

    def _relday(self) -> Interval | None:
        text = self.found.text.casefold()
        part = self.part("part") or self.part("edge") or "tonight" in text
        precision = Precision.PART_OF_DAY if part else Precision.DAY
        if self.published is None:
            return None, None, precision
        offsets = (("before yesterday", -2), ("after tomorrow", 2), ("yesterday", -1), ("tomorrow", 1))
        day = self.published + next((n for words, n in offsets if words in text), 0) * DAY
        return day, day, precision

    def _partday(self) -> Interval | None:
        rel = self.word("rel")
        if rel not in ("this", "last"):
            offset = {"the previous": -1, "the following": 1, "the next": 1}.get(rel, 0)
            return self.from_narrated(offset, Precision.PART_OF_DAY)
        if self.published is None:
            return None, None, Precision.PART_OF_DAY
        day = self.published - DAY * (rel == "last")
        return day, day, Precision.PART_OF_DAY

    def _overnight(self) -> Interval | None:
        """The night to the day of publication; the night after it in a future tense."""
        if self.published is None:
            return None, None, Precision.PART_OF_DAY
        first = self.published - DAY * (self.tense != "future")
        return first, first + DAY, Precision.PART_OF_DAY

    def _nightto(self) -> Interval | None:
        """ "On the night of Friday to Saturday", "overnight into Saturday"."""
        if self.published is None:
            return None, None, Precision.PART_OF_DAY
        end = self._day_by("", self.words.weekdays[self.part("wd")])
        return end - DAY, end, Precision.PART_OF_DAY

    def _weekend(self) -> Interval | None:
        if self.published is None:
            return None, None, Precision.RANGE
        rel = self.word("rel").removeprefix("the ")
        saturday = monday_of(self.published) + timedelta(days=5)
        if rel in ("next", "following"):
            saturday += timedelta(days=_WEEK)
        elif rel in ("last", "this past", "past", "previous") or (self.tense == "past" and self.published < saturday):
            saturday -= timedelta(days=_WEEK)
        return saturday, saturday + DAY, Precision.RANGE

    def _relunit(self) -> Interval | None:
        unit, rel = self.word("u"), self.word("rel").removeprefix("the ")
        precision = precision_of(unit) if unit != "day" else Precision.RANGE
        precision = precision if unit in ("week", "month", "year") else Precision.RANGE
        base = self.reference(unit) if rel in _TOLD else self.published
        if base is None:
            return None, None, precision
        start, end = unit_of(base, unit, _DIRECTION.get(rel.removeprefix("this "), 0))
        return self._edge_of(start, end, unit, precision)

    def _edge_of(self, start: date, end: date, unit: str, precision: Precision) -> Interval:
        """The part of a unit that an edge word names; "earlier" and "later" leave the unclear edge out."""
        edge = self.word("edge")
        if edge == "earlier" or (unit in _OPEN_UNITS and ("earl" in edge or "start" in edge or "beginning" in edge)):
            return start, None, precision
        if edge == "later" or (unit in _OPEN_UNITS and ("late" in edge or "end" in edge)):
            return None, end, precision
        return part_of(start, end, edge, precision)

    def _edgeunit(self) -> Interval | None:
        unit = self.word("u") or ("year" if "year" in self.found.text.casefold() else "")
        if unit not in ("week", "month", "year", "decade", "century"):
            return None
        if self.published is None:
            return None, None, Precision.RANGE
        start, end = unit_of(self.published, unit, 0)
        return part_of(start, end, self.part("edge") or "end of", Precision.RANGE)

    def _spanback(self) -> Interval | None:
        rel, size = self.word("rel"), self.span()
        if rel in ("first", "following", "preceding") or self.published is None:
            return None, None, Precision.RANGE
        if rel in ("next", "coming"):
            return self.published, moved(self.published, size) if size else None, Precision.RANGE
        return moved(self.published, -size) if size else None, self.published, Precision.RANGE

    def _vaguespan(self) -> Interval | None:
        if self.published is None:
            return None, None, Precision.RANGE
        ahead = any(word in self.found.text.casefold() for word in ("coming", "next"))
        return (self.published, None, Precision.RANGE) if ahead else (None, self.published, Precision.RANGE)

    def _ago(self) -> Interval | None:
        direction, unit = self.word("dir"), self.word("u")
        size, precision = self.span(), precision_of(unit)
        if direction in ("ago", "from now", "hence"):
            base = self.published
        else:
            base = self.reference("year" if unit.startswith(("year", "decade", "centur")) else "day")
        if base is None or size is None:
            return None, None, precision
        back = direction in ("ago", "before", "earlier", "previously")
        count = self.count() or 0
        day = months_away(base, unit, count, back) or moved(base, -size if back else size)
        return around(day, precision) if day is not None else None

    def _nextday(self) -> Interval | None:
        rel, unit, direction = self.word("rel"), self.word("u"), self.word("dir")
        precision = Precision.DAY if unit == "day" else Precision.PART_OF_DAY
        offset = {"before": -1, "earlier": -1, "after": 1, "later": 1}.get(direction)
        if offset is None:
            offset = {"the following": 1, "the next": 1, "the previous": -1}.get(rel, 0)
        return self.from_narrated(offset, precision)

    def _nextunit(self) -> Interval | None:
        """ "The year before", "the week after": from the day or year told."""
        unit = self.word("u")
        base = self.reference(unit)
        if base is None:
            return None, None, precision_of(unit)
        start, end = unit_of(base, unit, -1 if self.word("dir") in ("before", "earlier") else 1)
        return start, end, precision_of(unit)

    def _within(self) -> Interval | None:
        """A time ahead; of a past verb, "in three days" is how long it took."""
        size = self.span()
        if self.tense != "future":
            return None
        if self.published is None:
            return None, None, Precision.RANGE
        if self.found.text.casefold().startswith("within") or size is None:
            return self.published, moved(self.published, size) if size else None, Precision.RANGE
        day = moved(self.published, size)
        return around(day, precision_of(self.word("u"))) if day is not None else None

    def _clock(self) -> Interval | None:
        recent = self.narrated is not None and self.head.sentence == self.narrated[1]
        day = self.narrated[0] if recent and self.narrated else None
        return day, day, Precision.INSTANT
