"""Which issue of the codebook a stretch of words is about.

An issue card names terms: a phrase ("prisoner exchange"), or words that must stand near one another in any order
("withdraw|pull + troop|force"). The card whose terms ask for most wins; hints count only in pairs.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.codebook import Codebook
from verbale.codebook.cards import IssueCard
from verbale.document import Token

Phrase = tuple[frozenset[str], ...]  # alternatives for each word of a phrase


@dataclass(frozen=True, slots=True)
class Term:
    """Phrases that must all occur; `weight` grows with how much is asked for."""

    issue: str
    parts: tuple[Phrase, ...]
    hint: bool = False

    @property
    def weight(self) -> float:
        """Two for a word, one for each further word or part; a hint counts little."""
        return 0.6 if self.hint else 1.0 + sum(len(part) for part in self.parts)


class Issues:
    """Finds the issue of a list of tokens."""

    def __init__(self, terms: dict[str, tuple[Term, ...]]) -> None:
        self._terms = terms

    def of(self, tokens: Sequence[Token]) -> str | None:
        """The issue that the words name most plainly, or None; the earlier one of two that are equally plain."""
        scores: dict[str, float] = {}
        for term in self._matching(tokens):
            scores[term.issue] = scores.get(term.issue, 0.0) + term.weight
        best = max(scores, key=lambda issue: scores[issue], default=None)
        return best if best is not None and scores[best] > 1 else None

    def all(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Every issue that the words name by a term, in the order in which they name them."""
        return tuple(dict.fromkeys(t.issue for t in self._matching(tokens) if not t.hint))

    def _matching(self, tokens: Sequence[Token]) -> Iterable[Term]:
        words = _words(tokens)
        tried: set[int] = set()
        for lemma, lower in words:
            for term in (*self._terms.get(lemma, ()), *(self._terms.get(lower, ()) if lower != lemma else ())):
                if id(term) not in tried:
                    tried.add(id(term))
                    if all(_occurs(part, words) for part in term.parts):
                        yield term


def _words(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """(lemma, word) of each token; the parts of a hyphenated word alone and, at the end, joined again."""
    words = [(t.lemma, t.lower) for t in tokens if t.text != "-"]
    for left, dash, right in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if dash.text == "-" and left.end == dash.start and dash.end == right.start:
            words.append((f"{left.lower}-{right.lemma}", f"{left.lower}-{right.lower}"))
    return words


def _occurs(phrase: Phrase, words: list[tuple[str, str]]) -> bool:
    size = len(phrase)
    return any(
        all(lemma in slot or lower in slot for slot, (lemma, lower) in zip(phrase, words[at : at + size], strict=True))
        for at in range(len(words) - size + 1)
    )


def issues_in(codebook: Codebook) -> Issues:
    """The issues layer: the same for every document."""
    return Issues(_terms(codebook))


@functools.lru_cache(maxsize=4)
def _terms(codebook: Codebook) -> dict[str, tuple[Term, ...]]:
    """Terms by the words of their first part's first word."""
    index: dict[str, list[Term]] = {}
    for card in codebook.issues.values():
        for term in _of_card(card):
            for word in term.parts[0][0]:
                index.setdefault(word, []).append(term)
    return {word: tuple(terms) for word, terms in index.items()}


def _of_card(card: IssueCard) -> Iterable[Term]:
    for text in card.terms:
        yield Term(card.name, _parts(text))
    for text in card.hints:
        yield Term(card.name, _parts(text), hint=True)


def _parts(text: str) -> tuple[Phrase, ...]:
    return tuple(tuple(frozenset(word.split("|")) for word in part.split()) for part in text.split("+"))
