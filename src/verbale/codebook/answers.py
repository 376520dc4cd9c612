"""The words about claims and answers to them (`answers.toml`)."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from verbale.document import Token


@dataclass(frozen=True)
class Answers:
    """Word lists by section and name."""

    lists: Mapping[str, Mapping[str, frozenset[str]]]

    @property
    def nouns(self) -> frozenset[str]:
        """Nouns that stand for something claimed."""
        return self.lists["claims"]["nouns"]

    @property
    def stating(self) -> frozenset[str]:
        """Verbs whose speaker says that something is so."""
        return self.lists["claims"]["stating"]

    @property
    def reporting(self) -> frozenset[str]:
        """Verbs with which one outlet tells what another has found."""
        return self.lists["claims"]["reporting"]

    @property
    def official(self) -> frozenset[str]:
        """Words by which an outlet is a state's own, and its report no claim of the press ("Chinese state media")."""
        return self.lists["claims"]["official"]

    def is_claim_noun(self, token: Token) -> bool:
        """Whether the noun stands for something claimed ("report", "allegation")."""
        return token.lemma in self.nouns

    def is_vague(self, token: Token) -> bool:
        """Whether the word points at a claim without saying what it is."""
        return self.is_claim_noun(token) or self.points_back(token)

    def points_back(self, token: Token) -> bool:
        """Whether the word only points at what was said before ("it", "this")."""
        return token.lower in self.lists["claims"]["pointing"]

    def is_part(self, token: Token) -> bool:
        """Whether the noun is what one denies of a thing told before ("any involvement")."""
        return token.lemma in self.lists["claims"]["parts"]

    @property
    def deeds(self) -> frozenset[str]:
        """Nouns for what is done and blamed on somebody."""
        return self.lists["claims"]["deeds"]

    def names(self, verb: Token) -> bool:
        """Whether the verb calls a thing something."""
        return verb.lemma in self.lists["naming"]["verbs"]

    def trailing(self, verb: Token) -> str | None:
        """The answer that a verb at the end of an apposition gives (", a claim that Kyiv denies")."""
        return next((a for a, forms in self.lists["trailing"].items() if verb.lower in forms), None)

    def counters(self, verb: Token) -> bool:
        """Whether the verb sets one's own version against another's ("countered that ...")."""
        return verb.lemma in self.lists["countering"]["verbs"]

    def called(self, words: str, verb: Token | None = None) -> str | None:
        """What answer lies in calling a thing by these words: `denies`, `dismisses`, `declines_comment` or None.

        With the verb that calls it so: who dismisses a thing as a lie dismisses it.

        >>> load_answers(__import__("verbale.codebook", fromlist=["PACKAGED"]).PACKAGED).called("a pure invention")
        'denies'
        """
        small = words.lower()
        if any(phrase in small for phrase in self.lists["declines_comment"]["phrases"]):
            return "declines_comment"
        said = set(small.replace('"', " ").replace("“", " ").replace("”", " ").replace(",", " ").split())
        answer = next((a for a in ("denies", "dismisses") if said & self.lists[a]["words"]), None)
        return "dismisses" if answer and verb is not None and self.trailing(verb) == "dismisses" else answer


@functools.cache
def load_answers(folder: Path) -> Answers:
    """The word lists of a codebook folder."""
    raw = tomllib.loads((folder / "answers.toml").read_text(encoding="utf-8"))
    return Answers({s: {name: frozenset(words) for name, words in lists.items()} for s, lists in raw.items()})
