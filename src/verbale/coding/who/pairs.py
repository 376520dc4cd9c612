"""Whom "the two leaders", "both sides", "the parties" and "the two Koreas" stand for: so many actors of the text.

Only definite words look back ("the two", "both", "these three"): "two diplomats said" speaks of two nobody named.
"""

from __future__ import annotations

from collections.abc import Callable

from verbale.coding.grammar import governor
from verbale.coding.who.chains import Chains
from verbale.coding.who.company import Member, Together
from verbale.coding.who.descriptions import Description
from verbale.coding.who.gazetteer import Gazetteer
from verbale.coding.who.holders import UNIQUE
from verbale.coding.who.layer import Profile, joint
from verbale.coding.who.names import government
from verbale.document import Token
from verbale.terms import ActorKind

_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
_ROLES = {
    "leader": frozenset({"head_of_state", "head_of_government"}),
    "president": frozenset({"head_of_state"}),
    "minister": frozenset({"foreign_minister", "defence_minister", "minister"}),
}
_DEFINITE = frozenset({"the", "both", "these", "those", "all", "its", "their", "his", "her"})


class Pairs:
    """Finds the actors that a definite plural takes up."""

    def __init__(self, gazetteer: Gazetteer, chains: Chains, profile: Callable[[Profile], Profile]) -> None:
        self._gazetteer, self._chains, self._profile, self._words = gazetteer, chains, profile, gazetteer.words
        self.together = Together(chains)

    def of(self, description: Description) -> Profile | None:
        """Exactly so many persons or sides before; None where the text does not say which."""
        lemma, count = description.head.lemma, _count(description)
        if not description.plural:
            return None
        bearers_of = self._all_bearers(description) if not count else None
        if bearers_of is not None:
            return bearers_of
        if lemma in self._words("pair_persons") and count:
            bearers = self._apart(description, self._bearer_of(description))
            found = self.together.pair(description.head, bearers, count) or self._only(description, count)
            return found or self._sent_by_each(description.head, count)
        if lemma in self._words("pair_sides") and (
            count or (description.determiner == "the" and lemma in self._words("opposed_sides"))
        ):
            return self.sides(description.head, count)
        return None

    def _not_doing(self, head: Token) -> Member:
        """Sides, without those who do it to them: "Chad and Niger called on the parties to talk"."""
        doers = {p.id for p in self._chains.doers(head)}
        return lambda profile: None if profile.id in doers else self.as_side(profile)

    def _all_bearers(self, description: Description) -> Profile | None:
        """ "The special representatives" after "A, Chad's special representative, and his counterpart B": those two."""
        if description.title is None or description.determiner != "the" or description.sides or description.tail:
            return None
        title = description.words.replace(description.head.lower, description.head.lemma.lower())
        doers = {p.id for p in self._chains.doers(description.head)}
        named = [n.profile for n in self._chains.at.values() if title in n.profile.called]
        found = {p.id: p for p in named if p.kind is ActorKind.PERSON and p.id not in doers}
        countries = {p.country for p in found.values()}
        return joint(found.values()) if len(found) == len(countries) and len(found) in (2, 3) else None

    def _sent_by_each(self, head: Token, count: int) -> Profile | None:
        """ "The two men" after "Chad and Niger sent their negotiators": the people of so many sides."""
        both = self._chains.recent(head, lambda p: p.kind is ActorKind.GROUP and len(p.members) == count, 1)
        people = both is not None and all(m.kind in (ActorKind.PEOPLE, ActorKind.PERSON) for m in both.members)
        return both if people else None

    def _only(self, description: Description, count: int) -> Profile | None:
        """ "The two leaders": the only so many heads of states or governments, or ministers, that the text names."""
        fitting = _ROLES.get(description.head.lemma, frozenset())
        doers = {p.id for p in self._chains.doers(description.head)}
        named = (n.profile for n in self._chains.at.values() if n.profile.kind is ActorKind.PERSON and n.profile.named)
        found = {p.id: p for p in named if p.role in fitting and p.id not in doers}
        return joint(found.values()) if len(found) == count else None

    def _apart(self, description: Description, member: Member) -> Member:
        """The same, without the subject of the clause: in "he urged both leaders" he is neither."""
        verb = governor(description.head)
        subject = verb.child("nsubj") if verb is not None and description.head.dep != "nsubj" else None
        naming = self._chains.at.get(subject.i) if subject is not None else None
        return lambda profile: None if naming is not None and profile is naming.profile else member(profile)

    def _bearer_of(self, description: Description) -> Member:
        """Persons who may be called so: "the two foreign ministers" are no presidents, "both men" are no women."""
        role = description.title.role if description.title is not None else ""
        other = {"man": "f", "woman": "m"}.get(description.head.lemma)

        def bears(profile: Profile) -> Profile | None:
            if role in UNIQUE and profile.role not in (role, ""):
                return None
            if role == "minister" and profile.level in ("leader", "envoy", "military"):
                return None
            return None if profile.gender and profile.gender == other else _as_person(profile)

        return bears

    def sides(self, head: Token, count: int) -> Profile | None:
        """ "The two sides": the state and the rebels of a civil war, those just named together, those mostly named."""
        together, sides = self.together, self._not_doing(head)
        found = self.civil_war() if count in (0, 2) and head.lemma in self._words("opposed_sides") else None
        found = found or together.named_together(head, sides, count or 2)
        if found is None and count in (0, 2):
            found = together.main_sides(head, sides)
        return found or (together.pair(head, sides, count, reach=1) if count else None)

    def officers(self, description: Description) -> list[Profile]:
        """The states of "the two foreign ministers" or "ministries", where the text is about two; else none."""
        title, count = description.title, _count(description)
        group = description.group
        ministries = group is not None and group.number == "one" and group.sectors == ("GOV",)
        if count != 2 or not (ministries or (title is not None and title.role in UNIQUE)):
            return []
        head = description.head
        both = self.together.main_sides(head, self.as_side) or self.together.pair(head, self.as_side, 2, reach=2)
        found = list(both.members) if both is not None else []
        return found if title is not None or all(m.kind is ActorKind.GOVERNMENT for m in found) else []

    def two(self, token: Token) -> Profile | None:
        """ "The two last spoke", "the three agreed": so many persons before, else so many sides."""
        together, count = self.together, _COUNTS[token.lower]
        found = together.pair(token, _as_person, count, reach=2) or together.named_together(token, self.as_side, count)
        agents = token.dep == "pobj" and token.head.head.lemma in self._words("agents_of")
        if found is None and (token.dep == "dobj" or agents):
            return together.pair(token, self.as_side, count, reach=1)  # "invited both", "delegates of both"
        return found

    def namesakes(self, word: str) -> Profile | None:
        """ "The two Koreas", "both Sudans": the states that share a name."""
        pairs = dict(pair.split("=") for pair in self._words("namesakes"))
        codes = pairs.get(word.lower(), "").split("+")
        states = [self._gazetteer.governments[c] for c in codes if c in self._gazetteer.governments]
        return joint(self._profile(government(s)) for s in states) if len(states) > 1 else None

    def rebels(self) -> Profile | None:
        """The one armed group that a text names so far; None where it names several or none."""
        groups = {p.id: p for n in self._chains.at.values() if _is_rebel(p := n.profile)}
        return next(iter(groups.values())) if len(groups) == 1 else None

    def civil_war(self) -> Profile | None:
        """The one armed group of a text and its own state, as soldiers where only its army is spoken of."""
        group = self.rebels()
        if group is None or group.country is None:
            return None
        own = [p for n in self._chains.at.values() if (p := n.profile).country == group.country and p is not group]
        own = [p for p in own if not _is_rebel(p) and p.kind is not ActorKind.PEOPLE and not p.members]
        state = self._gazetteer.governments.get(group.country)
        if not own or state is None:
            return None
        army = next((p for p in own if _is_army(p)), None)
        armed = 2 * sum("MIL" in p.sectors for p in own) > len(own)
        return joint((army if army is not None and armed else self._profile(government(state)), group))

    def as_side(self, profile: Profile) -> Profile | None:
        """The side that somebody belongs to: an armed group stays itself, a minister is his state."""
        if profile.kind in (ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT):
            return profile
        if profile.plural and profile.noun in self._words("pair_sides"):
            return profile
        if profile.noun in self._words("mediators"):
            return None
        if _is_army(profile) and self._rebels_of(profile.country):
            return profile  # in a civil war the army is a side of its own
        if profile.kind in (ActorKind.MEDIA, ActorKind.UNKNOWN) or profile.country in (None, "IGO", "NGO"):
            return None
        state = self._gazetteer.governments.get(profile.country or "")
        return self._profile(government(state)) if state is not None else None

    def _rebels_of(self, country: str | None) -> bool:
        namings = self._chains.at.values()
        return any(n.profile.kind is ActorKind.ARMED_GROUP and n.profile.country == country for n in namings)


def _count(description: Description) -> int:
    """How many a definite phrase says; 0 of an indefinite one ("two diplomats")."""
    around = [c.lower for c in description.head.children if c.i < description.head.i]
    if description.determiner not in _DEFINITE and not set(around) & _DEFINITE:
        return 0
    return next((_COUNTS[w] for w in around if w in _COUNTS), 0)


def _as_person(profile: Profile) -> Profile | None:
    return profile if profile.kind is ActorKind.PERSON and not profile.plural else None


def _is_rebel(profile: Profile) -> bool:
    return profile.kind is ActorKind.ARMED_GROUP and profile.named


def _is_army(profile: Profile) -> bool:
    return profile.kind is ActorKind.ORGANISATION and "MIL" in profile.sectors
