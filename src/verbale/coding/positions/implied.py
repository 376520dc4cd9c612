"""Positions that no verb of stance states: what must be done, what a party will do or not do, on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from verbale.coding import grammar
from verbale.coding.camps import same_camp
from verbale.coding.positions.maker import Maker
from verbale.coding.positions.sides import ACTING, NOBODY
from verbale.coding.reality import FUTURE, HYPOTHETICAL, Realities
from verbale.coding.speech import Report
from verbale.document import Token
from verbale.findings import ActorRef, Position
from verbale.terms import ActorKind, Movement, Stance

# The rules of what lies in "must" or a subjunctive, in "will not" and in "will".
OBLIGATION, REFUSAL, PROMISE = "obligation", "refusal", "promise"
_WILL = frozenset({"will", "wo", "'ll", "’ll", "shall"})
_WOULD = frozenset({"would", "'d", "’d"})
_HOLDING = ACTING - {ActorKind.ORGANISATION}


class Implied:
    """Reads obligations, intentions and conditions; `acts` are the words that act cards already read."""

    def __init__(self, make: Maker, reality: Realities, acts: set[int]) -> None:
        self._make, self._reality, self._acts = make, reality, acts
        self._words = make.words

    def of_obligation(self, report: Report) -> Iterator[tuple[Token, Position]]:
        """The demands in what a speaker says must be done, or insists be done, each with the verb of what is demanded.

        A further clause with "must" is a demand of its own ("said that Lima seeks a share and that the dam must go").
        """
        head, speaker = report.head, report.speaker
        if head is None or speaker is None or speaker.kind in NOBODY:
            return
        further = [c for c in head.all("conj") if grammar.is_verb(c) and c.child("nsubj", "nsubjpass") is not None]
        for verb in (head, *further):
            position = self._obliged(verb, speaker, report.cue)
            if position is not None:
                yield verb, position

    def _obliged(self, head: Token, speaker: ActorRef, cue: tuple[Token, ...]) -> Position | None:
        modal = next((c for c in head.all("aux") if c.lower in self._words["obligation"]["beside"]), None)
        if modal is None and (self._has_to(head) or self._is_subjunctive(head, cue)):
            modal = head
        if modal is None or self._reality.of(head).conditional:
            return None
        sides = self._make.sides
        toward = next((a for s in grammar.subjects(head) for a in sides.actors(s) if a.id != speaker.id), None)
        moved = (m for t in (head, *cue) if (m := self._make.movement(t)) is not Movement.STATED)
        return self._make.position(
            head,
            (*cue, head) if modal is head else (modal, head),  # "insisted that it be returned"
            head,
            speaker,
            Stance.DEMANDS,
            f"{OBLIGATION}: {modal.lower}",
            toward=toward or sides.counterpart(speaker),
            movement=next(moved, None),
        )

    def _is_subjunctive(self, head: Token, cue: tuple[Token, ...]) -> bool:
        """Whether a that-clause wants something: "insisted that the land be returned", "insisted that they return".

        Of "insists that they leave" the form says nothing; where it is a deed that parties ask of one another, it is
        asked.
        """
        if head.dep != "ccomp" or head.child("nsubj", "nsubjpass") is None:
            return False
        helpers = head.all("aux", "auxpass")
        if any(c.lower == "be" for c in helpers):
            return head.tag == "VBN" and not any(c.tag in ("MD", "TO") for c in helpers)
        if helpers or head.child("neg") is not None:
            return False
        insisting = any(t.lemma in self._words["insisting"]["verbs"] for t in cue)
        bare = _is_past(cue) or head.lemma in self._words["intention"]["deeds"] or _is_of_one(head)
        return head.tag == "VB" or (insisting and head.tag == "VBP" and bare)

    def _has_to(self, head: Token) -> bool:
        above = head.head
        return head.dep == "xcomp" and f"{above.lemma} to" in self._words["obligation"]["above"] and above.dep != "aux"

    def of_intention(self, verb: Token) -> Iterator[Position]:
        """What a party will not do, or will do about an issue."""
        will = next((c for c in verb.all("aux") if c.lower in _WILL or c.lower in _WOULD), None)
        if will is None or verb.lemma in self._words["intention"]["not_verbs"]:
            return
        reality = self._reality.of(verb)
        if reality.conditional or (will.lower in _WOULD and not self._is_backshifted(verb)):
            return
        if verb.i in self._acts:
            return
        if self._denies(verb):
            yield from self._intended(verb, will, Stance.REFUSES, f"{REFUSAL}: will not")
        elif verb.lemma in self._words["intention"]["deeds"] and self._make.issues.of(
            grammar.clause(verb), verb, plainly=True
        ):
            yield from self._intended(verb, will, Stance.COMMITS, f"{PROMISE}: will")

    def _denies(self, verb: Token) -> bool:
        """Whether the verb is negated, or its object is ("will send no soldiers")."""
        if any(c.dep == "neg" or c.lower in self._words["intention"]["never"] for c in verb.children):
            return True
        return any(d.lower == "no" for o in verb.all("dobj") for d in o.all("det"))

    def _is_backshifted(self, verb: Token) -> bool:
        """Whether "would" is the will of a past report, not a mere supposition."""
        flags = self._reality.of(verb).flags
        return FUTURE in flags and HYPOTHETICAL not in flags

    def _intended(self, verb: Token, will: Token, stance: Stance, rule: str) -> Iterator[Position]:
        sides = self._make.sides
        for subject in grammar.subjects(verb):
            for actor in sides.actors(subject):
                if actor.kind in _HOLDING or (actor.kind is ActorKind.ORGANISATION and stance is Stance.COMMITS):
                    toward = sides.toward(verb, verb, actor, grammar.objects(verb), ())
                    yield self._make.position(verb, (will, verb), verb, actor, stance, rule, toward=toward)

    def of_condition(self, clause: Token) -> Iterator[Position]:
        """A party's own condition: "will stop if they leave", "no talks until ..."."""
        mark = self._mark(clause)
        main = _promised(clause, mark) if mark is not None else None
        if mark is None or main is None:
            return
        holder = self._granting(main, clause) or self._own(main) or self._speaking(main)
        if holder is None:
            return
        sides = self._make.sides
        toward = next((a for s in grammar.subjects(clause) for a in sides.actors(s) if a.id != holder.id), None)
        issues = self._make.issues
        inside = set(clause.subtree())
        outside = [t for t in grammar.clause(main) if t not in inside]
        yield self._make.position(
            clause,
            (mark, clause),
            clause,
            holder,
            Stance.CONDITIONS,
            f"condition: {mark.lower}",
            toward=toward or sides.counterpart(holder),
            issue=issues.of(grammar.clause(clause), clause, plainly=True) or issues.of(outside, main, plainly=True),
        )

    def _mark(self, clause: Token) -> Token | None:
        marks = self._words["conditions"]
        if clause.head.lower in marks["as_as"] and clause.head.dep == "advmod":
            return clause.head  # "as long as"
        if clause.dep != "advcl":  # "provided" taken for a verb or a preposition
            return clause.head if clause.head.lower in marks["participles"] and clause.head.dep != "ccomp" else None
        for child in clause.children:
            subject = clause.child("nsubj", "nsubjpass")
            inside = child.dep == "advmod" and subject is not None and child.i > subject.i  # "as they once hoped"
            if child.lower in marks["beside"] and child.dep in ("mark", "advmod") and not inside:
                before = [c.lower for c in clause.children if c.i < child.i and c.i >= child.i - 1]
                return None if any(word in marks["not_after"] for word in before) else child
        return None

    def _own(self, main: Token) -> ActorRef | None:
        """The subject of the main clause, where it is somebody who acts."""
        found = (a for s in grammar.subjects(main) for a in self._make.sides.actors(s) if a.kind in ACTING)
        return next(found, None)

    def _granting(self, main: Token, clause: Token) -> ActorRef | None:
        """Who says what another may have on a condition of that other: "Quito said Lima could talk if it left".

        That somebody "could attack if it felt strong" is what the speaker fears.
        """
        may = any(c.lower in self._words["possible"]["beside"] or c.lower == "can" for c in main.all("aux"))
        own = self._own(main) if may and main.lemma not in self._words["force"]["verbs"] else None
        speaker = self._speaking(main) if own is not None else None
        if own is None or speaker is None or same_camp(own, speaker):
            return None
        bound = any(a.id == own.id for s in grammar.subjects(clause) for a in self._make.sides.actors(s))
        return speaker if bound else None

    def _speaking(self, main: Token) -> ActorRef | None:
        """Who says the main clause."""
        above = next((a for a in (main, *main.ancestors()) if a.i in self._told), None)
        speaker = self._told[above.i] if above is not None else None
        foresees = speaker is None or speaker.kind in NOBODY or speaker.kind is ActorKind.PEOPLE  # "analysts say"
        return None if foresees else speaker

    @cached_property
    def _told(self) -> dict[int, ActorRef | None]:
        return {r.head.i: r.speaker for r in self._make.speech.reports if r.head is not None and r.said}


def _promised(clause: Token, mark: Token) -> Token | None:
    """The verb yet to come true that a condition hangs on, also below "offered to leave provided that"."""
    main = clause.head if grammar.is_verb(clause.head) and clause.head is not mark else clause.head.head
    if grammar.tense(main) != "future":
        main = next((c for c in main.all("xcomp") if c is not mark), main)
    return main if grammar.is_verb(main) and grammar.tense(main) == "future" else None


def _is_of_one(verb: Token) -> bool:
    """Whether a verb without ending has a single subject ("insists that the kingdom sign"): nobody states that so."""
    subject = verb.child("nsubj")
    if subject is None or verb.lower != verb.lemma or subject.child("conj") is not None:
        return False
    return subject.tag in ("NN", "NNP") or subject.lower in ("he", "she", "it")


def _is_past(cue: tuple[Token, ...]) -> bool:
    return any(t.tag in ("VBD", "VBN") for t in cue)
