"""What speaks for and against two reports of one claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from verbale.record.link.match import Feature
from verbale.record.link.sides import side
from verbale.record.link.spans import Span, span_of, window

_NUMBER = re.compile(r"\d[\d,.]*")
SHORT = 5  # words; a shorter content says too little to be compared alone


@dataclass(frozen=True)
class Face:
    """What of a claim can be compared: its words, whom it concerns, who reports it, when."""

    content: str
    about: frozenset[str]
    claimant: str | None
    span: Span | None
    numbers: frozenset[str]


def face(claim: Mapping[str, Any], published: str | None, about: Sequence[str]) -> Face:
    """The face of a claim finding, or of the value of a claim record."""
    content = claim["content"]["quote"]
    claimant = claim["claimant"]
    whose = (side(claimant) or claimant["id"]) if claimant else None
    span = span_of(claim["time"]) or window(published, None)
    return Face(content, frozenset(about), whose, span, frozenset(_NUMBER.findall(content)))


def features(one: Face, other: Face) -> Iterator[Feature]:
    """Every comparison of two faces that says something."""
    alike = fuzz.token_set_ratio(one.content, other.content, processor=str.lower) / 100
    if min(len(one.content.split()), len(other.content.split())) < SHORT:
        alike = fuzz.token_sort_ratio(one.content, other.content, processor=str.lower) / 100
    value = 1.0 if alike >= 0.92 else (alike - 0.4) / 0.6 if alike >= 0.4 else -1.0
    yield Feature("content", value, f"the words agree by {alike:.0%}", veto=alike < 0.4)
    if one.about and other.about:
        common = one.about & other.about
        yield Feature(
            "about",
            1.0 if common else -1.0,
            f"both concern {', '.join(sorted(common))}" if common else "they concern others",
            veto=not common,
        )
    if one.claimant and other.claimant:
        same = one.claimant == other.claimant
        yield Feature(
            "claimant",
            0.5 if same else -0.5,
            f"reported by {one.claimant}" + ("" if same else f" and {other.claimant}"),
        )
    if one.span and other.span:
        gap = one.span.gap(other.span)
        yield Feature(
            "time", 0.5 if gap <= 3 else 0.0 if gap <= 14 else -1.0, f"reported {gap} days apart", veto=gap > 45
        )
    if one.numbers and other.numbers:
        same = bool(one.numbers & other.numbers)
        yield Feature("numbers", 0.5 if same else -1.0, "the figures agree" if same else "other figures")
