"""The layer `who`: every actor of a document, and who stands at a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from verbale.document import Document, Mention, Token
from verbale.findings import Actor, ActorRef
from verbale.terms import ActorKind

STATE_KINDS = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE})
NAMED_BODIES = frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION})
ABROAD = frozenset({None, "IGO", "NGO"})  # codes that are no country's
MANY = frozenset({ActorKind.PEOPLE, ActorKind.GROUP, ActorKind.ARMED_GROUP, ActorKind.ORGANISATION, ActorKind.MEDIA})


@dataclass(eq=False, slots=True)
class Profile:
    """What is known of one actor while a document is read; filled in as the text says more."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    role: str = ""
    level: str = "unknown"
    gender: str = ""
    plural: bool = False
    named: bool = True
    noun: str = ""
    called: frozenset[str] = frozenset()  # the titles that the text gives
    guess: str = ""  # the surname by which alone the tables were asked
    members: tuple[Profile, ...] = ()

    @property
    def many(self) -> bool:
        """Whether "they" may stand for it."""
        return self.plural or self.kind in MANY

    def ref(self, mention: Mention | None = None) -> ActorRef:
        """The reference to it from one place in the text."""
        return ActorRef(
            self.id, self.name, self.kind, self.country, self.sectors, self.office, mention,
            tuple(m.ref(mention) for m in self.members),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that stand for an actor; `head` is the one that the sentence hangs on."""

    head: Token
    tokens: tuple[Token, ...]
    profile: Profile


class Who:
    """Who is named where. All answers are references whose `mention` is the words at that place."""

    def __init__(
        self, document: Document, namings: Mapping[int, Naming], sides: Mapping[int, tuple[Profile, ...]],
        words: Callable[[str], frozenset[str]],
    ) -> None:  # fmt: skip
        self._words = words
        self._document, self._namings, self._sides = document, namings, sides
        self._refs: dict[int, ActorRef] = {}
        self.actors: tuple[Actor, ...] = tuple(_actors(document, namings.values()))

    def at(self, token: Token) -> ActorRef | None:
        """The actor whose mention has this word as its head; pronouns and descriptions resolved.

        None for "I", "we" and "you": the speaker of a quotation is known only to who reads speech.
        """
        found = self._refs.get(token.i)
        if found is None and token.i in self._namings:
            naming = self._namings[token.i]
            found = self._refs[token.i] = naming.profile.ref(self._document.span(*naming.tokens))
        return found

    def measures(self, token: Token) -> bool:
        """Whether the noun only counts or bundles the actors after it ("a group of", "dozens of", "talks between")."""
        return token.lemma in self._words("partitives") or token.lower in self._words("partitives")

    def speaks_for(self, token: Token) -> bool:
        """Whether the noun is for people who act for the body named after it ("representatives of", "army of")."""
        forms = {token.lemma, token.lower.removesuffix("s")}  # "Envoys of" at the beginning is taken for a name
        return bool(forms & self._words("agents_of"))

    def extends(self, token: Token) -> bool:
        """Whether the noun is a thing that stands for its owner ("a Russian missile", "the Guyanese statement")."""
        return token.lemma in self._words("extensions")

    def is_of_descent(self, token: Token) -> bool:
        """Whether a nationality tells of descent and not of a state ("ethnic Albanians", "ethnic Serb civilians")."""
        return any(t.lower in self._words("descent") for c in (token, *token.children) for t in c.children)

    def is_of_elsewhere(self, actor: ActorRef) -> bool:
        """Whether the words for an actor say that he is not of the country at hand ("foreign envoys", "mediators")."""
        if actor.mention is None:
            return False
        said = {w for t in self._document.tokens_in(actor.mention.start, actor.mention.end) for w in (t.lower, t.lemma)}
        return bool(said & (self._words("elsewhere") | self._words("mediators") | self._words("outsiders")))

    def level(self, token: Token) -> str:
        """How high the actor there ranks: leader, minister, envoy, official, military, delegation or unknown."""
        naming = self._namings.get(token.i)
        return naming.profile.level if naming else "unknown"

    def sides_of(self, token: Token) -> tuple[ActorRef, ...]:
        """The states and bodies that a noun's modifiers name ("the Russia-Ukraine talks", "Israeli-Hamas truce")."""
        from verbale.coding.who.phrases import side_tokens

        found: dict[str, ActorRef] = {}
        for word in side_tokens(token):
            for profile in self._sides.get(word.i, ()):
                found.setdefault(profile.id, profile.ref(self._document.span(word)))
        return tuple(found.values())

    def state_at(self, token: Token) -> ActorRef | None:
        """The government or body that a name belongs to, also where the name is only a place ("arrived in Kyiv")."""
        sides = self._sides.get(token.i)
        return sides[0].ref(self._document.span(token)) if sides else None

    def named_by(self, token: Token) -> tuple[ActorRef, ...]:
        """The actors that the noun phrase headed by `token` stands for, coordination and groups expanded."""
        from verbale.coding.who.phrases import named_by

        return named_by(self, token)


def _actors(document: Document, namings: Iterable[Naming]) -> Iterable[Actor]:
    """Each distinct actor once, in the order of the text; groups go by their members."""
    found: dict[str, tuple[Profile, dict[int, Mention]]] = {}
    for naming in sorted(namings, key=lambda n: n.head.i):
        mention = document.span(*naming.tokens)
        for profile in naming.profile.members or (naming.profile,):
            if profile.kind is not ActorKind.UNKNOWN:
                found.setdefault(profile.id, (profile, {}))[1].setdefault(mention.start, mention)
    for profile, mentions in found.values():
        ref = profile.ref()
        yield Actor(ref.id, ref.name, ref.kind, ref.country, ref.sectors, ref.office, tuple(mentions.values()))


def joint(profiles: Iterable[Profile]) -> Profile:
    """Several actors acting as one; a single one stays what it is."""
    members: dict[str, Profile] = {}
    for profile in profiles:
        for one in profile.members or (profile,):
            members.setdefault(one.id, one)
    found = tuple(members.values())
    if len(found) == 1:
        return found[0]
    name = ", ".join(m.name for m in found[:-1]) + " and " + found[-1].name
    return Profile("group:" + "+".join(sorted(members)), name, ActorKind.GROUP, plural=True, members=found)


def with_mention(ref: ActorRef, mention: Mention) -> ActorRef:
    """The same actor as another place names it."""
    return replace(ref, mention=mention)
