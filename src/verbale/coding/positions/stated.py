"""Positions that an act states: "demanded", "ruled out", "its refusal to", "is ready to"."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

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
        self._lacking = frozenset(make.words["lack"]["verbs"])
        self._wishing = frozenset(make.words["wishing"]["verbs"])
        self._softening = frozenset(make.words["softening"]["verbs"])
        self._doubting = frozenset(make.words["doubting"]["verbs"])
        force = frozenset(make.words["force"]["verbs"])
        # By stance: what is refused, offered or welcomed without being at issue.
        self._unmeant = {
            "refuses": frozenset(make.words["anonymity"]["verbs"]),
            "offers": force,
            "open_to": force,
        }
        self._possible = frozenset(make.words["possible"]["beside"])
        self._obliging = frozenset(make.words["obligation"]["beside"])
        self._signing = frozenset(make.words["signing"]["verbs"])
        self._signatures = frozenset(make.words["signing"]["nouns"])
        self._festive = frozenset(make.words["festive"]["nouns"])
        self._defying = frozenset(make.words["defiance"]["verbs"])
        self._ruling_out = frozenset(make.words["ruling_out"]["verbs"])
        self._turning_down = frozenset(make.words["turning_down"]["verbs"])

    def worth_reading(self, acts: Iterable[Act], asked: Container[int] = ()) -> list[Act]:
        """The acts of position, without what another of the same holder governs ("dropped its demand for"), what is
        only asked of their actor ("urged both to sign"; `asked` are heads of demands that a speaker makes), and what
        somebody is accused of ("accused the envoy of siding with Rabat")."""
        acts = list(acts)
        alleged = {o.i for a in acts if a.card.finding == "claim" for o in a.role("OBJECT") if o.dep == "pcomp"}
        acts = [a for a in acts if a.head.i not in alleged and a.head.i not in asked]
        acts = [a for a in acts if a.card.finding == "position" and not self._is_void(a)]
        governors = {t.i: a for a in acts for t in self._governed(a)}
        return [a for a in acts if a.head.i not in governors or self._is_own_stance(a, governors[a.head.i])]

    def _is_own_stance(self, act: Act, above: Act) -> bool:
        """Whether an act that another takes up is the stance of somebody else, and not only what is asked of him."""
        return not _is_asked(act.head) and self._holder_differs(act, above)

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
        """Whether the act takes no stance: it is not told as a fact, is about nothing at issue, or is not settled."""
        objects = act.role("OBJECT")
        if self._is_unreal(act) or self._is_beside_the_point(act, objects):
            return True
        if act.card.stance == "accepts":
            return self._is_unsettled(act, objects)
        return act.card.stance == "demands" and (_is_own_intention(act, objects) or self._is_mere_wish(act, objects))

    def _is_unreal(self, act: Act) -> bool:
        """Whether the act is only conditional, denied, still to come, doubted, possible, or describes a noun."""
        return (
            act.reality.conditional
            or act.reality.left_open
            or DENIAL in act.reality
            or self._is_reduced(act.head)
            or _is_yet_to_come(act.head)
            or (act.head.dep == "ccomp" and act.head.head.lemma in self._doubting)
            or self._in_condition(act.head)
            or self._is_open(act)
        )

    def _is_beside_the_point(self, act: Act, objects: Sequence[Token]) -> bool:
        """Whether parties do not negotiate about such a thing ("declined to be named", "asked whether it rained")."""
        if act.head.lemma in self._signing and not grammar.is_verb(act.head) and not objects:
            return True  # "called the signing a first step"
        if act.head.lemma == "ask" and any(_is_question(o) for o in objects):
            return True
        if act.head.lemma == "invite" and any(o.lemma in self._festive for o in objects):
            return True
        unmeant = self._unmeant.get(act.card.stance, frozenset())  # "ready to fight"
        return any(o.lemma in unmeant for o in objects)

    def _is_unsettled(self, act: Act, objects: Sequence[Token]) -> bool:
        """Whether an agreement is agreed already or not yet ("will sign in May"), or hangs on a condition, which is
        then what is said ("is ready to accept it if they leave")."""
        settles = not act.card.negated or act.head.lemma in self._signing
        told = act.reality.realised or NEGATION in act.reality
        return (settles and not told) or self._on_condition(act, objects)

    def _is_reduced(self, verb: Token) -> bool:
        """Whether the verb only describes a noun ("a plan put forward by Egypt", "the wording they agreed to")."""
        if verb.dep == "acl" and verb.tag == "VBN":
            return True
        if verb.child("nsubj") is not None and self._is_set_off(verb.head):
            return False  # "..., an idea the rebels turned down flat"
        return verb.dep == "relcl" and not any(t.lower in _RELATIVE for t in verb.subtree() if t.i < verb.i)

    def _is_set_off(self, noun: Token) -> bool:
        """Whether a noun phrase with "a" follows a comma, as an apposition to what was said."""
        first = noun.subtree()[0]
        return first.lower in ("a", "an") and self._make.document.tokens[max(0, first.i - 1)].text == ","

    def _is_open(self, act: Act) -> bool:
        """Whether somebody only may do it, or ought to ("might invite them", "Quito must first sign")."""
        if NEGATION in act.reality or not grammar.is_verb(act.head):
            return False
        modal = next((c.lower for c in act.head.all("aux") if c.tag == "MD"), "")
        own = any(s.lower in grammar.FIRST_PERSON for s in act.role("ACTOR"))
        return modal in self._possible or (modal in self._obliging and not own)

    def _is_mere_wish(self, act: Act, objects: Sequence[Token]) -> bool:
        """Whether somebody only wants a thing that parties do not negotiate about."""
        if act.head.lemma not in self._wishing:
            return False
        if any(o.dep == "ccomp" and grammar.subjects(o) for o in objects):
            return False
        return not any(self._make.issue(act.head, o) for o in objects)

    def _on_condition(self, act: Act, objects: Sequence[Token]) -> bool:
        """Whether an act that lies ahead hangs on a condition of its actor."""
        if NEGATION in act.reality or grammar.tense(act.head) == "past":
            return False
        clauses = (c for word in (act.head, *objects) for c in word.all("advcl"))
        return any(m.lower in self._conditions for c in clauses for m in c.all("mark"))

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
        mutual = stance is Stance.ACCEPTS or act.head.lemma == "agree"
        things = self.parts(act)
        for head in things:
            for holder in holders:
                others = [h for h in holders if h.id != holder.id]
                toward = sides.toward(act.head, head, holder, act.role("RECIPIENT"), others if mutual else ())
                together = mutual or (stance is Stance.COMMITS and len(others) == 1)
                if not together and toward is not None and toward.id in {h.id for h in others}:
                    toward = None  # they hold it together
                yield self._make.position(
                    act.head,
                    act.words if head is things[0] else (*act.words, head),
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
        if self._does_not_change(act):
            return Stance(card.stance)
        if card.polarity == "negative":
            return Stance.REFUSES if self._shows_no_will(act) else Stance(card.stance)
        if NEGATION in act.reality and act.head.lemma in self._lacking and grammar.tense(act.head) != "future":
            return None  # "did not agree": nothing was said
        if NEGATION in act.reality and card.stance != "refuses" and not no_longer(act.head):
            return Stance(card.negated) if card.negated else None
        if card.stance == "refuses" and act.head.lemma in self._turning_down:
            return Stance.REJECTS
        if card.stance == "rejects" and act.head.lemma in self._ruling_out and act.head.child("xcomp") is not None:
            return Stance.REFUSES  # "ruled out ceding the reef"
        abstains = any(o.child("neg") is not None for o in act.role("OBJECT"))
        if card.stance == "commits" and act.head.lemma in self._defying and abstains:
            return Stance.REFUSES  # "vowed on Friday not to negotiate"
        return Stance(card.stance)

    def _does_not_change(self, act: Act) -> bool:
        """Whether what is denied is only that a stance moved ("its opposition to the dam had not softened")."""
        verb = act.head.head
        return act.head.dep == "nsubj" and verb.lemma in self._softening and verb.child("neg") is not None

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
        if self._does_not_change(act):
            return Movement.MAINTAINED
        return Movement(act.card.movement) if act.card.movement else self._make.movement(act.head)

    def parts(self, act: Act) -> Sequence[Token]:
        """The heads of what is demanded, offered ...: coordinated clauses on other issues are positions of their own.

        A list that is only named ("the demands he laid out, including that A and B") is its members.
        """
        deed = act.head.child("xcomp") or act.head  # also where the parser took "handing over" for a noun
        head = self._signed(act) or next(iter(act.role("OBJECT") or self._offered(act)), deed)
        listed = self._listed(head) if not grammar.is_verb(head) else []
        if listed:
            return listed
        return [head, *self._others(head)] if grammar.is_verb(head) else [head, *self._things(act, head)]

    def _signed(self, act: Act) -> Token | None:
        """What names or signatures are put to."""
        if not any(o.lemma in self._signatures for o in act.role("OBJECT")):
            return None
        return next(iter(grammar.loose_preposition_objects(act.head, "to", "on", "under")), None)

    def _offered(self, act: Act) -> list[Token]:
        """The object that a pattern took for the one it is offered to ("offers a truce")."""
        told = act.role("RECIPIENT")
        return [t for t in told if t.dep == "dobj" and t.head is act.head and not self._make.sides.actors(t)]

    def _things(self, act: Act, noun: Token) -> list[Token]:
        """The nouns coordinated to what is demanded that name issues of their own ("a pull-out and unhindered aid")."""
        if act.card.stance != "demands" or noun is act.head:
            return []
        issues = self._make.issues
        seen = {self._make.issue(act.head, noun, act.card.issue or None)}
        found = []
        for other in _joined(noun):
            issue = issues.of(grammar.phrase(other), other, plainly=True)
            if issue is not None and issue not in seen:
                seen.add(issue)
                found.append(other)
        return found

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


def _is_asked(verb: Token) -> bool:
    """Whether a verb stands as what another is asked to do: an infinitive, a subjunctive, or with "must"."""
    return grammar.is_verb(verb) and (verb.tag == "VB" or any(c.tag == "MD" for c in verb.all("aux")))


def _joined(noun: Token) -> list[Token]:
    """The noun phrases coordinated to a noun, also where the parser hung them on the last noun of its phrase."""
    found = []
    for other in noun.subtree():
        if other.dep != "conj" or grammar.is_verb(other) or other.i < noun.i:
            continue
        qualified = any(c.dep in ("amod", "compound", "det") and c.i < other.i for c in other.children)
        if grammar.first_conjunct(other) is noun or (other.head.dep == "pobj" and qualified):
            found.append(other)
    return found


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
