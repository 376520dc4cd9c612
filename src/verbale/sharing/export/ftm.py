"""FollowTheMoney entities as JSON Lines, for Aleph and its kin: articles, actors, and events that involve them.

Meetings, violence and the events of other findings become `Event` (a visit `Trip`) with `proof` pointing at the
`Article`. Dates keep their precision ("2025-07" is a month). A meeting that was cancelled or did not take place is no
event there, and neither is what was only planned: they are counted.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.codebook import PACKAGED, cameo
from verbale.sharing.export.rows import Json, Row, words_of

_SCHEMA = {
    "person": "Person", "government": "PublicBody", "state": "PublicBody", "organisation": "Organization",
    "armed_group": "Organization", "media": "Organization",
}  # fmt: skip


def lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:
    """One entity a line, each actor and article once, before the events that name them."""
    seen: set[str] = set()
    for row in rows:
        if row.kind not in ("meeting", "violence", "event") or (row.kind == "event" and row.restated):
            continue
        if {"future", "negation", "hypothetical"} & set(row.finding["auxiliary"]) or _open(row.finding):
            left["findings that did not happen or not yet"] += 1
            continue
        if row.kind == "event" and not _actors(row):
            left["events without an actor"] += 1
            continue
        for entity in _entities(row):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield json.dumps(entity, ensure_ascii=False) + "\n"


def _open(finding: Json) -> bool:
    return finding.get("status") not in (None, "held", "under_way")


def _entities(row: Row) -> Iterator[dict[str, Any]]:
    document = row.document
    article = entity(
        "Article", document["id"], title=document.get("title"), sourceUrl=_url(document.get("url")),
        publisher=document.get("publisher"), publishedAt=document.get("published"), language=document.get("language"),
    )  # fmt: skip
    yield article
    involved = []
    for actor in _actors(row):
        if actor["kind"] in _SCHEMA:
            named = entity(_SCHEMA[actor["kind"]], actor["id"], name=actor["name"], country=_alpha2(actor["country"]))
            involved.append(named["id"])
            yield named
    yield _event(row, article["id"], involved)


def _actors(row: Row) -> list[Json]:
    found = row.finding
    if row.kind == "meeting":
        return [p["actor"] for p in found["participants"] if p["attendance"] not in ("declined", "absent")]
    return [*found["actors"], *(found.get("targets") or found.get("recipients") or ())]


def _event(row: Row, article: str, involved: list[str]) -> dict[str, Any]:
    found = row.finding
    place: Json = found["place"] or {}
    start, end = _days(found["time"])
    kind = found.get("form") or found.get("mode") or found.get("event_type")
    return entity(
        "Trip" if found.get("form") == "visit" else "Event", found["id"] + article, name=_title(row),
        summary=words_of(row), startDate=start, endDate=end, location=place.get("name"),
        country=_alpha2(place.get("country")), involved=involved, proof=article,
        sourceUrl=_url(row.document.get("url")),
        keywords=[row.kind, *(kind if isinstance(kind, list) else [kind] if kind and kind != "unknown" else [])],
        publisher=row.document.get("publisher"),
    )  # fmt: skip


def _title(row: Row) -> str:
    names = ", ".join(a["name"] for a in _actors(row)) or "unnamed"
    what = row.finding.get("event_type") or row.kind
    return f"{str(what).capitalize()}: {names}"


def _days(time: Json) -> tuple[str | None, str | None]:
    start, end = time["start"], time["end"]
    if time["precision"] == "month" and start:
        return start[:7], None
    if time["precision"] == "year" and start:
        return start[:4], None
    return start, end if end != start else None


def entity(schema: str, key: str, **properties: Any) -> dict[str, Any]:
    """One entity; every property is a list of texts, empty ones are left away."""
    lists = {k: v if isinstance(v, list) else [v] for k, v in properties.items() if v not in (None, "", [])}
    name = hashlib.sha1(f"{schema}:{key}".encode(), usedforsecurity=False).hexdigest()
    return {"id": name, "schema": schema, "properties": lists}


def _url(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _alpha2(code: str | None) -> str | None:
    """The two-letter code that FollowTheMoney uses."""
    found = cameo.countries(PACKAGED).get(code or "")
    return found.iso2 if found else None
