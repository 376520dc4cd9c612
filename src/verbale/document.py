"""A document: text with places one can point at.

Offsets are Python code points into `Document.text`, end not included: `text[start:end] == quote`, always.
A Document is made once by `verbale.articles` and never altered; everything found later points into it.
"""

from __future__ import annotations

import bisect
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from verbale.terms import PublishedBasis


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text and the words that stand there."""

    start: int
    end: int
    quote: str


class Token:
    """One word of the parse, linked to its head and children (Universal-style labels of the English model).

    `dep` is the label of the arc to `head`; the root of a sentence is its own head. `ent` is the kind of the
    name that it is part of ("PERSON", "GPE", ...) or "". Tokens compare by identity.
    """

    __slots__ = (
        "children",
        "dep",
        "end",
        "ent",
        "head",
        "i",
        "lemma",
        "lower",
        "pos",
        "sentence",
        "start",
        "tag",
        "text",
    )

    def __init__(
        self, i: int, text: str, lemma: str, pos: str, tag: str, dep: str, start: int, sentence: int, ent: str = ""
    ) -> None:
        self.i, self.text, self.lower, self.lemma = i, text, text.lower(), lemma
        self.pos, self.tag, self.dep, self.ent = pos, tag, dep, ent
        self.start, self.end, self.sentence = start, start + len(text), sentence
        self.head: Token = self
        self.children: list[Token] = []

    def called(self, ent: str) -> Token:
        """The word with another kind of name, not yet linked to its head and children."""
        return Token(self.i, self.text, self.lemma, self.pos, self.tag, self.dep, self.start, self.sentence, ent)

    def __repr__(self) -> str:
        return f"<{self.text} {self.dep} {self.i}>"

    def __reduce__(self) -> str:
        raise TypeError("a Token belongs to its Document and is not pickled alone")

    def child(self, *deps: str) -> Token | None:
        """The first child whose label is one of `deps`, in reading order."""
        return next((c for c in self.children if c.dep in deps), None)

    def all(self, *deps: str) -> list[Token]:
        """All children whose label is one of `deps`, in reading order."""
        return [c for c in self.children if c.dep in deps]

    def subtree(self) -> list[Token]:
        """The token and everything below it, in reading order."""
        found, stack = [], [self]
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(token.children)
        return sorted(found, key=lambda t: t.i)

    def ancestors(self) -> Iterator[Token]:
        """The heads above the token, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: characters [start, end) and the tokens that stand there."""

    index: int
    start: int
    end: int
    tokens: tuple[Token, ...] = field(repr=False)

    @property
    def root(self) -> Token:
        """The token that governs the sentence."""
        return next((t for t in self.tokens if t.head is t), self.tokens[0])


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; `start` and `end` exclude the marks.

    `closed` is False where the closing mark is missing and the quotation ends with its paragraph. `continues` is True
    where it goes on from the paragraph before (an opening mark again, no closing mark in between).
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True)
class Document:
    """One article as it is read: the text after removal of boilerplate, its sentences, words and quotations."""

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None  # ISO date or date-time
    published_basis: PublishedBasis = PublishedBasis.NONE
    language: str = "en"
    given_id: str | None = None
    dateline: str | None = None  # the place that the removed dateline names ("ISTANBUL")
    removed: tuple[tuple[int, int], ...] = ()  # spans of the source text taken out as boilerplate
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    quotations: tuple[Quotation, ...] = field(default=(), repr=False)

    @cached_property
    def id(self) -> str:
        """The sha256 of the text with white space folded, in hex."""
        return digest_of(self.text)

    def mention(self, start: int, end: int) -> Mention:
        """The mention of characters [start, end)."""
        return Mention(start, end, self.text[start:end])

    def span(self, *tokens: Token) -> Mention:
        """The mention from the first to the last of `tokens`, whatever their order."""
        return self.mention(min(t.start for t in tokens), max(t.end for t in tokens))

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that holds the token."""
        return self.sentences[token.sentence]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers the character, or the first one after it."""
        at = bisect.bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self.tokens[at].end:
            return self.tokens[at]
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie inside characters [start, end)."""
        return self.tokens[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that the character stands in, if any."""
        at = bisect.bisect_right(self._quotation_starts, offset) - 1
        return self.quotations[at] if at >= 0 and offset < self.quotations[at].end else None

    def source_offset(self, offset: int) -> int:
        """Where the character stood in the source text, before boilerplate was taken out."""
        for start, end in self.removed:
            if start <= offset:
                offset += end - start
        return offset

    def called(self, name_of: Callable[[Token], str]) -> Document:
        """The document with kinds of names at its words: at these words, where none has a name yet, else at new ones of
        the same parse."""
        if not any(t.ent for t in self.tokens):
            for token in self.tokens:
                token.ent = name_of(token)
            return self
        words = tuple(t.called(name_of(t)) for t in self.tokens)
        for old, new in zip(self.tokens, words, strict=True):
            new.head = words[old.head.i]
            new.children = [words[c.i] for c in old.children]
        sentences = tuple(
            replace(s, tokens=words[s.tokens[0].i : s.tokens[-1].i + 1]) if s.tokens else s for s in self.sentences
        )
        return replace(self, tokens=words, sentences=sentences)

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [q.start for q in self.quotations]


def digest_of(text: str) -> str:
    """The id of a document with that text: the sha256 of the text with white space folded, in hex."""
    return hashlib.sha256(re.sub(r"\s+", " ", text).strip().encode()).hexdigest()
