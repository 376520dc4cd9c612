"""Which time modifies which event.

A time belongs to the predicate or event noun that it hangs on; where the parser hung it on a name ("in Turkey on
Wednesday") it belongs to what that name hangs on. A time behind a reported clause belongs to the clause, not to the
verb of saying; the verb's own time never leaks into what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.coding.grammar import LIGHT_VERBS, first_conjunct, governor, is_verb
from verbale.coding.when.resolve import TimeExpression
from verbale.document import Token
from verbale.findings import UNKNOWN_TIME, Time

_NO_TIME = frozenset({"duration", "frequency"})
_EVENTIVE = LIGHT_VERBS | frozenset(
    "take happen occur be come follow go fall run last proceed expect due plan schedule collapse stall fail".split()
)


def site_of(head: Token) -> Token:
    """The predicate or noun that a time expression modifies."""
    token = head
    for _ in range(8):
        if token.head is token:
            return token
        if token.dep in ("pobj", "pcomp", "prep", "quantmod", "advmod", "npadvmod", "det", "case", "dep", "punct"):
            token = token.head
            if is_verb(token) or (token.pos in ("NOUN",) and token.dep not in ("npadvmod",)):
                return _past_reported(token, head)
            if token.pos == "PROPN" and token.dep in ("pobj", "dobj", "appos", "conj", "nsubj", "attr"):
                continue
            if token.pos in ("ADJ",):
                continue
            continue
        if token.dep in ("poss", "compound", "nummod", "amod", "nmod"):
            return token.head
        if token.pos == "PROPN" and token is not head:
            token = token.head
            continue
        return token.head if token is head else token
    return token


def _past_reported(site: Token, head: Token) -> Token:
    """A time after a reported clause belongs to that clause."""
    if is_verb(site):
        for clause in site.children:
            if clause.dep in ("ccomp", "xcomp") and is_verb(clause) and site.i < clause.i < head.i:
                return _past_reported(clause, head)
    return site


class Times:
    """The time expressions of a document and what they modify."""

    def __init__(self, found: Iterable[tuple[TimeExpression, Token]]) -> None:
        pairs = list(found)
        self.expressions = tuple(e for e, _ in pairs)
        self._by_site: dict[int, list[TimeExpression]] = {}
        for expression, site in pairs:
            if expression.kind not in _NO_TIME:
                self._by_site.setdefault(site.i, []).append(expression)

    def of(self, token: Token) -> Time:
        """The time that modifies a predicate or event noun; unknown when no words give it one."""
        expression = self.expression_of(token)
        return expression.time if expression is not None else UNKNOWN_TIME

    def expression_of(self, token: Token) -> TimeExpression | None:
        """The expression behind `of`."""
        best = None
        for expression in self._around(token):
            if expression.time.start is not None and expression.kind in ("point", "since"):
                return expression
            best = best or expression
        return best

    def _around(self, token: Token, depth: int = 0) -> Iterator[TimeExpression]:
        if depth > 5:
            return
        yield from self._by_site.get(token.i, ())
        for child in token.children:  # a time that hangs on an argument's own name, or on its event-like object
            if child.dep in ("dobj", "attr", "nsubjpass", "nsubj", "acomp") and is_verb(token):
                yield from self._on_argument(child, token)
        if not is_verb(token):
            yield from self._of_noun(token, depth)
        else:
            yield from self._of_verb(token, depth)

    def _on_argument(self, noun: Token, verb: Token) -> Iterator[TimeExpression]:
        """ "held talks on Tuesday" may hang the day on the talks; "Tuesday's talks" is theirs alone."""
        if noun.dep in ("dobj", "attr") and verb.lemma in _EVENTIVE:
            yield from self._by_site.get(noun.i, ())

    def _of_noun(self, token: Token, depth: int) -> Iterator[TimeExpression]:
        noun = first_conjunct(token)
        for clause in token.children:
            if clause.dep in ("acl", "relcl") and clause.lemma in _EVENTIVE:
                yield from self._by_site.get(clause.i, ())
        verb = governor(noun)
        if verb is not None and _shares_time(noun, verb):
            yield from self._around(verb, depth + 1)

    def _of_verb(self, token: Token, depth: int) -> Iterator[TimeExpression]:
        head = token.head
        if head is token:
            return
        if token.dep == "xcomp" and (is_verb(head) or head.pos == "ADJ"):
            yield from self._around(head, depth + 1)
        elif token.dep == "conj" and is_verb(head):
            yield from (e for e in self._by_site.get(head.i, ()) if e.end <= head.start)
        elif token.dep in ("advcl", "acl", "pcomp") and token.tag in ("VBG", "VBN") and token.child("mark") is None:
            yield from self._around(head if token.dep != "pcomp" else head.head, depth + 1)
        elif token.dep in ("acomp", "attr") and is_verb(head):
            yield from self._by_site.get(head.i, ())


def _shares_time(noun: Token, verb: Token) -> bool:
    """Whether the verb's time is the event noun's: its subject, or object of "hold, take part in, resume ..."."""
    if noun.dep in ("nsubj", "nsubjpass"):
        return noun.head is verb
    if verb.lemma not in _EVENTIVE:
        return False
    if noun.dep in ("dobj", "attr"):
        return True
    carrier = noun.head.head
    return noun.dep == "pobj" and (carrier is verb or (carrier.dep == "dobj" and verb.lemma == "take"))
