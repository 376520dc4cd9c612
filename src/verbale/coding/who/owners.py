"""Whose an institution is that the text names without its country: "the army", "the delegation", "federal troops".

It is the state's that the article is about, whose inner conflict it tells of, or for which whoever speaks of it speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verbale.coding.grammar import coordinated, first_conjunct, is_verb, subjects
from verbale.coding.who.chains import Chains, is_subject
from verbale.coding.who.descriptions import Description
from verbale.coding.who.gazetteer import Gazetteer
from verbale.coding.who.layer import ABROAD, NAMED_BODIES, STATE_KINDS, Profile
from verbale.coding.who.names import Names, government
from verbale.coding.who.pairs import Pairs
from verbale.coding.who.setting import INNER
from verbale.document import Token
from verbale.terms import ActorKind

INSTITUTIONS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_FORCES = frozenset({"MIL", "COP"})


class Owners:
    """Finds the state of an institution that no word of its own gives one."""

    def __init__(
        self, gazetteer: Gazetteer, names: Names, chains: Chains, pairs: Pairs,
        profile: Callable[[Profile], Profile],
    ) -> None:  # fmt: skip
        self._names = names
        self._gazetteer, self._chains, self._pairs, self._profile = gazetteer, chains, pairs, profile
        self._words = gazetteer.words
        self.government: Profile | None = None  # the last one that the text called a government
        self._government_at: Token | None = None
        self.home: str | None = None  # the country that the article is about, if it is about one
        self.torn: str | None = None  # the country whose inner conflict it tells of
        self.sure_home: str | None = None  # the same, where hardly any other country is named
        self.filed: str | None = None  # the country from whose capital the text was filed, if it is about that too

    def of(self, description: Description) -> Profile | None:
        """The state, or the body, that a description without a side belongs to; None where the text does not say."""
        if any(t.lower in self._words("elsewhere") for t in description.tokens if t not in description.core):
            return None
        if any(t.lower in ("both", "two", "each", "either", "all") for t in description.tail):
            return None  # "military commanders from both camps"
        found = self._body_before(description) if description.group or description.title else None
        return found or self._state(self._code(description))

    def inner(self, sectors: Sequence[str]) -> str | None:
        """The country whose government, army, rebels or opposition these are, where the text tells of one."""
        rebels = self._pairs.rebels() if {"REB", "MIL"} & set(sectors) else None
        own = self.government.country if self.government is not None else None
        return (rebels.country if rebels is not None else None) or self.torn or self.home or own

    def of_opposition(self, description: Description) -> str | None:
        """The country whose rebels or opposition a description without a side means."""
        return self._by_speaker(description.head) or self.home or self.torn

    def called_government(self, profile: Profile, token: Token) -> Profile:
        """Keep whom the text called a government last."""
        self.government, self._government_at = profile, token
        return profile

    def _code(self, description: Description) -> str | None:
        if self._is_institution(description):
            rebels = self._pairs.rebels() if "MIL" in _sectors(description) else None  # where one country has rebels
            armed = rebels.country if rebels is not None else None
            own = self._spoken_of(description) or self.home or armed or self._torn(description)
            return own or self.by_subject(description.head) or self.filed
        if self._is_public(description):
            own = self.government.country if self.government is not None else None
            return self._spoken_of(description) or self.home or own or self.torn or self.filed
        return None

    def _state(self, code: str | None) -> Profile | None:
        state = self._gazetteer.governments.get(code or "")
        return self._profile(government(state)) if state is not None else None

    def _is_institution(self, description: Description) -> bool:
        """ "The army", "the foreign ministry", "police": a body that every state has."""
        group = description.group
        if group is None or group.number != "one" or description.determiner not in ("the", ""):
            return False
        if description.plural and description.words not in self._words("bare_institutions"):
            return False
        if description.words in self._words("not_home"):
            return False
        if description.determiner == "" and len(description.core) < 2:
            return description.head.lemma in self._words("bare_institutions") and bool(self.sure_home or self.torn)
        return bool(set(group.sectors) & INSTITUTIONS)

    def _is_public(self, description: Description) -> bool:
        """ "Government negotiators", "army chiefs", "federal troops": people and troops of the state."""
        before = [t for t in description.tokens if t.i < description.head.i and t.pos in ("NOUN", "ADJ", "PROPN")]
        if any(t.lemma in self._words("institutions") for t in before):
            return True
        forces = bool(_sectors(description) & _FORCES)
        return forces and any(t.lemma in self._words("force_institutions") for t in before)

    def _torn(self, description: Description) -> str | None:
        """The country of the inner conflict, where the text has not called another's a government."""
        if self.government is not None:
            return self.torn if self.government.country == self.torn else None
        if description.head.lemma not in self._words("governments"):
            return self.torn
        beside = [t for t in coordinated(first_conjunct(description.head)) if t is not description.head]
        return self.torn if any(self._is_inner(t) for t in beside) or self._is_at_war() else None

    def _is_at_war(self) -> bool:
        """Whether the text names somebody of the torn country beside those who fight its state."""
        named = [n.profile for n in self._chains.at.values()]
        return any(p.country == self.torn and p.kind is not ActorKind.ARMED_GROUP for p in named)

    def _spoken_of(self, description: Description) -> str | None:
        """The country for which whoever speaks of an institution speaks, or for which it speaks itself."""
        head = description.head
        return (
            self._by_speaker(head) or self._by_will(head) or self._by_denial(head)
            or self._by_delegates(description) or self._by_paragraph(description)
        )  # fmt: skip

    def _by_speaker(self, head: Token) -> str | None:
        """ "An official in Skopje said the government would": the speaker's own, where his state is a side here."""
        below = head
        for verb in head.ancestors():
            if is_verb(verb) and verb.lemma in self._chains.speech_verbs and below.dep in ("ccomp", "parataxis"):
                for subject in subjects(verb):
                    profile = self._chains.named(subject)
                    if profile is not None and self._speaks_for_side(profile, head):
                        return profile.country
            below = verb
        return None

    def _speaks_for_side(self, profile: Profile, head: Token) -> bool:
        if profile.country in ABROAD or "EDU" in profile.sectors or profile.noun in self._words("mediators"):
            return False
        if any(code not in (None, profile.country) for code in (self.home, self.torn)):
            return False
        sides = self._pairs.together.main_sides(head, self._pairs.as_side)
        return sides is not None and any(m.country == profile.country for m in sides.members)

    def _by_will(self, head: Token) -> str | None:
        """ "China stands ready to talk, the delegation said": who tells what a state wants is that state's."""
        verb = head.head
        if head.dep != "nsubj" or verb.lemma not in self._chains.speech_verbs:
            return None
        for clause in verb.all("ccomp"):
            adjective = clause.child("acomp")
            willing = adjective is not None and adjective.lemma in self._words("minded")
            if clause.child("neg") is None and (willing or clause.lemma in self._words("own_will")):
                for subject in subjects(clause):
                    profile = self._chains.named(subject)
                    if profile is not None and profile.kind in STATE_KINDS:
                        return profile.country
        return None

    def _by_denial(self, head: Token) -> str | None:
        """ "Chad accused Niger of it. The ministry denied this": the denial is the accused state's."""
        if head.dep != "nsubj" or head.head.lemma not in self._words("denials"):
            return None
        for verb in self._chains.verbs_before(head.head):
            if verb.lemma not in self._words("charges"):
                continue
            accusers = {p.country for s in subjects(verb) if (p := self._chains.named(s)) is not None}
            named = [n for t in verb.subtree() if (n := self._chains.at.get(t.i)) is not None]
            accused = {n.profile.country for n in named if n.profile.kind in STATE_KINDS} - accusers
            return accused.pop() if accusers and len(accused) == 1 else None
        return None

    def _by_delegates(self, description: Description) -> str | None:
        """ "The delegation" after "Chinese negotiators", where no other state's have been named."""
        words = self._words("delegations")
        if description.head.lemma not in words or description.determiner != "the":
            return None
        before = (n.profile for n in self._chains.at.values() if n.profile.noun in words and n.profile.country)
        countries = {p.country for p in before}
        return countries.pop() if len(countries) == 1 else None

    def by_subject(self, head: Token) -> str | None:
        """The country of whoever the sentence before in the same paragraph is about: "The Chinese side agreed. The
        spokesman said ..."; None where it is about more than one."""
        document = self._chains.document
        if head.sentence == 0 or not is_subject(head):
            return None
        root = document.sentences[head.sentence - 1].root
        if not self._chains.same_paragraph(root, head):
            return None
        countries = {self._country_at(s) for s in subjects(root)} if is_verb(root) else set()
        code = countries.pop() if len(countries) == 1 else None
        return code if code not in ABROAD else None

    def _country_at(self, token: Token) -> str | None:
        """The country of an actor, or of a side by its adjective."""
        profile = self._chains.named(token)
        if profile is not None or token.lemma != "side":
            return profile.country if profile is not None else None
        names = (self._names.by_token.get(c.i) for c in token.children)
        known = [n.known for n in names if n is not None and n.known is not None]
        return next((k.state.code for k in known if k.state is not None), None)

    def _by_paragraph(self, description: Description) -> str | None:
        """The state whose government the same paragraph speaks of: "the foreign ministry" after "the government"."""
        at, head = self._government_at, description.head
        if self.government is None or at is None or "GOV" not in _sectors(description):
            return None
        return self.government.country if self._chains.same_paragraph(at, head) else None

    def _is_inner(self, token: Token) -> bool:
        """Whether rebels or the opposition of the country stand at a word."""
        naming = self._chains.at.get(token.i) or self._chains.ahead.get(token.i)
        group = self._gazetteer.tables.groups.get(token.lemma)
        return (naming is not None and naming.profile.kind is ActorKind.ARMED_GROUP) or (
            naming is None and group is not None and bool(set(group.sectors) & INNER)
        )

    def _body_before(self, description: Description) -> Profile | None:
        """ "A council spokesman" after "the Southern Transitional Council": the body whose last word stands before."""
        before = [t for t in description.tokens if t.i < description.head.i and t.pos == "NOUN"]
        words = {t.lower for t in before if t.head is description.head and t.lower in self._gazetteer.tables.groups}
        words -= self._words("institutions")
        return self._chains.recent(
            description.head, lambda p: p.named and p.kind in NAMED_BODIES and p.name.lower().split()[-1] in words
        )


def _sectors(description: Description) -> set[str]:
    of_group = description.group.sectors if description.group is not None else ()
    return set(of_group or (description.title.sectors if description.title is not None else ()))
