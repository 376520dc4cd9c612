"""From a time expression to an interval of days.

Relative times count from the day of publication; where that is not known they stay unresolved. What the words leave
open (a weekday, a month without its year) takes its direction from the tense of what it modifies, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from verbale.coding.grammar import governor, is_verb, tense
from verbale.coding.when.absolute import Absolute
from verbale.coding.when.days import DAY, Interval
from verbale.coding.when.expressions import Found
from verbale.coding.when.relative import Relative
from verbale.document import Token
from verbale.findings import Time
from verbale.terms import Precision, TimeBasis

_SINCE = re.compile(r"\b(?:ever )?since (?:the |then,? |late |early |at least )?$", re.I)
_AT_THE_END = re.compile(r"(?:the (?:very )?)?(?:end|close) of|year[- ]?end", re.I)
_UNTIL = re.compile(r"\b(?:until|till|by|no later than|through) (?:the |at least |early |late )?$", re.I)
_BEFORE = re.compile(r"\b(?:before|prior to) (?:the )?$", re.I)
_FROM = re.compile(r"\bfrom $")
_BESIDE = re.compile(r"(?: local time| GMT| UTC)?,?(?: on| at)? ?", re.I)
_LONG = frozenset({"month", "months", "season"})
_DATED = frozenset({"date", "month"})
_AND = frozenset({" and ", " and on "})
_NONE = frozenset({"none", "nobody", "nothing", "neither"})
_AFTER = re.compile(r"\b(?:after|as of|from|starting|beginning) (?:the )?$", re.I)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A resolved time expression; `kind` is point, since, until, before, after, duration or frequency.

    `days` is the length of a duration in whole days, 0 where it is not so told.
    """

    start: int
    end: int
    head: Token
    time: Time
    kind: str
    days: int = 0


class Resolver(Absolute, Relative):
    """Resolves the expressions of one document, in reading order (a later one may lean on an earlier)."""

    def resolve(self, found: Found, head: Token, site: Token) -> TimeExpression | None:
        """The expression with its interval; None when it is no time after all."""
        self.found, self.head, self.basis = found, head, TimeBasis.STATED
        if found.shape in ("duration", "frequency"):
            days = self.count() if self.word("u").startswith("day") else 0
            return TimeExpression(found.start, found.end, head, Time(text=found.text), found.shape, days or 0)
        if found.shape == "year" and head.dep == "nummod" and head.head.tag == "NNS":
            return None
        kind = self._kind()
        self.tense = self._tense(site, kind)
        shape: Callable[[], Interval | None] = getattr(self, f"_{found.shape}")
        interval = shape()
        if interval is None:
            return None
        self.remember(interval)
        start, end, precision = self._bounded(interval, kind)
        if kind == "until" and interval[0] is not None and is_negated(site):  # "none took place until this year"
            end = interval[0] - DAY
        basis = self.basis if start or end else TimeBasis.NONE
        time = Time(start, end, precision, found.text, basis, self._hour())
        return TimeExpression(found.start, found.end, head, time, kind)

    def _tense(self, site: Token, kind: str) -> str | None:
        """Which way the expression points: ahead where its preposition or noun says so, else as the verb does."""
        before = self.found.before.casefold().rstrip().removesuffix(" the")
        if _came_to_nothing(site):
            return "past"
        if kind == "until" and not before.endswith("by"):
            return "past" if site.lemma in self.words.lasting and tense(site) == "past" else "future"
        if self.found.shape in _DATED and self._was_undone(site):
            return None
        if before.endswith(self.words.future_before) or self._lies_ahead(site):
            return "future"
        verb = site if is_verb(site) else governor(site)
        if before.endswith((" for", " to")) and verb is not None and verb.lemma in self.words.fixing:
            return "future"
        if verb is not None and (_was_to(verb) or self._is_proposed(site, verb)):
            return None
        return tense(verb) if verb is not None else None

    def _lies_ahead(self, site: Token) -> bool:
        """Whether the noun that has the time is called upcoming, or stands behind "ahead of" or "before"."""
        if is_verb(site):
            return site.dep == "acl" and site.lemma in self.words.coming
        if any(c.dep == "amod" and c.lemma in self.words.coming for c in site.children):
            return True
        link = site.head
        return site.dep == "pobj" and (
            link.head.lower == "ahead" or (link.lower == "before" and link.head.pos != "NOUN")
        )

    def _was_undone(self, site: Token) -> bool:
        """Whether the date is that of something called off: "a round set for 15 June was called off" in July as in May.

        Also where the parser took the participle for the verb ("a round, announced for 8 October, was postponed").
        """
        noun = site.head if site.dep in ("acl", "amod") and not is_verb(site.head) else site
        verb = noun.head if noun.dep in ("nsubjpass", "nsubj", "dobj") else site
        verbs = [v for v in (verb, *verb.all("ccomp", "conj")) if is_verb(v) and v is not site]
        return any(v.lemma in self.words.undoing and tense(v) == "past" and _is_passive(v) for v in verbs)

    def _is_proposed(self, site: Token, verb: Token) -> bool:
        """Whether the time is of something invited to or proposed, on whichever side of publication it is nearer."""
        if verb.lemma not in self.words.proposing:
            return False
        if site is not verb:
            between = [t.lower for t in verb.subtree() if t.dep == "prep" and verb.i < t.i < self.head.i]
            occasion = any(word in ("at", "during", "after", "following") for word in between)
            return site.i > verb.i and not occasion  # "agreed at talks on Thursday" is no proposal for Thursday
        objects = [c for c in verb.children if c.dep in ("dobj", "prep") and c.lower not in ("on", "in", "at")]
        return self.found.shape in _LONG and any(verb.i < c.i < self.head.i for c in objects)

    def _kind(self) -> str:
        before = self.found.before
        if self.found.shape in ("season", "era"):
            before += (self.part("rel") or self.part("kind")) + " "
            before = re.sub(r"\s+(?:the\s+)?$", " ", before)
        if _SINCE.search(before):
            return "since"
        if _UNTIL.search(before):
            return "until"
        if _BEFORE.search(before):
            return "before"
        return "after" if _AFTER.search(before) and not _FROM.search(before) else "point"

    def _bounded(self, interval: Interval, kind: str) -> Interval:
        """What "since", "until", "before" and "after" make of an interval; an unclear edge is left out."""
        start, end, precision = interval
        if kind == "since":
            return None if self.found.shape == "season" else start, self.published, Precision.RANGE
        if kind == "until":
            return None, end, Precision.RANGE
        if kind == "before" and _AT_THE_END.match(self.found.text):
            return None, end, Precision.RANGE  # "before the end of the year" lasts until it ends
        if kind == "before":
            return None, start - DAY if start else None, Precision.RANGE
        if kind == "after":
            return end, None, Precision.RANGE
        return start, end, precision

    def _hour(self) -> str | None:
        """The clock time of the expression, HH:MM."""
        if self.found.shape != "clock":
            return None
        if self.part("named"):
            return "00:00" if self.part("named") == "midnight" else "12:00"
        if self.part("h24"):
            return f"{int(self.part('h24')):02d}:{self.part('m24')}"
        hour = int(self.part("h")) % 12 + 12 * self.word("half").startswith("p")
        return f"{hour:02d}:{self.part('min') or '00'}"


