"""GDELT Events 2.0: tab-separated text without a header, 61 columns, one actor a side (flattened as `coded` says).

Actors have CAMEO codes, places FIPS 10-4 codes. Mentions, sources and articles count what this export was given: one
document. The tone is not measured and stays empty. DATEADDED is the moment of publication (UTC), empty when unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from verbale.codebook import PACKAGED, cameo
from verbale.sharing.export.cells import tabbed
from verbale.sharing.export.coded import Dyad, actor_code, country_name, dyads
from verbale.sharing.export.rows import Json, Row, sentence_of

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
_GAZA = 34.7  # degrees east: places of Palestine to the west of it lie in Gaza (GZ), the others in the West Bank (WE)


def lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:
    """One line for each pair of actors of an event, without a header."""
    for dyad in dyads(rows, left):
        yield tabbed(_values(dyad))


def _values(dyad: Dyad) -> Iterator[Any]:
    found, row = dyad.coded, dyad.coded.row
    day = date.fromisoformat(found.day)
    passed = (day - date(day.year, 1, 1)).days / 365
    yield from (dyad.number, f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, f"{day.year + passed:.4f}")
    yield from _actor(dyad.source)
    yield from _actor(dyad.target)
    yield from (int(sentence_of(row) == 0), found.code, found.code[:3], found.code[:2])
    yield from (cameo.quad_class(found.code), found.goldstein, len(found.event["evidence"]), 1, 1, None)
    yield from _geo(_home(dyad.source))
    yield from _geo(_home(dyad.target))
    yield from _geo(found.event["place"])
    yield from (_moment(row.document.get("published")), row.document.get("url"))


def _actor(actor: Json | None) -> tuple[Any, ...]:
    if actor is None:
        return (None,) * 10
    code = actor_code(actor)
    types = (*code.roles, None, None, None)[:3]
    return code.whole, actor["name"].upper(), code.country, code.group, None, None, None, *types


def _home(actor: Json | None) -> Json | None:
    """The country of an actor as a place; GDELT wants to know where an actor is, and no more is known."""
    if actor is None or actor["country"] not in cameo.countries(PACKAGED):
        return None
    return {"kind": "country", "name": country_name(actor["country"]), "country": actor["country"]}


def _geo(place: Json | None) -> tuple[Any, ...]:
    if place is None:
        return (0, *(None,) * 7)
    kind = {"country": 1, "region": 5, "city": 4, "venue": 4}.get(place["kind"], 4)
    fips = _fips(place)
    country = country_name(place["country"])
    name = place["name"] if kind == 1 or not country else f"{place['name']}, {country}"
    at = (place.get("lat"), place.get("lon"), place.get("geonames_id"))
    return (kind, name, fips, fips if kind == 1 else None, None, *at)


def _fips(place: Json) -> str | None:
    if place["country"] == "PSE" and place.get("lon") is not None:
        return "GZ" if place["lon"] < _GAZA else "WE"
    found = cameo.countries(PACKAGED).get(place["country"] or "")
    return found.fips if found else None


def _moment(published: str | None) -> str | None:
    if published is None:
        return None
    said = datetime.fromisoformat(published)
    return f"{said.astimezone(UTC) if said.tzinfo else said:%Y%m%d%H%M%S}"
