"""From a time expression to an interval of days.

Relative times count from the day of publication; where that is not known they stay unresolved. What the words leave
open (a weekday, a month without its year) takes its direction from the tense of what it modifies, and says so.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from verbale.coding.evidence import published_on
from verbale.coding.grammar import governor, is_verb, tense
from verbale.coding.when.expressions import Found, vocabulary
from verbale.document import Document, Token
from verbale.findings import Time
from verbale.terms import Precision, TimeBasis

Interval = tuple[date | None, date | None, Precision]
DAY = timedelta(days=1)
_FIRST_WEEKS = timedelta(days=27)
_DIRECTION = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_SINCE = re.compile(r"\b(?:ever )?since (?:the |then,? |late |early |at least )?$", re.I)
_UNTIL = re.compile(r"\b(?:until|till|by|no later than|through) (?:the |at least |early |late )?$", re.I)
_BEFORE = re.compile(r"\b(?:before|prior to) (?:the )?$", re.I)
_AFTER = re.compile(r"\b(?:after|as of|from|starting|beginning) (?:the )?$", re.I)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A resolved time expression; `kind` is point, since, until, before, after, duration or frequency."""

    start: int
    end: int
    head: Token
    time: Time
    kind: str


class Resolver:
    """Resolves the expressions of one document, in reading order (a later one may lean on an earlier)."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.document = document
        self.words = vocabulary(folder)
        self.published = published_on(document)
        self.narrated: tuple[date, int] | None = None  # the last single day told, and its sentence
        self.year: tuple[int, int] | None = None  # the last year told, and its sentence
        self.tense: str | None = None
        self.basis = TimeBasis.STATED

    def resolve(self, found: Found, head: Token, site: Token) -> TimeExpression | None:
        """The expression with its interval; None when it is no time after all."""
        if found.shape in ("duration", "frequency"):
            time = Time(text=found.text)
            return TimeExpression(found.start, found.end, head, time, found.shape)
        if found.shape == "year" and head.dep == "nummod" and head.head.tag == "NNS":
            return None
        self.tense, self.basis = self._tense(found, site), TimeBasis.STATED
        shape: Callable[[Found, Token], Interval | None] = getattr(self, f"_{found.shape}")
        interval = shape(found, head)
        if interval is None:
            return None
        self._remember(interval, found, head)
        kind = self._kind(found)
        start, end, precision = self._bounded(interval, kind)
        basis = self.basis if start or end else TimeBasis.NONE
        return TimeExpression(
            found.start, found.end, head, Time(start, end, precision, found.text, basis, _clock(found)), kind
        )

    def _tense(self, found: Found, site: Token) -> str | None:
        before = found.before.casefold().rstrip()
        if any(before.endswith(cue) for cue in self.words.future_before):
            return "future"
        verb = site if is_verb(site) else governor(site)
        told = tense(verb) if verb is not None else None
        if told == "present" and verb is not None and not any(c.dep == "aux" for c in verb.children):
            return "present"
        return told

    def _remember(self, interval: Interval, found: Found, head: Token) -> None:
        start, end, _ = interval
        if start is not None and start == end:
            self.narrated = (start, head.sentence)
        if found.parts.get("y"):
            self.year = (int(str(found.parts["y"])), head.sentence)

    def _kind(self, found: Found) -> str:
        text = found.before
        if _SINCE.search(text) or (found.parts.get("rel") or "").casefold().startswith("since"):
            return "since"
        if _UNTIL.search(text):
            return "until"
        if _BEFORE.search(text):
            return "before"
        return "after" if _AFTER.search(text) and not re.search(r"\bfrom $", text) else "point"

    def _bounded(self, interval: Interval, kind: str) -> Interval:
        """What "since", "until", "before" and "after" make of an interval."""
        start, end, precision = interval
        if kind == "since":
            return start, self.published, Precision.RANGE
        if kind == "until":
            return None, end, Precision.RANGE
        if kind == "before":
            return None, start - DAY if start else None, Precision.RANGE
        if kind == "after":
            return end, None, Precision.RANGE
        return start, end, precision

    # -- shapes, in the order of `expressions._templates`

    def _iso(self, found: Found, head: Token) -> Interval | None:
        return _day(int(str(found.parts["y"])), int(str(found.parts["m"])), int(str(found.parts["d"])))

    def _date(self, found: Found, head: Token) -> Interval | None:
        month, first = self.words.months[str(found.parts["m"])], _digits(found.parts["d"])
        last = _digits(found.parts.get("d2")) or first
        year = int(str(found.parts["y"])) if found.parts.get("y") else self._year_of(month, first or 1, head)
        if year is None:
            return None, None, Precision.DAY if last == first else Precision.RANGE
        start, end = _day(year, month, first or 1), _day(year, month, last or 1)
        if start is None or end is None:
            return None
        return start[0], end[1], Precision.DAY if start == end else Precision.RANGE

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
        options = [y for y in (this - 1, this, this + 1) if _day(y, month, day)]
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

    def _months(self, found: Found, head: Token) -> Interval | None:
        first, last = self.words.months[str(found.parts["m"])], self.words.months[str(found.parts["m2"])]
        year = int(str(found.parts["y"])) if found.parts.get("y") else self._year_of_month(last, head)
        if year is None:
            return None, None, Precision.RANGE
        return date(year - (first > last), first, 1), _month_end(year, last), Precision.RANGE

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
        return _part(date(year, month, 1), _month_end(year, month), found.parts.get("edge"), Precision.MONTH)

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
        return start, _month_end(last.year, last.month), Precision.SEASON

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
        return date(year, 1 + size * index, 1), _month_end(year, size * (index + 1)), Precision.RANGE

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
        return _monday(self.published) + timedelta(days=wanted + offset)

    def _day_by(self, rel: str, wanted: int) -> date:
        assert self.published is not None
        ahead = (wanted - self.published.weekday()) % 7
        behind = (self.published.weekday() - wanted) % 7
        if rel in ("next", "coming", "this coming"):
            return self.published + timedelta(days=ahead or 7)
        if rel in ("last", "past", "this past"):
            return self.published - timedelta(days=behind or 7)
        if rel == "this":
            return _monday(self.published) + timedelta(days=wanted)
        self.basis = TimeBasis.TENSE
        if self.tense == "future" or (self.tense == "present" and ahead <= 3):
            return self.published + timedelta(days=ahead)
        return self.published - timedelta(days=behind)

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
        saturday = _monday(self.published) + timedelta(days=5)
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
        start, end = _unit(base, unit, offset)
        edge = found.parts.get("edge")
        if edge and self.published and start <= self.published <= end:
            if edge.casefold() == "earlier":
                return start, self.published, Precision.RANGE
            if edge.casefold() == "later":
                return self.published, end, Precision.RANGE
        return _part(start, end, edge, precision)

    def _reference(self, unit: str, head: Token) -> date | None:
        """The time that "that year" or "the following week" leans on."""
        if unit == "year" and self.year is not None and head.sentence - self.year[1] <= 3:
            return date(self.year[0], 1, 1)
        if self.narrated is not None and head.sentence - self.narrated[1] <= 2:
            return self.narrated[0]
        return None

    def _edgeunit(self, found: Found, head: Token) -> Interval | None:
        unit = found.parts.get("u") or ("year" if "year" in found.text.casefold() else "")
        if not unit or unit == "day":
            return None
        if self.published is None:
            return None, None, Precision.RANGE
        start, end = _unit(self.published, unit, 0)
        return _part(start, end, found.parts.get("edge") or "end of", Precision.RANGE)

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
        precision = _precision_of(unit)
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
        day = _months_away(base, unit, self._count(found) or 0, back) or (base - size if back else base + size)
        return _around(day, precision)

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

    def _from_narrated(self, offset: int, head: Token, precision: Precision) -> Interval:
        if self.narrated is None or head.sentence - self.narrated[1] > 2:
            return None, None, precision
        day = self.narrated[0] + timedelta(days=offset)
        return day, day, precision

    def _within(self, found: Found, head: Token) -> Interval | None:
        size = self._span(found)
        if self.tense != "future":
            return None
        if self.published is None or size is None:
            return None, None, Precision.RANGE
        if found.text.casefold().startswith("within"):
            return self.published, self.published + size, Precision.RANGE
        return _around(self.published + size, _precision_of(str(found.parts["u"])))

    def _clock(self, found: Found, head: Token) -> Interval | None:
        recent = self.narrated is not None and head.sentence == self.narrated[1]
        day = self.narrated[0] if recent and self.narrated else None
        return day, day, Precision.INSTANT

    def _holiday(self, found: Found, head: Token) -> Interval | None:
        month, day = self.words.holidays[str(found.parts["hd"])]
        year = int(str(found.parts["y"])) if found.parts.get("y") else self._year_of(month, day, head)
        return _day(year, month, day) if year else (None, None, Precision.DAY)

    def _dayonly(self, found: Found, head: Token) -> Interval | None:
        if self.published is None:
            return None, None, Precision.DAY
        return _day(self.published.year, self.published.month, _digits(found.parts["d"]) or 1)

    def _year(self, found: Found, head: Token) -> Interval | None:
        year = int(str(found.parts["y"]))
        if self.published is not None and year > self.published.year + 60:
            return None
        return _part(date(year, 1, 1), date(year, 12, 31), found.parts.get("edge"), Precision.YEAR)

    def _now(self, found: Found, head: Token) -> Interval | None:
        return None

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
        days = next((d for name, d in _UNIT_DAYS if unit.startswith(name)), None)
        return timedelta(days=count * days) if count is not None and days is not None else None


_UNIT_DAYS = (("second", 0.0), ("minute", 0.0), ("hour", 1 / 24), ("day", 1), ("night", 1), ("weekend", 7), ("week", 7),
              ("fortnight", 14), ("month", 30.44), ("year", 365.25), ("decade", 3652.5), ("centur", 36525))  # fmt: skip


def _digits(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None


def _day(year: int, month: int, day: int) -> tuple[date, date, Precision] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found, Precision.DAY


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _unit(day: date, unit: str, offset: int) -> tuple[date, date]:
    """The week, month, quarter, year, decade or century `offset` away from the one that holds the day."""
    if unit == "week":
        monday = _monday(day) + timedelta(days=7 * offset)
        return monday, monday + timedelta(days=6)
    if unit in ("month", "quarter"):
        size = 1 if unit == "month" else 3
        months = day.year * 12 + day.month - 1
        months = months - months % size + offset * size
        last = months + size - 1
        return date(months // 12, months % 12 + 1, 1), _month_end(last // 12, last % 12 + 1)
    size = {"decade": 10, "century": 100}.get(unit, 1)
    first = day.year - day.year % size + offset * size
    return date(first, 1, 1), date(first + size - 1, 12, 31)


def _part(start: date, end: date, edge: str | None, precision: Precision) -> Interval:
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


def _precision_of(unit: str) -> Precision:
    names = (
        ("week", Precision.WEEK),
        ("month", Precision.MONTH),
        ("year", Precision.YEAR),
        ("decade", Precision.RANGE),
    )
    return next((p for name, p in names if unit.startswith(name)), Precision.DAY)


def _around(day: date, precision: Precision) -> Interval:
    """The week, month or year around a day; the day itself for days."""
    unit = {Precision.WEEK: "week", Precision.MONTH: "month", Precision.YEAR: "year"}.get(precision)
    start, end = _unit(day, unit, 0) if unit else (day, day)
    return start, end, precision


def _months_away(day: date, unit: str, count: int, back: bool) -> date | None:
    """The same day so many months or years away; None for smaller units."""
    size = 1 if unit.startswith("month") else 12 if unit.startswith("year") else 120 if unit.startswith("decade") else 0
    if not size:
        return None
    months = day.year * 12 + day.month - 1 + (-count if back else count) * size
    if months < 12:
        return None
    return date(months // 12, months % 12 + 1, min(day.day, calendar.monthrange(months // 12, months % 12 + 1)[1]))


def _clock(found: Found) -> str | None:
    if found.shape != "clock":
        return None
    if found.parts.get("h24"):
        return f"{int(str(found.parts['h24'])):02d}:{found.parts['m24']}"
    hour = int(str(found.parts["h"])) % 12 + 12 * str(found.parts["half"]).casefold().startswith("p")
    return f"{hour:02d}:{found.parts.get('min') or '00'}"
