"""From a time expression to an interval of days.

Relative times count from the day of publication; where that is not known they stay unresolved. What the words leave
open (a weekday, a month without its year) takes its direction from the tense of what it modifies, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from verbale.coding.grammar import governor, is_verb, tense
from verbale.coding.when.absolute import Absolute
from verbale.coding.when.days import DAY, Interval
from verbale.coding.when.expressions import Found
from verbale.coding.when.relative import Relative
from verbale.document import Token
from verbale.findings import Time
from verbale.terms import Precision, TimeBasis

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


class Resolver(Absolute, Relative):
    """Resolves the expressions of one document, in reading order (a later one may lean on an earlier)."""

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


def _clock(found: Found) -> str | None:
    if found.shape != "clock":
        return None
    if found.parts.get("h24"):
        return f"{int(str(found.parts['h24'])):02d}:{found.parts['m24']}"
    hour = int(str(found.parts["h"])) % 12 + 12 * str(found.parts["half"]).casefold().startswith("p")
    return f"{hour:02d}:{found.parts.get('min') or '00'}"
