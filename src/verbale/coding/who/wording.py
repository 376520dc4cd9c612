"""What a description is called: no determiner, the side as an adjective, a short "of"-phrase kept."""

from __future__ import annotations

from verbale.coding.who.descriptions import Description
from verbale.coding.who.gazetteer import Gazetteer
from verbale.coding.who.layer import Profile
from verbale.coding.who.names import Name, spelt
from verbale.terms import ActorKind

_STATE_KINDS = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE})


class Wording:
    """Names for actors that the text only describes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def name(self, description: Description, side: Profile | None, kind: ActorKind) -> str:
        """The description as a name: no determiner, the side as adjective, a short "of"-phrase kept."""
        tokens = list(description.tokens)
        if (
            len(description.sides) > 1
            or any(s.pronoun or s.owner for s in description.sides)
            or (not description.sides and side is not None)
        ) and not self._lives_there(description):
            first = description.core[0].i
            between = [t for t in tokens if t.i < first and t.pos in ("ADJ", "NOUN") and t.ent == ""]
            tokens = [*between, *description.core]
            words = spelt(tokens)
            each = any(t.lower in ("two", "both") for t in (*tokens, *description.head.children))
            if description.plural and (str(kind) == "person" or (each and not description.sides)):
                words = words.replace(description.head.text, description.head.lemma)
            if tokens[0].pos == "NOUN" and words[1:2].islower():
                words = words[0].lower() + words[1:]
            adjective = self._adjective(side)
            if len(tokens) > 1 and adjective.lower().endswith(f" {tokens[0].lower}"):  # "a council spokesman" is the
                words = spelt(tokens[1:])  # Southern Transitional Council's
            if side is not None and side.kind is ActorKind.PERSON:  # "Benjamin Netanyahu's office"
                state = self._gazetteer.governments.get(side.country or "")
                if state is not None and state.demonyms and _is_states(description):
                    return f"{state.demonyms[0]} {words}"
                if side.office and state is not None and state.demonyms:
                    return f"{state.demonyms[0]} {side.office.lower()}'s {words}"
                return f"{side.name}'s {words}"
            return f"{adjective} {words}" if adjective else words
        while len(tokens) > len(description.core) and (
            tokens[0].lower in self._gazetteer.words("determiners") or tokens[0].pos in ("PUNCT", "CCONJ")
        ):
            tokens.pop(0)
        if (
            description.tail
            and (not description.sides or self._lives_there(description))
            and len(description.tail) <= 6
        ):
            tokens += description.tail
        return spelt(tokens)

    def _lives_there(self, description: Description) -> bool:
        """Whether civilians are named by their place: "residents of south Khartoum", not "Sudanese residents"."""
        civil = description.group is not None and set(description.group.sectors) <= {"CVL", "REF"}
        tail = set(description.tail)
        return civil and any(s.name is not None and s.name.tokens[0] in tail for s in description.sides)

    def military(self, name: Name, profile: Profile) -> str:
        """An army by its English name: "Sudanese army" where the text says "Sudan's army"."""
        land = [t for t in name.tokens if t.pos == "PART" and t.head.ent == "GPE"]
        words = spelt([t for t in name.tokens if t not in land])  # "Lao People's Armed Forces" keeps its words
        state = self._gazetteer.governments.get(profile.country or "")
        if state is not None and words.startswith(f"{state.name} ") and state.demonyms:
            return state.demonyms[0] + words[len(state.name) :]
        return words

    def _adjective(self, side: Profile | None) -> str:
        if side is None:
            return ""
        state = self._gazetteer.governments.get(side.id.removesuffix(".GOV")) or self._gazetteer.governments.get(
            side.country or ""
        )
        if side.kind in _STATE_KINDS or side.kind is ActorKind.PERSON:
            return state.demonyms[0] if state is not None and state.demonyms else ""
        return side.name


def _is_states(description: Description) -> bool:
    """Whether what a chief calls his own is his country's: his forces, his ministers and negotiators."""
    group, title = description.group, description.title
    forces = group is not None and "MIL" in group.sectors
    return forces or (title is not None and title.level in ("minister", "envoy"))
