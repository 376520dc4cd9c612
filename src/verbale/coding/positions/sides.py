"""Who holds a position and at whom it is aimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from verbale.coding import grammar
from verbale.coding.camps import same_camp
from verbale.coding.speech import Speech
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import Actor, ActorRef
from verbale.terms import ActorKind

SIDES = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.ARMED_GROUP})
ACTING = SIDES | {ActorKind.PERSON, ActorKind.GROUP, ActorKind.ORGANISATION}
NOBODY = frozenset({ActorKind.MEDIA, ActorKind.UNKNOWN})
_TOWARD = ("from", "to", "with", "against", "on", "toward", "towards")
_OWNED = ("poss", "amod", "compound", "nmod")


class Sides:
    """The actors of phrases, and the two sides of the article."""

    def __init__(self, who: Who, speech: Speech, document: Document) -> None:
        self._who, self._speech, self._document = who, speech, document

    def actors(self, head: Token) -> tuple[ActorRef, ...]:
        """The actors of a phrase, the members of a group one by one; "I" and "we" are the speaker."""
        if head.lower in grammar.FIRST_PERSON:
            speaker = self._speech.speaker_at(head.start)
            if speaker is None:
                return ()
            return (replace(speaker, mention=self._document.span(head)),)
        owner = head.child("poss") if head.lemma in ("country", "side", "nation") else None
        named = self._who.named_by(owner if owner is not None else head)  # "his country will never" is he who says it
        return tuple(m for a in named for m in (a.members or (a,)) if m.kind is not ActorKind.UNKNOWN)

    def holders(self, heads: Iterable[Token]) -> tuple[ActorRef, ...]:
        """The actors of all heads, each once, without media."""
        found: dict[str, ActorRef] = {}
        for head in heads:
            for actor in self.actors(head):
                found.setdefault(actor.id, actor)
        return tuple(a for a in found.values() if a.kind is not ActorKind.MEDIA)

    def toward(
        self, act: Token, head: Token, holder: ActorRef, told: Sequence[Token], partners: Sequence[ActorRef]
    ) -> ActorRef | None:
        """At whom it is aimed: who is told, the subject of the demanded act, the owner of what is refused.

        `told` are the recipients that the pattern names, `partners` the other holders of a mutual agreement. Where the
        sentence says nothing, the other side of a negotiation between two.
        """
        return (
            self._other(told, holder)
            or (self._other(grammar.subjects(head), holder) if grammar.is_verb(head) and head is not act else None)
            or self._abroad(self._near(act, head), holder)
            or (partners[0] if len(partners) == 1 else None)
            or (None if partners else self.counterpart(holder))
        )

    def _near(self, act: Token, head: Token) -> list[Token]:
        heads = grammar.preposition_objects(act, *_TOWARD)
        if grammar.is_verb(head):
            return heads + grammar.preposition_objects(head, *_TOWARD) if head is not act else heads
        beside = [c for c in head.children if c.dep in _OWNED]
        return [*heads, head, *beside, *grammar.preposition_objects(head, *_TOWARD, "by")]

    def _other(self, heads: Iterable[Token], holder: ActorRef) -> ActorRef | None:
        return next((a for h in heads for a in self.actors(h) if a.id != holder.id), None)

    def _abroad(self, heads: Iterable[Token], holder: ActorRef) -> ActorRef | None:
        """The first actor that is not on the holder's own side."""
        found = (a for head in heads for a in self.actors(head) if not same_camp(a, holder))
        return next((a for a in found if a.country or a.kind is not ActorKind.ORGANISATION), None)

    def counterpart(self, holder: ActorRef) -> ActorRef | None:
        """The other side, where the article tells of two sides far more than of anybody else."""
        first, second = self.two
        if first is None or second is None:
            return None
        for own, other in ((first, second), (second, first)):
            if holder.id == own.id or (holder.country == own.country != other.country):
                return ActorRef(other.id, other.name, other.kind, other.country, other.sectors)
        return None

    @cached_property
    def two(self) -> tuple[Actor | None, Actor | None]:
        """The two sides of the article: the states and armed groups named most, each at least three times."""
        weights: dict[str, int] = {}
        chosen: dict[str, Actor] = {}
        for actor in self._who.actors:
            key = actor.id if actor.kind is ActorKind.ARMED_GROUP else actor.country or ""
            if not key or key in ("IGO", "NGO") or actor.kind is ActorKind.MEDIA:
                continue
            weights[key] = weights.get(key, 0) + len(actor.mentions)
            if actor.kind in SIDES:
                chosen.setdefault(key, actor)
        ranked = sorted((k for k in weights if k in chosen), key=lambda k: -weights[k])
        if len(ranked) < 2 or weights[ranked[1]] < 3:
            return None, None
        if len(ranked) > 2 and weights[ranked[2]] * 2 > weights[ranked[1]]:
            return None, None
        return chosen[ranked[0]], chosen[ranked[1]]
