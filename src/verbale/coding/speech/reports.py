"""Reported speech and thought of one article: who said what, and whose word any predicate is."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from verbale.document import Mention, Token
from verbale.findings import ActorRef, Source
from verbale.terms import Manner

_ATTRIBUTING = frozenset(
    {
        "speech",
        "manner",
        "thought",
        "source",
        "relay",
        "noun",
        "hearsay",
        "impersonal",
        "accusing",
        "evidence",
        "name",
        "turn",
    }
)
_ATTRIBUTING_POSITIONS = frozenset({"warn", "promise", "threaten", "vow", "guarantee"})


@dataclass(frozen=True, slots=True)
class Report:
    """One act of reporting: cue, speaker, and what is said.

    `family` is that of the cue (speech, manner, position, thought, evidence, question, naming, topic, accusing,
    relay, source, noun, hearsay, impersonal; `name` for a bare name before a colon or under a quotation, `turn` in a
    transcript). `said` is False where the words deny or only foresee that it was said. `content` is (start, end);
    `head` governs it.
    """

    cue: tuple[Token, ...]
    family: str
    speaker: ActorRef | None
    speaker_head: Token | None
    manner: Manner
    content: tuple[int, int]
    head: Token | None
    quotes: tuple[Mention, ...] = ()
    addressee: ActorRef | None = None
    occasion: Mention | None = None
    said: bool = True
    certain: bool = True
    sources: tuple[Source, ...] = field(default=(), repr=False)

    def covers(self, offset: int) -> bool:
        """Whether the character stands in what is said."""
        inside = self.content[0] <= offset < self.content[1] or any(q.start <= offset < q.end for q in self.quotes)
        return inside and not any(t.start <= offset < t.end for t in self.cue)

    def words_at(self, offset: int) -> bool:
        """Whether the character stands among the speaker's own words."""
        turn = self.family == "turn" and self.content[0] <= offset < self.content[1]
        return turn or any(q.start <= offset < q.end for q in self.quotes)


class Speech:
    """The reports of a document; `attribution` and `speaker_at` look them up by place."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = tuple(reports)
        self._known: dict[int, tuple[Source, ...]] = {}

    def attribution(self, token: Token) -> tuple[Source, ...]:
        """Whose word the predicate at `token` is, outermost first; empty where the outlet itself asserts it."""
        if token.i not in self._known:
            told = [s for r in self.around(token) if _attributes(r) for s in r.sources]
            again = [_is_same_voice(a, b) for a, b in pairwise(told)]
            self._known[token.i] = tuple(s for s, same in zip(told, [False, *again], strict=False) if not same)
        return self._known[token.i]

    def around(self, token: Token) -> list[Report]:
        """The reports whose content holds the token, outermost first."""
        own = [r for r in self._near(token.start) if r.covers(token.start) and token is not r.speaker_head]
        return sorted(own, key=lambda r: (r.content[0] - r.content[1], r.cue[0].i if r.cue else r.content[0]))

    def speaker_at(self, offset: int) -> ActorRef | None:
        """Who says "I" at this character: the speaker of the quotation that holds it, the innermost if several."""
        inside = [r for r in self._near(offset) if r.speaker and r.words_at(offset)]
        said = [r for r in inside if not any(r.cue and o is not r and _cue_within(r, o.quotes) for o in inside)]
        return min(said, key=lambda r: r.content[1] - r.content[0]).speaker if said else None

    def _near(self, offset: int) -> Iterator[Report]:
        last = bisect.bisect_right(self._starts, offset)
        return (r for start, r in self._sorted[:last] if offset < self._reach[id(r)])

    @cached_property
    def _sorted(self) -> list[tuple[int, Report]]:
        return sorted(((r.content[0], r) for r in self.reports), key=lambda pair: pair[0])

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._sorted]

    @cached_property
    def _reach(self) -> dict[int, int]:
        return {id(r): max([r.content[1], *(q.end for q in r.quotes)]) for r in self.reports}


def _cue_within(report: Report, quotes: Sequence[Mention]) -> bool:
    return any(q.start <= report.cue[0].start < q.end for q in quotes)


def _is_same_voice(outer: Source, inner: Source) -> bool:
    """Whether a source only repeats the one around it: "he said that he hoped"."""
    if outer.actor is None or inner.actor is None:
        return False
    return outer.actor.id == inner.actor.id


def _attributes(report: Report) -> bool:
    if not report.said:
        return False
    if report.family == "position":
        return report.cue[0].lemma in _ATTRIBUTING_POSITIONS or bool(report.quotes)
    return report.family in _ATTRIBUTING
