"""The model's attribute ruler, decided word by word: the same rules and the same outcome in less time.

A rule of the model asks for a tag, a word or a dependency, of one word or of two neighbours, and gives a part of
speech or a morphology. The model runs them all over every word; here the few that can apply to a kind of word (its tag,
its dependency, and itself where a rule names it) are looked up once and kept.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Asked = Mapping[str, Any]  # attribute -> value, or {"IN": [...]}, {"NOT_IN": [...]}, {"REGEX": "..."}
Rule = tuple[tuple[Asked, ...], int, Mapping[str, str]]  # what is asked, which word is told, what it is told
MANY = 100_000  # words whose kind is remembered
_KNOWN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})


@dataclass(frozen=True, slots=True)
class Word:
    """What rules can ask of a word."""

    tag: str
    lower: str
    dep: str
    space: bool

    def fits(self, asked: Asked) -> bool:
        """Whether every attribute asked for is there."""
        mine = {"TAG": self.tag, "LOWER": self.lower, "DEP": self.dep, "IS_SPACE": self.space}
        return all(_fits(mine[name], value) for name, value in asked.items())


def _fits(mine: object, asked: Any) -> bool:
    if not isinstance(asked, Mapping):
        return bool(mine == asked)
    return all(
        mine in value if test == "IN" else mine not in value if test == "NOT_IN" else re.search(value, str(mine))
        for test, value in asked.items()
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of word, what rules of one word tell it, and whether it may be the first of two."""

    word: Word
    told: tuple[tuple[str, Any], ...]
    first: bool


class Ruler:
    """A component in the ruler's place; made of its patterns and the model's vocabulary."""

    def __init__(self, patterns: Sequence[Mapping[str, Any]], vocab: Any) -> None:
        from spacy.symbols import NAMES
        from spacy.tokens import MorphAnalysis

        rules: list[Rule] = [(tuple(p), one["index"], one["attrs"]) for one in patterns for p in one["patterns"]]
        asked = [word for words, _, _ in rules for word in words]
        if any(len(words) > 2 for words, _, _ in rules) or any(set(word) - _KNOWN for word in asked):
            raise ValueError("the model's rules ask for more than this ruler knows")
        self.strings, self.symbols = vocab.strings, {name: n for n, name in enumerate(NAMES)}
        self.morphology = functools.partial(MorphAnalysis, vocab)
        self.single = [(words[0], told) for words, _, told in rules if len(words) == 1]
        self.double = [rule for rule in rules if len(rule[0]) == 2]
        self.named = _values("LOWER", asked)
        self.regexes = [
            re.compile(value["REGEX"])
            for word in asked
            for value in word.values()
            if isinstance(value, Mapping) and "REGEX" in value
        ]
        self.special: dict[int, int] = {}
        self.kinds: dict[tuple[int, int, int, bool], Kind] = {}

    def __call__(self, doc: Any) -> Any:
        """Tell the words of a document what the rules say, later rules over earlier ones."""
        before: Kind | None = None
        special, kinds = self.special, self.kinds
        for token in doc:
            lower = token.lower
            if lower not in special:
                special[lower] = lower if self.is_special(token.lower_) else 0
            key = token.tag, special[lower], token.dep, token.is_space
            kind = kinds.get(key)
            if kind is None:
                kind = kinds[key] = self.kind(*key)
            tell(token, kind.told)
            if before is not None and before.first:
                self.pair(doc, token.i, before, kind)
            before = kind
        if len(special) > MANY:
            special.clear()
        return doc

    def is_special(self, word: str) -> bool:
        """Whether some rule asks for this very word."""
        return word in self.named or any(regex.search(word) for regex in self.regexes)

    def kind(self, tag: int, lower: int, dep: int, space: bool) -> Kind:
        """What single words of a kind are told."""
        names = [self.strings[n] if n else "" for n in (tag, lower, dep)]
        word = Word(names[0], names[1], names[2], space)
        told = {name: value for asked, attrs in self.single if word.fits(asked) for name, value in attrs.items()}
        return Kind(word, self.values(told), any(word.fits(asked[0]) for asked, _, _ in self.double))

    def values(self, told: Mapping[str, str]) -> tuple[tuple[str, Any], ...]:
        """What is told, as the model's tokens take it."""
        made: dict[str, Callable[[str], Any]] = {"POS": self.symbols.__getitem__, "MORPH": self.morphology}
        return tuple((name, made.get(name, self.strings.add)(value)) for name, value in told.items())

    def pair(self, doc: Any, at: int, before: Kind, kind: Kind) -> None:
        """Tell one of two neighbours what rules of two words say."""
        for asked, index, attrs in self.double:
            if before.word.fits(asked[0]) and kind.word.fits(asked[1]):
                tell(doc[at - 1 + index], self.values(attrs))


def tell(token: Any, told: Iterable[tuple[str, Any]]) -> None:
    """Set the attributes of a token."""
    for name, value in told:
        if name == "POS":
            token.pos = value
        elif name == "MORPH":
            token.set_morph(value)
        else:
            setattr(token, name.lower(), value)


def _values(attribute: str, asked: Sequence[Asked]) -> frozenset[str]:
    """The values of an attribute that some rule names."""
    found: set[str] = set()
    for word in asked:
        value = word.get(attribute, {})
        found |= {value} if isinstance(value, str) else {v for k in ("IN", "NOT_IN") for v in value.get(k, ())}
    return frozenset(found)
