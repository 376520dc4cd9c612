"""The best supported value of a field, and what speaks against it.

Support is counted in stories, not in publishers: a wire report printed by many supports a value once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from verbale.record.link import places
from verbale.record.link.spans import Span, span_of
from verbale.record.told import Told

NO_TIME: Mapping[str, Any] = {
    "start": None, "end": None, "precision": "unknown", "text": None, "basis": "none", "clock": None,
}  # fmt: skip
_DONE = frozenset({"held", "under_way"})
Conflict = dict[str, Any]


def time(tolds: Sequence[Told]) -> tuple[Mapping[str, Any], list[Conflict]]:
    """The most precise time that most stories support; every time that shares no day with it is a conflict."""
    stated = [(t, s) for t in tolds if (s := span_of(t.finding["time"])) is not None and s.stated]
    if not stated:
        loose = [t.finding["time"] for t in tolds if span_of(t.finding["time"]) is not None]
        return (loose[0] if loose else NO_TIME), []

    def rank(pair: tuple[Told, Span]) -> tuple[int, bool, int, bool, str, str]:
        told, span = pair
        support = len({t.story for t, s in stated if s.overlaps(span)})
        done = told.finding.get("status") in _DONE
        return (support, done, -span.days, told.finding["time"]["clock"] is not None, told.published or "", told.id)

    best, span = max(stated, key=rank)
    against = [(t, s) for t, s in stated if not s.overlaps(span)]
    if not against:
        return best.finding["time"], []
    values = _valued([(best, span), *((t, s) for t, s in stated if s == span), *against], lambda p: p[1].words())
    return best.finding["time"], [{"field": "time", "values": values}]


def place(tolds: Sequence[Told]) -> tuple[Mapping[str, Any] | None, list[Conflict]]:
    """The most precise place that most stories support; "Turkey" and "Ankara" agree, two cities conflict."""
    known = [(t, t.finding["place"]) for t in tolds if t.finding["place"]]
    if not known:
        return None, []

    def rank(pair: tuple[Told, Mapping[str, Any]]) -> tuple[int, int, str, str]:
        told, at = pair
        support = len({t.story for t, other in known if places.agreement(at, other)[0] >= 0})
        return (support, places.precision(at), told.published or "", told.id)

    _, best = max(known, key=rank)
    against = [(t, at) for t, at in known if places.agreement(best, at)[0] < 0]
    if not against:
        return best, []
    agreeing = [(t, at) for t, at in known if at["name"] == best["name"]]
    return best, [{"field": "place", "values": _valued([*agreeing, *against], lambda p: p[1]["name"])}]


def _valued(pairs: Iterable[tuple[Told, Any]], value: Callable[[tuple[Told, Any]], Hashable]) -> list[dict[str, Any]]:
    found: dict[Hashable, list[str]] = {}
    for pair in pairs:
        ids = found.setdefault(value(pair), [])
        if pair[0].id not in ids:
            ids.append(pair[0].id)
    return [{"value": key, "findings": ids} for key, ids in found.items()]


def most(tolds: Sequence[Told], field: str, empty: object = "unknown") -> Any:
    """The value of a field that most stories give, the later reported of equals; `empty` where none gives one."""
    stories: dict[Any, set[str]] = {}
    for told in tolds:
        value = told.finding.get(field)
        if value not in (empty, None):
            stories.setdefault(value, set()).add(told.story)
    order = {value: n for n, value in enumerate(stories)}
    return max(stories, key=lambda v: (len(stories[v]), order[v])) if stories else empty
