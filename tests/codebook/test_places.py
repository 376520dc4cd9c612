"""The gazetteer of places and the tables that name actors: codes, coordinates, names that mean two things."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from verbale.codebook import PACKAGED, places
from verbale.terms import ActorKind, PlaceKind

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
LEVELS = frozenset({"leader", "minister", "envoy", "official", "military", "delegation", "unknown"})


def rows(name: str) -> list[dict[str, str]]:
    path: Path = PACKAGED / name
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))


def found(name: str) -> places.KnownPlace:
    return places.load(PACKAGED).find(name)[0]


CODES = {row["code"] for row in rows("actors/states.csv")}


@pytest.mark.parametrize("name", ["regions.csv", "provinces.csv", "venues.csv", "towns.csv", "cities.csv.gz"])
def test_every_place_has_a_country_of_the_table_and_lies_on_the_globe(name: str) -> None:
    for row in rows(f"places/{name}"):
        assert None not in row and None not in row.values(), row
        assert row["country"] in CODES | {""}, row
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row


def test_the_cities_table_is_the_same_bytes_whenever_it_is_built() -> None:
    packed = (PACKAGED / "places" / "cities.csv.gz").read_bytes()
    assert packed[4:8] == b"\0\0\0\0" and len(packed) < 900_000


def test_cities_are_found_under_the_spellings_of_the_news() -> None:
    assert found("Kiev").country == found("Kyiv").country == "UKR"
    assert found("Hodeida").country == "YEM"
    assert found("El Fasher").country == "SDN"
    assert found("Deir ez-Zor").country == "SYR"


def test_venues_of_talks_are_found_with_and_without_accents() -> None:
    assert found("Dolmabahce Palace") == found("Dolmabahçe Palace")
    assert found("Camp David").kind is PlaceKind.VENUE
    assert found("Panmunjom").kind is PlaceKind.VENUE


def test_a_province_that_shares_its_name_with_a_city_is_found_with_its_kind_only() -> None:
    assert found("Kandahar province").kind is PlaceKind.REGION
    assert found("Kandahar").kind is PlaceKind.CITY


def test_disputed_regions_say_who_disputes_them() -> None:
    for name in ("Crimea", "Golan Heights", "Spratly Islands", "Taiwan"):
        assert found(name).contested, name


def test_seas_and_straits_belong_to_no_country() -> None:
    assert found("Black Sea").country is None
    assert found("Strait of Hormuz").country is None


def test_ordinary_words_and_given_names_are_marked_as_such() -> None:
    stop = places.load(PACKAGED).stop
    assert {"reading", "split", "mobile", "police", "vladimir", "of"} <= stop
    assert not {"istanbul", "geneva", "aleppo", "goma"} & stop


def test_capitals_are_those_of_the_state_and_not_of_a_breakaway_part() -> None:
    capitals = places.load(PACKAGED).capitals
    assert (capitals["GEO"], capitals["TWN"], capitals["XKX"]) == ("Tbilisi", "Taipei", "Pristina")


def test_bodies_have_known_kinds_sectors_and_countries_and_no_name_twice() -> None:
    seen: dict[str, str] = {}
    for row in rows("actors/bodies.csv"):
        assert row["kind"] in set(ActorKind) and set(row["sectors"].split()) <= SECTORS, row
        assert row["country"] in CODES | {"IGO", "NGO"}, row
        for name in filter(None, (row["name"], *row["aliases"].split("|"))):
            assert seen.setdefault(name, row["id"]) == row["id"], (name, row["id"])


def test_nouns_and_titles_have_known_sectors_and_levels_and_stand_once() -> None:
    for table, column in (("groups", "noun"), ("titles", "title")):
        forms = [form for row in rows(f"actors/{table}.csv") for form in row[column].lower().split("|")]
        assert len(forms) == len(set(forms))
        for row in rows(f"actors/{table}.csv"):
            assert row["level"] in LEVELS and set(row["sectors"].split()) <= SECTORS, row


def test_a_demonym_stands_for_one_country_of_today() -> None:
    demonyms = places.load(PACKAGED).demonyms
    assert (demonyms["dutch"], demonyms["french"], demonyms["chinese"]) == ("NLD", "FRA", "CHN")
    assert (demonyms["congolese"], demonyms["dominican"], demonyms["turkish"]) == ("COD", "DOM", "TUR")
