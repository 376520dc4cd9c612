"""Figures: how many a noun phrase counts, as a range: "at least 20" is 20 or more, "up to 50" is at most 50."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.document import Document, Token
from verbale.findings import Count

_NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "a": 1,
    "an": 1,
    "no": 0,
}
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_MORE = frozenset({"more", "higher", "above"})
_AT_LEAST = re.compile(
    r"\b(at least|more than|over|no fewer than|upwards of|not less than|no less than|minimum of)\s*$", re.I
)
_AT_MOST = re.compile(r"\b(up to|as many as|at most|no more than|fewer than|less than|almost|nearly)\s*$", re.I)


def figure(noun: Token, document: Document) -> Count | None:
    """How many the noun phrase counts; None where the text does not say."""
    for child in noun.children:
        if child.dep in ("nummod", "det", "quantmod") or child.tag == "CD" or child.ent == "CARDINAL":
            found = _value(child, document)
            if found is not None:
                return found
    if noun.tag == "CD" or noun.lower in _NUMBERS:
        return _value(noun, document)
    determiner = noun.child("det")
    if noun.tag in ("NN", "NNP") and determiner is not None and determiner.lower in ("a", "an"):
        return Count(1, 1, document.span(noun))
    return None


def _value(token: Token, document: Document) -> Count | None:
    value = _number(token)
    if value is None:
        return None
    upper = _upper_of(token)
    if upper is not None and (high := _number(upper)) is not None:  # "between 49 and 70"
        return Count(value, high, document.span(token, upper))
    before = document.text[max(0, token.start - 24) : min([token.start, *(t.start for t in token.subtree())])]
    inside = document.text[min(t.start for t in token.subtree()) : token.start]
    mention = document.span(*token.subtree())
    if any(c.dep == "conj" and c.lower in _MORE for c in token.children):  # "266 or more"
        return Count(value, None, mention)
    if _AT_LEAST.search(before) or _AT_LEAST.search(inside):
        return Count(value, None, mention)
    if _AT_MOST.search(before) or _AT_MOST.search(inside):
        return Count(None, value, mention)
    return Count(value, value, mention)


def _upper_of(number: Token) -> Token | None:
    """The upper end of a range: "between 49 and 70", "20 to 30 people"."""
    before = number.head
    if before.lower == "between" or any(c.lower == "between" for c in number.children):
        return next((c for c in number.children if c.dep == "conj"), None)
    return None


def _number(token: Token) -> int | None:
    digits = token.text.replace(",", "")
    if digits.isdigit():
        return int(digits)
    word = token.lower
    tens = next((c for c in token.children if c.lower in _NUMBERS and any(h.text == "-" for h in token.children)), None)
    if tens is not None and word in _NUMBERS:
        return _NUMBERS[tens.lower] + _NUMBERS[word]  # "forty-five" is three words to the parser
    if word in _NUMBERS:
        return _NUMBERS[word]
    if "-" in word and all(part in _NUMBERS for part in word.split("-")):
        return sum(_NUMBERS[part] for part in word.split("-"))
    if word in _SCALE:
        factor = next((_number(c) for c in token.children if c.i < token.i and _number(c)), None)
        return factor * _SCALE[word] if factor else None
    return None


def total(counts: Sequence[Count]) -> Count | None:
    """The sum of several figures, open upwards where one of them is; None of none."""
    if not counts:
        return None
    if len(counts) == 1:
        return counts[0]
    low = sum(c.low for c in counts if c.low is not None)
    high = sum(c.high for c in counts if c.high is not None) if all(c.high is not None for c in counts) else None
    return Count(low, high, counts[0].mention)
