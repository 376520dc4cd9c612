"""The findings of one meeting folded into one: its status history, who was there, when and where at best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from verbale.record.link import chosen
from verbale.record.link.sides import side
from verbale.record.told import Told

_RANK = {"proposed": 0, "expected": 1, "planned": 1, "confirmed": 2, "under_way": 3, "held": 4}
_OFF = frozenset({"postponed", "cancelled"})
_AWAY = frozenset({"declined", "absent"})
_COMING = ("unknown", "invited", "expected", "confirmed", "present")
_ROLES = ("unknown", "party", "observer", "visitor", "mediator", "host")


def fold(tolds: Sequence[Told]) -> tuple[dict[str, Any], list[chosen.Conflict]]:
    """The merged meeting (contract terms, with `status_history`) and the conflicts between its findings."""
    time, clash = chosen.time(tolds)
    place, elsewhere = chosen.place(tolds)
    history, standing = _history(tolds)
    seats, disputed = _seats(tolds)
    first = tolds[0].finding
    merged = {
        "evidence": first["evidence"], "trigger": first["trigger"], "time": time, "place": place,
        "attribution": first["attribution"], "auxiliary": _auxiliary(tolds, standing),
        "confidence": max(t.finding["confidence"] for t in tolds), "rule": first["rule"], "participants": seats,
        "status": standing, "form": _form(tolds), "level": chosen.most(tolds, "level"),
        "purpose": next((t.finding["purpose"] for t in tolds if t.finding["purpose"]), None),
        "issues": sorted({i for t in tolds for i in t.finding["issues"]}), "status_history": history,
    }  # fmt: skip
    return merged, [*clash, *elsewhere, *disputed, *_status_conflict(tolds)]


def by_report(tolds: Sequence[Told]) -> list[Told]:
    """The findings in the order in which they were published; those of no known day last."""
    return sorted(tolds, key=lambda t: (t.published or "9999", t.order))


def _history(tolds: Sequence[Told]) -> tuple[list[dict[str, Any]], str]:
    """Every change of status with the finding that brought it, and the status that stands."""
    history: list[dict[str, Any]] = []
    standing: str | None = None
    for told in by_report(tolds):
        new = told.finding["status"]
        if standing is None or _supersedes(new, standing):
            entry = {"status": new, "from": standing, "reported_at": told.day, "recorded_at": told.recorded_at}
            history.append(entry | {"finding": told.id, "document": told.document})
            standing = new
    return history, standing or "planned"


def _supersedes(new: str, standing: str) -> bool:
    """Whether a later report of `new` changes what stands: a plan retold after the meeting does not."""
    if new == standing or standing == "held" or "did_not_happen" in (new, standing):
        return False
    if new in _OFF:
        return True
    if standing in _OFF:
        return _RANK[new] > 0
    return _RANK[new] > _RANK[standing]


def _status_conflict(tolds: Sequence[Told]) -> list[chosen.Conflict]:
    held = [t.id for t in tolds if t.finding["status"] == "held"]
    off = [t.id for t in tolds if t.finding["status"] == "cancelled"]
    if not held or not off:
        return []
    values = [{"value": "held", "findings": held}, {"value": "cancelled", "findings": off}]
    return [{"field": "status", "values": values}]


def _seats(tolds: Sequence[Told]) -> tuple[list[dict[str, Any]], list[chosen.Conflict]]:
    """Every participant once, with the best known role and the last known attendance."""
    seats: dict[str, dict[str, Any]] = {}
    came: dict[str, list[tuple[str, str]]] = {}
    for told in by_report(tolds):
        for seat in told.finding["participants"]:
            actor = {**seat["actor"], "mention": None}
            known = seats.setdefault(actor["id"], {"actor": actor, "role": "unknown", "attendance": "unknown"})
            known["role"] = max(known["role"], seat["role"], key=_ROLES.index)
            known["attendance"] = _attendance(known["attendance"], seat["attendance"])
            came.setdefault(actor["id"], []).append((seat["attendance"], told.id))
    return list(_represented(seats).values()), [c for actor, told in came.items() if (c := _disputed(actor, told))]


def _attendance(known: str, new: str) -> str:
    if new in _AWAY or known in _AWAY:
        return known if new in ("unknown", "invited") else new
    return max(known, new, key=_COMING.index)


def _disputed(actor: str, told: Sequence[tuple[str, str]]) -> chosen.Conflict | None:
    there = [f for a, f in told if a == "present"]
    away = [f for a, f in told if a in _AWAY]
    if not there or not away:
        return None
    values = [{"value": "present", "findings": there}, {"value": "away", "findings": away}]
    return {"field": f"attendance of {actor}", "values": values}


def _represented(seats: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The seats without the governments for which a person sits there: the person represents the state."""
    people = {side(s["actor"]) for s in seats.values() if s["actor"]["kind"] == "person"}
    return {
        key: seat
        for key, seat in seats.items()
        if seat["actor"]["kind"] not in ("government", "state") or side(seat["actor"]) not in people
    }


def _form(tolds: Sequence[Told]) -> str:
    """What most stories say; how many sides there were is believed from whoever names most."""
    form: str = chosen.most(tolds, "form")
    forms = {t.finding["form"] for t in tolds}
    if form in ("bilateral", "visit"):
        return next((f for f in ("multilateral", "trilateral", "bilateral") if f in forms), form)
    return form


def _auxiliary(tolds: Sequence[Told], status: str) -> list[str]:
    """The modes of those findings that say what stands."""
    saying = [t for t in tolds if t.finding["status"] == status] or list(tolds)
    modes = set(saying[0].finding["auxiliary"]).intersection(*(t.finding["auxiliary"] for t in saying))
    return sorted(modes)
