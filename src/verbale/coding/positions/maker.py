"""Writes a position down: object, issue, since when, movement, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.coding import grammar
from verbale.coding.evidence import evidence, finding_id, with_historical
from verbale.coding.issues import Issues
from verbale.coding.positions.sides import Sides
from verbale.coding.positions.words import Words
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.document import Document, Token
from verbale.findings import ActorRef, Position, Time
from verbale.terms import Movement, Stance

_MOVEMENTS = (
    Movement.MAINTAINED,
    Movement.RESTATED,
    Movement.WITHDRAWN,
    Movement.HARDENED,
    Movement.SOFTENED,
)
_BESIDE = ("advmod", "neg", "npadvmod", "amod", "prep")


@dataclass
class Maker:
    """The layers that every position is written from."""

    document: Document
    words: Words
    times: Times
    speech: Speech
    issues: Issues
    sides: Sides

    def position(
        self,
        at: Token,
        trigger: Sequence[Token],
        head: Token,
        holder: ActorRef,
        stance: Stance,
        rule: str,
        *,
        toward: ActorRef | None,
        issue: str | None = None,
        movement: Movement | None = None,
        laid_out: Token | None = None,
        confidence: float = 0.6,
    ) -> Position:
        """The position that the word `at` expresses; `head` governs what is demanded, offered ...

        `laid_out` is the noun of demands that a list explains, whose relative clause may say since when.
        """
        object_ = self.document.span(*_apart(head, trigger))
        time = self.times.of(at)
        words = self.document.span(*trigger)
        return Position(
            id=finding_id("position", self.document, words, holder.id, object_.start, stance),
            evidence=evidence(self.document, at),
            trigger=words,
            time=time,
            attribution=self.speech.attribution(at),
            auxiliary=with_historical(self.document, time, ()),
            confidence=confidence,
            rule=rule,
            holder=holder,
            stance=stance,
            object=object_,
            issue=issue or self.issue(at, head),
            toward=toward,
            since=self.since(at, laid_out or head),
            movement=movement or self.movement(at),
        )

    def issue(self, at: Token, head: Token, of_card: str | None = None) -> str | None:
        """The issue of the object, else of the act's card, else what the clause names plainly."""
        own = {t.i for t in at.subtree()} if at.dep in ("relcl", "acl") else set()  # "an idea the rebels turned down"
        words = [t for t in grammar.phrase(head) if t.i not in own or head.i in own]
        if head.head is at and words and not grammar.is_verb(head):  # "offered safe passage | for ships"
            behind = (p for p in at.all("prep") if p.i == words[-1].i + 1 and p.child("pobj") is not None)
            words += (t for prep in behind for t in prep.subtree())
        named = self.issues.of(words, head, plainly=True) or of_card or self.issues.of(words, head)
        who = {t.i for subject in at.all("nsubj") for t in subject.subtree()}
        return named or self.issues.of([t for t in grammar.clause(at) if t.i not in who], at, plainly=True)

    def since(self, at: Token, head: Token) -> Time | None:
        """Since when it has been held: a "since", or when it was laid out ("the demands he made in June")."""
        for verb in (v for noun in (head, head.head) for v in noun.all("relcl", "acl") if v is not head):
            time = self.times.of(verb)
            if time.start is not None and grammar.tense(verb) == "past":
                return time
        for expression in self.times.expressions:
            if expression.kind == "since" and expression.head.sentence == at.sentence:
                return expression.time
        return None

    def movement(self, at: Token) -> Movement:
        """What the words beside and above the act say about a change of the position."""
        if no_longer(at):
            return Movement.WITHDRAWN
        beside = _beside(at)
        above = {at.lemma} | ({at.head.lemma} if at.dep in ("xcomp", "dobj", "pobj", "acomp", "ccomp") else set())
        for movement in _MOVEMENTS:
            lists = self.words[movement.value]
            if beside & set(lists["beside"]) or above & set(lists["above"]):
                return movement
        return Movement.STATED


def _apart(head: Token, trigger: Sequence[Token]) -> list[Token]:
    """The words of the object, without a later conjunct of another form ("joining NATO | and withdraw its forces")."""
    words = grammar.phrase(head)
    later = [t for t in words if t.dep == "conj" and t.head.tag == "VBG" and t.tag in ("VB", "VBP") and t is not head]
    cut = {t.i for other in later for t in (*other.subtree(), *other.head.all("cc"))}
    kept = [t for t in words if t.i not in cut]
    return kept or list(trigger)


def _beside(at: Token) -> set[str]:
    """The adverbs of the word and of the verb that it completes ("is still ready to", "once again called")."""
    found = {c.lower for c in at.children if c.dep in _BESIDE}
    if at.dep in ("acomp", "xcomp", "oprd", "attr", "dobj"):
        found |= {c.lower for c in at.head.children if c.dep in _BESIDE}
    return found


def no_longer(token: Token) -> bool:
    """Whether "no longer" stands beside the word."""
    return any(c.lower == "longer" and any(g.lower == "no" for g in c.children) for c in token.children)
