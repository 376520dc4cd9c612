"""PLOVER JSON: one record an event, in the names of the PLOVER 2.0 manual.

The manual's own rules are applied here, not in the reading: a future CONSULT, SUPPORT, COOPERATE or AID is written
AGREE, a formal agreement signed (CAMEO 057) SUPPORT, an announced withdrawal CONCEDE, an announced sanction or use of
force THREATEN; an event without any actor is no record; the auxiliary modes stand in `context`. CAMEO codes are text,
with their leading zero.
Our own `status`, `cameo` and `finding` are extra names, which the manual allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.codebook import PACKAGED, plover
from verbale.findings import Event, Reading
from verbale.sharing.export.rows import Json, Row, rows_of, sentence_of, words_of
from verbale.terms import EventType

AGREE_WHEN_FUTURE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
SIGNED = "057"  # a formal agreement signed is material support in PLOVER, a mere agreement in CAMEO
THREATEN_WHEN_FUTURE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})


def exported_type(event: Event) -> EventType:
    """The category that the manual gives an event: what is only announced is a promise, a concession or a threat."""
    return EventType(_type(event.event_type.value, event.mode, [a.value for a in event.auxiliary], event.cameo))


def written_type(event: Json) -> str:
    """The same for an event in the contract's JSON."""
    return _type(event["event_type"], event["mode"], event["auxiliary"], event["cameo"])


def _type(event_type: str, mode: Iterable[str], auxiliary: Iterable[str], cameo: str | None) -> str:
    if event_type == "AGREE" and cameo == SIGNED and not {"future", "negation", "hypothetical"} & set(auxiliary):
        return "SUPPORT"
    if "future" not in auxiliary or "negation" in auxiliary:
        return event_type
    if event_type in AGREE_WHEN_FUTURE:
        return "AGREE"
    if event_type == "RETREAT":
        return "CONCEDE" if "withdraw" in mode else "AGREE"
    return "THREATEN" if event_type in THREATEN_WHEN_FUTURE else event_type


def scales(event: Json) -> tuple[str, list[str], int, float]:
    """(category, modes, quad code, intensity) as written: an announcement has the values of its own category."""
    written = written_type(event)
    if written == event["event_type"]:
        return written, list(event["mode"]), event["quad_code"], event["intensity"]
    category = plover.categories(PACKAGED)[written]
    return written, [], category.quad_code, category.intensity


def records(reading: Reading) -> Iterator[dict[str, Any]]:
    """Every event of a reading as a PLOVER record."""
    yield from written(rows_of([reading.to_json()]), Counter())


def written(rows: Iterable[Row], left: Counter[str]) -> Iterator[dict[str, Any]]:
    """Every event among the rows as a PLOVER record; what is left out is counted in `left`."""
    for row in rows:
        if row.kind != "event":
            continue
        if row.finding["actors"] or row.finding["recipients"]:
            yield record(row)
        else:
            left["events without an actor"] += 1


def record(row: Row) -> dict[str, Any]:
    """One event as a PLOVER record."""
    event, document = row.finding, row.document
    event_type, mode, quad_code, intensity = scales(event)
    return {
        "id": event["id"],
        "has_event": True,
        "date": event["time"]["start"] or event["time"]["end"] or document["published"],
        "enddate": event["time"]["end"],
        "actor": [_entity(a) for a in event["actors"]],
        "recipient": [_entity(a) for a in event["recipients"]],
        "event": [event_type],
        "event_loc": _location(event["place"]),
        "event_text": event["trigger"]["quote"],
        "quad_code": quad_code,
        "event_scale": intensity,
        "mode": mode,
        "context": [*event["context"], *event["auxiliary"]],
        "size": {k: v for k, v in event["magnitude"].items() if k in ("dead", "injured") and v is not None},
        "text": words_of(row),
        "text_info": {
            "sequence": sentence_of(row),
            "start": event["trigger"]["start"],
            "end": event["trigger"]["end"],
        },
        "cite_info": {
            "citation": document.get("title"),
            "publication": document.get("publisher"),
            "url": document.get("url"),
            "language": document.get("language"),
        },
        "coder": "Verbale",
        "cameo": event["cameo"],
        "status": (row.restated or {}).get("status") if row.restated and row.restated.get("participants") else None,
        "finding": event["finding"],
        "attribution": [s["actor"]["name"] if s["actor"] else s["cue"] for s in event["attribution"]],
    }


def _entity(actor: Json) -> dict[str, Any]:
    return {
        "code": actor["country"],
        "sector": list(actor["sectors"]),
        "entity_text": actor["mention"]["quote"] if actor["mention"] else actor["name"],
        "identifier_id": actor["id"],
        "identifier_text": actor["name"],
        "office": actor["office"],
    }


def _location(place: Json | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "extracted_place": place["mention"]["quote"] if place["mention"] else place["name"],
        "resolved_place": place["name"],
        "geonameid": place["geonames_id"],
        "lat": place["lat"],
        "lon": place["lon"],
        "country_code": place["country"],
    }
