"""To whom an act is done, by the grammar around it.

The pattern's own recipient comes first, then the indirect object, the object and whose it is ("the American
proposal", "a halt to the attacks by"), then the phrases and clauses that say at whom the act is aimed ("to demand
reforms by", "unless Israel withdraws"). What the text does not say stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.who import Who
from verbale.document import Token
from verbale.findings import ActorRef
from verbale.terms import ActorKind

_TOWARD = (
    "with", "to", "against", "at", "from", "on", "upon", "toward", "towards", "for", "between", "of", "over", "into",
    "by", "about", "among",
)  # fmt: skip
_INSIDE = ("in", "within", "inside", "throughout", "across", "around", "near", "outside", "along")
# Categories whose act needs nobody at the other end, and those that a place can suffer or receive.
_ALONE = frozenset({"CONSULT"})
_ON_PLACES = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "MOBILIZE", "RETREAT", "THREATEN", "COOPERATE"})
# Categories that several actors do together: the rest of the clause then names no recipient.
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "CONCEDE"})
_ON_THINGS = frozenset({"SANCTION", "COERCE"})
_AT_HOME = frozenset({"ASSAULT", "COERCE", "PROTEST", "ACCUSE", "REQUEST", "REJECT", "THREATEN"})
_AIMED = frozenset({"PROTEST", "THREATEN", "REQUEST", "MOBILIZE"})
_ARMING = "MOBILIZE"  # what is mobilised is no recipient: whom it is mobilised against
_CONDITIONS = frozenset({"if", "unless", "until", "should", "provided", "before"})
Named = Callable[[Sequence[Token]], tuple[ActorRef, ...]]


@dataclass(frozen=True)
class Recipients:
    """The recipients of the acts of one document; `named` gives the actors of noun phrases by their heads."""

    who: Who
    named: Named
    summings: frozenset[str]  # nouns that sum up the clause before them ("a move that Oslo criticised")
    calling: frozenset[str] = frozenset()  # verbs for talking to somebody that the other only receives ("phone")

    def of(self, act: Act, actors: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
        """To whom the act is done; empty when the text does not say."""
        own = {a.id for a in actors}
        for found in self._tried(act, actors):
            kept = tuple(a for a in found if a.id not in own and a.kind is not ActorKind.MEDIA)
            if kept:
                return kept
        return ()

    def called(self, words: Iterable[Token]) -> tuple[ActorRef, ...]:
        """Whom a meeting's words have called or briefed by the other: "Ottawa phoned Lima", not "spoke with Lima"."""
        verb = next((t for t in words if t.lemma in self.calling and grammar.is_verb(t)), None)
        return () if verb is None else self.named(verb.all("dobj"))

    def _tried(self, act: Act, actors: Sequence[ActorRef]) -> Iterator[tuple[ActorRef, ...]]:
        stated = (*act.role("RECIPIENT"), *act.role("PARTNER"))
        yield self.named(stated)
        if stated:
            yield self._behind(act, stated)
        if act.card.event in _ALONE or (len(actors) > 1 and act.card.event in _TOGETHER and not stated):
            return
        if grammar.is_verb(act.head) and (person := grammar.indirect_object(act.head)) is not None:
            yield self.named((person,))
        yield self._summed(act)
        objects = act.role("OBJECT")
        nouns = [h for h in objects if not grammar.is_verb(h) and not self._is_own(h, act, actors)]
        if act.card.event in _ON_THINGS:
            yield self._run_by(nouns)
        if act.card.event != _ARMING:
            yield self.named(nouns)
            yield self._sides(nouns)
        if act.card.event in _ON_PLACES:
            yield self._states(nouns)
        yield self._after(act, objects)
        if act.card.event in _AIMED:
            yield self._against(act)
        yield from self._in_clause([h for h in objects if grammar.is_verb(h)])
        if act.card.event in _AIMED:
            yield self._aimed(act)
        yield self._elsewhere(act, actors)
        if len(actors) == 1 and act.card.event not in _ALONE:
            yield self._land(act, actors)

    def _summed(self, act: Act) -> tuple[ActorRef, ...]:
        """Who did what a noun behind a comma sums up: "Baku closed the road, a move that Tbilisi criticised"."""
        noun, verb = act.head.head, grammar.governor(act.head.head)
        if act.head.dep != "relcl" or noun.lemma not in self.summings or verb is None:
            return ()
        first = min((noun, *noun.all("det", "amod")), key=lambda t: t.i)
        before = [t for t in verb.subtree() if t.i == first.i - 1]
        return self.named(grammar.subjects(verb)) if any(t.text == "," for t in before) else ()

    def _run_by(self, nouns: Iterable[Token]) -> tuple[ActorRef, ...]:
        """Whose a thing is that nobody of a state is: "closed five offices run by Belgrade"."""
        things = [n for n in nouns if not any(a.country for a in self.named((n,)))]
        verbs = [v for n in things for v in n.all("acl") if v.tag == "VBN"]
        return self.named([n for v in verbs for n in grammar.preposition_objects(v, "by")])

    def _behind(self, act: Act, heads: Sequence[Token]) -> tuple[ActorRef, ...]:
        """Whose the stated recipient is, or the state of the place that it names."""
        found = self._sides(heads) or self._states(heads)
        return found or self._phrases(act, heads, (*_TOWARD, *_INSIDE))

    def _is_own(self, head: Token, act: Act, actors: Sequence[ActorRef]) -> bool:
        """Whether the object belongs to who acts ("withdrew its troops"): nothing is done to anybody by it."""
        owner = head.child("poss")
        if owner is None or act.card.event in ("ASSAULT", "COERCE"):
            return False
        found = self.named((owner,))
        return any(a.country is not None and a.country == b.country for a in found for b in actors)

    def _sides(self, heads: Iterable[Token]) -> tuple[ActorRef, ...]:
        return _once(side for head in heads for side in self.who.sides_of(head))

    def _states(self, heads: Iterable[Token]) -> tuple[ActorRef, ...]:
        beside = (t for head in heads for t in (*grammar.coordinated(head), *head.all("appos")))
        states = (self.who.state_at(t) for t in beside)
        return _once(s for s in states if s is not None)

    def _phrases(self, act: Act, heads: Iterable[Token], words: Sequence[str]) -> tuple[ActorRef, ...]:
        """The actors in the prepositional phrases of the heads: named, else by side, else by place."""
        nouns = [n for head in heads for n in grammar.preposition_objects(head, *words)]
        found = self.named(nouns) or self._sides(nouns)
        return found or (self._states(nouns) if act.card.event in _ON_PLACES else ())

    def _after(self, act: Act, objects: Sequence[Token]) -> tuple[ActorRef, ...]:
        found = self._phrases(act, objects, _TOWARD) or self._phrases(act, (act.head,), _outward(act))
        if found or act.card.event not in _ON_PLACES:
            return found
        return self._phrases(act, (*objects, act.head), _INSIDE)

    def _against(self, act: Act) -> tuple[ActorRef, ...]:
        """Whom something in the act's clause is against: "called up reservists for a war against Iraq"."""
        for prep in act.head.subtree():
            if prep.lower == "against" and prep.i > act.head.i and not _subordinate(prep, act.head):
                found = self.named(noun := prep.all("pobj")) or self._sides(noun)
                if found:
                    return found
        return ()

    def _in_clause(self, verbs: Sequence[Token]) -> Iterator[tuple[ActorRef, ...]]:
        """Who or what the clause that completes the act is about: its subject, its object, whom it lets do a thing."""
        for verb in verbs:
            others = [h for h in grammar.objects(verb) if h.child("poss") is None]  # not "to withdraw its troops"
            for heads in (grammar.subjects(verb), others):
                found = self.named(heads) or self._sides(heads)
                yield tuple(a for a in found if a.country or a.kind is not ActorKind.PEOPLE)
            yield self.named([s for clause in verb.all("ccomp", "xcomp") for s in clause.all("nsubj")])

    def _aimed(self, act: Act) -> tuple[ActorRef, ...]:
        """At whom: the subject of its condition, else who stands in its purpose."""
        clauses = [c for c in act.head.children if c.dep in ("advcl", "xcomp", "acl", "ccomp") and grammar.is_verb(c)]
        clauses += [c for v in act.role("OBJECT") for c in v.subtree() if c.dep == "advcl" and grammar.is_verb(c)]
        for clause in clauses:
            mark = clause.child("mark")
            if mark is not None and mark.lower in _CONDITIONS:
                found = self.named(grammar.subjects(clause))
                if found:
                    return found
        for clause in clauses:
            heads = grammar.objects(clause)
            phrases = [n for h in (clause, *heads) for n in grammar.preposition_objects(h, *_TOWARD)]
            found = self.named(heads) or self._sides(heads) or self.named(phrases) or self._sides(phrases)
            if found:
                return found
        return ()

    def _elsewhere(self, act: Act, actors: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
        """The first other actor that the act's own clause names after it ("expelled two diplomats of Chad")."""
        own = {a.id for a in actors}
        home = set() if act.card.event in _AT_HOME else {a.country for a in actors}
        if len(actors) > 1 or not grammar.is_verb(act.head):
            return ()
        for token in act.head.subtree():
            if token.i > act.head.i and not _subordinate(token, act.head):
                found = tuple(a for a in self.who.named_by(token) if a.id not in own and a.country)
                found = tuple(a for a in found if a.country not in home)
                if found:
                    return found
        return ()

    def _land(self, act: Act, actors: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
        """Whose land the act's own clause names: "alert in the West Bank", "to withdraw its troops from Lebanon"."""
        home = set() if act.card.event in _AT_HOME else {a.country for a in actors}
        for token in act.head.subtree():
            if token.i > act.head.i and token.dep in ("pobj", "dobj") and not _subordinate(token, act.head):
                state = self.who.state_at(token)
                if state is not None and state.country and state.country not in home:
                    return self._states((token,))
        return ()


def _outward(act: Act) -> tuple[str, ...]:
    """The prepositions that lead to the other end: "by" leads back to who acts."""
    return tuple(w for w in _TOWARD if w != "by") if grammar.is_verb(act.head) else _TOWARD


def _subordinate(token: Token, head: Token) -> bool:
    """Whether a clause of its own stands between the token and the act."""
    for above in (token, *token.ancestors()):
        if above is head:
            return False
        if above.dep in ("relcl", "advcl", "parataxis", "conj") and grammar.is_verb(above):
            return True
    return True


def _once(actors: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    found: dict[str, ActorRef] = {}
    for actor in actors:
        found.setdefault(actor.id, actor)
    return tuple(found.values())
