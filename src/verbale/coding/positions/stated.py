"""Positions that an act states: "demanded", "ruled out", "its refusal to", "is ready to"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.positions.maker import Maker, no_longer
from verbale.coding.reality import DENIAL, NEGATION, Realities
from verbale.document import Token
from verbale.findings import Position
from verbale.terms import Movement, Stance

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})


class Stated:
    """Reads the acts whose card is a position."""

    def __init__(self, make: Maker, reality: Realities) -> None:
        self._make, self._reality = make, reality
        self._conditions = frozenset(make.words["conditions"]["beside"])
        self._as_as = frozenset(make.words["conditions"]["as_as"])
        self._force = frozenset(make.words["force"]["verbs"])
        self._lacking = frozenset(make.words["lack"]["verbs"])
        self._wishing = frozenset(make.words["wishing"]["verbs"])
        self._softening = frozenset(make.words["softening"]["verbs"])
        self._doubting = frozenset(make.words["doubting"]["verbs"])
        self._anonymous = frozenset(make.words["anonymity"]["verbs"])

    def worth_reading(self, acts: Iterable[Act]) -> list[Act]:
        """The acts of position, without what another of the same holder governs ("dropped its demand for"), and without
        what somebody is accused of ("accused the envoy of siding with Rabat")."""
        acts = list(acts)
        alleged = {o.i for a in acts if a.card.finding == "claim" for o in a.role("OBJECT") if o.dep == "pcomp"}
        acts = [a for a in acts if a.head.i not in alleged]
        acts = [a for a in acts if a.card.finding == "position" and not self._is_void(a)]
        governors = {t.i: a for a in acts for t in self._governed(a)}
        return [a for a in acts if a.head.i not in governors or self._holder_differs(a, governors[a.head.i])]

    def _governed(self, act: Act) -> list[Token]:
        """The words whose own stance an act takes up: its object, and all that is not shown ("no sign that ...")."""
        direct = [t for t in (*act.role("OBJECT"), *act.words) if t is not act.head]
        if act.card.polarity != "negative":
            return direct
        return [t for word in direct for t in word.subtree() if t is not act.head]

    def _holder_differs(self, act: Act, above: Act) -> bool:
        own = self._ids(act)
        return bool(own) and not own & self._ids(above)

    def _ids(self, act: Act) -> set[str]:
        return {a.id for a in self._make.sides.holders(act.role("ACTOR"))}

    def _is_void(self, act: Act) -> bool:
        """Whether the act is only conditional, denied, still to come, asked about, or describes a noun."""
        if (
            act.reality.conditional
            or act.reality.left_open
            or DENIAL in act.reality
            or _is_reduced(act.head)
            or _is_yet_to_come(act.head)
        ):
            return True
        objects = act.role("OBJECT")
        if act.head.dep == "ccomp" and act.head.head.lemma in self._doubting:
            return True
        if act.card.stance == "refuses" and any(o.lemma in self._anonymous for o in objects):
            return True
        if self._in_condition(act.head) or (act.head.lemma == "ask" and any(_is_question(o) for o in objects)):
            return True
        if act.card.stance in ("offers", "open_to") and any(o.lemma in self._force for o in objects):
            return True  # "ready to fight"
        if act.card.stance == "accepts" and not act.card.negated and not act.reality.realised:
            return True  # "will sign in May": agreed already, or not yet
        return act.card.stance == "demands" and (_is_own_intention(act, objects) or self._is_mere_wish(act, objects))

    def _is_mere_wish(self, act: Act, objects: Sequence[Token]) -> bool:
        """Whether somebody only wants a thing that parties do not negotiate about."""
        if act.head.lemma not in self._wishing:
            return False
        if any(o.dep == "ccomp" and grammar.subjects(o) for o in objects):
            return False
        return not any(self._make.issue(act.head, o) for o in objects)

    def _in_condition(self, token: Token) -> bool:
        """Whether the act stands in somebody's condition ("once the ministers had signed")."""
        clauses = (above for above in (token, *token.ancestors()) if above.dep == "advcl")
        return any(
            clause.head.lower in self._as_as
            or any(c.dep in ("mark", "advmod") and c.lower in self._conditions for c in clause.children)
            for clause in clauses
        )

    def of_act(self, act: Act) -> Iterator[Position]:
        """The positions that an act states: one per holder and per coordinated demand."""
        stance = self.stance(act)
        if stance is None:
            return
        sides = self._make.sides
        holders = sides.holders(act.role("ACTOR"))
        for head in self.parts(act):
            for holder in holders:
                partners = [h for h in holders if h.id != holder.id] if stance is Stance.ACCEPTS else []
                toward = sides.toward(act.head, head, holder, act.role("RECIPIENT"), partners)
                yield self._make.position(
                    act.head,
                    act.words,
                    head,
                    holder,
                    stance,
                    act.rule,
                    toward=toward,
                    issue=self._make.issue(act.head, head, act.card.issue or None),
                    movement=self.movement(act),
                    laid_out=next(iter(act.role("OBJECT")), None),
                    confidence=0.9 if grammar.is_verb(act.head) else 0.7,
                )

    def stance(self, act: Act) -> Stance | None:
        """The stance of the card, or what it amounts to when negated; None when that is no stance."""
        card = act.card
        if card.polarity == "negative":
            return Stance.REFUSES if self._shows_no_will(act) else Stance(card.stance)
        if NEGATION in act.reality and act.head.lemma in self._lacking and grammar.tense(act.head) != "future":
            return None  # "did not agree": nothing was said
        if NEGATION in act.reality and card.stance != "refuses" and not no_longer(act.head):
            return Stance(card.negated) if card.negated else None
        return Stance(card.stance)

    def _shows_no_will(self, act: Act) -> bool:
        """Whether what is not shown is the will to do a thing ("no inclination to resign"), not a move of position."""
        below = [t for w in act.words for t in w.all("xcomp", "acl", "ccomp") if grammar.is_verb(t)]
        below += [t for o in act.role("OBJECT") for t in o.all("acl", "xcomp", "ccomp") if grammar.is_verb(t)]
        inner = [t for verb in below for t in verb.subtree() if grammar.is_verb(t)]
        return bool(below) and not any(t.lemma in self._softening for t in inner)

    def movement(self, act: Act) -> Movement:
        """The card's movement, or what the words say."""
        if no_longer(act.head):
            return Movement.WITHDRAWN
        return Movement(act.card.movement) if act.card.movement else self._make.movement(act.head)

    def parts(self, act: Act) -> Sequence[Token]:
        """The heads of what is demanded, offered ...: coordinated clauses on other issues are positions of their own.

        A list that is only named ("the demands he laid out, including that A and B") is its members.
        """
        head = next(iter(act.role("OBJECT")), act.head)
        listed = self._listed(head) if not grammar.is_verb(head) else []
        if listed:
            return listed
        return [head, *self._others(head)] if grammar.is_verb(head) else [head]

    def _listed(self, noun: Token) -> list[Token]:
        """The clauses that "including" introduces behind a noun of demands."""
        for prep in noun.subtree():
            if prep.dep == "prep" and prep.lower == "including":
                first = [c for c in prep.children if c.dep in ("pcomp", "ccomp", "advcl") and grammar.is_verb(c)]
                return [v for f in first for v in (f, *self._others(f))]
        return []

    def _others(self, verb: Token) -> list[Token]:
        issues = self._make.issues
        seen = {issues.of(_without_conjuncts(verb), verb)}
        found = []
        for other in _conjuncts(verb):
            issue = issues.of(grammar.clause(other), other)
            if issue is not None and issue not in seen:
                seen.add(issue)
                found.append(other)
        return found


