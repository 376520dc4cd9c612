"""Positions as the statements of Discourse Network Analyzer: person, organization, concept, agreement.

The concept is the issue, or the words of what is demanded or offered where no issue is known. A withdrawn position is
neither agreement nor disagreement and is left out, as is one that was negated. DNA counts characters as Java does, in
UTF-16 units: an emoji is two.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbale.codebook import PACKAGED
from verbale.codebook.stances import agreements
from verbale.sharing.export.rows import Json, Row

LONGEST = 190  # characters of a title, a name or a concept in DNA


@dataclass(frozen=True, slots=True)
class Said:
    """One DNA statement; `start` and `stop` are UTF-16 offsets into the document's text."""

    row: Row
    person: str
    organization: str
    concept: str
    agreement: bool
    start: int
    stop: int
    text: str


def said(rows: Iterable[Row], left: Counter[str]) -> Iterator[Said]:
    """The positions among the rows, in their order; what DNA cannot hold is counted in `left`."""
    wide, last = Wide(""), None
    for row in rows:
        if row.kind != "position":
            continue
        position, document = row.finding, row.document
        if position["movement"] == "withdrawn" or "negation" in position["auxiliary"]:
            left["positions withdrawn or negated"] += 1
            continue
        if not document.get("published"):
            left["positions of documents without a date"] += 1
            continue
        if document["id"] != last:
            wide, last = Wide(document["text"]), document["id"]
        words = position["evidence"][0] if position["evidence"] else position["trigger"]
        person, organization = _who(position["holder"])
        yield Said(
            row,
            person,
            organization,
            shortened((position["issue"] or position["object"]["quote"]).replace("_", " ")),
            agreements(PACKAGED)[position["stance"]],
            wide.offset(words["start"]),
            wide.offset(words["end"]),
            words["quote"],
        )


def _who(holder: Json) -> tuple[str, str]:
    """(person, organization): a person stands for the country, if one is known."""
    name = shortened(holder["name"])
    if holder["kind"] == "person":
        from verbale.sharing.export.coded import country_name

        return name, country_name(holder["country"]) or ""
    return "", name


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text on one line, at most as long as DNA takes it.

    >>> shortened("a\\n  b"), shortened("abcdef", 4)
    ('a b', 'abc…')
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


class Wide:
    """Offsets of a text in UTF-16 units.

    >>> Wide("a\N{SMILING FACE WITH HALO}b").offset(2)
    3
    """

    def __init__(self, text: str) -> None:
        self.beyond: Sequence[int] = [n for n, sign in enumerate(text) if sign > "\uffff"]

    def offset(self, at: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return at + bisect.bisect_left(self.beyond, at)
