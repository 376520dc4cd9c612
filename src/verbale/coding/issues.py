"""Which issue of the codebook a stretch of words is about.

An issue card names terms: a phrase ("prisoner exchange"), or words that must stand near one another in any order
("withdraw|pull + troop|force"). Terms name the issue by themselves; weak terms do where nothing plainer is said; hints
count only in pairs; `not_terms` are phrases that only look like the issue. Where the head of the words is known, what
stands near it in the parse counts for more than what stands deep in a clause below ("a *truce* to let aid in").
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbale.codebook import Codebook
from verbale.codebook.cards import IssueCard
from verbale.document import Token

Phrase = tuple[frozenset[str], ...]  # alternatives for each word of a phrase
Word = tuple[str, str, float]  # lemma, word in small letters, how near to the head

REACH = 14  # words that the parts of one term may lie apart
_NEARNESS = (1.5, 0.95, 0.75, 0.55, 0.4)  # by steps in the parse from the head; further is as the last
_ENOUGH = 1.0  # a single hint is not
_TERM, _WEAK, _HINT, _NOT = "term", "weak", "hint", "not"


@dataclass(frozen=True, slots=True)
class Term:
    """Phrases that must all occur; `weight` grows with how much is asked for."""

    issue: str
    parts: tuple[Phrase, ...]
    tier: str = _TERM

    @property
    def weight(self) -> float:
        """Two for a word, one for each further word or part; a weak term just enough, a hint less than enough."""
        return {_WEAK: 1.1, _HINT: 0.6}.get(self.tier, 1.0 + sum(len(part) for part in self.parts))


class Issues:
    """Finds the issue of a list of tokens."""

    def __init__(self, terms: dict[str, tuple[Term, ...]]) -> None:
        self._terms = terms

    def of(self, tokens: Sequence[Token], head: Token | None = None, *, plainly: bool = False) -> str | None:
        """The issue that the words name most plainly, or None; the earlier one of two that are equally plain.

        With `head`, words count by how near they stand to it in the parse; `plainly` leaves weak terms and hints out.
        """
        found: dict[str, list[tuple[Term, set[int], float]]] = {}
        for term, places, nearness in self._matching(_words(tokens, head)):
            if not plainly or term.tier == _TERM:
                found.setdefault(term.issue, []).append((term, places, nearness))
        named = [issue for issue, terms in found.items() if sum(t.weight for t, _, _ in terms) > _ENOUGH]
        return max(named, key=lambda issue: _score(found[issue]), default=None)

    def all(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Every issue that the words name by a term, in the order in which they name them."""
        return tuple(dict.fromkeys(t.issue for t, _, _ in self._matching(_words(tokens)) if t.tier == _TERM))

    def _matching(self, words: Sequence[Word]) -> Iterator[tuple[Term, set[int], float]]:
        """The terms that occur, each with its words and the nearness of the nearest."""
        found = [(term, at) for term in self._tried(words) if (at := _occurrences(term.parts[0], words))]
        barred: dict[str, set[int]] = {}
        for term, at in found:
            if term.tier == _NOT and (places := _places(term, at, words)):
                barred.setdefault(term.issue, set()).update(places)
        for term, at in found:
            if term.tier != _NOT:
                places = _places(term, at, words)
                if places and not places & barred.get(term.issue, set()):
                    yield term, places, max(words[i][2] for i in places)

    def _tried(self, words: Sequence[Word]) -> Iterator[Term]:
        tried: set[int] = set()
        for lemma, lower, _ in words:
            for term in (*self._terms.get(lemma, ()), *(self._terms.get(lower, ()) if lower != lemma else ())):
                if id(term) not in tried:
                    tried.add(id(term))
                    yield term


def _score(terms: Sequence[tuple[Term, set[int], float]]) -> float:
    """How plainly an issue is named: the best term, and of each further one what it adds in words."""
    score, taken = 0.0, set[int]()
    for term, places, nearness in sorted(terms, key=lambda t: -t[0].weight * t[2]):
        score += term.weight * nearness * len(places - taken) / len(places)
        taken |= places
    return score


def _words(tokens: Sequence[Token], head: Token | None = None) -> list[Word]:
    """The words without hyphens; the parts of a hyphenated word alone and, at the end, joined again."""
    steps = {t.i: _nearness(t, head) for t in tokens} if head is not None else {}
    words = [(t.lemma, t.lower, steps.get(t.i, 1.0)) for t in tokens if t.text != "-"]
    for left, dash, right in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if dash.text == "-" and left.end == dash.start and dash.end == right.start:
            joined = f"{left.lower}-{right.lemma}"
            words.append((joined, f"{left.lower}-{right.lower}", steps.get(right.i, 1.0)))
    return words


def _nearness(token: Token, head: Token) -> float:
    steps = 0
    for above in (token, *token.ancestors()):
        if above is head:
            break
        steps += above.dep not in ("pobj", "conj", "det", "aux", "prt")  # "of the troops" is one step, not two
    return _NEARNESS[min(steps, len(_NEARNESS) - 1)]


def _occurrences(phrase: Phrase, words: Sequence[Word]) -> list[int]:
    """Where the phrase begins."""
    size = len(phrase)
    return [
        at
        for at in range(len(words) - size + 1)
        if all(lemma in slot or lower in slot for slot, (lemma, lower, _) in zip(phrase, words[at:], strict=False))
    ]


def _places(term: Term, first: Sequence[int], words: Sequence[Word]) -> set[int]:
    """The words that a term takes up, all its parts within reach; empty where some part is missing."""
    found = {at + i for at in first for i in range(len(term.parts[0]))}
    for part in term.parts[1:]:
        near = [at for at in _occurrences(part, words) if any(abs(at - other) <= REACH for other in first)]
        if not near:
            return set()
        found |= {at + i for at in near for i in range(len(part))}
    return found


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
    tiers = ((card.terms, _TERM), (card.weak, _WEAK), (card.hints, _HINT), (card.not_terms, _NOT))
    return (Term(card.name, _parts(text), tier) for texts, tier in tiers for text in texts)


def _parts(text: str) -> tuple[Phrase, ...]:
    """The parts of a term; a hyphen between blanks is no word ("face - to - face")."""
    return tuple(tuple(frozenset(w.split("|")) for w in part.split() if w != "-") for part in text.split("+"))