def _came_to_nothing(site: Token) -> bool:
    """ "A meeting planned for April never happened": the day that was planned is past as well."""
    noun = site.head if site.dep in ("acl", "amod") else site
    verb = noun.head if noun.dep == "nsubj" else None
    if verb is None or not is_verb(verb) or tense(verb) != "past" or not is_negated(verb):
        return False
    return verb.lemma in ("happen", "occur", "materialise", "materialize", "take")


def is_negated(verb: Token) -> bool:
    """Whether the verb, its subject or its object carries a "not", "no" or "none"."""
    words = [c for c in verb.children if c.dep in ("neg", "nsubj", "nsubjpass", "dobj", "attr", "expl")]
    return any(w.dep == "neg" or w.lower in _NONE or any(c.lower == "no" for c in w.children) for w in words)


def _is_passive(verb: Token) -> bool:
    """Whether something is done to its subject ("was called off")."""
    return verb.child("auxpass", "nsubjpass") is not None


def _was_to(verb: Token) -> bool:
    """Whether the verb tells what was planned, "were to have met": on which side of publication, it does not say."""
    words = {c.lower for c in verb.children if c.dep in ("aux", "auxpass")}
    return {"to", "have"} <= words


def joined(expressions: list[tuple[TimeExpression, Token]], text: str) -> list[tuple[TimeExpression, Token]]:
    """The expressions with a clock time and the day beside it made one instant: "at 3 p.m. on Tuesday"."""
    kept: list[tuple[TimeExpression, Token]] = []
    for expression, site in expressions:
        if kept and text[kept[-1][0].end : expression.start] in _AND:
            both = _two_days(kept[-1][0], expression, text)
            if both is not None:
                kept[-1] = (both, kept[-1][1])
                continue
        elif kept and _BESIDE.fullmatch(text[kept[-1][0].end : expression.start]):
            one = _instant(kept[-1][0], expression, text)
            if one is not None:
                kept[-1] = (one, kept[-1][1] if kept[-1][0].time.clock is None else site)
                continue
        kept.append((expression, site))
    return kept


def _two_days(first: TimeExpression, second: TimeExpression, text: str) -> TimeExpression | None:
    """ "On Friday and Saturday" as one interval; None unless one day follows the other."""
    start, end = first.time.start, second.time.start
    exact = first.time.precision is second.time.precision is Precision.DAY and first.kind == second.kind == "point"
    if not exact or start is None or end is None or end - start != DAY:
        return None
    words = text[first.start : second.end]
    return replace(first, end=second.end, time=replace(first.time, end=end, precision=Precision.RANGE, text=words))


def _instant(first: TimeExpression, second: TimeExpression, text: str) -> TimeExpression | None:
    """A day and a clock time in one, whichever comes first; None for any other two expressions."""
    clock, day = (first, second) if first.time.clock else (second, first)
    exact = day.time.precision in (Precision.DAY, Precision.PART_OF_DAY) and day.kind == "point"
    if clock.time.clock is None or day.time.clock is not None or not exact:
        return None
    words = text[first.start : second.end]
    time = Time(day.time.start, day.time.end, Precision.INSTANT, words, day.time.basis, clock.time.clock)
    return TimeExpression(first.start, second.end, day.head, time, "point")
