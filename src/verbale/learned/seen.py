"""The layer `seen`: what the learned reader sees in a document, before it is turned into findings."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass

from verbale.articles import parse
from verbale.document import Document
from verbale.errors import UsageError
from verbale.learned import model
from verbale.learned.decode import Seen

CODEBOOK, LEARNED, BOTH = "codebook", "learned", "both"
READERS = (CODEBOOK, LEARNED, BOTH)
CHOSEN = "VERBALE_READERS"  # the environment's choice where the caller makes none


@dataclass(frozen=True)
class Sight:
    """The triggers that the learned reader sees in a document, in the order of the text."""

    triggers: tuple[Seen, ...] = ()

    def of_kind(self, kind: str) -> tuple[Seen, ...]:
        """Those of one kind (`event`, `meeting` ...)."""
        return tuple(s for s in self.triggers if s.kind == kind)


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


def is_light(readers: str | None = None) -> bool:
    """Whether the readers do without the parser: the network alone does."""
    return who_reads(readers) == LEARNED


def models(readers: str | None = None) -> str:
    """The names and versions of the models that decide what is read."""
    return parse.model() if who_reads(readers) == CODEBOOK else f"{parse.model()}, {model.name()}"


def seen_in(document: Document, readers: str) -> Sight | None:
    """What is seen in the document; None where the codebook reads alone."""
    if readers == CODEBOOK:
        return None
    if not document.sentences:
        return Sight()
    sentences = [(s.start, s.end) for s in document.sentences]
    return Sight(model.load().read([(document.text, sentences)])[0])
