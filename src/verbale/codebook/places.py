"""The gazetteer of places: countries, regions, cities, venues, and the words that only look like places.

Read from `places/*.csv` and `actors/states.csv` when first asked for. Coordinates in degrees; populations in people.
Cities come from GeoNames (CC BY 4.0).
"""

from __future__ import annotations

import csv
import functools
import gzip
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from verbale.terms import PlaceKind


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteer; `population` 0 where it is not known; `hosts` of cities with a known venue of talks."""

    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None
    lon: float | None
    population: int = 0
    geonames_id: int | None = None
    contested: str | None = None
    capital: bool = False
    hosts: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """Places by folded name (`fold`), demonyms to country codes, capitals by country, and words that need care."""

    names: dict[str, tuple[KnownPlace, ...]]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    stop: frozenset[str]
    longest: int

    def find(self, name: str) -> tuple[KnownPlace, ...]:
        """The places of that name, the most populous first."""
        return self.names.get(fold(name), ())


def fold(name: str) -> str:
    """A name without case, accents, apostrophe kinds and a leading "the".

    >>> fold("The Dolmabahçe Palace")
    'dolmabahce palace'
    """
    plain = (name if name.isascii() else _without_accents(name)).casefold().replace("-", " ")
    return " ".join(plain.removeprefix("the ").split())


def _without_accents(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


@functools.cache
def load(folder: Path) -> Gazetteer:
    """The gazetteer in a codebook folder."""
    names: dict[str, list[KnownPlace]] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for keys, place in _places(folder, demonyms, capitals):
        for key in keys:
            known = names.setdefault(key, [])
            if not any(k.name == place.name and k.country == place.country and k.kind == place.kind for k in known):
                known.append(place)
    ordered = {key: tuple(sorted(found, key=_order)) for key, found in names.items()}
    stop = frozenset(row["word"].casefold() for row in _rows(folder / "places" / "stop.csv"))
    return Gazetteer(ordered, demonyms, capitals, stop, max((key.count(" ") + 1 for key in ordered), default=1))


@functools.cache
def contested(folder: Path) -> tuple[KnownPlace, ...]:
    """The regions that more than one state claims, or that one holds against another, in the order of the table."""
    table = _table(folder / "places" / "regions.csv", PlaceKind.REGION)
    return tuple(place for _, place in table if place.contested and place.lat is not None)


def _order(place: KnownPlace) -> tuple[int, int]:
    ranks = (PlaceKind.COUNTRY, PlaceKind.VENUE, PlaceKind.REGION, PlaceKind.CITY)
    return (ranks.index(place.kind) if place.kind in ranks else 9, -place.population)


def _places(folder: Path, demonyms: dict[str, str], capitals: dict[str, str]) -> Iterator[tuple[list[str], KnownPlace]]:
    states = list(_rows(folder / "actors" / "states.csv"))
    for row in states:
        if not row["valid_to"]:
            for word in _list(row["demonyms"]):
                demonyms.setdefault(word.casefold(), row["code"])
        yield _keys(row["name"], row["aliases"]), _known(row, PlaceKind.COUNTRY, row["code"])
    cities = {fold(word): row["code"] for row in states if not row["sectors"] for word in _list(row["capital"])}
    for row in states:
        capital = _list(row["capital"])
        if capital and not row["valid_to"]:
            capitals.setdefault(row["code"], capital[0])
    for name in ("regions.csv", "provinces.csv"):
        yield from _table(folder / "places" / name, PlaceKind.REGION)
    yield from _table(folder / "places" / "venues.csv", PlaceKind.VENUE)
    hosts = {(row["city"], row["country"]) for row in _rows(folder / "places" / "venues.csv")}
    for name in ("towns.csv", "cities.csv.gz"):  # the first row of a name and country counts
        for row in _rows(folder / "places" / name):
            place = _known(row, PlaceKind.CITY, row["country"], capital=cities.get(fold(row["name"])) == row["country"])
            place = replace(place, hosts=(row["name"], row["country"]) in hosts)
            yield _keys(row["name"], row["aliases"]), place


def _table(path: Path, kind: PlaceKind) -> Iterator[tuple[list[str], KnownPlace]]:
    for row in _rows(path):
        yield _keys(row["name"], row["aliases"]), _known(row, kind, row["country"])


def _known(row: dict[str, str], kind: PlaceKind, country: str, *, capital: bool = False) -> KnownPlace:
    return KnownPlace(
        row["name"], kind, country or None, _number(row.get("lat")), _number(row.get("lon")),
        int(row.get("population") or 0), int(row["geonames_id"]) if row.get("geonames_id") else None,
        row.get("contested") or None, capital,
    )  # fmt: skip


def _number(value: str | None) -> float | None:
    return float(value) if value else None


def _keys(name: str, aliases: str) -> list[str]:
    return list(dict.fromkeys(fold(n) for n in (name, *_list(aliases))))


def _list(field: str) -> list[str]:
    return [part.strip() for part in field.split("|") if part.strip()]


def _rows(path: Path) -> Iterable[dict[str, str]]:
    if not path.exists():
        return []
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return csv.DictReader(io.StringIO(text))
