"""When: time expressions as intervals of days, and the time of an event.

`expressions` finds them, `resolve` gives each its interval (the direction from the tense of what it modifies), and
`Times.of` says which one modifies a predicate or event noun: its own, not any time in the sentence.
"""

from __future__ import annotations

from verbale.codebook import Codebook
from verbale.coding.when.attach import Times, site_of
from verbale.coding.when.expressions import find, vocabulary, without_that
from verbale.coding.when.resolve import Resolver, TimeExpression, joined
from verbale.document import Document, Token

__all__ = ["TimeExpression", "Times", "times_in"]


def times_in(document: Document, codebook: Codebook) -> Times:
    """The times layer of a document."""
    resolver = Resolver(document, codebook.folder)
    words = vocabulary(codebook.folder)
    expressions: list[tuple[TimeExpression, Token]] = []
    for found in find(document.text, codebook.folder):
        tokens = document.tokens_in(found.start, found.end)
        if tokens and tokens[0].lower == "that" and tokens[0].dep == "mark":  # "said that Saturday's talks ..."
            tokens, found = tokens[1:], without_that(found)
        if not tokens or any(t.tag == "MD" or (t.lower == "march" and t.pos == "VERB") for t in tokens):
            continue
        head = next((t for t in tokens if t.head not in tokens or t.head is t), tokens[-1])
        site = site_of(head, words.lending)
        expression = resolver.resolve(found, head, site)
        if expression is not None:
            expressions.append((expression, site))
    return Times(joined(expressions, document.text), words.lending, resolver.published)
