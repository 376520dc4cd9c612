"""A finding or record in one line of names and numbers, for lists beside the words themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verbale.record.merged import Merged
from verbale.record.wording import counted, line, listed

Plain = Mapping[str, Any]


def finding_line(finding: Plain) -> str:
    """What a finding says, in a few words; its words stand beside it."""
    return _LINES[finding["kind"]](finding)


def figures(record: Plain) -> list[dict[str, str]]:
    """The figures of a violence record, each with who gave it."""
    return [
        {
            "text": f"{counted(f)} {f['what']}",
            "said_by": f["said_by"] or f["publisher"] or "the outlet",
            "reported_at": (f["reported_at"] or "")[:10],
            "document": f["document"],
            "finding": f["finding"],
        }
        for f in record["value"]["figures"]
    ]


def short(record: Merged) -> dict[str, Any]:
    """A record as lists show it: one line with its latest words."""
    words = record.value["words"][-1]
    return {
        "kind": record.kind, "what": record.status or record.kind, "text": line(record), "record": record.id,
        "start": record.start, "end": record.end, "precision": record.value["time"]["precision"],
        "reported_at": record.last_reported, "words": {"quote": words["quote"]}, "document": words["document"],
        "finding": words["finding"], "publisher": words["publisher"], "published": words["published"], "conflicts": [],
        "independent_sources": len(record.independent_sources),
    }  # fmt: skip


def _meeting(f: Plain) -> str:
    who = listed(p["actor"]["name"] for p in f["participants"])
    where = f" in {f['place']['name']}" if f["place"] else ""
    return f"{f['status'].replace('_', ' ')}: {who or 'nobody named'}{where}"


def _statement(f: Plain) -> str:
    return f"{f['speaker']['name']} ({f['manner']}, “{f['cue']}”)"


def _position(f: Plain) -> str:
    issue = f" [{f['issue'].replace('_', ' ')}]" if f["issue"] else ""
    return f"{f['holder']['name']} {f['stance'].replace('_', ' ')}{issue}"


def _claim(f: Plain) -> str:
    who = f["claimant"]["name"] if f["claimant"] else "a report"
    answers = listed(f"{r['actor']['name']} {r['response'].replace('_', ' ')}" for r in f["responses"])
    return f"claim by {who}: {answers or f['status']}"


def _violence(f: Plain) -> str:
    counts = ", ".join(f"{counted(f[name])} {name}" for name in ("dead", "injured", "captured") if f[name])
    return f"{listed(a['name'] for a in f['actors']) or 'attackers not named'}{': ' + counts if counts else ''}"


_LINES = {"meeting": _meeting, "statement": _statement, "position": _position, "claim": _claim, "violence": _violence}
