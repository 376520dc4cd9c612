"""When a toll was and who caused it, where other words of its sentence say so.

"Killed when a drone hit a funeral on Sunday", "clashes on 29 May left thirty injured", "wounded in a clash with the
rebels": the day and the attacker stand at the clause or at the noun of the attack, not at the verb that counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.when import Times
from verbale.coding.who import Who
from verbale.document import Token
from verbale.findings import UNKNOWN_TIME, ActorRef, Time
from verbale.terms import Precision, TimeBasis

_CLAUSES = frozenset({"when", "after", "as", "while"})
_OCCASION = ("in", "during", "by", "from", "after")
BRIEF = 4  # sentences of a short report told in the present


def time_of(times: Times, heads: Sequence[Token]) -> Time:
    """The time of the first of the heads or of what they hang on that has one; unknown when none has.

    `heads` are the counting verb or noun, then the attackers and the victims.
    """
    for word in _around(heads):
        time = times.of(word)
        if time != UNKNOWN_TIME:
            return time
    return UNKNOWN_TIME


def told_today(head: Token, sentences: int, published: str | None) -> Time | None:
    """The day of publication for what a short report tells in the present ("a bus is attacked, killing nine")."""
    verb: Token | None = head if grammar.is_verb(head) else grammar.governor(head)
    while verb is not None and verb.dep in ("advcl", "xcomp", "acl") and verb.tag in ("VBG", "VB"):
        verb = grammar.governor(verb)
    if verb is None or published is None or sentences > BRIEF or verb.dep == "relcl":
        return None
    return published_day(published) if is_simple_present(verb) else None


def is_simple_present(verb: Token) -> bool:
    """Whether a verb tells in the present: "attacks", "is attacked"; not "is attacking", "has attacked"."""
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    if verb.tag == "VBN":
        return bool(helpers) and all(c.dep == "auxpass" and c.tag in ("VBZ", "VBP") for c in helpers)
    return verb.tag in ("VBZ", "VBP") and not helpers


def published_day(published: str) -> Time:
    """The day of publication, said to be no more than that."""
    day = date.fromisoformat(published[:10])
    return Time(day, day, Precision.DAY, None, TimeBasis.PUBLICATION)


def _around(heads: Sequence[Token]) -> Iterator[Token]:
    head = heads[0]
    yield head
    if head.dep == "relcl" and any(c.lower == "when" for c in head.children):
        yield head.head  # "was split in 1974, when Ankara invaded"
    together = [t for t in (grammar.first_conjunct(head), *grammar.coordinated(head)) if grammar.is_verb(t)]
    yield from together
    for verb in (head, *together):
        for clause in verb.all("advcl"):
            if any(c.lower in _CLAUSES for c in clause.children):
                yield clause
    yield from (t for noun in _occasions(head) for t in noun.subtree() if t.pos == "NOUN")
    for other in heads[1:]:
        yield from (t for t in other.subtree() if t.pos in ("NOUN", "PROPN") or t.dep in ("pobj", "csubj"))


def _occasions(head: Token) -> list[Token]:
    """The nouns of the attack in which somebody was hurt ("killed in an ambush")."""
    return grammar.preposition_objects(head, *_OCCASION)


def is_of_clause(place: Token, head: Token) -> bool:
    """Whether a place is where the clause of the toll has it, not in another clause nor in whose word it is."""
    if any(t.lower == "according" for t in place.ancestors()):
        return False
    verb = grammar.governor(place)
    clause = head if grammar.is_verb(head) else grammar.governor(head)
    if verb is None or clause is None or verb is clause:
        return True
    return any(verb is t for t in (*clause.ancestors(), *clause.subtree()) if t.dep not in ("acl", "relcl"))


def deed_before(participle: Token) -> Token | None:
    """The deed whose harm a participle behind it tells: "accused the army of | bombing a market, killing ten"."""
    verb = participle.head
    if participle.dep != "advcl" or participle.tag != "VBG" or not grammar.is_verb(verb):
        return None
    deeds = (d for prep in verb.all("prep") for d in prep.all("pcomp") if verb.i < d.i < participle.i)
    return next(deeds, None)


def rioters(head: Token, acts: Sequence[Act], who: Who) -> tuple[ActorRef, ...]:
    """Whose protest it was that somebody was hurt in: "were injured when demonstrators threw stones"."""
    for act in acts:
        if act.card.event != "PROTEST" or act.head.dep != "advcl" or act.head.head is not head:
            continue
        if any(c.lower in _CLAUSES for c in act.head.children):
            return tuple(a for t in act.role("ACTOR") for a in who.named_by(t))
    return ()


def attackers(head: Token, who: Who) -> tuple[ActorRef, ...]:
    """Who is named at the attack in which somebody was hurt: "in a clash with the rebels", "in a Russian raid"."""
    for noun in _occasions(head):
        partners = grammar.preposition_objects(noun, "with", "by")
        found = tuple(a for t in partners for a in who.named_by(t)) or who.sides_of(noun)
        if found and noun.pos == "NOUN":
            return found
    return _called(head, who)


def _called(head: Token, who: Who) -> tuple[ActorRef, ...]:
    """Whose attack somebody calls it: "died in what the mayor called a Russian strike"."""
    for prep in head.all("prep"):
        for clause in prep.all("pcomp") if prep.lower in _OCCASION else ():
            words = [t for t in clause.subtree() if t.dep in ("attr", "oprd", "conj") and t.pos == "NOUN"]
            found = tuple(a for t in words for a in who.sides_of(t))
            if found and any(t.lower == "what" for t in clause.subtree()):
                return found[:1]
    return ()


def blamed(head: Token, acts: Sequence[Act], who: Who) -> tuple[ActorRef, ...]:
    """Whom the sentence says that somebody blames for it: "an ambush that the army blamed on the rebels"."""
    for act in acts:
        if act.head.sentence == head.sentence and act.card.name == "allege" and act.entry.startswith("blame on"):
            return tuple(a for t in act.role("RECIPIENT") for a in who.named_by(t))
    return ()
