"""Whether words tell plainly of what was, in a text without a parse: no cue of the codebook bears on them.

Where a parse is, the layer of reality knows what a cue governs. Without one, a cue bears on the words behind it in its
clause and on the few before it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from verbale.codebook import Codebook
from verbale.coding.meetings.moods import INVERTED
from verbale.coding.reality import (
    CANCELLATION,
    CONDITION,
    EXPECTED,
    FUTURE,
    HYPOTHETICAL,
    NEGATION,
    POSTPONEMENT,
    PROPOSAL,
)
from verbale.document import Document, Token

_UNREAL = (NEGATION, FUTURE, EXPECTED, HYPOTHETICAL, CONDITION, PROPOSAL)
_UNDONE = (CANCELLATION, POSTPONEMENT)
_CLAUSE_ENDS = (";", ":", "—", "–")
_BEHIND = 3  # words behind a trigger on which a cue may stand that bears on it ("held no talks")


def is_plain(document: Document, codebook: Codebook, token: Token) -> bool:
    """Whether no cue ("not", "will", "if", "without", "fell through") bears on a word, nobody asks for what it tells,
    and its sentence does not begin like a question ("Had they met, ...")."""
    words = document.sentence_of(token).tokens
    if words[0].text in INVERTED or words[-1].text == "?":
        return False
    before = reversed([t for t in words if t.i < token.i])
    clause = itertools.takewhile(lambda t: not (t.tag.startswith("W") or t.text in _CLAUSE_ENDS), before)
    behind = (t for t in words if token.i <= t.i <= token.i + _BEHIND)
    unreal = _unreal(codebook)
    return not any(t.lower in unreal for t in (*clause, *behind)) and not _is_undone(words, codebook)


def _unreal(codebook: Codebook) -> frozenset[str]:
    """The words that say by themselves, wherever they stand, that a thing is not, or not yet, so."""
    cards = {name: codebook.cues[name] for name in _UNREAL if name in codebook.cues}
    lists = ("adverbs", "auxiliaries", "determiners", "subordinators")
    words = itertools.chain.from_iterable(getattr(card, kind) for card in cards.values() for kind in lists)
    denied = cards[NEGATION].prepositions if NEGATION in cards else ()  # "before" and "ahead" stand anywhere
    return frozenset((*words, *denied))


def _is_undone(words: Iterable[Token], codebook: Codebook) -> bool:
    """Whether a sentence has a verb that calls off or puts off what it speaks of."""
    cards = [codebook.cues[name] for name in _UNDONE if name in codebook.cues]
    verbs = {tuple(verb.split()) for card in cards for verb in (*card.object_of, *card.subject_of)}
    told = list(words)
    return any(
        told[n].tag.startswith("V") and (told[n].lemma, *(t.lower for t in told[n + 1 : n + len(verb)])) == verb
        for verb in verbs
        for n in range(len(told))
    )
