"""What every finding needs: its evidence, its stable id, and whether it is background."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from verbale.document import Document, Mention, Token
from verbale.findings import Time
from verbale.terms import Auxiliary

HISTORICAL_AFTER = timedelta(days=8)  # PLOVER's "about a week" before publication


def finding_id(kind: str, document: Document, trigger: Mention, *more: object) -> str:
    """An id that stays the same for the same text and codebook: the kind and a digest of where it stands."""
    key = "\0".join(map(str, (document.id, kind, trigger.start, trigger.end, *more)))
    return f"{kind}-{hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:10]}"


def evidence(document: Document, *tokens: Token) -> tuple[Mention, ...]:
    """The sentences of the tokens as mentions, the first token's sentence first, each once."""
    found: dict[int, Mention] = {}
    for token in tokens:
        sentence = document.sentence_of(token)
        found.setdefault(sentence.index, document.mention(sentence.start, sentence.end))
    return tuple(found.values())


def published_on(document: Document) -> date | None:
    """The day of publication, if known."""
    return date.fromisoformat(document.published[:10]) if document.published else None


def is_historical(document: Document, time: Time) -> bool:
    """Whether a thing that ended at `time` is background: over more than about a week before publication."""
    day, ended = published_on(document), time.end or time.start
    return day is not None and ended is not None and day - ended > HISTORICAL_AFTER


def with_historical(document: Document, time: Time, modes: tuple[Auxiliary, ...]) -> tuple[Auxiliary, ...]:
    """The auxiliary modes with `historical` added where the time says so and nothing says future."""
    if Auxiliary.FUTURE in modes or not is_historical(document, time):
        return modes
    return (*modes, Auxiliary.HISTORICAL)
