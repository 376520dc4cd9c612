"""A record in one line, from names and numbers only: never a sentence that could be taken for a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from verbale.record.merged import Merged
from verbale.record.standing import NO_REPORT

_FORMS = {"phone": "call", "video": "video talks", "visit": "visit", "proximity": "indirect talks"}
_AWAY = {"declined": "declined", "absent": "absent"}


def line(record: Merged, status: str | None = None) -> str:
    """What the record is about, in a few words: who, what, where; `status` as seen on a day."""
    writers = {"meeting": _meeting, "position": _position, "claim": _claim, "violence": _violence}
    return writers[record.kind](record.value, status or record.status)


def _meeting(value: Mapping[str, Any], status: str | None) -> str:
    there = [p["actor"]["name"] for p in value["participants"] if p["attendance"] not in _AWAY]
    away = [f"{p['actor']['name']} {_AWAY[p['attendance']]}" for p in value["participants"] if p["attendance"] in _AWAY]
    what = _FORMS.get(value["form"], "meeting")
    where = f" in {value['place']['name']}" if value["place"] else ""
    said = f"{listed(there) or 'nobody named'}: {what}{where}"
    if status == NO_REPORT:
        said += " (was planned; no report since)"
    elif status:
        said += f" ({status.replace('_', ' ')})"
    return said + (f"; {', '.join(away)}" if away else "")


def _position(value: Mapping[str, Any], _status: str | None) -> str:
    return entry_line(value["ledger"][-1], value["issue"])


def entry_line(entry: Mapping[str, Any], issue: str | None) -> str:
    """One entry of a position's ledger: who, stance, issue, movement; the object is the article's own words."""
    stance = entry["stance"].replace("_", " ")
    about = f" [{issue.replace('_', ' ')}]" if issue else ""
    moved = f" ({entry['movement']})" if entry["movement"] != "stated" else ""
    return f"{entry['holder']} {stance}: {entry['object']}{about}{moved}"


def _claim(value: Mapping[str, Any], status: str | None) -> str:
    who = value["claimant"]["name"] if value["claimant"] else "reports"
    answers = [f"{r['actor']['name']} {r['response'].replace('_', ' ')}" for r in value["responses"]]
    return f"claim by {who} ({status})" + (f": {'; '.join(answers)}" if answers else "")


def _violence(value: Mapping[str, Any], _status: str | None) -> str:
    who = listed(a["name"] for a in value["actors"])
    whom = listed(a["name"] for a in value["targets"] if not _counted_people(a))
    where = f" in {value['place']['name']}" if value["place"] else ""
    counts = [f"{counted(value[name])} {name}" for name in ("dead", "injured", "captured") if value[name]]
    act = (
        f"{who} against {whom}" if who and whom else f"attack on {whom}" if whom else f"attack by {who}" if who else ""
    )
    return (act or "attack") + where + (f": {', '.join(counts)}" if counts else "")


def _counted_people(actor: Mapping[str, Any]) -> bool:
    """Whether a target is only the toll again: "19 people", "four soldiers" of no known country."""
    return actor["kind"] == "people" and (actor["country"] is None or any(c.isdigit() for c in actor["name"]))


def counted(count: Mapping[str, Any]) -> str:
    """A count of people as a number or a range.

    >>> counted({"low": 16, "high": 19}), counted({"low": 5, "high": None})
    ('16 to 19', '5')
    """
    low, high = count["low"], count["high"]
    if low is None or high is None or low == high:
        return str(low if low is not None else high)
    return f"{low} to {high}"


def listed(names: Iterable[str], most: int = 5) -> str:
    """Names in a row; beyond `most` a number stands for the rest."""
    known = list(dict.fromkeys(names))
    shown = known[:most]
    return ", ".join(shown) + (f" and {len(known) - most} more" if len(known) > most else "")
