"""Positions: who demands, offers, accepts, rejects ... what, since when, and whether that moved.

Made from the acts whose card is a position, from what speakers say must be done ("said that Kyiv must withdraw"), and
from a party's own conditions ("will stop if they leave"). An agreement of several parties is one position each. What
stands only in an if-clause is none.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from verbale.codebook import Codebook
from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.evidence import evidence, finding_id, with_historical
from verbale.coding.issues import Issues
from verbale.coding.reality import NEGATION, Realities
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import ActorRef, Position, Time
from verbale.terms import ActorKind, Movement, Stance

_TOWARD = ("from", "to", "with", "against", "on", "toward", "towards")


def positions_in(
    document: Document,
    codebook: Codebook,
    who: Who,
    times: Times,
    reality: Realities,
    acts: tuple[Act, ...],
    speech: Speech,
    issues: Issues,
) -> tuple[Position, ...]:
    """Every position of the document, one per holder."""
    coder = _Coder(document, movement_words(codebook.folder), who, times, reality, speech, issues)
    found: list[Position] = []
    for act in acts:
        if act.card.finding == "position":
            found += coder.of_act(act)
    taken = {p.trigger.start for p in found}
    for report in speech.reports:
        found += (p for p in coder.of_obligation(report.head, report.speaker) if p.trigger.start not in taken)
    return tuple(_once(found))


@functools.cache
def movement_words(folder: Path) -> Mapping[str, Mapping[str, list[str]]]:
    """The word lists of `movement.toml`."""
    return tomllib.loads((folder / "movement.toml").read_text(encoding="utf-8"))


def _once(positions: Iterable[Position]) -> Iterator[Position]:
    """Each position once: the same holder, stance and object words say nothing new."""
    seen = set()
    for p in positions:
        key = (p.holder.id, p.stance, p.object.start, p.object.end)
        if key not in seen:
            seen.add(key)
            yield p


@dataclass(frozen=True)
class _Coder:
    document: Document
    words: Mapping[str, Mapping[str, list[str]]]
    who: Who
    times: Times
    reality: Realities
    speech: Speech
    issues: Issues

    def of_act(self, act: Act) -> Iterator[Position]:
        """The positions that an act states: one per holder and per coordinated demand."""
        stance = self.stance(act)
        if stance is None or act.reality.conditional:
            return
        holders = self.holders(act)
        for head in self.parts(act):
            for holder in holders:
                yield self.position(act, stance, holder, head)

    def stance(self, act: Act) -> Stance | None:
        """The stance of the card, or what it amounts to when negated; None when that is no stance."""
        if NEGATION in act.reality and act.card.polarity != "negative" and act.card.stance != "refuses":
            if _no_longer(act.head):
                return Stance(act.card.stance)
            return Stance(act.card.negated) if act.card.negated else None
        return Stance(act.card.stance)

    def holders(self, act: Act) -> tuple[ActorRef, ...]:
        """Who holds it: the subject; inside a quotation "I" and "we" are the speaker."""
        found: dict[str, ActorRef] = {}
        for head in act.role("ACTOR"):
            for actor in self.actors(head):
                found.setdefault(actor.id, actor)
        return tuple(a for a in found.values() if a.kind is not ActorKind.MEDIA)

    def actors(self, head: Token) -> tuple[ActorRef, ...]:
        """The actors of a phrase, the members of a group one by one."""
        if head.lower in ("i", "we", "us", "my", "our"):
            speaker = self.speech.speaker_at(head.start)
            if speaker is None:
                return ()
            return (replace(speaker, mention=self.document.span(head)),)
        named = self.who.named_by(head)
        return tuple(m for a in named for m in (a.members or (a,)) if m.kind is not ActorKind.UNKNOWN)

    def parts(self, act: Act) -> Sequence[Token]:
        """The heads of what is demanded, offered ...: coordinated clauses are positions of their own."""
        heads = act.role("OBJECT") or (act.head,)
        parts: list[Token] = []
        for head in heads[:1]:
            parts.append(head)
            if grammar.is_verb(head):
                first = self.issues.of(grammar.clause(head))
                for other in (c for c in head.all("conj") if grammar.is_verb(c)):
                    issue = self.issues.of(grammar.clause(other))
                    if issue is not None and issue != first:
                        parts.append(other)
        return parts

    def position(self, act: Act, stance: Stance, holder: ActorRef, head: Token) -> Position:
        """One position."""
        words = grammar.phrase(head) if head is not act.head else grammar.clause(act.head)
        object_ = self.document.span(*words)
        time = self.times.of(act.head)
        trigger = self.document.span(*act.words)
        return Position(
            id=finding_id("position", self.document, trigger, holder.id, object_.start, stance),
            evidence=evidence(self.document, act.head),
            trigger=trigger,
            time=time,
            attribution=self.speech.attribution(act.head),
            auxiliary=with_historical(self.document, time, ()),
            confidence=0.9 if act.card.verbs and grammar.is_verb(act.head) else 0.7,
            rule=act.rule,
            holder=holder,
            stance=stance,
            object=object_,
            issue=act.card.issue or self.issue(act, words),
            toward=self.toward(act, head, holder),
            since=self.since(act, head),
            movement=self.movement(act),
        )

    def issue(self, act: Act, words: Sequence[Token]) -> str | None:
        """The issue of the object, else of the clause, else of the sentence, else of the sentence before."""
        sentence = self.document.sentence_of(act.head)
        before = self.document.sentences[sentence.index - 1].tokens if sentence.index else ()
        tried = (words, grammar.clause(act.head), sentence.tokens, before)
        return next(filter(None, map(self.issues.of, tried)), None)

    def toward(self, act: Act, head: Token, holder: ActorRef) -> ActorRef | None:
        """At whom it is aimed: the recipient, the subject of the demanded act, the owner of what is refused."""
        heads = [*act.role("RECIPIENT"), *grammar.preposition_objects(act.head, *_TOWARD)]
        if grammar.is_verb(head):
            heads += grammar.subjects(head) + grammar.preposition_objects(head, *_TOWARD)
        elif head is not act.head:
            heads += [head, *(c for c in head.children if c.dep in ("poss", "amod", "compound"))]
            heads += grammar.preposition_objects(head, *_TOWARD)
        for one in heads:
            for actor in self.actors(one):
                if actor.id != holder.id and (actor.country != holder.country or actor.country is None):
                    return actor
        return None

    def since(self, act: Act, head: Token) -> Time | None:
        """Since when it has been held: a "since", or when it was laid out ("the demands he made in June")."""
        for relative in head.all("relcl", "acl"):
            time = self.times.of(relative)
            if time.start is not None:
                return time
        for expression in self.times.expressions:
            if expression.kind == "since" and expression.head.sentence == act.head.sentence:
                return expression.time
        return None

    def movement(self, act: Act) -> Movement:
        """What the words say about a change of the position."""
        if act.card.movement:
            return Movement(act.card.movement)
        beside = {c.lower for c in act.head.children if c.dep in ("advmod", "neg", "npadvmod")}
        above = {act.head.lemma} | ({act.head.head.lemma} if act.head.dep in ("xcomp", "dobj", "pobj") else set())
        if _no_longer(act.head):
            return Movement.WITHDRAWN
        for movement in (
            Movement.MAINTAINED,
            Movement.RESTATED,
            Movement.WITHDRAWN,
            Movement.HARDENED,
            Movement.SOFTENED,
        ):
            lists = self.words[movement.value]
            if beside & set(lists["beside"]) or above & set(lists["above"]):
                return movement
        return Movement.STATED

    def of_obligation(self, head: Token | None, speaker: ActorRef | None) -> Iterator[Position]:
        """The demand in what a speaker says must be done."""
        if head is None or speaker is None or speaker.kind in (ActorKind.MEDIA, ActorKind.UNKNOWN):
            return
        modal = next((c for c in head.all("aux") if c.lower in self.words["obligation"]["beside"]), None)
        modal = modal or (head if _has_to(head, self.words["obligation"]["above"]) else None)
        if modal is None or self.reality.of(head).conditional:
            return
        words = grammar.clause(head)
        object_, trigger = self.document.span(*words), self.document.span(modal, head)
        yield Position(
            id=finding_id("position", self.document, trigger, speaker.id, object_.start),
            evidence=evidence(self.document, head),
            trigger=trigger,
            time=self.times.of(head),
            attribution=self.speech.attribution(head),
            confidence=0.6,
            rule=f"obligation: {modal.lower}",
            holder=speaker,
            stance=Stance.DEMANDS,
            object=object_,
            issue=self.issues.of(words) or self.issues.of(self.document.sentence_of(head).tokens),
            toward=next((a for s in grammar.subjects(head) for a in self.actors(s) if a.id != speaker.id), None),
        )


def _no_longer(token: Token) -> bool:
    return any(c.lower == "longer" and any(g.lower == "no" for g in c.children) for c in token.children)


def _has_to(head: Token, words: Sequence[str]) -> bool:
    above = head.head
    return head.dep == "xcomp" and f"{above.lemma} to" in words and above.dep != "aux"
