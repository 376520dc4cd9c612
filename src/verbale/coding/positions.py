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
from verbale.findings import Actor, ActorRef, Position, Time
from verbale.terms import ActorKind, Movement, Stance

_SIDES = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.ARMED_GROUP})
_ACTING = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.PERSON, ActorKind.GROUP})
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
    told = {r.head.i: r.speaker for r in speech.reports if r.head is not None and r.said}
    for report in speech.reports:
        found += (p for p in coder.of_obligation(report.head, report.speaker) if p.trigger.start not in taken)
    for token in document.tokens:
        if grammar.is_verb(token) and token.i not in {a.head.i for a in acts}:
            found += coder.of_refusal(token)
        if token.dep == "advcl":
            found += coder.of_condition(token, told)
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


@dataclass
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
        if stance is None or act.reality.conditional or _is_reduced(act.head):
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
            issue=self.issue(act, words, head),
            toward=self.toward(act, head, holder),
            since=self.since(act, head),
            movement=self.movement(act),
        )

    def issue(self, act: Act, words: Sequence[Token], head: Token) -> str | None:
        """The issue of the object, else of the act itself, else what the clause or sentence names plainly."""
        named = self.issues.of(words, head, plainly=True) or act.card.issue or self.issues.of(words, head)
        return named or self.issue_around(act.head)

    def issue_around(self, head: Token) -> str | None:
        """What the clause, else the sentence names plainly."""
        tried = (grammar.clause(head), self.document.sentence_of(head).tokens)
        return next(filter(None, (self.issues.of(words, head, plainly=True) for words in tried)), None)

    def toward(self, act: Act, head: Token, holder: ActorRef) -> ActorRef | None:
        """At whom it is aimed: the recipient, the subject of the demanded act, the owner of what is refused.

        Where the sentence says nothing, the other side of a negotiation between two.
        """
        for one in act.role("RECIPIENT"):
            for actor in self.actors(one):
                if actor.id != holder.id:
                    return actor
        heads = grammar.preposition_objects(act.head, *_TOWARD)
        if grammar.is_verb(head):
            heads += grammar.subjects(head) + grammar.preposition_objects(head, *_TOWARD)
        elif head is not act.head:
            heads += [head, *(c for c in head.children if c.dep in ("poss", "amod", "compound"))]
            heads += grammar.preposition_objects(head, *_TOWARD)
        for one in heads:
            for actor in self.actors(one):
                if actor.id != holder.id and (actor.country != holder.country or actor.country is None):
                    return actor
        return self.counterpart(holder)

    def counterpart(self, holder: ActorRef) -> ActorRef | None:
        """The other side, where the article tells of two sides far more than of anybody else."""
        first, second = self.sides
        if first is None or second is None:
            return None
        for own, other in ((first, second), (second, first)):
            if holder.id == own.id or (holder.country == own.country != other.country):
                return ActorRef(other.id, other.name, other.kind, other.country, other.sectors)
        return None

    @functools.cached_property
    def sides(self) -> tuple[Actor | None, Actor | None]:
        """The two sides of the article: the states and armed groups named most, each at least three times."""
        weights: dict[str, int] = {}
        chosen: dict[str, Actor] = {}
        for actor in self.who.actors:
            side = actor.kind in _SIDES
            key = actor.id if actor.kind is ActorKind.ARMED_GROUP else actor.country or ""
            if not key or key in ("IGO", "NGO") or actor.kind is ActorKind.MEDIA:
                continue
            weights[key] = weights.get(key, 0) + len(actor.mentions)
            if side and (key not in chosen or actor.kind is not ActorKind.PEOPLE):
                chosen.setdefault(key, actor)
        ranked = sorted((k for k in weights if k in chosen), key=lambda k: -weights[k])
        if (
            len(ranked) < 2
            or weights[ranked[1]] < 3
            or (len(ranked) > 2 and weights[ranked[2]] * 2 > weights[ranked[1]])
        ):
            return None, None
        return chosen[ranked[0]], chosen[ranked[1]]

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
        """The demand in what a speaker says must be done, or insists be done."""
        if head is None or speaker is None or speaker.kind in (ActorKind.MEDIA, ActorKind.UNKNOWN):
            return
        modal = next((c for c in head.all("aux") if c.lower in self.words["obligation"]["beside"]), None)
        modal = modal or (head if _has_to(head, self.words["obligation"]["above"]) or _is_subjunctive(head) else None)
        if modal is None or self.reality.of(head).conditional:
            return
        toward = next((a for s in grammar.subjects(head) for a in self.actors(s) if a.id != speaker.id), None)
        yield self.plain(head, (modal, head), speaker, Stance.DEMANDS, f"obligation: {modal.lower}", toward)

    def of_refusal(self, verb: Token) -> Iterator[Position]:
        """What a party will not do."""
        will = next((c for c in verb.all("aux") if c.lower in ("will", "wo", "'ll", "shall")), None)
        if will is None or not any(c.dep == "neg" for c in verb.children) or verb.lemma in ("be", "have", "take"):
            return
        for subject in grammar.subjects(verb):
            for actor in self.actors(subject):
                if actor.kind in _ACTING and not self.reality.of(verb).conditional:
                    yield self.plain(verb, (will, verb), actor, Stance.REFUSES, "refusal: will not")

    def of_condition(self, clause: Token, told: Mapping[int, ActorRef | None]) -> Iterator[Position]:
        """A party's own condition: "will stop if they leave", "no talks until ..."."""
        mark = next((c for c in clause.children if c.lower in self.words["conditions"]["beside"]), None)
        main = clause.head
        if mark is None or not grammar.is_verb(main) or grammar.tense(main) != "future":
            return
        above = next((a for a in (main, *main.ancestors()) if a.i in told), None)
        speaker = told[above.i] if above is not None else None
        own = [a for s in grammar.subjects(main) for a in self.actors(s) if a.kind in _ACTING]
        holder = speaker or (own[0] if own else None)
        if holder is None or holder.kind in (ActorKind.MEDIA, ActorKind.UNKNOWN):
            return
        yield self.plain(clause, (mark, clause), holder, Stance.CONDITIONS, f"condition: {mark.lower}")

    def plain(
        self, head: Token, words: Sequence[Token], holder: ActorRef, stance: Stance, rule: str,
        toward: ActorRef | None = None,
    ) -> Position:  # fmt: skip
        """A position that no act card states."""
        clause = grammar.clause(head)
        object_, trigger = self.document.span(*clause), self.document.span(*words)
        return Position(
            id=finding_id("position", self.document, trigger, holder.id, object_.start, stance),
            evidence=evidence(self.document, head),
            trigger=trigger,
            time=self.times.of(head),
            attribution=self.speech.attribution(head),
            confidence=0.6,
            rule=rule,
            holder=holder,
            stance=stance,
            object=object_,
            issue=self.issues.of(clause, head) or self.issue_around(head),
            toward=toward or self.counterpart(holder),
        )


def _is_reduced(verb: Token) -> bool:
    """Whether the verb only describes a noun ("a plan put forward by Egypt", "the wording they agreed to")."""
    if verb.dep == "acl" and verb.tag == "VBN":
        return True
    relative = ("who", "which", "that", "whom", "whose", "where", "when")
    return verb.dep == "relcl" and not any(t.lower in relative for t in verb.subtree() if t.i < verb.i)


def _is_subjunctive(head: Token) -> bool:
    """Whether a that-clause wants something: "insisted that the land be returned"."""
    if head.dep != "ccomp" or any(c.lower == "to" for c in head.all("aux")):
        return False
    be = any(c.lower == "be" for c in head.all("auxpass", "aux"))
    modal = any(c.tag == "MD" for c in head.children)
    return (be or head.tag == "VB") and not modal and head.child("nsubj", "nsubjpass") is not None


def _no_longer(token: Token) -> bool:
    return any(c.lower == "longer" and any(g.lower == "no" for g in c.children) for c in token.children)


def _has_to(head: Token, words: Sequence[str]) -> bool:
    above = head.head
    return head.dep == "xcomp" and f"{above.lemma} to" in words and above.dep != "aux"
