"""The cue words of the codebook by the place that they take in a clause: "call off" governs, "never" stands beside."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.codebook.cards import CueCard
from verbale.document import Token


class CueIndex:
    """Cue words by slot, for one look-up a word."""

    def __init__(self, cues: Mapping[str, CueCard], beginnings: frozenset[str]) -> None:
        self._beginnings = beginnings
        slots = (
            "adverbs", "auxiliaries", "determiners", "complement_of", "object_of", "subject_of", "noun_of",
            "prepositions", "subordinators", "modifiers",
        )  # fmt: skip
        self._slots: dict[str, dict[str, str]] = {s: {} for s in slots}
        self._pseudo: set[str] = set()
        for card in cues.values():
            self._pseudo.update(card.not_cues)
            for slot in slots:
                for word in getattr(card, slot):
                    self._slots[slot].setdefault(word, card.name)

    def family(self, slot: str, word: str) -> str | None:
        """The family of a word as `slot` ("adverbs", "object_of" ...)."""
        return self._slots[slot].get(word)

    def word(self, slot: str, token: Token) -> str | None:
        """The family of a governing word, with its particle first ("call off" before "call")."""
        words = self._slots[slot]
        unbegun = words.get(f"{token.lemma} before") if _ends_unbegun(token, self._beginnings) else None
        if unbegun is not None:
            return unbegun
        for child in token.children:
            if child.dep in ("prt", "advmod", "prep", "acomp", "oprd") and child.lower != "before":
                phrase = f"{token.lemma} {child.lower}"
                longer = [words.get(f"{phrase} {c.lower}") for c in child.all("prep")]  # "pull out of"
                family = next(filter(None, longer), None) or words.get(phrase)
                if family is not None:
                    return family
        return words.get(token.lemma)

    def with_preposition(self, token: Token, prep: Token) -> str | None:
        """The family of "call for", "agree on", "invitation to" before an event noun."""
        return self._slots["object_of"].get(f"{token.lemma} {prep.lower}") or self._slots["complement_of"].get(
            f"{token.lemma} {prep.lower}"
        )

    def is_pseudo(self, token: Token) -> bool:
        """Whether the word only looks like a cue ("not only")."""
        head = token.head  # "no doubt", "not only in Rome": the word after it may hang on its head or be it
        near = (head, *head.children, *head.head.children, *token.children)
        after = next((c for c in near if c.i == token.i + 1), None)
        return after is not None and f"{token.lower} {after.lower}" in self._pseudo


def _ends_unbegun(verb: Token, beginnings: frozenset[str]) -> bool:
    """Whether the verb has "before they began", "before it could open", "before the start"."""
    clauses = [c for c in verb.all("advcl") if any(m.lower == "before" for m in c.all("mark"))]
    nouns = [n for p in verb.all("prep") if p.lower == "before" for n in p.all("pobj", "pcomp")]
    return any(t.lemma in beginnings for t in (*clauses, *nouns)) or any(
        x.lemma in beginnings for c in clauses for x in c.all("xcomp")
    )
