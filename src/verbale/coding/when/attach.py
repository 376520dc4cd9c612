"""Which time modifies which event.

A time belongs to the predicate or event noun that it hangs on; where the parser hung it on a name or a mere thing ("in
Turkey on Wednesday", "at his residence on Wednesday") it belongs to the verb above as well. A time behind a reported
clause belongs to the clause, one between the verb of saying and the clause to the verb; the verb's own time never
leaks into what is said, nor the day of an announcement into what was announced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.coding.grammar import LIGHT_VERBS, first_conjunct, governor, is_verb
from verbale.coding.when.expressions import Lending
from verbale.coding.when.resolve import TimeExpression
from verbale.document import Token
from verbale.findings import UNKNOWN_TIME, Time

_NO_TIME = frozenset({"duration", "frequency"})
_CARRIERS = frozenset({"pobj", "pcomp", "prep", "quantmod", "advmod", "npadvmod", "det", "case", "dep", "punct"})
_MODIFIERS = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
_ADVERBIAL = frozenset({"on", "in", "at", "during", "over", "since", "until", "by"})
_TOWARDS = frozenset({"for", "until", "to"})  # "postponed to Friday" is the day of the talks, not of the postponing
_OCCASION = frozenset({"at", "during", "after", "following", "amid"})
_MAX_CLIMB = 8


def site_of(head: Token, lending: Lending) -> Token:
    """The predicate or noun that a time expression modifies."""
    token = head
    for _ in range(_MAX_CLIMB):
        above = token.head
        if above is token:
            return token
        if token.dep in _MODIFIERS and above.lemma not in lending.units:
            return above
        if token.dep in _CARRIERS:
            if is_verb(above):
                return _in_its_clause(above, head)
            if above.pos == "PROPN" and token.lower == "of":
                return above
            if above.pos == "NOUN" and above.dep != "npadvmod" and above.lemma not in lending.units:
                return above
        elif not (token.pos == "PROPN" or token.lemma in lending.units):
            return above if token is head else token
        elif token is head or is_verb(above):
            return _in_its_clause(above, head) if is_verb(above) else above
        token = above
    return token


def verb_above(site: Token, head: Token, lending: Lending) -> Token | None:
    """The verb that a time hung on a mere thing speaks of as well; None for a happening, which keeps its own time."""
    if site.pos != "NOUN" or site.lemma in lending.happenings or head.dep in _MODIFIERS:
        return None
    link: Token | None = head
    while link is not None and link.head is not site:
        link = link.head if link.head is not link else None
    if link is None or (link.dep == "prep" and link.lower not in _ADVERBIAL):
        return None
    verb = governor(site)
    return _in_its_clause(verb, head) if verb is not None and verb.i < site.i else None


def _in_its_clause(site: Token, head: Token) -> Token:
    """A time after a reported clause belongs to that clause; one just behind the verb of saying to that verb."""
    for clause in site.children:
        if clause.dep in ("ccomp", "xcomp") and is_verb(clause) and site.i < clause.i < head.i:
            return _in_its_clause(clause, head)
    above = site.head
    if site.dep == "ccomp" and is_verb(above) and above.i < head.i < site.i:
        first = min((c.i for c in site.children if c.dep in ("nsubj", "nsubjpass", "mark", "expl")), default=0)
        if head.i < first and not any(c.dep == "punct" and above.i < c.i < head.i for c in site.children):
            return above
    return site


class Times:
    """The time expressions of a document and what they modify."""

    def __init__(self, found: Iterable[tuple[TimeExpression, Token]], lending: Lending) -> None:
        pairs = list(found)
        self.expressions = tuple(e for e, _ in pairs)
        self._lending = lending
        self._by_site: dict[int, list[TimeExpression]] = {}
        self._loosely: dict[int, list[TimeExpression]] = {}
        for expression, site in pairs:
            if expression.kind in _NO_TIME:
                continue
            self._by_site.setdefault(site.i, []).append(expression)
            verb = verb_above(site, expression.head, lending)
            if verb is not None:
                self._loosely.setdefault(verb.i, []).append(expression)

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
        if not is_verb(token):
            yield from self._of_noun(token, depth)
            return
        yield from self._loosely.get(token.i, ())
        if token.lemma in LIGHT_VERBS and token.lemma not in self._lending.withheld:
            for child in token.all("dobj", "attr"):  # "held talks on Tuesday" may hang the day on the talks
                yield from self._by_site.get(child.i, ())
        yield from self._of_verb(token, depth)

    def _of_noun(self, token: Token, depth: int) -> Iterator[TimeExpression]:
        noun = first_conjunct(token)
        for clause in noun.all("acl", "relcl", "amod"):
            for verb in _chain(clause):
                if verb.lemma not in self._lending.withheld:
                    yield from (e for e in self._by_site.get(verb.i, ()) if e.start > noun.start)
        whole = noun.head.head
        if noun.dep == "pobj" and noun.head.lower == "of" and self._is_part(whole):
            yield from self._around(whole, depth + 1)
            return
        verb_over = governor(noun)
        if verb_over is None:
            return
        subject = noun.dep in ("nsubj", "nsubjpass") and noun.head is verb_over
        for verb in _chain(verb_over) if subject else (verb_over,):
            source = self._around(verb, depth + 1) if verb is verb_over else iter(self._by_site.get(verb.i, ()))
            yield from (e for e in source if self._lends(verb, noun, e))

    def _is_part(self, noun: Token) -> bool:
        """Whether a noun counts or cuts what follows its "of": "hours of talks", "the collapse of the talks"."""
        return noun.lemma in self._lending.units or noun.lemma in self._lending.happenings

    def _lends(self, verb: Token, noun: Token, expression: TimeExpression) -> bool:
        """Whether the verb's time is also the event noun's: its subject, its object, the occasion it happened on."""
        carrier = expression.head.head
        free = verb.lemma not in self._lending.withheld or carrier.lower in _TOWARDS
        if noun.dep in ("nsubj", "nsubjpass"):
            return free
        if noun.dep in ("dobj", "attr"):
            return free and (verb.lemma in LIGHT_VERBS or expression.start > noun.start)
        if noun.dep != "pobj":
            return False
        link = noun.head
        if link.head is not verb and not (link.head.dep == "dobj" and link.head.head is verb):
            return False
        return link.lower in _OCCASION or (free and link.lower in ("in", "to", "into", "from", "for", "through"))

    def _of_verb(self, token: Token, depth: int) -> Iterator[TimeExpression]:
        head = token.head
        if head is token:
            return
        if token.dep == "xcomp" and (is_verb(head) or head.pos == "ADJ"):
            if head.lemma not in self._lending.withheld and head.lemma not in self._lending.ahead:
                yield from self._around(head, depth + 1)
        elif token.dep == "conj" and is_verb(head):
            yield from (e for e in self._by_site.get(head.i, ()) if e.end <= head.start)
        elif token.dep in ("advcl", "acl", "pcomp") and token.child("mark") is None:
            if token.tag in ("VBG", "VBN") or self._is_purpose(token):
                yield from self._around(head if token.dep != "pcomp" else head.head, depth + 1)
        elif token.dep in ("acomp", "attr") and is_verb(head):
            yield from self._by_site.get(head.i, ())

    def _is_purpose(self, token: Token) -> bool:
        """Whether an infinitive says what somebody came together or travelled for: "met on Monday to discuss"."""
        head = token.head
        if token.dep != "advcl" or not any(c.lower == "to" and c.dep == "aux" for c in token.children):
            return False
        apart = self._lending.withheld | self._lending.ahead
        return is_verb(head) and head.i < token.i and head.lemma not in apart


def _chain(clause: Token) -> Iterator[Token]:
    """A verb and the infinitives it leads to: "are expected to resume"."""
    for _ in range(4):
        yield clause
        inner = next((c for c in clause.children if c.dep in ("xcomp", "acomp", "oprd") and c.i > clause.i), None)
        if inner is None:
            return
        clause = inner
