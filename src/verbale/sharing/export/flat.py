"""A finding of any kind as one flat record: what tables, data frames and spreadsheets want.

Lists stay lists here; the CSV joins them with `;`. `json` is the whole finding, so that nothing is lost.
"""

from __future__ import annotations

import json
from typing import Any

from verbale.sharing.export.rows import Json, Row, words_of

TEXTS = (
    "kind", "id", "document", "published", "publisher", "title", "url", "start", "end", "precision", "time_basis",
    "place", "place_country", "status", "stance", "issue", "movement", "manner", "event_type", "cameo", "form", "level",
    "words", "quote", "rule", "finding", "json",
)  # fmt: skip
LISTS = ("actors", "actor_ids", "actor_countries", "recipients", "recipient_ids", "recipient_countries", "issues",
         "mode", "context", "auxiliary", "sources")  # fmt: skip
NUMBERS = ("lat", "lon", "intensity", "confidence")
COUNTS = ("quad_code", "dead_low", "dead_high", "injured_low", "injured_high")
COLUMNS = (
    *TEXTS[:7], *TEXTS[7:11], "place", "place_country", "lat", "lon", *LISTS[:6], *TEXTS[13:16], "issues",
    *TEXTS[16:18], "event_type", "mode", "context", "cameo", "quad_code", "intensity", "form", "level", *COUNTS[1:],
    "auxiliary", "sources", "words", "quote", "confidence", "rule", "finding", "json",
)  # fmt: skip


def record(row: Row) -> dict[str, Any]:
    """The flat record of a row, with every name of `COLUMNS` in their order; None for what is not known."""
    found, document = row.finding, row.document
    time, place = found["time"], found["place"] or {}
    given: dict[str, Any] = {
        "kind": row.kind,
        "document": document["id"],
        **{k: document.get(k) for k in ("published", "publisher", "title", "url")},
        "start": time["start"],
        "end": time["end"],
        "precision": time["precision"],
        "time_basis": time["basis"],
        "place": place.get("name"),
        "place_country": place.get("country"),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "sources": [s["actor"]["name"] if s["actor"] else s["cue"] for s in found["attribution"]],
        "words": _content(row),
        "quote": words_of(row),
        "json": json.dumps(found, ensure_ascii=False),
        **_people("actor", _actors(row)),
        **_people("recipient", _recipients(row)),
        **_tolls(found),
    }
    return {name: given.get(name, found.get(name, [] if name in LISTS else None)) for name in COLUMNS}


def _actors(row: Row) -> list[Json]:
    found = row.finding
    if row.kind == "meeting":
        return [p["actor"] for p in found["participants"] if p["attendance"] not in ("declined", "absent")]
    one = {"statement": "speaker", "position": "holder", "claim": "claimant"}.get(row.kind)
    if one is not None:
        return [found[one]] if found[one] else []
    return list(found["actors"])


def _recipients(row: Row) -> list[Json]:
    found = row.finding
    one = {"statement": "addressee", "position": "toward"}.get(row.kind)
    if one is not None:
        return [found[one]] if found[one] else []
    if row.kind == "claim":
        return [r["actor"] for r in found["responses"]]
    return list(found.get("targets") or found.get("recipients") or ())


def _people(side: str, actors: list[Json]) -> dict[str, list[Any]]:
    return {
        f"{side}s": [a["name"] for a in actors],
        f"{side}_ids": [a["id"] for a in actors],
        f"{side}_countries": [a["country"] for a in actors],
    }


def _content(row: Row) -> str | None:
    found = row.finding
    part = {"statement": "content", "claim": "content", "position": "object", "meeting": "purpose"}.get(row.kind)
    mention = found[part] if part else found["trigger"]
    return mention["quote"] if mention else None


def _tolls(found: Json) -> dict[str, Any]:
    magnitude = found.get("magnitude") or {}
    tolls: dict[str, Any] = {}
    for name in ("dead", "injured"):
        count = found.get(name) or {}
        tolls[f"{name}_low"] = count.get("low", magnitude.get(name))
        tolls[f"{name}_high"] = count.get("high")
    return tolls
