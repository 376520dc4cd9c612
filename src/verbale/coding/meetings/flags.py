"""Which cues bear on a meeting noun: those of its clause that are its own, and what its predicate adds."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.meetings.moods import OFF
from verbale.coding.reality import Realities
from verbale.document import Token

_PREDICATES = {
    "off": r.CANCELLATION, "possible": r.HYPOTHETICAL, "unlikely": r.HYPOTHETICAL, "underway": r.UNDER_WAY,
    "conceivable": r.HYPOTHETICAL, "imminent": r.EXPECTED, "scheduled": r.FUTURE, "planned": r.FUTURE, "due": r.FUTURE,
}  # fmt: skip


def undo_foreign_negation(flags: dict[str, Token], head: Token, occurrences: frozenset[str]) -> None:
    """Take out a denial that is not one of the meeting ("the talks produced no deal")."""
    cue = flags.get(r.NEGATION)
    if cue is None or cue.i in {t.i for t in head.subtree()}:
        return
    if grammar.is_verb(head):
        if head.dep in ("acl", "advcl") and head.tag in ("VBG", "VBN"):
            del flags[r.NEGATION]
        return
    verb = grammar.governor(head)
    subject = grammar.first_conjunct(head)
    if verb is not None and subject.dep == "nsubj" and subject.head is verb and verb.lemma not in occurrences:
        del flags[r.NEGATION]


def fate(head: Token, reality: Realities) -> dict[str, Token]:
    """That a meeting is off, where the parser took the participle behind its noun for the verb of the clause.

    "A round, announced for 8 May, was postponed", "a summit planned for 8 May was cancelled".
    """
    verb = head.head
    if grammar.is_verb(head) or head.dep != "nsubj" or verb.child("aux", "auxpass") is not None:
        return {}
    fates = [v for v in (*verb.all("ccomp"), *([verb.head] if verb.dep == "csubjpass" else [])) if v.child("auxpass")]
    families = ((reality.family(v, "object_of"), v) for v in fates if v.i > verb.i and v.child("nsubjpass") is None)
    return {family: v for family, v in families if family is not None and family in OFF}


def add_predicate(flags: dict[str, Token], head: Token, reality: Realities) -> None:
    """What the predicate of the noun says ("a meeting is likely", "the summit is off", "the talks are to open")."""
    verb = grammar.first_conjunct(head).head
    if grammar.is_verb(head) or head.dep != "nsubj" or verb.lemma not in ("be", "remain", "look", "seem", "appear"):
        return
    ahead = verb.all("xcomp") if verb.lemma == "be" else []  # "are to open"
    for opening in (c for c in ahead if any(a.lower == "to" for a in c.all("aux"))):
        for name, cue in reality.of(opening).flags.items():
            flags.setdefault(name, cue)
    for child in verb.all("acomp", "attr", "oprd", "prt", "advmod", "prep"):
        family = reality.family(child, "complement_of") or _PREDICATES.get(child.lower)
        if family is not None:
            flags.setdefault(family, child)


def own_flags(head: Token, flags: Mapping[str, Token]) -> dict[str, Token]:
    """The flags whose cue stands inside the noun phrase itself."""
    own = {t.i for t in head.subtree()}
    return {k: t for k, t in flags.items() if t.i in own}
