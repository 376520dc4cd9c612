"""People of two parties in one noun: "government and rebel negotiators", "army and Polisario officers"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verbale.coding.grammar import coordinated
from verbale.coding.who.descriptions import Description
from verbale.coding.who.gazetteer import Gazetteer, slug
from verbale.coding.who.layer import STATE_KINDS, Profile, joint
from verbale.coding.who.names import Names, spelt
from verbale.coding.who.owners import INSTITUTIONS, Owners
from verbale.coding.who.setting import INNER
from verbale.document import Token
from verbale.terms import ActorKind


class Parties:
    """Finds whom a plural noun with two coordinated nouns before it stands for."""

    def __init__(
        self, gazetteer: Gazetteer, names: Names, owners: Owners, profile: Callable[[Profile], Profile]
    ) -> None:
        self._tables, self._names, self._owners, self._profile = gazetteer.tables, names, owners, profile

    def of(self, description: Description, sides: Sequence[Profile]) -> Profile | None:
        """One profile for each party; None where the noun has no two, or both are named states and bodies."""
        words = next((w for m in description.head.all("nmod", "compound", "amod") if len(w := coordinated(m)) == 2), [])
        if not description.plural or not words or any(w.i > description.head.i for w in words):
            return None
        found = [self._one(w, description, sides) for w in words]
        if None in found or all(w.i in self._names.by_token for w in words):
            return None
        return joint(p for p in found if p is not None)

    def _one(self, word: Token, description: Description, sides: Sequence[Profile]) -> Profile | None:
        state = next((s for s in sides if s.kind in STATE_KINDS), None)
        group = self._tables.groups.get(word.lemma)
        named = self._names.by_token.get(word.i)
        body = named.known.body if named is not None and named.known is not None else None
        if body is not None:
            country, of_word = body.country, body.sectors
        elif named is None and group is not None and set(group.sectors) & (INNER | INSTITUTIONS):
            of_word = group.sectors
            country = state.country if state is not None else self._owners.inner(of_word)
        else:
            return None
        called = named.text if named is not None else word.lower
        core = [t for t in description.core if t.i > word.i and t.lower != called]
        rest = [t for t in core if t.dep != "conj"] or [description.head]
        own = description.group.sectors if description.group is not None else ()
        sectors = tuple(dict.fromkeys((*of_word, *(s for s in own if not set(own) & INNER))))
        name = f"{called} {spelt(rest)}"
        level = description.title.level if description.title else description.group.level if description.group else ""
        return self._profile(
            Profile(f"people:{slug(name)}", name, ActorKind.PEOPLE, country, sectors, None, "", level, "", True, False,
                    description.head.lemma)
        )  # fmt: skip
