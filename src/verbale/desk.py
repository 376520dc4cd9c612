"""One article from a person at a desk: read at once, kept when they decide so.

What reads articles is loaded when the first one comes in, so that the pages are there at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.errors import InputError, LengthError, UsageError
from verbale.record.clock import utc_now

if TYPE_CHECKING:
    from verbale.articles.raw import Raw
    from verbale.findings import Reading
    from verbale.record.book import Clock, Record


LONGEST = 80_000  # characters of an article, 13 000 words: at most 20 seconds of reading, whatever stands in it


@dataclass(frozen=True, slots=True)
class Pasted:
    """What somebody put in: a text or an address, and what they know about it."""

    text: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


class Desk:
    """Who reads and keeps for the pages of a record."""

    def __init__(self, record: Record, now: Clock = utc_now) -> None:
        self.record, self.now = record, now

    def read(self, given: Mapping[str, str]) -> Mapping[str, Any]:
        """The reading of what was put in; nothing is stored."""
        return read(Pasted(**given))

    def keep(self, given: Mapping[str, str]) -> str:
        """Read and store; the id of the document."""
        return keep(self.record, Pasted(**given), self.now)


def read(pasted: Pasted) -> Mapping[str, Any]:
    """The reading as the contract's dictionary; InputError says in one line why there is none."""
    from verbale.articles.raw import Failure
    from verbale.attempt import NOTHING_SAID, attempted

    def plain(reading: Reading, _: Raw) -> dict[str, Any]:
        return reading.to_json()

    found = next(iter(attempted([_raw(pasted)], NOTHING_SAID, plain)))
    if isinstance(found, Failure):
        raise InputError(found.reason)
    return found


def keep(record: Record, pasted: Pasted, now: Clock) -> str:
    """Read and store it; the id of its document."""
    from verbale import intake
    from verbale.articles.raw import Failure

    found = next(iter(intake.add(record, [_raw(pasted)], now=now)))
    if isinstance(found, Failure):
        raise InputError(found.reason)
    return found.document


def _raw(pasted: Pasted) -> Raw:
    from verbale.articles.extract import looks_like_html
    from verbale.articles.raw import Raw

    if bool(pasted.text and pasted.text.strip()) == bool(pasted.url and pasted.url.strip()):
        raise UsageError("give a text or an address: one of the two")
    said = {"title": pasted.title, "publisher": pasted.publisher, "published": pasted.published}
    known = {key: value.strip() for key, value in said.items() if value and value.strip()}
    if pasted.text and pasted.text.strip():
        return _bounded(Raw("the text", pasted.text, html=looks_like_html(pasted.text), **known))
    from verbale.articles.fetch import fetch

    text, url = fetch(str(pasted.url).strip())
    return _bounded(Raw(url, text, html=looks_like_html(text), url=url, **known))


def _bounded(raw: Raw) -> Raw:
    """The input; LengthError where its article is longer than LONGEST. A page may be longer than the article in it."""
    from verbale.articles.extract import extract

    text = raw.text
    if raw.html and len(text) > LONGEST:
        try:
            text = extract(text, raw.url).text
        except InputError:
            return raw  # reading it says what is wrong
    if len(text) > LONGEST:
        said, most = (f"{n:,}".replace(",", " ") for n in (len(text), LONGEST))
        raise LengthError(
            f"{raw.name}: {said} characters, and a page reads {most} at once: split it into articles, or "
            "use `verbale add`"
        )
    return raw
