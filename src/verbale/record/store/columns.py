"""From a finding or a merged record to the columns that it is looked up by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from verbale.record.link.sides import sides
from verbale.record.store.search import folded

LONG = 31  # days; what lasts longer is looked up by its own index, so that a window of dates stays narrow
_ROLES = {
    "speaker": "speaker", "addressee": "addressee", "holder": "holder", "toward": "toward", "claimant": "claimant",
    "actors": "actor", "targets": "target", "recipients": "recipient",
}  # fmt: skip


def dumped(value: Any) -> str:
    """JSON as the store keeps it: no blanks, letters as they are, keys in their given order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def days(start: str | None, end: str | None, first: str | None, last: str | None = None) -> tuple[str, str, bool]:
    """First and last day and whether that is long; where no time is known, the days of the reports stand in, or "".

    >>> days("2025-07-01", "2025-07-31", None), days(None, None, "2025-08-02")
    (('2025-07-01', '2025-07-31', False), ('2025-08-02', '2025-08-02', False))
    """
    first = (start or end or first or "")[:10]
    last = max((end or start or last or first)[:10], first)
    return first, last, bool(first) and (date.fromisoformat(last) - date.fromisoformat(first)).days > LONG


def finding_columns(finding: Mapping[str, Any], day: str) -> dict[str, Any]:
    """The columns of a finding in a document published on `day` ("" if that is not known)."""
    time, place = finding.get("time") or {}, finding.get("place") or {}
    first, last, long = days(time.get("start"), time.get("end"), day)
    return {
        "id": finding["id"], "first_day": first, "last_day": last, "long": long,
        "precision": time.get("precision") or "unknown", "status": finding.get("status"),
        "stance": finding.get("stance"), "issue": finding.get("issue"), "issues": barred(finding.get("issues") or ()),
        "place": place_name(place),
        "place_country": place.get("country"),
        "rule": finding["rule"], "confidence": finding["confidence"], "json": dumped(finding),
    }  # fmt: skip


def barred(issues: Iterable[str]) -> str:
    """Several issues in one column, to be looked for one by one.

    >>> barred(["ceasefire", "sanctions"])
    '|ceasefire|sanctions|'
    """
    return "".join(f"|{issue}" for issue in issues) + "|"


def actors_of(finding: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(role, actor) of everybody who takes part in a finding; members stand beside their group. Sources do not."""
    for seat in finding.get("participants") or ():
        yield from _members(str(seat["role"]), seat["actor"])
    for answer in finding.get("responses") or ():
        yield from _members("respondent", answer["actor"])
    for key, role in _ROLES.items():
        found = finding.get(key)
        for actor in [found] if isinstance(found, Mapping) else found or ():
            yield from _members(role, actor)


def _members(role: str, actor: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield role, actor
    for member in actor.get("members") or ():
        yield from _members(role, member)


def sides_of(finding: Mapping[str, Any], about: Iterable[str]) -> set[str]:
    """The sides that a finding is about: who takes part, who is named beside them, whose country the place is in."""
    country = (finding.get("place") or {}).get("country")
    return {*sides(actor for _, actor in actors_of(finding)), *about, *([country] if country else [])}


def place_name(place: Mapping[str, Any]) -> str | None:
    """The name of a place as it is looked up."""
    return folded(place["name"]) if place else None


def dyads(countries: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """The pairs of distinct countries, each in alphabetical order.

    >>> list(dyads(["UKR", "RUS", None, "UKR"]))
    [('RUS', 'UKR')]
    """
    yield from combinations(sorted({c for c in countries if c}), 2)


def words_of(finding: Mapping[str, Any]) -> str:
    """The words that a search for text looks at: every sentence of the evidence, once."""
    return "\n".join(dict.fromkeys(m["quote"] for m in finding.get("evidence") or ()))
