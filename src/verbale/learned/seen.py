"""Which readers read; and what the learned reader sees in a document, before it is turned into findings."""

from __future__ import annotations

import difflib
import os

from verbale.articles import english, phrases
from verbale.articles.english import Parts
from verbale.document import Document, Token
from verbale.errors import UsageError
from verbale.learned import model
from verbale.learned.decode import Sight

CODEBOOK, LEARNED, BOTH = "codebook", "learned", "both"
READERS = (CODEBOOK, LEARNED, BOTH)
CHOSEN = "VERBALE_READERS"  # the environment's choice where the caller makes none


def who_reads(said: str | None = None) -> str:
    """Which readers read: `codebook`, `learned` or `both`.

    As said, else as VERBALE_READERS says, else both, or the codebook alone where the network's libraries are absent.
    UsageError for another word.
    """
    said = said or os.environ.get(CHOSEN)
    if not said:
        return BOTH if model.available() else CODEBOOK
    if said not in READERS:
        close = difflib.get_close_matches(said, READERS, 1)
        cure = f"did you mean {close[0]}?" if close else f"readers are {', '.join(READERS)}"
        raise UsageError(f"unknown readers {said!r}; {cure}")
    return said


def parts(readers: str | None = None) -> Parts:
    """What the readers need of a parse: the network finds the names itself, and alone it does without the parser."""
    return {CODEBOOK: Parts.ALL, LEARNED: Parts.WORDS, BOTH: Parts.UNNAMED}[who_reads(readers)]


def models(readers: str | None = None) -> str:
    """The names and versions of the models that decide what is read."""
    return english.version() if who_reads(readers) == CODEBOOK else f"{english.version()}, {model.name()}"


def seen_in(document: Document, readers: str) -> Sight | None:
    """What is seen in the document; None where the codebook reads alone."""
    if readers == CODEBOOK:
        return None
    return model.load().read(document.text, [(s.start, s.end) for s in document.sentences])


def told(document: Document, seen: Sight, readers: str) -> Document:
    """The document with the names that the network sees in it; and, where no parser reads, with its word classes."""

    def name_of(token: Token) -> str:
        own = seen.names.get(token.start, "")
        if own in _PLACES and token.dep == "compound" and token.tag == "NNP":
            named = seen.names.get(token.head.start, "")  # "Kofi Osei": a forename that looks like a place
            return named if named == "PERSON" and token.head.i == token.i + 1 else own
        return own

    if readers == BOTH:
        return document.called(name_of)
    return phrases.tagged(document, lambda token: seen.tags.get(token.start) or _UNSEEN.get(token.lower, "XX"), name_of)


_PLACES = ("GPE", "LOC", "FAC")
_UNSEEN = {"n't": "RB", "n’t": "RB", "not": "RB", "na": "TO", "ta": "TO"}  # words that begin inside a piece
