"""Which time modifies which event.

A time belongs to the predicate or event noun that it hangs on; where the parser hung it on a name or a mere thing ("in
Turkey on Wednesday", "at his residence on Wednesday") it belongs to the verb above as well. A time behind a reported
clause belongs to the clause, one between the verb of saying and the clause to the verb; the verb's own time never
leaks into what is said, nor the day of an announcement into what was announced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from verbale.coding.grammar import LIGHT_VERBS, first_conjunct, governor, is_verb, tense
from verbale.coding.when.expressions import Lending
from verbale.coding.when.resolve import TimeExpression
from verbale.document import Token
from verbale.findings import UNKNOWN_TIME, Time
from verbale.terms import Precision

_NO_TIME = frozenset({"duration", "frequency"})
_CARRIERS = frozenset(
    {"pobj", "pcomp", "prep", "agent", "quantmod", "advmod", "npadvmod", "det", "case", "dep", "punct"}
)
_MODIFIERS = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
_ADVERBIAL = frozenset({"on", "in", "at", "during", "over", "since", "until", "by"})
_TOWARDS = frozenset({"for", "until", "to"})  # "postponed to Friday" is the day of the talks, not of the postponing
_OCCASION = frozenset({"at", "during", "after", "following", "amid"})
_WITHIN = frozenset({"in", "during", "at", "by"})
_EXACT = frozenset({Precision.DAY, Precision.PART_OF_DAY, Precision.INSTANT})
_NEWS = timedelta(days=10)
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
    if verb is None or (verb.i > site.i and not (verb is site.head and head.i < verb.i)):
        return None
    return _in_its_clause(verb, head)


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

    def __init__(
        self, found: Iterable[tuple[TimeExpression, Token]], lending: Lending, published: date | None = None
    ) -> None:
        pairs = list(found)
        self._known: dict[int, TimeExpression | None] = {}
        self._lasting: dict[int, int] = {}  # days that a happening takes, by its noun and by the word "days"
        self.expressions = tuple(e for e, _ in pairs)
        self._lending, self._published = lending, published
        self._by_site: dict[int, list[TimeExpression]] = {}
        self._loosely: dict[int, list[TimeExpression]] = {}
        for expression, site in pairs:
            if expression.kind in _NO_TIME:
                if expression.days > 1:
                    self._lasting[site.i if expression.head.dep in _MODIFIERS else expression.head.i] = expression.days
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
        if token.i not in self._known:
            found = self._nearest(token)
            self._known[token.i] = self._over_days(token, found) if found is not None and self._lasting else found
        return self._known[token.i]

    def days_of(self, token: Token) -> int:
        """How many days a happening is said to take ("two days of talks"); 0 where nothing says so."""
        noun = token.head.head if token.dep == "pobj" and token.head.lower == "of" else token
        return self._lasting.get(noun.i) or self._lasting.get(token.i) or 0

    def _nearest(self, token: Token) -> TimeExpression | None:
        best = None
        announcing = is_verb(token) and token.lemma in self._lending.withheld and tense(token) == "past"
        for expression in self._around(token):
            if announcing and self._is_ahead(expression):  # "announced talks next week"
                continue
            if expression.time.start is not None and expression.kind in ("point", "since"):
                return expression
            best = best or expression
        return best

    def _over_days(self, token: Token, found: TimeExpression) -> TimeExpression:
        """The days of a happening that lasts several, where its first or its last is told."""
        noun = token.head.head if token.dep == "pobj" and token.head.lower == "of" else token
        days = self.days_of(token)
        verb, time = governor(noun), found.time
        if is_verb(token) or days < 2 or verb is None or time.start is None or time.start != time.end:
            return found
        more = timedelta(days=days - 1)
        if verb.lemma in self._lending.closing:
            return replace(found, time=replace(time, start=time.start - more, precision=Precision.RANGE))
        if verb.lemma in self._lending.opening:
            return replace(found, time=replace(time, end=time.start + more, precision=Precision.RANGE))
        return found

    def _around(self, token: Token, depth: int = 0) -> Iterator[TimeExpression]:
        if depth > 5:
            return
        yield from self._by_site.get(token.i, ())
        if not is_verb(token):
            if token.dep == "acomp" and is_verb(token.head):  # "is due in Lima later this week"
                yield from self._by_site.get(token.head.i, ())
            yield from self._of_noun(token, depth)
            return
        yield from self._loosely.get(token.i, ())
        if token.lemma in LIGHT_VERBS and token.lemma not in self._lending.withheld:
            for child in token.all("dobj", "attr"):  # "held talks on Tuesday" may hang the day on the talks
                yield from self._by_site.get(child.i, ())
        yield from self._of_verb(token, depth)
        yield from self._of_occasion(token)
        yield from self._since_clause(token)

    def _of_occasion(self, verb: Token) -> Iterator[TimeExpression]:
        """ "Tuesday's attack killed two", "died in Tuesday's attack": the day of the happening is the verb's."""
        nouns = [c for c in verb.all("nsubj") if verb.lemma not in self._lending.withheld]
        nouns += [n for c in verb.all("prep", "agent") if c.lower in _WITHIN for n in c.all("pobj")]
        for noun in nouns:
            if noun.lemma in self._lending.happenings:
                own = (e for e in self._by_site.get(noun.i, ()) if e.time.precision in _EXACT and e.kind == "point")
                yield from (e for e in own if noun.dep == "pobj" or self._is_fresh(e))

    def _is_fresh(self, expression: TimeExpression) -> bool:
        """Whether a day is of the news itself: "Monday's attack killed", not "the deal of 14 September 2020 limits"."""
        start = expression.time.start
        return self._published is not None and start is not None and abs(self._published - start) <= _NEWS

    def _since_clause(self, verb: Token) -> Iterator[TimeExpression]:
        """ "Have been killed since the war erupted on April 15"."""
        for clause in verb.all("advcl"):
            mark = clause.child("mark")
            if mark is None or mark.lower != "since":
                continue
            for e in self._by_site.get(clause.i, ()):
                if e.kind == "point":
                    time = replace(e.time, end=self._published, precision=Precision.RANGE)
                    yield replace(e, time=time, kind="since")

    def _of_noun(self, token: Token, depth: int) -> Iterator[TimeExpression]:
        noun = first_conjunct(token)
        yield from self._of_its_clauses(noun)
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

    def _of_its_clauses(self, noun: Token) -> Iterator[TimeExpression]:
        """ "Talks that were to resume on Friday", "talks, due to begin on Friday, have been put off"."""
        clauses = noun.all("acl", "relcl", "amod")
        clauses += [c for c in (*noun.children, *noun.head.children) if c.lemma == "due" and noun.i < c.i]
        for clause in clauses:
            for verb in _chain(clause):
                if verb.lemma not in self._lending.withheld:
                    yield from (e for e in self._by_site.get(verb.i, ()) if e.start > noun.start)

    def _is_part(self, noun: Token) -> bool:
        """Whether a noun counts or cuts what follows its "of": "hours of talks", "the collapse of the talks"."""
        return noun.lemma in self._lending.units or noun.lemma in self._lending.happenings

    def _lends(self, verb: Token, noun: Token, expression: TimeExpression) -> bool:
        """Whether the verb's time is also the event noun's: its subject, its object, the occasion it happened on."""
        carrier = expression.head.head
        free = verb.lemma not in self._lending.withheld or carrier.lower in _TOWARDS or self._is_ahead(expression)
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

    def _is_ahead(self, expression: TimeExpression) -> bool:
        """Whether a time lies after publication, and so is never that of something told as done."""
        start = expression.time.start
        return self._published is not None and start is not None and start > self._published

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
