"""The actors that a whole noun phrase stands for: coordination, groups, partitives and sides taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.coding.grammar import NOUNISH
from verbale.document import Token
from verbale.findings import ActorRef
from verbale.terms import ActorKind

if TYPE_CHECKING:
    from verbale.coding.who.layer import Who

_LOOK_THROUGH = frozenset({"of", "from", "for", "between", "among"})


def named_by(who: Who, token: Token) -> tuple[ActorRef, ...]:
    """The actors of the phrase headed by `token`, each once, in the order of the text."""
    found: dict[str, ActorRef] = {}
    for head in _heads(who, token, set()):
        for ref in _one(who, head, 0):
            for one in ref.members or (ref,):
                found.setdefault(one.id, one)
    return tuple(found.values())


def _heads(who: Who, token: Token, seen: set[int]) -> Iterator[Token]:
    """The token and all words coordinated with it, also where the parser hung them on its apposition."""
    if token.i in seen:
        return
    seen.add(token.i)
    yield token
    own = who.at(token)
    for child in token.children:
        if child.dep == "conj" and (child.pos in NOUNISH or who.at(child) is not None):
            yield from _heads(who, child, seen)
        elif child.dep == "appos" and own is not None:
            beside = who.at(child)
            if beside is not None and (beside.id == own.id):
                seen.add(child.i)
                for further in child.children:
                    if further.dep == "conj" and who.at(further) is not None:
                        yield from _heads(who, further, seen)


def _one(who: Who, head: Token, depth: int) -> tuple[ActorRef, ...]:
    if who.extends(head) and (owned := who.sides_of(head)):
        return owned
    each = _of_each(who, head, depth)
    if each:
        return each
    own = who.at(head)
    beside = head.child("appos")
    if beside is not None and (own is None or not own.members) and (named := _apposed(who, head, own)):
        return named
    if own is not None and own.kind is ActorKind.PEOPLE and own.country is None and not own.members:
        behind = _spoken_for(who, head, depth)
        if behind:
            return behind
    if own is not None:
        return (own,)
    if depth > 3:
        return ()
    for prep in head.children:
        if prep.dep == "prep" and prep.lower in _LOOK_THROUGH and who.measures(head):
            noun = prep.child("pobj")
            if noun is not None:
                found = tuple(r for h in _heads(who, noun, set()) for r in _one(who, h, depth + 1))
                if found:
                    return found
    return ()


def _of_each(who: Who, head: Token, depth: int) -> tuple[ActorRef, ...]:
    """The parties of "envoys of the government and of the rebels", whose second preposition begins another phrase."""
    first = next((p for p in head.children if p.dep == "prep" and p.lower in ("of", "from", "for")), None)
    if first is None or depth > 2 or not who.speaks_for(head):
        return ()
    preps = [p for p in (first, *first.all("conj")) if p.lower in ("of", "from", "for")]
    nouns = [noun for p in preps if (noun := p.child("pobj")) is not None]
    if len(nouns) < 2:
        return ()
    found = [tuple(r for h in _heads(who, noun, set()) for r in _one(who, h, depth + 1)) for noun in nouns]
    return tuple(r for refs in found for r in refs) if all(found) else ()


def _spoken_for(who: Who, head: Token, depth: int) -> tuple[ActorRef, ...]:
    """Whom "representatives of all four sides" or "commanders from both camps" stand for."""
    for prep in head.children:
        noun = prep.child("pobj") if prep.dep == "prep" and prep.lower in ("of", "from", "for") else None
        if noun is not None and depth < 3 and who.speaks_for(head):
            found = tuple(r for h in _heads(who, noun, set()) for r in _one(who, h, depth + 1))
            if any(r.members or r.country for r in found):
                return found
    return ()


def _apposed(who: Who, head: Token, own: ActorRef | None) -> tuple[ActorRef, ...]:
    """The persons whom an apposition names: "the foreign ministers, Sergei Lavrov and Dmytro Kuleba"."""
    if head.tag not in ("NNS", "NNPS") and own is not None:
        return ()
    beside = head.child("appos")
    if beside is None or who.at(beside) is None:
        return ()
    return tuple(ref for t in _heads(who, beside, set()) if (ref := who.at(t)) is not None)


def side_tokens(token: Token) -> Iterator[Token]:
    """The modifiers before a noun, with those coordinated or hyphenated with them."""
    for child in token.children:
        if child.i < token.i and child.dep in ("amod", "compound", "nmod", "poss", "conj", "npadvmod", "punct"):
            yield from side_tokens(child)
            yield child
    for child in token.children:
        if child.dep == "conj" and child.pos in ("ADJ", "PROPN"):
            yield child
