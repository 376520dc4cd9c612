"""What comes out of a source: a document as it came in, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.errors import InputError
from verbale.settings import Settings


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as it came in; `name` says where from; `repaired` how its bytes were decoded, if not as UTF-8.

    `reading` is the reading of the document as JSON text, where the source is one that was read before.
    """

    name: str
    text: str
    html: bool = False
    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    repaired: str | None = None
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why in one line."""

    name: str
    reason: str


def check_length(text: str, name: str, settings: Settings) -> None:
    """InputError for a text that is longer than any article."""
    if len(text) > settings.max_text:
        size = f"{settings.max_text:,}".replace(",", " ")
        raise InputError(f"{name}: longer than {size} characters: split it into articles (JSON Lines, one a line)")
