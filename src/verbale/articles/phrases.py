"""Noun phrases from the classes of words alone, for a reading that has no parse.

A phrase is a run of determiners, adjectives and nouns that ends with a noun, its head. Possessors, prepositions with
the phrase behind them, coordinations, plain appositions, subjects, objects and times are linked to the heads that they
stand next to, with the labels that the parser would give. Verbs hang on nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from verbale.articles import parse
from verbale.document import Document, Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_OPENING = frozenset({"DT", "PDT", "PRP$"})
_LABELS = {
    "DT": "det", "PDT": "predet", "PRP$": "poss", "JJ": "amod", "JJR": "amod", "JJS": "amod", "VBN": "amod",
    "VBG": "amod", "CD": "nummod", "HYPH": "punct", "$": "quantmod", **dict.fromkeys(_NOUNS, "compound"),
}  # fmt: skip
_JOINS = frozenset({"and", "or", "&", "nor"})


@dataclass(frozen=True)
class Phrase:
    """The words [first, last] of a sentence, and the one that is the head."""

    first: int
    last: int
    head: Token


def tagged(document: Document, tag_of: Callable[[Token], str], name_of: Callable[[Token], str]) -> Document:
    """The document with words of the classes and names that are told, and phrases linked as far as those show it."""
    tags = [tag_of(token) for token in document.tokens]
    classes = parse.classed(zip((token.text for token in document.tokens), tags, strict=True))
    words = tuple(
        Token(t.i, t.text, lemma, pos, tag, "", t.start, t.sentence, name_of(t))
        for t, tag, (pos, lemma) in zip(document.tokens, tags, classes, strict=True)
    )
    sentences = tuple(replace(s, tokens=words[s.tokens[0].i : s.tokens[-1].i + 1]) for s in document.sentences)
    for sentence in sentences:
        link(sentence.tokens)
    return replace(document, tokens=words, sentences=sentences)


def link(words: Sequence[Token]) -> None:
    """Link the words of one sentence, which hang on nothing yet."""
    found = list(phrases(words))
    for one in found:
        for word in words[one.first : one.last + 1]:
            if word is not one.head:
                _hang(word, one.head, _LABELS[word.tag])
    _own(words, found)
    _join(words, found)
    _place(words, found)
    _serve(words, found)


def phrases(words: Sequence[Token]) -> Iterator[Phrase]:
    """The noun phrases of a sentence in their order; a pronoun is one too."""
    run: list[int] = []
    for n, word in enumerate(words):
        if run and (word.tag in _OPENING or not _goes_on(words, n, run)):
            yield from _phrase(words, run)
            run = []
        if word.tag in _LABELS and _goes_on(words, n, run) and (run or word.tag != "HYPH"):
            run.append(n)
        elif word.tag == "PRP":
            yield Phrase(n, n, word)
    yield from _phrase(words, run)


def _goes_on(words: Sequence[Token], n: int, run: list[int]) -> bool:
    """Whether a word belongs to the run before it; a participle does between a determiner or adjective and a noun."""
    tag = words[n].tag
    if tag in ("VBN", "VBG"):
        after = words[n + 1].tag if n + 1 < len(words) else ""
        return bool(run) and words[run[-1]].tag not in _NOUNS and (after in _NOUNS or after.startswith("JJ"))
    return tag in _LABELS


def _phrase(words: Sequence[Token], run: list[int]) -> Iterator[Phrase]:
    last = next((n for n in reversed(run) if words[n].tag in _NOUNS), None)
    if last is not None:
        yield Phrase(run[0], last, words[last])


def _own(words: Sequence[Token], found: Sequence[Phrase]) -> None:
    """Possessors: "Ghana's envoy"."""
    for owner, owned in pairwise(found):
        if owned.first == owner.last + 2 and words[owner.last + 1].tag == "POS":
            _hang(words[owner.last + 1], owner.head, "case")
            _hang(owner.head, owned.head, "poss")


def _join(words: Sequence[Token], found: Sequence[Phrase]) -> None:
    """Coordinations ("Ghana, Togo and Benin") and appositions between commas ("Ato Mensah, the Ghanaian envoy,")."""
    at = 0
    while at < len(found):
        row = [found[at]]
        while at + len(row) < len(found) and _gap(words, row[-1], found[at + len(row)]) in _GAPS:
            row.append(found[at + len(row)])
        gaps = [_gap(words, a, b) for a, b in pairwise(row)]
        last = max((n for n, gap in enumerate(gaps) if gap != ","), default=-1)
        for n in range(last + 1):
            _hang(row[n + 1].head, row[n].head, "conj")
            for word in words[row[n].last + 1 : row[n + 1].first]:
                _hang(word, row[n].head, "cc" if word.lower in _JOINS else "punct")
        if last < 0 and len(row) == 2 and _closed(words, row[1]) and {p.head.tag for p in row} == {"NN", "NNP"}:
            _hang(row[1].head, row[0].head, "appos")
        at += len(row)


_GAPS = frozenset({",", "and", "or", "&", "nor", ", and", ", or", ", nor"})


def _gap(words: Sequence[Token], a: Phrase, b: Phrase) -> str:
    return " ".join(word.lower for word in words[a.last + 1 : b.first][:3])


def _closed(words: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a comma or the end of the sentence stands behind a phrase."""
    return phrase.last + 1 >= len(words) or words[phrase.last + 1].tag in (",", ".")


