"""Descriptions resolved: "the foreign minister", "Qatari mediators", "its army", "the two leaders", "the group"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from verbale.coding.who.beside import Beside
from verbale.coding.who.chains import Chains
from verbale.coding.who.descriptions import Description, Side
from verbale.coding.who.gazetteer import KINDS, Gazetteer, slug
from verbale.coding.who.holders import UNIQUE, holder
from verbale.coding.who.layer import STATE_KINDS, Profile, joint
from verbale.coding.who.names import Names, government, organisation
from verbale.coding.who.owners import Owners
from verbale.coding.who.pairs import Pairs
from verbale.coding.who.parties import Parties
from verbale.coding.who.persons import Persons
from verbale.coding.who.setting import INNER
from verbale.coding.who.wording import Wording
from verbale.document import Document, Token
from verbale.terms import ActorKind

_STATE_OFFICES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
_SPEAKING = frozenset({"spokesperson", "negotiator", "minister", "foreign_minister", "defence_minister"})
_HEADS = frozenset({"head_of_state", "head_of_government"})


class Nominals:
    """Resolves the descriptions of one document."""

    def __init__(
        self, document: Document, gazetteer: Gazetteer, names: Names, chains: Chains, persons: Persons,
        profile: Callable[[Profile], Profile],
    ) -> None:  # fmt: skip
        self._document, self._gazetteer, self._names = document, gazetteer, names
        self._chains, self._persons, self._profile = chains, persons, profile
        self._day = (document.published or "")[:10]
        self.words, self.wording = gazetteer.words, Wording(gazetteer)
        self.pairs = Pairs(gazetteer, chains, profile)
        self.owners = Owners(gazetteer, names, chains, self.pairs, profile)
        self.beside = Beside(document, gazetteer.words, chains, self.owners, profile)
        self.parties = Parties(gazetteer, names, self.owners, profile)

    def side(self, description: Description) -> tuple[str | None, tuple[str, ...]]:
        """(country, sectors) of whom the description belongs to, as far as its own words say."""
        apart = self.is_owned(description) and description.head.lemma in self.words("others")
        for side in description.sides if not apart else ():
            profile = self._side_profile(side)
            if profile is not None and profile.country:
                return profile.country, profile.sectors
        return None, ()

    def is_owned(self, description: Description) -> bool:
        """Whether somebody is another's: "his counterpart", "Togo's counterpart", unlike "the Togolese counterpart"."""
        return bool(description.sides) and all(s.owner or s.pronoun for s in description.sides)

    def as_counterpart(self, person: Profile, description: Description) -> None:
        """ "Her counterpart X" holds for another state the office that she holds for hers."""
        whose = description.head.child("poss")
        owner = self._chains.named(whose) if whose is not None else None
        if description.head.lemma not in self.words("same_office") or owner is None:
            return
        if owner.kind is ActorKind.PERSON and not owner.plural:
            person.called |= owner.called
            if not person.role:
                person.role, person.level, person.sectors = owner.role, owner.level, person.sectors or owner.sectors

    def _side_profile(self, side: Side) -> Profile | None:
        if side.pronoun is not None:
            naming = self._chains.at.get(side.pronoun.i)
            return naming.profile if naming else None
        if side.known is not None and side.known.state is not None:
            return self._profile(government(side.known.state))
        if side.known is not None and side.known.body is not None and side.name is not None:
            return self._profile(organisation(side.name, frozenset()))
        if side.name is not None and side.name.label == "person":
            return self._persons.of(side.name)
        if side.name is not None and side.name.label == "organisation":
            return self._profile(organisation(side.name, self.words("media_names")))
        return None

    def resolve(self, description: Description) -> Profile | None:
        """The actor that a description stands for; None where it is none."""
        if self._modifies(description.head) or self._is_act(description):
            return None
        if description.head.lemma in self.words("others") and any(s.owner or s.pronoun for s in description.sides):
            return self._group(description, [])
        apposed = self.beside.of(description)
        if apposed is not None:
            return apposed
        named = [p for s in description.sides if (p := self._side_profile(s)) is not None]
        sides = [m for p in named for m in (p.members or (p,))]
        if not sides and not any(s.pronoun for s in description.sides):
            owner = self.owners.of(description)
            back = (self.pairs.of(description) or self._back(description)) if owner is None else None
            if back is not None:
                return back
            sides = [owner] if owner is not None else self.pairs.officers(description)
        return (
            self.parties.of(description, sides) or self._leaders(description, sides) or self._alone(description, sides)
        )

    def _alone(self, description: Description, sides: list[Profile]) -> Profile | None:
        """An office, several, or a group, by the noun and its sides."""
        title = description.title
        if title is not None and not description.plural:
            return self._office(description, sides)
        if title is not None and title.role in UNIQUE and len(sides) > 1:
            return self._offices(description, sides)
        return self._group(description, sides) if description.group is not None or title is not None else None

    def speaker(self, description: Description) -> Profile:
        """Whoever an unknown noun describes, who speaks: somebody, and no more is known than the side."""
        sides = [p for s in description.sides if (p := self._side_profile(s)) is not None]
        kind = ActorKind.PEOPLE if description.plural else ActorKind.PERSON
        if description.head.pos == "PROPN":
            kind = ActorKind.UNKNOWN
        fresh = self._described(description, sides[0] if sides else None, kind)
        return self._profile(fresh)

    def _is_act(self, description: Description) -> bool:
        """Whether a noun that may be a body is an act: "its opposition to the plan"."""
        head = description.head
        return head.lemma in self.words("acts_before_to") and any(c.lower == "to" for c in head.all("prep"))

    def _modifies(self, head: Token) -> bool:
        """Whether the noun only modifies another ("government officials", "police station")."""
        return head.dep in ("compound", "nmod", "amod", "npadvmod") and head.head.pos in ("NOUN", "PROPN")

    def _back(self, description: Description) -> Profile | None:
        """ "The group", "the bloc", "the country": the nearest body that it may be."""
        lemma = description.head.lemma
        rebels = description.group is not None and set(description.group.sectors) & {"REB", "PRM"}
        if rebels and description.determiner == "the":
            return self._rebels(description)
        if description.plural or description.determiner not in ("the", "this", "that") or len(description.tokens) > 1:
            return None
        if lemma in self.words("back_groups"):
            found = self.pairs.rebels() or self._chains.recent(
                description.head, lambda p: p.kind is ActorKind.ARMED_GROUP and p.named
            )
            if found is not None:
                return found
        if lemma in self.words("back_unions"):
            return self._chains.recent(
                description.head, lambda p: p.kind is ActorKind.ORGANISATION and p.named and p.country in ("IGO", "NGO")
            )
        if lemma in self.words("back_states") and description.head.dep in ("nsubj", "nsubjpass", "poss", "agent"):
            return self._chains.recent(description.head, lambda p: p.kind in STATE_KINDS)
        return None

    def _rebels(self, description: Description) -> Profile | None:
        """ "The rebels": the only group named so far, else the last; "the Tigray rebels": the one of that name."""
        only = self.pairs.rebels()
        if len(description.tokens) == 1:
            return only or self._chains.recent(description.head, lambda p: p.kind is ActorKind.ARMED_GROUP and p.named)
        groups = [n.profile for n in (*self._chains.ahead.values(), *self._chains.at.values())]
        called = {t.text for t in description.tokens if t.text[0].isupper()}
        alike = [p for p in groups if p.kind is ActorKind.ARMED_GROUP and called and called <= set(p.name.split())]
        return alike[0] if alike else None

    def _office(self, description: Description, sides: list[Profile]) -> Profile | None:
        """A title alone: the person of this document who bears it, the holder by the tables, or a description."""
        assert description.title is not None
        role, country = description.title.role, next((s.country for s in sides if s.country), None)
        named = self.beside.given_to(description)
        if named is not None:
            return named
        indefinite = description.determiner in ("a", "an", "another", "one")
        definite = description.determiner == "the" or (bool(sides) and not indefinite) or not description.determiner
        if role in ("leader", "person") and not sides and description.group is None and description.determiner != "the":
            return None
        if definite and not description.former:
            if not sides and role in _STATE_OFFICES:
                sides = self._where_received(description)
                country = sides[0].country if sides else None
            known = self._bearer(description, country)
            if known is None and not sides and role in _STATE_OFFICES and description.determiner == "the":
                state = self._gazetteer.governments.get(self.owners.sure_home or "")
                sides = [self._profile(government(state))] if state is not None else []
            known = known or self._holder(description, sides)
            if known is not None:
                return known
        fresh = self._described(description, sides[0] if sides else None, ActorKind.PERSON)
        fresh.role, fresh.level = role, description.title.level
        fresh.sectors = fresh.sectors or description.title.sectors
        if description.determiner == "the" and not description.sides and role in _SPEAKING:
            fresh.country = fresh.country or self.owners.by_subject(description.head)
        fresh.gender = self._gender(description.words)
        return self._profile(fresh)

    def _gender(self, title: str) -> str:
        return "m" if title in self.words("male") else "f" if title in self.words("female") else ""

    def _offices(self, description: Description, sides: list[Profile]) -> Profile:
        """ "The presidents of Croatia and Serbia": each side's."""
        found = []
        for side in sides:
            known = self._bearer(description, side.country) or self._holder(description, [side])
            found.append(known or self._profile(self._described(description, side, ActorKind.PERSON)))
        return joint(found)

    def _leaders(self, description: Description, sides: list[Profile]) -> Profile | None:
        """ "The leaders of Chad and Niger": the one head of state or government of each that the text names."""
        if description.words != "leaders" or len(sides) < 2 or any(s.kind is not ActorKind.GOVERNMENT for s in sides):
            return None
        named = [n.profile for n in (*self._chains.ahead.values(), *self._chains.at.values())]
        heads = {p.id: p for p in named if p.role in _HEADS and p.kind is ActorKind.PERSON}
        found = [[p for p in heads.values() if p.country == s.country] for s in sides]
        return joint(p for of_side in found for p in of_side) if all(len(f) == 1 for f in found) else None

    def _bearer(self, description: Description, country: str | None) -> Profile | None:
        """The last person of the document with that office, of that country where one is said."""
        assert description.title is not None
        role, level, words = description.title.role, description.title.level, description.words

        def fits(profile: Profile) -> bool:
            if profile.kind is not ActorKind.PERSON or (country and profile.country != country):
                return False
            if description.determiner == "the" and not country and words in profile.called:
                return True  # "the Chairman", of whom the text said "Kim Jong Un, Chairman of ..."
            if words == "minister":
                return profile.level == "minister" and not country and not profile.called & self.words("same_office")
            if words == "president" and profile.office and "presid" not in profile.office.lower():
                return False  # a king is no president
            if role == "head_of_state" and words != "president" and profile.office and words not in profile.office:
                return False
            return profile.role == role and (role in UNIQUE or level != "official" or not country)

        if description.determiner not in ("the", "his", "her", "its", "their") and not country:
            return None
        reach = None if country or role in UNIQUE else 3
        found = self._chains.recent(description.head, fits, reach)
        if country or role not in UNIQUE or found is None:
            return found
        return self._only_one(description.head, fits)

    def _only_one(self, head: Token, fits: Callable[[Profile], bool]) -> Profile | None:
        """The one holder of such an office that the nearest sentence names, not counting who does it to him.

        Of two as near ("Ghana's president met Togo's president. The president ...") it is nobody known.
        """
        doers = {p.id for p in self._chains.doers(head)}
        left = [p for p in self._chains.nearest(head, fits) if p.id not in doers]
        return left[0] if len(left) == 1 else None

    def _where_received(self, description: Description) -> list[Profile]:
        """The state that a visitor's host belongs to ("are due in Kyiv, where they will meet the president")."""
        head = description.head
        if description.determiner != "the" or not self._chains.doers(head):
            return []
        there = [n.known.state for n in self._names.all
                 if n.known is not None and n.known.state is not None and n.label in ("state", "capital")
                 and n.head.sentence == head.sentence and n.head.i < head.i
                 and n.head.dep == "pobj" and n.head.head.lower in ("in", "to", "at")]  # fmt: skip
        abroad = there and all(p.country != there[-1].code for p in self._chains.doers(head))
        return [self._profile(government(there[-1]))] if abroad else []

    def _holder(self, description: Description, sides: list[Profile]) -> Profile | None:
        """Who holds the office at the document's day."""
        assert description.title is not None
        if not self._day or description.title.role not in UNIQUE or len(sides) != 1 or sides[0].country is None:
            return None
        if sides[0].kind is ActorKind.PEOPLE:
            return None
        held = self._gazetteer.tables.holders(sides[0].country, description.title.role, self._day)
        if sides[0].id.startswith("org:"):
            held = tuple(h for h in held if h.body and slug(h.body) in (sides[0].id[4:], slug(sides[0].name)))
        found = holder(held, " ".join(t.text for t in description.tokens))
        return self._persons.holding(found) if found is not None else None

    def _group(self, description: Description, sides: list[Profile]) -> Profile | None:
        """A group, a body or a government: the one named before, one of each side, or as described."""
        governs = description.head.lemma in self.words("governments") and not description.plural
        if description.group is not None and governs and sides:
            return self.owners.called_government(joint(self._government_of(s) for s in sides), description.head)
        if description.group is not None and governs and self.owners.government:
            return self.owners.government if description.determiner == "the" else None
        if description.group is not None and self._is_no_actor(description, sides):
            return None
        kind = _kind(description)
        own = self._body_itself(description, sides)
        if own is not None:
            return own
        earlier = self._earlier(description) if not sides else None
        if earlier is not None:
            return earlier
        if len(sides) > 1:
            return joint(self._profile(self._described(description, s, kind)) for s in sides)
        fresh = self._described(description, sides[0] if sides else None, kind)
        if not sides and not description.sides and set(fresh.sectors) & INNER:
            fresh.country = self.owners.of_opposition(description)
        return self._profile(fresh)

    def _is_no_actor(self, description: Description, sides: list[Profile]) -> bool:
        """Whether the noun is a thing, of its side ("a Russian missile") or of nobody ("use of force")."""
        return description.head.lemma in self.words("extensions") or (not sides and self._is_thing(description))

    def _body_itself(self, description: Description, sides: list[Profile]) -> Profile | None:
        """ "FARC guerrillas", "the Houthi rebels", "Hamas movement": the body that the noun only repeats."""
        group = description.group
        bodies = (ActorKind.ARMED_GROUP, ActorKind.MEDIA)
        if group is None or len(sides) != 1 or sides[0].kind not in bodies or not description.sides:
            return None
        if group.kind == "media":
            return sides[0] if not description.sides[0].owner else None  # "Al-Qahera News television"
        repeats = set(group.sectors) & {"REB", "PRM", "PTY"} or description.head.lemma in self.words("back_groups")
        return sides[0] if repeats and not description.sides[0].owner else None

    def _government_of(self, side: Profile) -> Profile:
        state = self._gazetteer.governments.get(side.country or "")
        if side.kind is ActorKind.GOVERNMENT or state is None:
            return side
        return self._profile(government(state))

    def _is_thing(self, description: Description) -> bool:
        """Whether a noun without a side is too vague to be an actor ("use of force", "in the country")."""
        head, group = description.head, description.group
        assert group is not None
        if group.kind in ("organisation", "armed_group", "group") and not description.plural:
            return description.determiner not in ("the", "its", "his", "their", "a", "an") or (
                head.dep == "pobj" and head.head.lower in self.words("locative")
            ) or (group.kind == "group" and not group.sectors) or (
                head.lemma in self.words("vague") and not set(group.sectors) & INNER
            )  # fmt: skip
        counted = any(c.pos == "NUM" for c in head.children)
        return (head.lemma in self.words("vague") and not counted) or (
            head.dep == "pobj" and head.head.lower in self.words("locative") and group.kind == "group"
        )

    def _earlier(self, description: Description) -> Profile | None:
        """A description with a side said before with the same noun: "the officials" after "Israeli officials", but not
        "the foreign ministry" after "Israel's defence ministry"."""
        if description.determiner != "the":
            return None
        own = {t.lower for t in description.tokens if t is not description.head}
        lemma, reach = description.head.lemma, None if description.group and description.group.number == "one" else 3
        return self._chains.recent(
            description.head,
            lambda p: p.noun == lemma and p.country is not None and not p.members and own <= {*p.name.lower().split()},
            reach,
        )

    def people_of(self, tokens: Iterable[Token]) -> str | None:
        """The country of a people of one state only: "the Tigrayans", "Rohingya leaders"."""
        pairs = dict(pair.split("=") for pair in self.words("peoples"))
        return next((pairs[w] for t in tokens for w in (t.lower, t.lower.removesuffix("s")) if w in pairs), None)

    def _described(self, description: Description, side: Profile | None, kind: ActorKind) -> Profile:
        name = self.wording.name(description, side, kind)
        group, title = description.group, description.title
        own = group.sectors if group else (title.sectors if title else ())
        before = (self._gazetteer.tables.groups.get(t.lower) for t in description.tokens if t not in description.core)
        if own == ("GOV",) and any(g is not None and "MIL" in g.sectors for g in before):
            own = ("MIL",)  # "a military delegation from Uganda"
        body = side.sectors if side and side.id.startswith("org:") else ()
        country = side.country if side else self.people_of(description.tokens)
        level = group.level if group else (title.level if title else "unknown")
        prefix = {"people": "people", "person": "people", "armed_group": "group"}.get(str(kind), "org")
        return Profile(
            f"{prefix}:{slug(name)}", name, kind, country, tuple(dict.fromkeys((*body, *own))), None, "", level, "",
            description.plural, False, description.head.lemma,
        )  # fmt: skip


def _kind(description: Description) -> ActorKind:
    """The kind of a group; an army is an organisation, a plural title people, one of "a protester" a person."""
    group = description.group
    kind = KINDS.get(group.kind, ActorKind.PEOPLE) if group is not None else ActorKind.PEOPLE
    if group is not None and kind is ActorKind.ARMED_GROUP and "MIL" in group.sectors:
        return ActorKind.ORGANISATION
    if kind not in (ActorKind.GROUP, ActorKind.PEOPLE):
        return kind
    single = group is not None and group.number == "many" and not description.plural
    return ActorKind.PERSON if single else ActorKind.PEOPLE
