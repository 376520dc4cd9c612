"""The findings of one claim folded into one: the report, its retellings, and every answer to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from verbale.record.link import chosen
from verbale.record.link.fold_meetings import by_report
from verbale.record.link.sides import side
from verbale.record.told import Told

_SAYS_NO = frozenset({"denies", "contradicts"})
_WAVES = frozenset({"dismisses", "downplays"})


def fold(tolds: Sequence[Told]) -> tuple[dict[str, Any], list[chosen.Conflict]]:
    """The merged claim (contract terms, with `retellings`); its status is computed from the answers."""
    time, _ = chosen.time(tolds)
    place, _ = chosen.place(tolds)
    first = by_report(tolds)[0].finding
    answers = _answers(tolds)
    merged = {
        "evidence": first["evidence"], "trigger": first["trigger"], "time": time, "place": place,
        "attribution": first["attribution"], "auxiliary": first["auxiliary"],
        "confidence": max(t.finding["confidence"] for t in tolds), "rule": first["rule"],
        "content": first["content"],
        "claimant": next((t.finding["claimant"] for t in by_report(tolds) if t.finding["claimant"]), None),
        "responses": answers, "status": status(a["response"] for a in answers),
        "status_history": _history(answers, by_report(tolds)[0]),
        "retellings": [
            {"finding": t.id, "document": t.document, "publisher": t.publisher, "reported_at": t.day,
             "quote": t.finding["content"]["quote"]} for t in by_report(tolds)
        ],
    }  # fmt: skip
    return merged, _told_apart(answers)


def status(responses: Iterable[str]) -> str:
    """What the answers together say: confirmed and denied is disputed; no answer is unverified.

    >>> status(["downplays"]), status(["confirms", "denies"]), status([])
    ('dismissed', 'disputed', 'unverified')
    """
    said = set(responses)
    if "contradicts" in said or ("confirms" in said and said & (_SAYS_NO | _WAVES)):
        return "disputed"
    if "confirms" in said:
        return "confirmed"
    if said & _SAYS_NO:
        return "denied"
    return "dismissed" if said & _WAVES else "unverified"


def _answers(tolds: Sequence[Told]) -> list[dict[str, Any]]:
    """Every answer, each actor's same answer once, in the order of the reports."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for told in by_report(tolds):
        for answer in told.finding["responses"]:
            whose = side(answer["actor"]) or answer["actor"]["id"]
            row = {**answer, "reported_at": told.day, "recorded_at": told.recorded_at}
            found.setdefault((whose, answer["response"]), row | {"finding": told.id, "document": told.document})
    return list(found.values())


def _history(answers: Sequence[dict[str, Any]], first: Told) -> list[dict[str, Any]]:
    """Every change of status, from the first report on."""
    rows = [_entry("unverified", None, first.day, first.recorded_at, first.id, first.document)]
    for n, answer in enumerate(answers, 1):
        now = status(a["response"] for a in answers[:n])
        if now != rows[-1]["status"]:
            place = (answer["reported_at"], answer["recorded_at"], answer["finding"], answer["document"])
            rows.append(_entry(now, rows[-1]["status"], *place))
    return rows


def _entry(
    status: str, before: str | None, reported: str | None, recorded: str, finding: str, document: str
) -> dict[str, Any]:
    place = {"reported_at": reported, "recorded_at": recorded, "finding": finding, "document": document}
    return {"status": status, "from": before, **place}


def _told_apart(answers: Sequence[dict[str, Any]]) -> list[chosen.Conflict]:
    """An actor that answered both ways."""
    by_actor: dict[str, list[dict[str, Any]]] = {}
    for answer in answers:
        by_actor.setdefault(side(answer["actor"]) or answer["actor"]["id"], []).append(answer)
    return [
        {
            "field": f"answer of {whose}",
            "values": [{"value": a["response"], "findings": [a["finding"]]} for a in said],
        }
        for whose, said in by_actor.items()
        if len(said) > 1 and status(a["response"] for a in said) == "disputed"
    ]
