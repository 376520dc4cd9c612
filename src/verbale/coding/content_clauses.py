"""What a report or a claim says: the clauses that tell it, wherever the parser hung them."""

from __future__ import annotations

from verbale.coding import grammar
from verbale.document import Token

_GOVERNED = frozenset({"dobj", "nsubjpass", "pobj"})


def said_of(noun: Token) -> list[Token]:
    """The that-clauses that say what a report or claim is, also behind whose it is ("a claim by Kyiv that ...")."""
    behind = [n for prep in phrases_of(noun) for n in prep.all("pobj")]
    return [c for above in (noun, *behind) for c in above.children if is_that_clause(c)]


def phrases_of(noun: Token) -> list[Token]:
    """The prepositions of the noun, with the one right behind it hung on its verb ("denied a report | in a daily")."""
    above = [c for c in noun.head.all("prep") if c.i == noun.i + 1] if noun.dep in _GOVERNED else []
    return noun.all("prep") + above


def is_that_clause(verb: Token) -> bool:
    """Whether a clause opens with a "that" that is no part of it, so that it says what the noun before it is."""
    if verb.dep not in ("acl", "ccomp", "relcl") or not grammar.is_verb(verb):
        return False
    first = min(verb.children, key=lambda c: c.i, default=None)
    filled = first is not None and first.dep == "dobj" and verb.child("nsubj") is not None and verb.dep == "acl"
    return first is not None and first.lower == "that" and (first.dep == "mark" or filled)
