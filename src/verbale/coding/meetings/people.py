"""Which words of a clause or phrase stand for the people of a meeting."""

from __future__ import annotations

from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.document import Token

_HOLDS = frozenset({"hold", "open", "begin", "start", "resume", "have", "attend", "conduct", "host"})


def actors(act: Act) -> tuple[Token, ...]:
    """Who acts; of "due in Cairo" and "is expected in Cairo" the one who is."""
    if act.head.pos == "ADJ" and act.head.dep == "acomp" and grammar.is_verb(act.head.head):
        return tuple(grammar.subjects(act.head.head))
    if act.entry.startswith("expected "):
        return tuple(grammar.objects(act.head))
    found, verb = act.role("ACTOR"), act.head
    if found and verb.dep == "acl" and verb.head.dep == "ROOT" and all(t in act.words for t in found):
        return tuple(grammar.coordinated(verb.head))  # "the presidents conferred by video", read as a participle
    return found


def subject_beyond(verb: Token) -> list[Token]:
    """Who meets where the clause before tells of a thing: "said that the choice was theirs, and met the envoy"."""
    clause = verb.head
    if verb.dep != "conj" or clause.dep != "ccomp" or verb.child("nsubj", "aux", "auxpass") is not None:
        return []
    return grammar.subjects(clause.head)


def is_each(noun: Token) -> bool:
    """Whether a singular stands for all of those just spoken of ("saw each leader alone")."""
    return any(c.lower == "each" for c in noun.all("det")) and noun.child("amod", "compound", "poss", "prep") is None


def owners_of_body(act: Act) -> list[Token]:
    """Whose common body meets: "engineers of both states, whose joint commission convened in May"."""
    owned = act.head.dep == "relcl" and any(o.lower == "whose" for t in act.role("ACTOR") for o in t.all("poss"))
    return grammar.coordinated(act.head.head) if owned else []


def witnesses(verb: Token) -> list[Token]:
    """In whose presence something is done: "met in the presence of the envoy", "in the envoy's presence"."""
    nouns = [n for n in grammar.preposition_objects(verb, "in") if n.lemma == "presence"]
    owners = [o for n in nouns for o in n.all("poss") if o.pos != "PRON"]
    return [*owners, *(t for n in nouns for t in grammar.preposition_objects(n, "of"))]


def planned(noun: Token) -> Token:
    """The plan for a meeting, for the meeting: who calls off "plans for talks" calls off the talks."""
    above = noun.head.head if noun.dep == "pobj" and noun.head.lower in ("for", "of") else noun
    return above if above.lemma in ("plan", "preparation", "arrangement", "proposal", "idea", "invitation") else noun


def partners_below(clause: Token) -> list[Token]:
    """Those with whom, or between whom, a clause says that a meeting is to be, and those who are to hold it."""
    verbs = [clause, *(c for c in clause.children if c.dep in ("xcomp", "acomp"))]
    verbs += [c for v in verbs[1:] for c in v.children if c.dep == "xcomp"]
    found = [t for v in verbs for t in grammar.preposition_objects(v, "with", "between")]
    last, subject = verbs[-1], clause.child("nsubj")
    if last is not clause and last.lemma in _HOLDS and last.child("dobj") is None and subject is not None:
        found += grammar.coordinated(subject) if subject.lower not in ("that", "which") else []
    return found


def is_there(clause: Token) -> bool:
    """Whether a relative clause tells what people did at the meeting ("in which both agreed", "where they spoke")."""
    if any(c.lower in ("where", "when") for c in clause.children):
        return True
    objects = grammar.preposition_objects(clause, "in", "at", "during")
    return any(t.lower == "which" for t in objects)
