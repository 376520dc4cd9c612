"""The findings of one act of violence folded into one: the range of figures, and who gave which, over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verbale.record.link import chosen
from verbale.record.link.fold_meetings import by_report
from verbale.record.link.violence import FIGURES, figures
from verbale.record.told import Told


def fold(tolds: Sequence[Told]) -> tuple[dict[str, Any], list[chosen.Conflict]]:
    """The merged act (contract terms, with `figures` over time) and the conflicts between its findings."""
    time, clash = chosen.time(tolds)
    place, elsewhere = chosen.place(tolds)
    first = tolds[0].finding
    merged = {
        "evidence": first["evidence"], "trigger": first["trigger"], "time": time, "place": place,
        "attribution": first["attribution"],
        "auxiliary": sorted(set(first["auxiliary"]).intersection(*(t.finding["auxiliary"] for t in tolds))),
        "confidence": max(t.finding["confidence"] for t in tolds), "rule": first["rule"],
        "actors": _union(tolds, "actors"), "targets": _union(tolds, "targets"),
        "mode": chosen.most(tolds, "mode", None), **{name: _range(tolds, name) for name in FIGURES},
        "figures": _figures(tolds),
    }  # fmt: skip
    return merged, [*clash, *elsewhere, *_apart(tolds)]


def _union(tolds: Sequence[Told], field: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for told in tolds:
        for actor in told.finding[field]:
            found.setdefault(actor["id"], {**actor, "mention": None})
    return list(found.values())


def _range(tolds: Sequence[Told], name: str) -> dict[str, Any] | None:
    counts = [f[name] for t in tolds if name in (f := figures(t.finding))]
    if not counts:
        return None
    return {"low": min(low for low, _ in counts), "high": max(high for _, high in counts), "mention": None}


def _figures(tolds: Sequence[Told]) -> list[dict[str, Any]]:
    """Who gave which figure, in the order of the reports."""
    rows = []
    for told in by_report(tolds):
        for name, (low, high) in figures(told.finding).items():
            source = next((s for s in reversed(told.finding["attribution"])), None)
            said_by = (source["actor"]["name"] if source["actor"] else source["cue"]) if source else None
            row = {"what": name, "low": low, "high": high, "said_by": said_by, "reported_at": told.day}
            rows.append(row | {"finding": told.id, "document": told.document, "publisher": told.publisher})
    return rows


def _apart(tolds: Sequence[Told]) -> list[chosen.Conflict]:
    """Figures of the same day that no range holds together: a toll that grows from day to day is no conflict."""
    found = []
    for name in FIGURES:
        by_day: dict[str | None, dict[tuple[int, int], list[str]]] = {}
        for told in tolds:
            if name in (count := figures(told.finding)):
                by_day.setdefault(told.day, {}).setdefault(count[name], []).append(told.id)
        for counts in by_day.values():
            if len(counts) > 1 and max(low for low, _ in counts) > min(high for _, high in counts):
                values = [{"value": list(c), "findings": ids} for c, ids in sorted(counts.items())]
                found.append({"field": name, "values": values})
    return found
