"""Acts that something else tells already, and that make no event of their own.

"Urged Israel to withdraw" is one event, the request; "killing its driver and injuring two" is one attack; "the deal
reached by the two leaders" only names a known deal; what stands in a condition has not been done.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from verbale.coding import casualties, grammar
from verbale.coding.acts import Act
from verbale.coding.positions.implied import OBLIGATION, PROMISE, REFUSAL
from verbale.coding.reality import NEGATION
from verbale.coding.when import Times
from verbale.document import Token
from verbale.findings import UNKNOWN_TIME, ActorRef, Meeting, Position, Violence
from verbale.terms import MeetingStatus

_DOING = frozenset("hold stage launch begin start conduct carry mount make give take undertake".split())
# What these say of another act is told by them alone, unless it is a promise of harm.
_TELLING = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN", "CONCEDE"})  # "agreed to free the prisoners"
_JUDGING = frozenset({"ACCUSE", "SUPPORT"})  # "condemned the attack" tells both
# Acts that, promised, are told as the announced harm.
_HARM = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "THREATEN", "REJECT"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_UNTIL = frozenset({"until", "till", "once"})
_OFF = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED, MeetingStatus.DID_NOT_HAPPEN)


@dataclass(frozen=True)
class Retold:
    """What the acts and findings of a document tell, so that an act below or beside them need not tell it again."""

    times: Times
    wishes: Container[str]  # verbs whose negation asks for nothing ("does not want a war")
    meetings: Sequence[Meeting]
    positions: Sequence[Position]
    violence: Sequence[Violence]
    governed: Container[int]  # the heads of acts that another act tells

    def has_no_event(self, act: Act) -> bool:
        """Whether the act makes no event of its own."""
        if not act.card.event or act.card.finding == "meeting":  # what is no meeting is no consultation either
            return True
        return (
            act.head.i in self.governed
            or grammar.is_imperative(act.head)
            or act.reality.left_open
            or _is_only_condition(act)
            or is_description(act, self.times)
            or _is_no_wish(act, self.wishes)
            or self._is_of_position(act)
            or self._is_called_off(act)
            or (act.card.finding == "violence" and _is_inside(act.head, _triggers(*self.meetings, *self.violence)))
        )

    def has_toll(self, act: Act, actors: Sequence[ActorRef]) -> bool:
        """Whether it is an attack that its toll tells."""
        return act.card.finding == "violence" and _is_told(act, actors, self.violence)

    def _is_of_position(self, act: Act) -> bool:
        """Whether a position says of a deed that it must or will (not) be done: "insisted that they withdraw"."""
        rules = (OBLIGATION, REFUSAL) if act.card.event in _HARM else (OBLIGATION, REFUSAL, PROMISE)
        return _is_inside(act.head, _triggers(*(p for p in self.positions if p.rule.startswith(rules))))

    def _is_called_off(self, act: Act) -> bool:
        """Whether what is broken off is a meeting that is told as cancelled already."""
        if act.card.name != "discontinue":
            return False
        spans = _triggers(*(m for m in self.meetings if m.status in _OFF))
        return any(_is_inside(head, spans) for head in act.role("OBJECT"))


def _triggers(*findings: Meeting | Position | Violence) -> list[tuple[int, int]]:
    return [(f.trigger.start, f.trigger.end) for f in findings]


def governed(acts: Sequence[Act]) -> set[int]:
    """The heads of acts that another act already tells: "urged Israel to withdraw" is one event, the request.

    The other way round for a promise of harm: "plans to impose restrictions" is the announced sanction.
    """
    heads = {a.head.i: a for a in acts if a.card.event}
    found = set()
    for act in acts:
        for word in (*act.role("OBJECT"), *act.words) if act.card.event else ():
            below = heads.get(word.i)
            if below is None or below is act:
                continue
            if _is_told_by_lower(act, below, word):
                found.add(act.head.i)
            elif _tells(act, word):
                found.add(below.head.i)
    return found


def _is_told_by_lower(act: Act, below: Act, word: Token) -> bool:
    """Whether the governed act says more: the noun of "launched a drone strike", the harm that somebody promises."""
    promised = act.card.event == "AGREE" and below.card.event in _HARM and grammar.is_verb(word)
    return (promised and not below.reality.negated) or _knows_better(below, act)  # not "agreed not to recruit"


def _tells(act: Act, word: Token) -> bool:
    """Whether the act tells what it governs: "accused the envoy of siding with Rabat", "agreed to free them"."""
    if act.card.finding == "claim" and word.dep == "pcomp":
        return True
    return act.card.event in _TELLING if grammar.is_verb(word) else act.card.event not in _JUDGING


def _knows_better(noun: Act, verb: Act) -> bool:
    """Whether the noun says more of an act than the verb that governs it: "held a joint exercise"."""
    if grammar.is_verb(noun.head) or noun.card.rank <= verb.card.rank or not noun.role("ACTOR"):
        return False
    return noun.card.event == verb.card.event or verb.head.lemma in _DOING


def _is_only_condition(act: Act) -> bool:
    """Whether the act stands in what must come first: "if Athens lifts its veto", "until the rebels withdraw"."""
    if act.reality.conditional:
        return True
    for word in (act.head, *act.head.ancestors()):
        if word.dep == "advcl" and any(m.lower in _UNTIL for m in word.all("mark", "advmod")):
            return grammar.tense(word.head) == "future"
    return False


def _is_no_wish(act: Act, wishes: Container[str]) -> bool:
    """Whether somebody does not want a thing, which asks for nothing: "does not want a war"."""
    return act.card.event == "REQUEST" and NEGATION in act.reality and act.head.lemma in wishes


def is_known(act: Act, times: Times) -> bool:
    """Whether it only tells which deal is meant: "the consensus reached by the two leaders", with no day of its own."""
    head = act.head
    if act.card.event != "AGREE" or head.dep != "acl" or head.tag != "VBN" or head.head.dep == "ROOT":
        return False
    known = any(d.lower in _KNOWN for d in head.head.all("det")) or head.head.child("poss") is not None
    return known and times.of(head) == UNKNOWN_TIME


def is_description(act: Act, times: Times) -> bool:
    """Whether it only says what kind of people some are: "men who killed their nationals", whoever and whenever."""
    head = act.head
    if act.card.finding != "violence" or head.dep != "relcl" or head.head.tag != "NNS":
        return False
    if head.head not in grammar.subjects(head):
        return False
    named = any(c.dep in ("det", "nummod", "poss", "amod", "compound", "appos") for c in head.head.children)
    counted = any(h.child("nummod") is not None for h in act.role("OBJECT"))
    return not named and not counted and times.of(head) == UNKNOWN_TIME


def _is_told(act: Act, actors: Sequence[ActorRef], violence: Sequence[Violence]) -> bool:
    """Whether an attack is told with its toll: a share of it ("including ten in Tyre"), what it was suffered in, or
    what the same attackers did to cause it ("stormed a post, killing six")."""
    if casualties.is_share(act.head) and violence:
        return True
    tolls = [v for v in violence if v.dead or v.injured]
    if not grammar.is_verb(act.head):
        verb = grammar.governor(act.head) if act.head.dep == "pobj" else None
        spans = [(v.trigger.start, v.trigger.end) for v in tolls]
        return verb is not None and act.head.head.head is verb and _is_inside(verb, spans)
    own, tale = {a.id for a in actors}, tuple(_of_one_tale(act.head))
    for toll in tolls:
        span = (toll.trigger.start, toll.trigger.end)
        if any(_is_inside(t, (span,)) for t in tale) and (not own or own & {a.id for a in toll.actors}):
            return True
    return False


def _of_one_tale(verb: Token) -> Iterable[Token]:
    """The words of the clauses that a verb of an attack shares with its toll, one hanging on the other."""
    above = [verb]
    for word in verb.ancestors():
        if above[-1].dep not in ("advcl", "conj", "relcl", "prep", "pobj", "xcomp"):
            break
        above.append(word)
    top = [t for t in above if grammar.is_verb(t)]
    below = [t for t in verb.subtree() if t.dep in ("advcl", "conj", "relcl")]
    yield from top
    for clause in below:
        yield clause
        yield from clause.children


def _is_inside(token: Token, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether the token begins in one of the spans of the text."""
    return any(start <= token.start < end for start, end in spans)
