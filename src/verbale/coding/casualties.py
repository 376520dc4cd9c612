"""Casualties told by nouns and adjectives: "19 dead", "the toll rose to 40", "left nine wounded", "cost four lives"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from verbale.coding import grammar
from verbale.coding.figures import total
from verbale.document import Token
from verbale.findings import Count

_DEAD = frozenset({"dead", "slain", "killed"})
_HURT = frozenset({"wounded", "injured", "hurt", "maimed"})
_DEAD_NOUNS = frozenset({"fatality", "death", "dead"})
_FOUND = frozenset(
    "pull find recover count dig collect bring discover lay retrieve exhume bury unearth receive".split()
)
_LIVES = frozenset("cost claim take lose".split())
_MORE = frozenset({"pass", "exceed", "top", "surpass"})
_NUMBERS = frozenset({"number", "toll", "count", "figure", "total"})
_TOLD = frozenset("pass exceed top surpass rise climb reach stand jump hit be increase grow mount approach".split())
_LINKS = ("acomp", "oprd", "attr", "ccomp", "xcomp", "dobj", "amod", "advcl", "acl", "conj")
_PARTS = frozenset({"including", "with", "among"})
_OF_THEM = frozenset({"those", "these", "them", "whom", "which"})
_SUMS = frozenset({"total", "overall", "cumulative", "altogether"})
Number = Callable[[Token], Count | None]


@dataclass(frozen=True)
class Casualties:
    """What a word says of the dead or the hurt; `victims` are the nouns for them."""

    head: Token
    words: tuple[Token, ...]
    rule: str
    dead: Count | None = None
    injured: Count | None = None
    victims: tuple[Token, ...] = ()


def toll(token: Token, number: Number) -> Casualties | None:
    """The casualties that a word tells; None where it tells none, or gives no figure."""
    for reader in (_noun, _death_toll, _put, _lives, _bodies, _state):
        found = reader(token, number)
        if found is not None and (found.dead or found.injured):
            return found
    return None


def is_share(token: Token) -> bool:
    """Whether the hurt there are part of a number told before: "including 76 in Aden", "14 of those were killed"."""
    for above in token.ancestors():
        if above.dep == "prep" and above.lower in _PARTS and above.i < token.i:
            return True
    heads = (token, *grammar.objects(token)) if grammar.is_verb(token) else (token,)
    owners = [o for h in heads for o in grammar.preposition_objects(h, "of")]
    return any(o.lower in _OF_THEM or any(c.lower in _OF_THEM for c in o.all("det")) for o in owners)


def is_total(token: Token) -> bool:
    """Whether the figure sums up a long time ("the toll since the war began", "a total of", "totalling")."""
    verb = token if grammar.is_verb(token) else grammar.governor(token)
    near = {t for head in (token, verb) if head is not None for t in (head, *head.children)}
    words = {t.lower for t in near} | {t.lemma for t in near}
    if words & {*_SUMS, "totalling", "totaling", "since"}:
        return True
    return "so" in {c.lower for t in near if t.lower == "far" for c in t.children}


def _noun(token: Token, number: Number) -> Casualties | None:
    """ "Three deaths", "23 dead": a number on a noun of death."""
    if token.lemma not in _DEAD_NOUNS or not any(c.tag == "CD" for c in token.children):
        return None
    return Casualties(token, (token,), "casualties: noun", dead=number(token))


def _death_toll(token: Token, number: Number) -> Casualties | None:
    """ "The death toll passed 40,000"."""
    if token.lemma != "toll" or token.dep not in ("nsubj", "nsubjpass") or token.head.lemma not in _TOLD:
        return None
    verb = token.head
    figures = [*grammar.objects(verb), *grammar.preposition_objects(verb, "to", "at", "past"), *verb.all("attr")]
    count = next(filter(None, map(number, figures)), None)
    if count is not None and verb.lemma in _MORE and count.low == count.high:
        count = replace(count, high=None)
    return Casualties(token, (token,), "casualties: toll", dead=count)


def _put(token: Token, number: Number) -> Casualties | None:
    """ "Put the number of villagers killed at 60", "puts the death toll at 40"."""
    if token.lemma not in _NUMBERS or token.dep != "dobj" or token.head.lemma != "put":
        return None
    below = token.subtree()
    if token.lemma != "toll" and not any(t.lower in _DEAD or t.lemma in _DEAD_NOUNS for t in below):
        return None
    at = [p for p in token.head.subtree() if p.lower == "at" and p.i > token.i]
    count = next(filter(None, (number(n) for p in at for n in p.all("pobj"))), None)
    killed = next((t for t in below if t.lower in _DEAD and grammar.is_verb(t)), token)
    victims = tuple(grammar.preposition_objects(token, "of"))
    return Casualties(killed, (killed,), "casualties: put", dead=count, victims=victims)


def _lives(token: Token, number: Number) -> Casualties | None:
    """ "Cost four lives", "took the lives of four soldiers", "twenty soldiers lost their lives"."""
    if token.lemma != "life" or token.dep != "dobj" or token.head.lemma not in _LIVES:
        return None
    verb, owners = token.head, grammar.preposition_objects(token, "of")
    victims = tuple(grammar.subjects(verb)) if verb.lemma == "lose" else tuple(owners)
    counts = [c for c in map(number, victims) if c is not None]
    count = total(counts) or number(token)
    return Casualties(token, (verb, token), "casualties: lives", dead=count, victims=victims)


def _bodies(token: Token, number: Number) -> Casualties | None:
    """ "Rescuers pulled 276 bodies from the wreckage"."""
    if token.lemma not in ("body", "corpse") or not any(c.tag == "CD" for c in token.children):
        return None
    verb = grammar.governor(token)
    if verb is None or verb.lemma not in _FOUND:
        return None
    return Casualties(token, (token,), "casualties: bodies", dead=number(token))


def _state(token: Token, number: Number) -> Casualties | None:
    """ "Left nine guards dead", "nine are dead, forty wounded"."""
    word = token.lower
    if word not in _DEAD | _HURT or (grammar.is_verb(token) and token.child("auxpass", "dobj") is not None):
        return None
    for victims in _whose(token):
        count = total([c for c in map(number, victims) if c is not None])
        if count is not None:
            kind = {"dead" if word in _DEAD else "injured": count}
            return Casualties(token, (token,), f"casualties: {word}", victims=victims, **kind)
    return None


def _whose(token: Token) -> Iterator[tuple[Token, ...]]:
    """The nouns that may be the ones in that state: its own subject, else what the verb above left or found so."""
    own = token.child("nsubj", "nsubjpass")
    if own is not None:
        yield tuple(grammar.coordinated(own))
    head = token.head
    if token.dep in _LINKS and grammar.is_verb(head) and head.lemma in ("leave", "be", "lie", "report", "find"):
        yield tuple(grammar.objects(head)) if head.lemma != "be" else tuple(grammar.subjects(head))
        yield tuple(grammar.subjects(head))
    if token.dep in ("acl", "amod") and not grammar.is_verb(head) and head.dep in ("dobj", "nsubj"):
        above = grammar.governor(head)
        if above is not None and above.lemma in ("leave", "report", "say", "put"):
            yield (head,)
