"""Expressions that count from publication or from what was told before: weekdays, "last week", "two days later".

Each method takes a found expression and gives its interval, or None where it is no time after all.
"""

from __future__ import annotations

from datetime import date, timedelta

from verbale.coding.when.context import Context
from verbale.coding.when.days import DAY, Interval, around, monday_of, months_away, part_of, precision_of, unit_of
from verbale.coding.when.expressions import Found
from verbale.document import Token
from verbale.terms import Precision, TimeBasis

_DIRECTION = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


class Relative(Context):
    """The shapes that are nothing without a day to count from."""

    def _weekday(self, found: Found, head: Token) -> Interval | None:
        precision = Precision.PART_OF_DAY if found.parts.get("part") else Precision.DAY
        if self.published is None:
            return None, None, precision
        if found.parts.get("plural") and head.dep != "poss" and not found.text.endswith("'s"):
            return None
        wanted = self.words.weekdays[str(found.parts["wd"])]
        rel = (found.parts.get("rel") or "").casefold()
        day = self._week_day(found, wanted) if found.parts.get("week") else self._day_by(rel, wanted)
        return day, day, precision

    def _week_day(self, found: Found, wanted: int) -> date:
        assert self.published is not None
        offset = {"last": -7, "next": 7}.get(str(found.parts["week"]), 0)
        return monday_of(self.published) + timedelta(days=wanted + offset)

    def _day_by(self, rel: str, wanted: int) -> date:
        assert self.published is not None
        ahead = (wanted - self.published.weekday()) % 7
        behind = (self.published.weekday() - wanted) % 7
        if rel in ("next", "coming", "this coming"):
            return self.published + timedelta(days=ahead or 7)
        if rel in ("last", "past", "this past"):
            return self.published - timedelta(days=behind or 7)
        if rel == "this":
            return monday_of(self.published) + timedelta(days=wanted)
        self.basis = TimeBasis.TENSE
        if self.tense == "future" or (self.tense == "present" and ahead <= 3):
            return self.published + timedelta(days=ahead)
        return self.published - timedelta(days=behind)

    def _relday(self, found: Found, head: Token) -> Interval | None:
        text = found.text.casefold()
        precision = Precision.PART_OF_DAY if found.parts.get("part") or "tonight" in text else Precision.DAY
        if self.published is None:
            return None, None, precision
        offset = 0
        for words, days in (
            ("day before yesterday", -2),
            ("day after tomorrow", 2),
            ("yesterday", -1),
            ("tomorrow", 1),
        ):
            if words in text:
                offset = days
                break
        day = self.published + timedelta(days=offset)
        return day, day, precision

    def _partday(self, found: Found, head: Token) -> Interval | None:
        rel = str(found.parts["rel"]).casefold()
        if rel in ("this", "last"):
            if self.published is None:
                return None, None, Precision.PART_OF_DAY
            day = self.published - DAY * (rel == "last")
            return day, day, Precision.PART_OF_DAY
        return self._from_narrated(
            {"the previous": -1, "the following": 1, "the next": 1}.get(rel, 0), head, Precision.PART_OF_DAY
        )

    def _overnight(self, found: Found, head: Token) -> Interval | None:
        if self.published is None:
            return None, None, Precision.PART_OF_DAY
        if self.tense == "future":
            return self.published, self.published + DAY, Precision.PART_OF_DAY
        return self.published - DAY, self.published, Precision.PART_OF_DAY

    def _weekend(self, found: Found, head: Token) -> Interval | None:
        if self.published is None:
            return None, None, Precision.RANGE
        rel = str(found.parts["rel"]).casefold()
        saturday = monday_of(self.published) + timedelta(days=5)
        if rel == "next":
            saturday += timedelta(days=7)
        elif rel in ("last", "this past", "the past", "the previous") or (
            rel in ("over the", "at the", "the") and self.tense == "past" and self.published < saturday
        ):
            saturday -= timedelta(days=7)
        return saturday, saturday + DAY, Precision.RANGE

    def _relunit(self, found: Found, head: Token) -> Interval | None:
        unit, rel = str(found.parts["u"]), str(found.parts["rel"]).casefold().removeprefix("the ")
        precision = {"week": Precision.WEEK, "month": Precision.MONTH, "year": Precision.YEAR}.get(
            unit, Precision.RANGE
        )
        offset = _DIRECTION.get(rel.removeprefix("this "), 0)
        base = self.published
        if rel in ("previous", "following", "same", "that"):
            base = self._reference(unit, head)
        if base is None:
            return None, None, precision
        start, end = unit_of(base, unit, offset)
        edge = found.parts.get("edge")
        if edge and self.published and start <= self.published <= end:
            if edge.casefold() == "earlier":
                return start, self.published, Precision.RANGE
            if edge.casefold() == "later":
                return self.published, end, Precision.RANGE
        return part_of(start, end, edge, precision)

    def _edgeunit(self, found: Found, head: Token) -> Interval | None:
        unit = found.parts.get("u") or ("year" if "year" in found.text.casefold() else "")
        if not unit or unit == "day":
            return None
        if self.published is None:
            return None, None, Precision.RANGE
        start, end = unit_of(self.published, unit, 0)
        return part_of(start, end, found.parts.get("edge") or "end of", Precision.RANGE)

    def _spanback(self, found: Found, head: Token) -> Interval | None:
        rel, size = str(found.parts["rel"]).casefold(), self._span(found)
        if rel in ("first", "following", "preceding"):
            return None, None, Precision.RANGE
        if self.published is None or size is None:
            return (None, self.published, Precision.RANGE) if rel != "next" else (self.published, None, Precision.RANGE)
        if rel in ("next", "coming"):
            return self.published, self.published + size, Precision.RANGE
        return self.published - size, self.published, Precision.RANGE

    def _vaguespan(self, found: Found, head: Token) -> Interval | None:
        if self.published is None:
            return None, None, Precision.RANGE
        ahead = any(word in found.text.casefold() for word in ("coming", "next"))
        return (self.published, None, Precision.RANGE) if ahead else (None, self.published, Precision.RANGE)

    def _ago(self, found: Found, head: Token) -> Interval | None:
        direction, unit = str(found.parts["dir"]), str(found.parts["u"])
        size = self._span(found)
        precision = precision_of(unit)
        if direction in ("ago", "from now"):
            base = self.published
        elif direction in ("later", "after", "afterwards", "afterward", "before", "earlier", "previously"):
            recent = self.narrated is not None and head.sentence - self.narrated[1] <= 2
            base = self.narrated[0] if recent and self.narrated else None
        else:
            base = None
        if base is None or size is None:
            return None, None, precision
        back = direction in ("ago", "before", "earlier", "previously")
        day = months_away(base, unit, self._count(found) or 0, back) or (base - size if back else base + size)
        return around(day, precision)

    def _nextday(self, found: Found, head: Token) -> Interval | None:
        rel, unit = str(found.parts["rel"]).casefold(), str(found.parts["u"])
        direction = (found.parts.get("dir") or "").strip()
        precision = Precision.DAY if unit == "day" else Precision.PART_OF_DAY
        if rel == "the" and not direction:
            return None
        offset = {"before": -1, "earlier": -1, "after": 1, "later": 1}.get(direction)
        if offset is None:
            offset = {"the following": 1, "the next": 1, "the previous": -1}.get(rel, 0)
        return self._from_narrated(offset, head, precision)

    def _within(self, found: Found, head: Token) -> Interval | None:
        size = self._span(found)
        if self.tense != "future":
            return None
        if self.published is None or size is None:
            return None, None, Precision.RANGE
        if found.text.casefold().startswith("within"):
            return self.published, self.published + size, Precision.RANGE
        return around(self.published + size, precision_of(str(found.parts["u"])))

    def _clock(self, found: Found, head: Token) -> Interval | None:
        recent = self.narrated is not None and head.sentence == self.narrated[1]
        day = self.narrated[0] if recent and self.narrated else None
        return day, day, Precision.INSTANT

    def _now(self, found: Found, head: Token) -> Interval | None:
        return None
