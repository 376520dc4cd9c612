"""The statements of one actor on one issue folded into a ledger: opened, restated, moved, withdrawn, with the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from verbale.record.link import chosen
from verbale.record.link.fold_meetings import by_report
from verbale.record.told import Told

SIGN = {
    "accepts": 1, "supports": 1, "offers": 1, "commits": 1, "open_to": 1, "conditions": 0, "demands": 0,
    "rejects": -1, "opposes": -1, "refuses": -1,
}  # fmt: skip
ALIKE = 60  # percent of the words of two objects
RECENT = 20  # entries that a new one is compared with
_TOLD = frozenset({"softened", "hardened", "withdrawn", "maintained", "restated"})


def fold(tolds: Sequence[Told]) -> tuple[dict[str, Any], list[chosen.Conflict]]:
    """The merged position: the last stance in the contract's terms, and the `ledger` of all entries by date."""
    ordered = by_report(tolds)
    ledger = _ledger(ordered)
    last = next(t for t in ordered if t.id == ledger[-1]["finding"]).finding
    time, _ = chosen.time(tolds)
    merged = {
        "evidence": last["evidence"], "trigger": last["trigger"], "time": time, "place": chosen.place(tolds)[0],
        "attribution": last["attribution"], "auxiliary": last["auxiliary"],
        "confidence": max(t.finding["confidence"] for t in tolds), "rule": last["rule"],
        "holder": last["holder"], "stance": last["stance"], "object": last["object"], "issue": last["issue"],
        "toward": next((t.finding["toward"] for t in reversed(ordered) if t.finding["toward"]), None),
        "since": next((t.finding["since"] for t in ordered if t.finding["since"]), None),
        "movement": ledger[-1]["movement"], "ledger": ledger,
        "concerned": dict(sorted(Counter(s for e in ledger for s in e["about"]).items())),
        "status_history": [
            {"status": e["movement"], "from": e["from"], "reported_at": e["reported_at"],
             "recorded_at": e["recorded_at"], "finding": e["finding"], "document": e["document"]}
            for e in ledger if e["movement"] not in ("restated", "maintained")
        ],
    }  # fmt: skip
    return merged, []


def _ledger(ordered: Sequence[Told]) -> list[dict[str, Any]]:
    """One entry a finding, reprints once; what the words do not say about a movement follows from earlier entries."""
    rows: list[dict[str, Any]] = []
    seen: set[tuple[str, str]] = set()
    for told in ordered:
        finding = told.finding
        key = (told.story, finding["object"]["quote"])
        if key in seen:
            continue
        seen.add(key)
        movement, moved_by = _movement(finding, told.document, rows)
        rows.append({
            "stance": finding["stance"], "movement": movement, "moved_by": moved_by,
            "from": rows[-1]["stance"] if rows else None, "object": finding["object"]["quote"],
            "holder": finding["holder"]["name"], "toward": finding["toward"]["name"] if finding["toward"] else None,
            "about": list(told.about), "since": finding["since"], "reported_at": told.day,
            "recorded_at": told.recorded_at, "finding": told.id, "document": told.document,
            "publisher": told.publisher,
        })  # fmt: skip
    return rows


def _movement(finding: Mapping[str, Any], document: str, before: Sequence[Mapping[str, Any]]) -> tuple[str, str | None]:
    """(movement, what says so: "words" or "stances"). A stance that turns from against to for, or back, has moved;
    the same thing said again is restated; a demand for something else opens anew and moves nothing."""
    told: str = finding["movement"]
    if told in _TOLD:
        return told, "words"
    if not before:
        return "opened", None
    turn = SIGN[finding["stance"]] * SIGN[before[-1]["stance"]]
    if turn < 0 and before[-1]["document"] != document:  # "rejects the one, accepts the other" is no turn
        return ("softened" if SIGN[finding["stance"]] > 0 else "hardened"), "stances"
    return ("restated" if any(_same(finding, entry) for entry in before[-RECENT:]) else "opened"), None


def _same(finding: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether an entry says the same: a stance of the same sign on an object in much the same words."""
    if SIGN[finding["stance"]] != SIGN[entry["stance"]]:
        return False
    return fuzz.token_set_ratio(finding["object"]["quote"], entry["object"], processor=str.lower) >= ALIKE
