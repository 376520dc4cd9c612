"""Who heads a side at a meeting: "the Omani side was represented by", "led the Omani delegation at the talks".

Whoever is named for a side sits in its place, also where the sentence after the one that tells of the meeting says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from verbale.coding import grammar
from verbale.coding.meetings.found import Found
from verbale.coding.meetings.seats import Seat, once
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import ActorRef
from verbale.terms import ActorKind, Level, Role

_BARE = (ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.PEOPLE)


def represented(document: Document, found: Sequence[Found], who: Who, lists: Mapping[str, frozenset[str]]) -> None:
    """Seat the people whom the text names for a side in the place of that side."""
    for verb in document.tokens:
        if verb.lemma not in lists["representing"] or not grammar.is_verb(verb):
            continue
        sides = [t for t in grammar.objects(verb) if t.lemma in lists["benches"]]
        codes = {a.country for t in sides for a in (*who.named_by(t), *who.sides_of(t)) if a.country is not None}
        heads = [(t, a) for t in grammar.subjects(verb) for a in who.named_by(t) if a.kind is ActorKind.PERSON]
        meeting = _meeting(verb, found) if len(codes) == 1 and heads else None
        if meeting is not None:
            code = codes.pop()
            people = list(_seats(heads, code, who))
            meeting.seats = [s for s in meeting.seats if not _stands_for(s, code, people)]
            meeting.seats = once((*meeting.seats, *people))


def _seats(heads: Sequence[tuple[Token, ActorRef]], code: str, who: Who) -> Iterator[Seat]:
    for token, actor in heads:
        known = actor if actor.country is not None else replace(actor, country=code)
        if known.country == code:
            yield Seat(known, Role.PARTY, None, Level(who.level(token)))


def _stands_for(seat: Seat, code: str, people: Sequence[Seat]) -> bool:
    """Whether a seat is that of the side as such, or of one of its people under another guise."""
    same = any(s.actor.id == seat.actor.id for s in people)
    return same or (bool(people) and seat.actor.country == code and seat.actor.kind in _BARE)


def _meeting(verb: Token, found: Sequence[Found]) -> Found | None:
    """The meeting of the same clause, else the last one told before, at most one sentence back."""
    own = next((f for f in found if grammar.governor(f.head) is verb), None)
    before = [f for f in found if f.head.i < verb.i and verb.sentence - f.head.sentence <= 1]
    return own or max(before, key=lambda f: f.head.i, default=None)
