"""The country of actors whom the text names only by what they are: "demonstrators in Baghdad", "the vice-president".

PLOVER gives unnamed people, and office holders whom no table knows, the country that their own words name, else the
country where it happens, else the only country that the whole text speaks of, or the one that it speaks of by far the
most. Everybody else keeps what they have, and so does whoever is called foreign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from verbale.coding import grammar
from verbale.coding.where import Places
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import ActorRef, Place
from verbale.terms import ActorKind

_WHERE = ("in", "of", "from", "at", "throughout", "across", "near", "within", "outside", "inside", "on")
_CARRIED = frozenset({ActorKind.PEOPLE, ActorKind.GROUP, ActorKind.ARMED_GROUP, ActorKind.PERSON, ActorKind.UNKNOWN,
                      ActorKind.GOVERNMENT, ActorKind.ORGANISATION})  # fmt: skip
_DEPTH = 3
_BY_FAR, _OFTEN = 4, 8  # so many times more often than any other country, and so often at least


@dataclass(frozen=True)
class Belonging:
    """Fills in the countries of the actors of one document."""

    document: Document
    who: Who
    places: Places

    def settled(self, actors: Iterable[ActorRef], heads: Iterable[Token], place: Place | None) -> tuple[ActorRef, ...]:
        """The actors, those without a country given the one that the text supports."""
        found = tuple(self._minority(actor, place) for actor in actors)
        if all(a.country or a.kind not in _CARRIED for a in found):
            return found
        own = self._own(heads) or (place.country if place is not None else None) or self.only
        main = own or self.main
        if main is None:
            return found
        return tuple(replace(a, country=main) if self._is_bare(a, own) else a for a in found)

    def _is_bare(self, actor: ActorRef, own: str | None) -> bool:
        """Whether an actor lacks a country and may be given one: who is called foreign, only that of his own words."""
        lacks = actor.country is None and actor.kind in _CARRIED
        return lacks and (own is not None or not self.who.is_of_elsewhere(actor))

    def _minority(self, actor: ActorRef, place: Place | None) -> ActorRef:
        """A people with the country that it lives in, where the words say so: "the Albanians of Serbia"."""
        if actor.kind is not ActorKind.PEOPLE or actor.mention is None:
            return actor
        tokens = self.document.tokens_in(actor.mention.start, actor.mention.end)
        head = next((t for t in tokens if t.head not in tokens), None)
        if head is None or head.tag not in ("NNS", "NNPS"):
            return actor
        descent = self.who.is_of_descent(head)
        code = self._within(head, 0, _WHERE if descent else ("of",))
        if code is None and descent and place is not None:
            code = place.country
        return actor if code is None else replace(actor, country=code)

    def _own(self, heads: Iterable[Token]) -> str | None:
        """The country in the actor's own words: an adjective, an owner, "in Algiers", "from Grozny"."""
        for head in heads:
            sides = self.who.sides_of(head)
            if sides:
                return sides[0].country
            code = self._region(head) or self._within(head, 0)
            if code is not None:
                return code
        return None

    def _region(self, head: Token) -> str | None:
        """The country of the region before a noun: "Darfur rebels"."""
        before = (self.places.at(word) for word in head.all("compound", "nmod", "poss"))
        return next((place.country for place in before if place is not None), None)

    def _within(self, head: Token, depth: int, words: tuple[str, ...] = _WHERE) -> str | None:
        for noun in grammar.preposition_objects(head, *words) if depth < _DEPTH else ():
            place, state = self.places.at(noun), self.who.state_at(noun)
            sides = self.who.sides_of(noun)
            code = (
                (state.country if state is not None else None)
                or (place.country if place is not None else None)
                or (sides[0].country if sides else None)
                or self._within(noun, depth + 1)
            )
            if code is not None:
                return code
        return None

    @cached_property
    def only(self) -> str | None:
        """The country of a text that speaks of one only."""
        codes = {a.country for a in self.who.actors if a.country} | {
            m.place.country for m in self.places.mentions if m.place.country
        }
        codes = {c for c in codes if c not in ("IGO", "NGO")}
        return codes.pop() if len(codes) == 1 else None

    @cached_property
    def main(self) -> str | None:
        """The country of which a text speaks by far the most, as one of a conflict at home does."""
        counts = Counter(a.country for a in self.who.actors for _ in a.mentions)
        counts.update(m.place.country for m in self.places.mentions)
        ranked = [pair for pair in counts.most_common(5) if pair[0] not in (None, "IGO", "NGO")]
        if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[0][1] < _BY_FAR * ranked[1][1]):
            return None
        return ranked[0][0]
