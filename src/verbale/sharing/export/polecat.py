"""POLECAT: tab-separated text with a header, 40 columns, `None` for what is missing, lists joined with `;`.

The lists of names, countries, titles and identifiers of one side run in parallel. Written in UTF-8; loaders that read
ISO 8859-1 must be told so. Column "Intensity" is the PLOVER intensity, the quad code is spelled out as POLECAT does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.codebook import PACKAGED, cameo
from verbale.sharing.export.cells import joined, tabbed
from verbale.sharing.export.coded import happened
from verbale.sharing.export.plover import scales
from verbale.sharing.export.rows import Json, Row

_SIDE = (
    "{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw",
    "Wikipedia {0} ID",
)  # fmt: skip
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _SIDE), *(name.format("Recipient") for name in _SIDE),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
NONE = "None"
VERSION = "Verbale"


def lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:
    """The header and one line an event; what POLECAT has no place for is counted in `left`."""
    yield tabbed(COLUMNS)
    for row, day in happened(rows, left):
        yield tabbed(_values(row, day), NONE)


def _values(row: Row, day: str) -> Iterator[Any]:
    event, document = row.finding, row.document
    event_type, mode, quad, intensity = scales(event)
    yield from (event["id"], day, event_type, joined(mode), intensity, QUADS[quad])
    yield joined([*event["context"], *(a for a in event["auxiliary"] if a == "historical")])
    yield from _side(event["actors"])
    yield from _side(event["recipients"])
    yield from _place(event["place"])
    yield from (document.get("publisher"), (document.get("published") or "")[:10])
    people = [a["name"] for a in row.story if a["kind"] == "person"]
    bodies = [a["name"] for a in row.story if a["kind"] in ("organisation", "armed_group", "media")]
    yield from (joined(people), joined(bodies), None, document.get("language"), VERSION)


def _side(actors: list[Json]) -> Iterator[Any]:
    sectors = list(dict.fromkeys(s for a in actors for s in a["sectors"]))
    countries = cameo.countries(PACKAGED)
    yield joined((a["name"] for a in actors), NONE)
    yield joined((a["country"] for a in actors), NONE)
    yield joined((countries[a["country"]].cow if a["country"] in countries else None for a in actors), NONE)
    yield from (sectors[0] if sectors else None, joined(sectors))
    yield joined((a["office"] for a in actors), NONE)
    yield joined((a["mention"]["quote"] if a["mention"] else a["name"] for a in actors), NONE)
    yield joined((None for _ in actors), NONE)


def _place(place: Json | None) -> tuple[Any, ...]:
    if place is None:
        return (None,) * 10
    city = place["name"] if place["kind"] == "city" else None
    province = place["name"] if place["kind"] == "region" else None
    raw = place["mention"]["quote"] if place["mention"] else place["name"]
    feature = {"city": "PPL", "country": "PCLI"}.get(place["kind"])
    at = (place["lat"], place["lon"], place["geonames_id"])
    return place["name"], city, None, province, place["country"], *at, raw, feature