def _place(words: Sequence[Token], found: Sequence[Phrase]) -> None:
    """Prepositions: on the phrase before them, and the phrase behind them on them."""
    ends = {phrase.last: phrase for phrase in found}
    for phrase in found:
        before = words[phrase.first - 1] if phrase.first else None
        if phrase.head.head is not phrase.head:
            continue
        verb = _nearest(words, phrase) if phrase.head.ent in ("DATE", "TIME") else None
        if before is not None and before.tag in ("IN", "TO"):
            _hang(phrase.head, before, "pobj")
            beside = words[phrase.first - 2] if phrase.first > 1 else None
            if beside is not None and beside.tag in _VERBS:
                verb = beside
            host = verb or (ends[phrase.first - 2].head if phrase.first - 2 in ends else None)
            if host is not None:
                _hang(before, host, "prep")
        elif verb is not None:
            _hang(phrase.head, verb, "npadvmod")


def _nearest(words: Sequence[Token], phrase: Phrase) -> Token | None:
    """The verb that stands nearest before a phrase, else the first one behind it."""
    before = next((w for w in reversed(words[: phrase.first]) if w.tag in _VERBS), None)
    return before or next((w for w in words[phrase.last + 1 :] if w.tag in _VERBS), None)


def _serve(words: Sequence[Token], found: Sequence[Phrase]) -> None:
    """Subjects and objects: phrases that stand right before or behind a verb."""
    for phrase in found:
        if phrase.head.head is not phrase.head:
            continue
        verb = _verb(words, phrase.last + 1)
        before = words[phrase.first - 1] if phrase.first else None
        if verb is not None:
            _hang(phrase.head, verb, "nsubj")
        elif before is not None and before.tag in _VERBS:
            _hang(phrase.head, before, "dobj")


_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def _verb(words: Sequence[Token], at: int) -> Token | None:
    """The main verb of the finite verb group that begins at a word, adverbs left aside."""
    behind = words[at : at + 5]
    while behind and behind[0].tag == "RB":
        behind = behind[1:]
    if not behind or behind[0].tag not in _FINITE:
        return None
    group = list(itertools.takewhile(lambda w: w.tag in _FINITE or w.tag in _VERBS or w.tag == "RB", behind))
    return next(w for w in reversed(group) if w.tag != "RB")


def _hang(word: Token, head: Token, label: str) -> None:
    """Link a word to its head, unless it hangs on one already, or the head hangs on it."""
    if word.head is not word or word is head or any(above is word for above in head.ancestors()):
        return
    word.head, word.dep = head, label
    head.children.append(word)
    head.children.sort(key=lambda t: t.i)
