"""Who speaks, to whom, on what occasion, and what sort of source that is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from verbale.codebook.reporting import Reporting
from verbale.coding import grammar
from verbale.document import Document, Mention, Token
from verbale.findings import Actor, ActorRef, Source
from verbale.terms import ActorKind, SourceKind

_STATELY = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP})
_OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_OCCASION_PREPOSITIONS = frozenset({"in", "at", "during", "on", "after", "before", "through", "via", "by"})
_NO_NAME = frozenset(
    {"he", "she", "they", "it", "who", "one", "i", "we", "you", "this", "that", "which", "those", "these"}
)


class Who(Protocol):
    """What is asked of the actors' layer."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Every distinct actor of the document."""

    def at(self, token: Token) -> ActorRef | None:
        """The actor that this head word names."""

    def named_by(self, token: Token) -> tuple[ActorRef, ...]:
        """The actors that the phrase with this head stands for."""


class Speakers:
    """Actors behind the head words of speakers, and the sources that they are."""

    def __init__(self, document: Document, who: Who, reporting: Reporting) -> None:
        self._document, self._who, self._reporting = document, who, reporting

    def actor(self, head: Token | None) -> ActorRef | None:
        """The actor behind a head word; a described one by its description, an unresolved pronoun as unknown."""
        if head is None:
            return None
        named = self._who.named_by(head)
        if len(named) == 1:
            return _one_of(named[0]) if head.lower == "one" else self._as_outlet(head, named[0])
        if named:
            return self._group(head, named)
        known = self._who.at(head)
        same = self._same_above(head) if known is None and head.pos == "PRON" else None
        return known or (self.actor(same) if same is not None else self._described(head))

    def _as_outlet(self, head: Token, actor: ActorRef) -> ActorRef:
        """An actor called an outlet is one, whatever its name looks like ("a Lagos broadcaster, Radio Ama")."""
        outlet = self._reporting.noun("media", head) and not self._reporting.noun("staff", head) and head.pos == "NOUN"
        return replace(actor, kind=ActorKind.MEDIA) if outlet and actor.kind is ActorKind.PERSON else actor

    def _same_above(self, pronoun: Token) -> Token | None:
        """The same pronoun as subject of a clause around it ("it asked for talks, which it called overdue")."""
        subjects = (a.child("nsubj", "nsubjpass") for a in pronoun.ancestors())
        return next((s for s in subjects if s is not None and s is not pronoun and s.lower == pronoun.lower), None)

    def _group(self, head: Token, members: tuple[ActorRef, ...]) -> ActorRef:
        names = [m.name for m in members]
        name = ", ".join(names[:-1]) + f" and {names[-1]}"
        mention = self._document.span(*_phrase(head, coordinated=True))
        return ActorRef("+".join(m.id for m in members), name, ActorKind.GROUP, mention=mention, members=members)

    def _described(self, head: Token) -> ActorRef:
        words = _phrase(head, coordinated=True)
        mention = self._document.span(*words)
        if head.lower in _NO_NAME or head.pos not in ("NOUN", "PROPN", "NUM"):
            return ActorRef(f"unknown@{head.start}", "unknown", mention=self._document.span(head))
        name = re.sub(r"^(?:the|a|an)\s+", "", " ".join(mention.quote.split()), flags=re.IGNORECASE)
        return ActorRef(f"described:{name.casefold()}", name, self._kind(head), mention=mention)

    def _kind(self, head: Token) -> ActorKind:
        if self._reporting.noun("document", head):
            return ActorKind.UNKNOWN
        if head.pos == "PROPN":
            return ActorKind.PERSON if head.ent == "PERSON" else ActorKind.UNKNOWN
        if self._reporting.noun("media", head):
            return ActorKind.MEDIA
        return ActorKind.PEOPLE

    def source(self, head: Token | None, actor: ActorRef | None, cue: tuple[Token, ...]) -> Source:
        """The link of an attribution chain that this speaker makes."""
        words = " ".join(t.text for t in sorted(cue, key=lambda t: t.i))
        tokens = (*cue, head) if head is not None and abs(head.i - cue[0].i) < 12 else cue
        return Source(actor, self._source_kind(head, actor, cue[0]), words, self._document.span(*tokens))

    def _source_kind(self, head: Token | None, actor: ActorRef | None, cue: Token) -> SourceKind:
        if head is None:
            return SourceKind.MEDIA if cue.lemma == "report" and cue.pos == "NOUN" else SourceKind.ANONYMOUS
        if self._is_anonymous(head):
            return SourceKind.ANONYMOUS
        if actor is not None and actor.kind in (ActorKind.PERSON, ActorKind.GROUP, ActorKind.PEOPLE):
            return SourceKind.OFFICIAL if _OFFICIAL_SECTORS & set(actor.sectors) else SourceKind.PERSON
        if (actor is not None and actor.kind is ActorKind.MEDIA) or (
            self._reporting.noun("media", head) and head.pos == "NOUN"
        ):
            return SourceKind.MEDIA
        if actor is not None and actor.kind in _STATELY:
            return SourceKind.OFFICIAL
        return SourceKind.DOCUMENT if self._reporting.noun("document", head) else SourceKind.PERSON

    def _is_anonymous(self, head: Token) -> bool:
        below = head.subtree()
        if any(t.lower in self._reporting.nouns["anonymity"] for t in below):
            return True
        pairs = {f"{head.lower} {t.lower}" for t in below}
        return self._reporting.noun("anonymous", head) or bool(pairs & self._reporting.nouns["anonymous"])

    def cited(self, verb: Token) -> Token | None:
        """The source behind a source: "reported, citing two diplomats"."""
        for child in verb.all("advcl", "conj", "xcomp", "prep"):
            if self._reporting.verb("relay", child) is not None and child.tag == "VBG":
                return child.child("dobj")
        return None

    def addressee(self, verb: Token) -> ActorRef | None:
        """Whom it is told, where the text names an actor."""
        for token in (grammar.indirect_object(verb), verb.child("dobj"), *grammar.preposition_objects(verb, "to")):
            if token is None or self._reporting.noun("audience", token):
                continue
            named = self._who.named_by(token)
            if named:
                return named[0] if len(named) == 1 else self._group(token, named)
        return None

    def occasion(self, verb: Token) -> Mention | None:
        """Where or when it was said: "in an interview", "at a briefing in Ankara"."""
        for prep in verb.all("prep"):
            noun = prep.child("pobj")
            if noun is not None and prep.lower in _OCCASION_PREPOSITIONS and self._reporting.noun("occasion", noun):
                return self._document.span(*_phrase(noun, coordinated=False))
        return None


def _one_of(people: ActorRef) -> ActorRef:
    """One of several people: "one of the MPs" is an MP."""
    if people.kind is not ActorKind.PEOPLE or not people.name.endswith("s") or people.name.endswith("ss"):
        return people
    name = people.name[:-3] + "y" if people.name.endswith("ies") else people.name[:-1]
    return replace(people, id=f"described:{name.casefold()}", name=name)


def _phrase(head: Token, *, coordinated: bool) -> list[Token]:
    """The noun phrase: the head with what stands before it, and "of", "from", "in" phrases right behind it."""
    found = [head]
    for child in head.children:
        if child.i < head.i and child.dep not in ("punct", "cc", "preconj", "predet"):
            found += [t for t in child.subtree() if t.i < head.i]
        elif child.dep == "prep" and child.lower in ("of", "from", "for", "in", "with", "at") and child.i <= head.i + 2:
            found += child.subtree()
        elif child.dep == "amod" and child.i == head.i + 1:
            found += child.subtree()  # "sources familiar with the matter"
        elif coordinated and child.dep == "conj" and child.pos in ("NOUN", "PROPN"):
            found += _phrase(child, coordinated=True)
    return sorted(set(found), key=lambda t: t.i)
