"""Descriptions resolved: "the foreign minister", "Qatari mediators", "its army", "the two leaders", "the group"."""

from __future__ import annotations

from collections.abc import Callable

from verbale.coding.grammar import coordinated, first_conjunct
from verbale.coding.who.chains import Chains
from verbale.coding.who.descriptions import Description, Side
from verbale.coding.who.gazetteer import KINDS, Gazetteer, slug
from verbale.coding.who.holders import UNIQUE, holder
from verbale.coding.who.layer import Profile, joint
from verbale.coding.who.names import Names, government, organisation
from verbale.coding.who.pairs import Pairs
from verbale.coding.who.persons import Persons
from verbale.coding.who.setting import INNER
from verbale.coding.who.wording import Wording
from verbale.document import Document, Token
from verbale.terms import ActorKind

_INSTITUTIONS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_STATE_OFFICES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
_HEADS = frozenset({"head_of_state", "head_of_government"})
_NAMED_BODIES = frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION})
_STATE_KINDS = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE})


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
        self._government: Profile | None = None  # the last one that the text called a government
        self.home: str | None = None  # the country that the article is about, if it is about one
        self.torn: str | None = None  # the country whose inner conflict it tells of
        self.sure_home: str | None = None  # the same, where hardly any other country is named

    def _at_home(self, description: Description) -> Profile | None:
        """The state whose institution an article means by "the army" or "the government" when it is about one state."""
        group = description.group
        if group is None or group.number != "one" or description.determiner not in ("the", "") or description.plural:
            return None
        if not set(group.sectors) & _INSTITUTIONS or (description.determiner == "" and len(description.core) < 2):
            return None
        rebels = self.pairs.rebels() if "MIL" in group.sectors else None  # "the army", where one country has rebels
        code = self.home or (rebels.country if rebels else None) or self._torn(description)
        state = self._gazetteer.governments.get(code or "")
        return self._profile(government(state)) if state is not None else None

    def _torn(self, description: Description) -> str | None:
        """The country of the inner conflict, where the text has not yet called another a government: "the army",
        "the government and the opposition"."""
        assert description.group is not None
        if description.head.lemma not in self.words("governments"):
            return self.torn if self._government is None and "MIL" in description.group.sectors else None
        beside = [t for t in coordinated(first_conjunct(description.head)) if t is not description.head]
        inner = any(self._is_inner(t) for t in beside)
        return self.torn if inner and self._government is None else None

    def _is_inner(self, token: Token) -> bool:
        """Whether rebels or the opposition of the country stand at a word."""
        naming = self._chains.at.get(token.i) or self._chains.ahead.get(token.i)
        group = self._gazetteer.tables.groups.get(token.lemma)
        return (naming is not None and naming.profile.kind is ActorKind.ARMED_GROUP) or (
            naming is None and group is not None and bool(set(group.sectors) & INNER)
        )

    def _of_the_government(self, description: Description) -> Profile | None:
        """ "Government negotiators", "army chiefs" in an article about one state are that state's."""
        before = [t for t in description.tokens if t.i < description.head.i and t.pos == "NOUN"]
        body = self._body_before(description, before)
        if body is not None:
            return body
        own = self._government.country if self._government is not None else None
        state = self._gazetteer.governments.get(self.home or own or self.torn or "")
        if state is None or not any(t.lemma in self.words("institutions") for t in before):
            return None
        return self._profile(government(state))

    def _body_before(self, description: Description, before: list[Token]) -> Profile | None:
        """ "A council spokesman" after "the Southern Transitional Council": the body whose last word stands before."""
        words = {t.lower for t in before if t.head is description.head and t.lower in self._gazetteer.tables.groups}
        words -= self.words("institutions")
        return self._chains.recent(
            description.head, lambda p: p.named and p.kind in _NAMED_BODIES and p.name.lower().split()[-1] in words
        )

    def side(self, description: Description) -> tuple[str | None, tuple[str, ...]]:
        """(country, sectors) of whom the description belongs to, as far as its own words say."""
        for side in description.sides:
            profile = self._side_profile(side)
            if profile is not None and profile.country:
                return profile.country, profile.sectors
        return None, ()

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
        sides = [p for s in description.sides if (p := self._side_profile(s)) is not None]
        sides = [m for p in sides for m in (p.members or (p,))]
        if description.head.lemma in self.words("others") and any(s.owner or s.pronoun for s in description.sides):
            sides = []
            return self._group(description, sides)
        apposed = self._apposed(description)
        if apposed is not None:
            return apposed
        if not sides and not any(s.pronoun for s in description.sides):
            home = self._at_home(description) or self._of_the_government(description)
            sides = [home] if home is not None else []
        if not sides and not any(s.pronoun for s in description.sides):
            back = self.pairs.of(description) or self._back(description)
            if back is not None:
                return back
            sides = self.pairs.officers(description)
        leaders = self._leaders(description, sides)
        if leaders is not None:
            return leaders
        if description.title is not None and not description.plural:
            return self._office(description, sides)
        if description.title is not None and description.title.role in UNIQUE and len(sides) > 1:
            return self._offices(description, sides)
        if description.group is None and description.title is None:
            return None
        return self._group(description, sides)

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
            return self._chains.recent(description.head, lambda p: p.kind in _STATE_KINDS)
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
        definite = description.determiner == "the" or bool(sides) or not description.determiner
        if role in ("leader", "person") and not sides and description.group is None and description.determiner != "the":
            return None
        if definite and not description.former:
            if not sides and role in _STATE_OFFICES:
                sides = self._where_received(description)
                country = sides[0].country if sides else None
            known = self._bearer(description, country)
            if known is None and not sides and role in _STATE_OFFICES and description.determiner == "the":
                state = self._gazetteer.governments.get(self.sure_home or "")
                sides = [self._profile(government(state))] if state is not None else []
            known = known or self._holder(description, sides)
            if known is not None:
                return known
        fresh = self._described(description, sides[0] if sides else None, ActorKind.PERSON)
        fresh.role, fresh.level = role, description.title.level
        fresh.sectors = fresh.sectors or description.title.sectors
        fresh.gender = "m" if description.words in self.words("male") else (
            "f" if description.words in self.words("female") else "")  # fmt: skip
        return self._profile(fresh)

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
                return profile.level == "minister" and not country
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
        held = self._gazetteer.tables.holders(sides[0].country, description.title.role, self._day)
        if sides[0].id.startswith("org:"):
            held = tuple(h for h in held if h.body and slug(h.body) in (sides[0].id[4:], slug(sides[0].name)))
        found = holder(held, " ".join(t.text for t in description.tokens))
        return self._persons.holding(found) if found is not None else None

    def _group(self, description: Description, sides: list[Profile]) -> Profile | None:
        group = description.group
        lemma = description.head.lemma
        if group is None:  # a plural title: "ministers", "commanders"
            kind = ActorKind.PEOPLE
        elif lemma in self.words("governments") and not description.plural and (sides or self._government):
            if sides:
                self._government = joint(self._government_of(s) for s in sides)
            return self._government if sides or description.determiner == "the" else None
        else:
            kind = KINDS.get(group.kind, ActorKind.PEOPLE)
            if kind is ActorKind.GROUP:
                kind = ActorKind.PEOPLE
            if kind is ActorKind.ARMED_GROUP and "MIL" in group.sectors:
                kind = ActorKind.ORGANISATION
            if description.head.lemma in self.words("extensions") or (not sides and self._is_thing(description)):
                return None
            if kind is ActorKind.PEOPLE and group.number == "many" and not description.plural:
                kind = ActorKind.PERSON
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
            fresh.country = self.home or self.torn
        return self._profile(fresh)

    def _apposed(self, description: Description) -> Profile | None:
        """ "Turkey, a NATO member": what is said beside a name is the one named."""
        head = description.head
        if head.dep != "appos" or description.plural or head.head.i not in self._chains.at:
            return None
        beside = self._chains.at[head.head.i].profile
        return beside if beside.named and not beside.members else None

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
            ) or (group.kind == "group" and not group.sectors) or head.lemma in self.words("vague")  # fmt: skip
        counted = any(c.pos == "NUM" for c in head.children)
        return (head.lemma in self.words("vague") and not counted) or (
            head.dep == "pobj" and head.head.lower in self.words("locative") and group.kind == "group"
        )

    def _earlier(self, description: Description) -> Profile | None:
        """A description with a side said before with the same noun: "the officials" after "Israeli officials"."""
        if description.determiner != "the":
            return None
        lemma, reach = description.head.lemma, None if description.group and description.group.number == "one" else 3
        return self._chains.recent(
            description.head, lambda p: p.noun == lemma and p.country is not None and not p.members, reach
        )

    def _described(self, description: Description, side: Profile | None, kind: ActorKind) -> Profile:
        name = self.wording.name(description, side, kind)
        group, title = description.group, description.title
        own = group.sectors if group else (title.sectors if title else ())
        before = (self._gazetteer.tables.groups.get(t.lower) for t in description.tokens if t not in description.core)
        if own == ("GOV",) and any(g is not None and "MIL" in g.sectors for g in before):
            own = ("MIL",)  # "a military delegation from Uganda"
        body = side.sectors if side and side.id.startswith("org:") else ()
        country = side.country if side else None
        level = group.level if group else (title.level if title else "unknown")
        prefix = {"people": "people", "person": "people", "armed_group": "group"}.get(str(kind), "org")
        return Profile(
            f"{prefix}:{slug(name)}", name, kind, country, tuple(dict.fromkeys((*body, *own))), None, "", level, "",
            description.plural, False, description.head.lemma,
        )  # fmt: skip
