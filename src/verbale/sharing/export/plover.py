"""PLOVER JSON: one record an event, in the names of the PLOVER 2.0 manual.

The manual's own rules are applied here, not in the reading: a future CONSULT, SUPPORT, COOPERATE or AID is written
AGREE, an announced withdrawal CONCEDE, an announced sanction or use of force THREATEN; an event without any actor is
no record; the auxiliary modes stand in `context`. CAMEO codes are text, with their leading zero.
Our own `status`, `cameo` and `finding` are extra names, which the manual allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from verbale.findings import ActorRef, Event, Place, Reading
from verbale.terms import Auxiliary, EventType

AGREE_WHEN_FUTURE = frozenset({EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID})
THREATEN_WHEN_FUTURE = frozenset(
    {EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.MOBILIZE, EventType.PROTEST}
)
_QUAD = {EventType.AGREE: 1, EventType.CONCEDE: 1, EventType.THREATEN: 3}
_SCALE = {EventType.AGREE: 2.5, EventType.CONCEDE: 4.5, EventType.THREATEN: -3.5}


def exported_type(event: Event) -> EventType:
    """The category that the manual gives an event: what is only announced is a promise, a concession or a threat."""
    if Auxiliary.FUTURE not in event.auxiliary or Auxiliary.NEGATION in event.auxiliary:
        return event.event_type
    if event.event_type in AGREE_WHEN_FUTURE:
        return EventType.AGREE
    if event.event_type is EventType.RETREAT:
        return EventType.CONCEDE if "withdraw" in event.mode else EventType.AGREE
    return EventType.THREATEN if event.event_type in THREATEN_WHEN_FUTURE else event.event_type


def records(reading: Reading) -> Iterator[dict[str, Any]]:
    """Every event of a reading as a PLOVER record."""
    status = {m.id: m.status.value for m in reading.meetings}
    for event in reading.events:
        if event.actors or event.recipients:
            yield _record(reading, event, status)


def _record(reading: Reading, event: Event, status: dict[str, str]) -> dict[str, Any]:
    document = reading.document
    event_type = exported_type(event)
    future = event_type is not event.event_type
    sentence = next((n for n, s in enumerate(document.sentences) if s.start <= event.trigger.start < s.end), None)
    record = {
        "id": event.id,
        "date": (event.time.start or event.time.end or document.published),
        "enddate": event.time.end,
        "actor": [_entity(a) for a in event.actors],
        "recipient": [_entity(a) for a in event.recipients],
        "event": [event_type.value],
        "event_loc": _location(event.place),
        "event_text": event.trigger.quote,
        "quad_code": _QUAD[event_type] if future else event.quad_code,
        "event_scale": _SCALE[event_type] if future else event.intensity,
        "mode": [] if future else list(event.mode),
        "context": [*event.context, *(a.value for a in event.auxiliary)],
        "size": _size(event),
        "text": event.evidence[0].quote if event.evidence else "",
        "text_info": {"sequence": sentence, "start": event.trigger.start, "end": event.trigger.end},
        "cite_info": {
            "citation": document.title,
            "publication": document.publisher,
            "url": document.url,
            "language": document.language,
        },
        "coder": "Verbale",
        "cameo": event.cameo,
        "status": status.get(event.finding or ""),
        "finding": event.finding,
        "attribution": [s.actor.name if s.actor else s.cue for s in event.attribution],
    }
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in record.items()}


def _entity(actor: ActorRef) -> dict[str, Any]:
    return {
        "code": actor.country,
        "sector": list(actor.sectors),
        "entity_text": actor.mention.quote if actor.mention else actor.name,
        "identifier_id": actor.id,
        "identifier_text": actor.name,
        "office": actor.office,
    }


def _location(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "extracted_place": place.mention.quote if place.mention else place.name,
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": place.country,
    }


def _size(event: Event) -> dict[str, int]:
    named: Sequence[tuple[str, int | None]] = (("dead", event.magnitude.dead), ("injured", event.magnitude.injured))
    return {name: value for name, value in named if value is not None}
