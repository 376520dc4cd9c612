"""What a description is called: no determiner, the side as an adjective, a short "of"-phrase kept."""

from __future__ import annotations

from verbale.coding.who.descriptions import Description
from verbale.coding.who.gazetteer import Gazetteer
from verbale.coding.who.layer import STATE_KINDS, Profile
from verbale.coding.who.names import Name, spelt
from verbale.document import Token
from verbale.terms import ActorKind


class Wording:
    """Names for actors that the text only describes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def name(self, description: Description, side: Profile | None, kind: ActorKind) -> str:
        """The description as a name: no determiner, the side as adjective, a short "of"-phrase kept."""
        if side is not None and side.id.startswith("org:") and self._is_member(description):
            return spelt((*description.core, *_up_to_place(description.tail)))
        borrowed = not description.sides and side is not None
        several = len(description.sides) > 1 or any(s.pronoun or s.owner for s in description.sides)
        home = self._lives_there(description)
        if (several or borrowed) and not home:
            return self._with_side(description, side, kind)
        tokens = list(description.tokens)
        while len(tokens) > len(description.core) and (
            tokens[0].lower in self._gazetteer.words("determiners") or tokens[0].pos in ("PUNCT", "CCONJ")
        ):
            tokens.pop(0)
        if (not description.sides or home) and len(description.tail) <= 6:
            tokens += description.tail
        return spelt(tokens)

    def _with_side(self, description: Description, side: Profile | None, kind: ActorKind) -> str:
        """The noun with its side before it: "Togolese negotiators" for "its negotiators"."""
        before = [t for t in description.tokens if t.i < description.core[0].i]
        between = [t for t in before if (t.pos in ("ADJ", "NOUN") and t.ent == "") or _is_common(t)]
        tokens = [*between, *description.core]
        words = spelt(tokens)
        each = any(t.lower in ("two", "both") for t in (*tokens, *description.head.children))
        if description.plural and (kind is ActorKind.PERSON or (each and not description.sides)):
            words = words.replace(description.head.text, description.head.lemma)
        if tokens[0].pos == "NOUN" and words[1:2].islower():
            words = words[0].lower() + words[1:]
        if words.lower() in self._gazetteer.words("bare_institutions") and not description.determiner:
            return words  # "police said" in a town, of which nobody says that they are the state's
        adjective = self._adjective(side)
        if len(tokens) > 1 and adjective.lower().endswith(f" {tokens[0].lower}"):  # "a council spokesman" is the
            words = spelt(tokens[1:])  # Southern Transitional Council's
        if side is not None and side.kind is ActorKind.PERSON:
            return self._of_person(words, side, description)
        return f"{adjective} {words}" if adjective else words

    def _of_person(self, words: str, side: Profile, description: Description) -> str:
        """ "Benjamin Netanyahu's office", "Togolese president's envoy", "Togolese forces" for "his forces"."""
        state = self._gazetteer.governments.get(side.country or "")
        demonym = state.demonyms[0] if state is not None and state.demonyms else None
        if demonym is not None and _is_states(description):
            return f"{demonym} {words}"
        if demonym is not None and side.office:
            return f"{demonym} {side.office.lower()}'s {words}"
        return f"{side.name}'s {words}"

    def _is_member(self, description: Description) -> bool:
        """Whether somebody is named by the body that he sits on: "member of the Supreme Council"."""
        of = description.tail[0].lower if description.tail else ""
        return of == "of" and description.head.lemma in self._gazetteer.words("sitting")

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
        if side.kind in STATE_KINDS or side.kind is ActorKind.PERSON:
            return state.demonyms[0] if state is not None and state.demonyms else ""
        if side.kind is ActorKind.PEOPLE and side.named and side.name.endswith("s"):
            return side.name[:-1]  # "their spokesman" after "the Tigrayans"
        return side.name


def _up_to_place(tail: tuple[Token, ...]) -> tuple[Token, ...]:
    """The phrase after a noun without where its end is: "of the council in Port Sudan"."""
    at = next((n for n, t in enumerate(tail) if n and t.dep == "prep"), len(tail))
    return tail[: min(at, 6)]


def _is_common(token: Token) -> bool:
    """Whether the model takes a common noun for a name: "a justice ministry official"."""
    return token.ent == "ORG" and token.text.islower()


def _is_states(description: Description) -> bool:
    """Whether what a chief calls his own is his country's: his forces, his ministers and negotiators."""
    group, title = description.group, description.title
    forces = group is not None and "MIL" in group.sectors
    return forces or (title is not None and title.level in ("minister", "envoy"))