def _conjuncts(verb: Token) -> list[Token]:
    """The clauses coordinated with a verb, also one that the parser hung on a word of another form below it.

    "abandon any idea of joining and withdraw its forces": "withdraw" goes with "abandon", not with "joining".
    """
    below = [t for t in verb.subtree() if t.dep == "conj" and grammar.is_verb(t)]
    below = [t for t in below if grammar.is_finite(t) <= grammar.is_finite(verb)]  # not "be removed and | rejected"
    return [t for t in below if t.head is verb or (t.head.tag == "VBG" and t.tag in ("VB", "VBP"))]


def _without_conjuncts(verb: Token) -> list[Token]:
    apart = {t.i for other in _conjuncts(verb) for t in other.subtree()}
    return [t for t in grammar.clause(verb) if t.i not in apart]


def _is_reduced(verb: Token) -> bool:
    """Whether the verb only describes a noun ("a plan put forward by Egypt", "the wording they agreed to")."""
    if verb.dep == "acl" and verb.tag == "VBN":
        return True
    return verb.dep == "relcl" and not any(t.lower in _RELATIVE for t in verb.subtree() if t.i < verb.i)


def _is_yet_to_come(verb: Token) -> bool:
    """Whether it has "yet to" be done, was "due to" be, or "failed to" be."""
    above = verb.head
    if verb.dep != "xcomp":
        return False
    return above.lemma in ("fail", "due") or any(
        c.lower == "yet" for c in (*above.children, *verb.children) if c.i < verb.i
    )


def _is_own_intention(act: Act, objects: Sequence[Token]) -> bool:
    """Whether the holder wants to do something itself ("wants to leave"), not somebody else to act."""
    own = [o for o in objects if o.dep == "xcomp" and o.head is act.head and grammar.is_verb(o)]
    if not own or act.role("RECIPIENT") or act.head.child("dobj", "dative") is not None:
        return False
    return all(o.child("nsubj", "auxpass") is None and o.lemma not in ("see", "have") for o in own)


def _is_question(clause: Token) -> bool:
    """Whether a clause asks ("asked whether", "asked how")."""
    first = clause.subtree()[0]
    return grammar.is_verb(clause) and (first.lower in ("whether", "if") or first.tag in ("WRB", "WP"))
