"""ICEWS: tab-separated text with a header, 20 columns, one source and one target a row (flattened as `coded` says).

The CAMEO code is text with its leading zero: read the column as text. The key of a row is event id and date. The
intensity is the Goldstein value of the code. Lists inside a cell are joined with commas, as ICEWS does with sectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.sharing.export.cells import tabbed
from verbale.sharing.export.coded import Dyad, country_name, dyads
from verbale.sharing.export.rows import Json, Row, sentence_of

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:
    """The header and one line for each source and target of an event."""
    yield tabbed(COLUMNS)
    for dyad in dyads(rows, left):
        yield tabbed(_values(dyad))


def _values(dyad: Dyad) -> tuple[Any, ...]:
    found, row = dyad.coded, dyad.coded.row
    sentence = sentence_of(row)
    return (
        dyad.number, found.day, *_side(dyad.source), found.label, found.code, found.goldstein, *_side(dyad.target),
        row.document["id"], None if sentence is None else sentence + 1, row.document.get("publisher"),
        *_place(found.event["place"]),
    )  # fmt: skip


def _side(actor: Json | None) -> tuple[Any, ...]:
    if actor is None:
        return (None, None, None)
    return actor["name"], ",".join(actor["sectors"]), country_name(actor["country"])


def _place(place: Json | None) -> tuple[Any, ...]:
    if place is None:
        return (None,) * 6
    city = place["name"] if place["kind"] == "city" else None
    province = place["name"] if place["kind"] == "region" else None
    return city, None, province, country_name(place["country"]), place["lat"], place["lon"]
