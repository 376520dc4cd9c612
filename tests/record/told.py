"""Findings for the tests of linking: small, explicit, in the contract's terms."""

from __future__ import annotations

from typing import Any

from verbale.record.told import Told


def actor(name: str, kind: str = "government", country: str | None = None, **more: Any) -> dict[str, Any]:
    """An actor; a government's id follows its country, any other's its kind and name."""
    key = (
        f"{country}.GOV"
        if kind == "government"
        else f"{'person' if kind == 'person' else 'org'}:{name.lower().replace(' ', '-')}"
    )
    plain = {"id": key, "name": name, "kind": kind, "country": country, "sectors": ["GOV"], "office": None}
    return plain | {"mention": None, "members": []} | more


RUSSIA, UKRAINE, TURKEY = (
    actor("Russia", country="RUS"),
    actor("Ukraine", country="UKR"),
    actor("Turkey", country="TUR"),
)
USA, ISRAEL = actor("United States", country="USA"), actor("Israel", country="ISR")
HAMAS = actor("Hamas", "armed_group", "PSE", sectors=["REB"])
PUTIN, ZELENSKY = actor("Vladimir Putin", "person", "RUS"), actor("Volodymyr Zelensky", "person", "UKR")
ERDOGAN = actor("Recep Tayyip Erdogan", "person", "TUR")
ISTANBUL = {"name": "Istanbul", "country": "TUR", "kind": "city", "lat": 41.01, "lon": 28.95}
ANKARA = {"name": "Ankara", "country": "TUR", "kind": "city", "lat": 39.92, "lon": 32.85}
TURKIYE = {"name": "Turkey", "country": "TUR", "kind": "country", "lat": 39.0, "lon": 35.0}


def mention(quote: str, start: int = 0) -> dict[str, Any]:
    """A span that holds the words."""
    return {"start": start, "end": start + len(quote), "quote": quote}


def time(start: str | None = None, end: str | None = None, basis: str = "stated") -> dict[str, Any]:
    """A time from `start` to `end` (the same day when no end is given)."""
    last = end or start
    precision = "unknown" if start is None else "day" if start == last else "range"
    return {
        "start": start, "end": last, "precision": precision, "text": None, "clock": None,
        "basis": basis if start else "none",
    }  # fmt: skip


def told(kind: str, id: str, published: str | None, finding: dict[str, Any], **more: Any) -> Told:
    """A finding in a document of its own, unless `document`, `publisher` or `story` say otherwise."""
    words = more.pop("words", f"Words of {id}.")
    common = {
        "id": id, "evidence": [mention(words)], "trigger": mention("talks"), "time": time(), "place": None,
        "attribution": [], "auxiliary": [], "confidence": 0.7, "rule": "test",
    }  # fmt: skip
    document = more.get("document", f"document-{id}")
    return Told(
        id, kind, document, published, more.get("publisher", f"Paper {id}"), None, None,
        more.get("story", document), more.get("recorded_at", f"{published or '2025-01-01'}T12:00:00Z"),
        common | finding, tuple(more.get("about", ())),
    )  # fmt: skip


def meeting(id: str, published: str | None, *actors: dict[str, Any], **more: Any) -> Told:
    """A meeting of the actors; `status`, `time`, `place`, `level`, `form` and `attendance` as given."""
    attendance = more.pop("attendance", {})
    fields = {k: more.pop(k) for k in ("status", "time", "place", "level", "form", "issues", "auxiliary") if k in more}
    seats = [{"actor": a, "role": "party", "attendance": attendance.get(a["id"], "unknown")} for a in actors]
    plain = {
        "participants": seats, "status": "held", "form": "unknown", "level": "unknown", "purpose": None, "issues": [],
    }  # fmt: skip
    return told("meeting", id, published, plain | fields, **more)


def position(id: str, published: str, holder: dict[str, Any], stance: str, issue: str | None, **more: Any) -> Told:
    """A position; `object`, `movement`, `toward` and `about` as given."""
    words = more.pop("object", "the plan")
    fields = {k: more.pop(k) for k in ("movement", "toward") if k in more}
    plain = {
        "holder": holder, "stance": stance, "issue": issue, "object": mention(words), "toward": None, "since": None,
        "movement": "stated",
    }  # fmt: skip
    return told("position", id, published, plain | fields, **more)


def claim(id: str, published: str, content: str, *answers: tuple[dict[str, Any], str], **more: Any) -> Told:
    """A claim and the answers to it (actor, response)."""
    responses = [{"actor": a, "response": r, "trigger": mention(r), "time": time()} for a, r in answers]
    fields = {k: more.pop(k) for k in ("claimant",) if k in more}
    plain = {"content": mention(content), "claimant": None, "responses": responses, "status": "unverified"}
    return told("claim", id, published, plain | fields, **more)


def violence(id: str, published: str, **more: Any) -> Told:
    """An act of violence; `actors`, `targets`, `time`, `place`, `attribution` and `dead` (a number) as given."""
    fields = {k: more.pop(k) for k in ("actors", "targets", "time", "place", "mode", "attribution") if k in more}
    counts = {n: _count(more.pop(n)) for n in ("dead", "injured") if n in more}
    plain = {"actors": [], "targets": [], "mode": None, "dead": None, "injured": None, "captured": None}
    return told("violence", id, published, plain | counts | fields, **more)


def _count(number: int) -> dict[str, Any]:
    return {"low": number, "high": number, "mention": mention(str(number))}
