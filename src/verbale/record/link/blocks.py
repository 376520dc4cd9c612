"""Which findings are compared at all: those that share a key of actors and time.

A finding has few keys; a record has the keys of its findings. What shares no key is never compared, so that the work
grows with the findings and not with their square. A finding whose actors or time are not known has few keys or none,
and then makes a record of its own.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from verbale.record.link import claims, meetings, positions, violence
from verbale.record.link.spans import Span, day
from verbale.record.told import Told

_WORD = re.compile(r"\w+")
SILENCE = 182  # days; a ledger goes on over the turn of a year unless nothing was said for so long
WIDE = 5  # months; a span that touches more is too vague to be met by month
FOOTHOLD = 3  # words before a trigger
CROWD = 6  # sides; of a larger meeting only the first so many in the alphabet make pairs


def block_keys(told: Told) -> frozenset[str]:
    """The keys of a finding, such as "meeting|RUS|UKR|2025-07"; empty for kinds that are not merged."""
    makers = {"meeting": _meeting, "position": _position, "claim": _claim, "violence": _violence}
    maker = makers.get(told.kind)
    return frozenset(f"{told.kind}|{key}" for key in (*maker(told), _sentence(told))) if maker else frozenset()


def _sentence(told: Told) -> str:
    """The place within its story: reprints of one text tell one thing, even where nobody and no day is named."""
    digest = hashlib.sha1(foothold(told.finding).encode(), usedforsecurity=False).hexdigest()[:12]
    return f"in {told.story[:16]}|{digest}"


def foothold(finding: Mapping[str, Any]) -> str:
    """The trigger of a finding with the words before it: where it stands in every printing of its text."""
    sentence, trigger = finding["evidence"][0], finding["trigger"]
    before = plain(sentence["quote"][: max(0, trigger["start"] - sentence["start"])]).split()
    return " ".join((*before[-FOOTHOLD:], "|", plain(trigger["quote"])))


def plain(text: str) -> str:
    """Words in small letters with single spaces: what two printings of a sentence have in common."""
    return " ".join(_WORD.findall(text.casefold()))


def _meeting(told: Told) -> Iterator[str]:
    seen = meetings.face(told.finding, told.published)
    prefix = "none|" if seen.status == "did_not_happen" else ""
    who = sorted(seen.sides | ({seen.home} if seen.home and not seen.remote else set()))
    pairs = [f"{a}|{b}" for a, b in itertools.combinations(who[:CROWD], 2)] or [f"{w}|alone" for w in who]
    if len(who) >= 4 and seen.place:
        pairs.append(f"at {seen.place['name']}")
    if not pairs and seen.place:
        pairs = [f"at {seen.place['name']}"]
    times = [seen.span.start.isoformat()] if seen.span and prefix else _when(seen.span)
    for when in times:
        yield from (f"{prefix}{pair}|{when}" for pair in pairs)


def _position(told: Told) -> Iterator[str]:
    seen = positions.face(told.finding, told.about)
    holder = "+".join(sorted(seen.holder))
    on = day(told.published)
    if seen.issue:
        years = {on.year, (on - timedelta(days=SILENCE)).year} if on else {0}
        yield from (f"{holder}|{seen.issue}|{year}" for year in sorted(years))
        return
    for about in sorted(seen.about) or ["nobody"]:
        yield f"{holder}|?{about}|{on.isoformat()[:7] if on else 'undated'}"


def _claim(told: Told) -> Iterator[str]:
    seen = claims.face(told.finding, told.published, told.about)
    for about in sorted(seen.about)[:CROWD] or ["nobody"]:
        for when in _when(_around(seen.span, 20)):
            yield f"{about}|{when}"


def _violence(told: Told) -> Iterator[str]:
    seen = violence.face(told.finding, told.published)
    country = seen.place["country"] if seen.place else None
    where = sorted({country} if country else seen.targets or seen.actors)[:3]
    for when in _when(seen.span):
        yield from (f"{side}|{when}" for side in where)


def _around(span: Span | None, days: int) -> Span | None:
    if span is None:
        return None
    return Span(span.start - timedelta(days=days), span.end, span.stated)


def _when(span: Span | None) -> Iterable[str]:
    """The months of a span; a span too wide for months stands for itself; nothing where no time is known."""
    if span is None:
        return ()
    months = list(span.months(WIDE))
    return months if len(months) < WIDE else [f"{span.start}..{span.end}"]
