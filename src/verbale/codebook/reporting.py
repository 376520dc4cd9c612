"""The words of reported speech: verbs by what they take and make, and the nouns around them."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from verbale.document import Token

_PARTICLES = ("prt", "acomp", "oprd", "prep", "advmod", "ccomp", "xcomp", "dobj")


@dataclass(frozen=True)
class Reporting:
    """Word lists by name: `verbs` (speech, manner, position, naming ...) and `nouns` (saying, document, media ...)."""

    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]

    def verb(self, family: str, token: Token) -> Token | None:
        """The particle that completes the verb (or the verb itself) where it belongs to the family, else None."""
        words = self.verbs[family]
        for child in token.children:
            if child.dep in _PARTICLES and f"{token.lemma} {child.lower}" in words:
                return child
        return token if token.lemma in words else None

    def knows(self, token: Token) -> bool:
        """Whether the verb stands in any family, alone or with a particle."""
        return token.lemma in self._verb_words

    @cached_property
    def _verb_words(self) -> frozenset[str]:
        return frozenset(word.split()[0] for words in self.verbs.values() for word in words)

    def noun(self, family: str, token: Token) -> bool:
        """Whether the noun belongs to the family."""
        return token.lemma in self.nouns[family] or token.lower in self.nouns[family]


@functools.cache
def load_reporting(folder: Path) -> Reporting:
    """The word lists of a codebook folder."""
    return Reporting(_lists(folder / "reporting" / "verbs.toml"), _lists(folder / "reporting" / "nouns.toml"))


def _lists(path: Path) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(path.read_text(encoding="utf-8")).items()}
