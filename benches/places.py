"""Score the reading of places: `python benches/places.py [--show N]`.

Toponyms of geo_geovirus: how many are found, and of those with coordinates how many lie within 161 km (100 miles) of
the annotated point. A country is right by name too, whose middle is a matter of taste. Needs ../shared/corpora.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from cases import shared

NEAR = 161.0  # km: the distance at which geocoders are commonly compared
EARTH = 6371.0  # km


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in km between two points in degrees."""
    (lat1, lon1), (lat2, lon2) = ([math.radians(x) for x in p] for p in (a, b))
    inner = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(inner))


def read(record: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each gold toponym of a record with the place read at its first characters, or None."""
    from verbale import codebook, pipeline
    from verbale.articles.make import document

    made = document(record["text"], published=record.get("date"))
    layers = pipeline.layers(made, codebook.load())
    for gold in record["gold"]["toponyms"]:
        shift = sum(end - start for start, end in made.removed if end <= gold["start"])
        if any(start <= gold["start"] < end for start, end in made.removed):
            continue
        token = made.token_at(gold["start"] - shift)
        state = layers["who"].state_at(token) if token is not None else None
        place = layers["places"].at(token) if token is not None else None
        yield gold, place if place is not None else _acting(state)


def _acting(state: Any) -> Any:
    """The country of a name that acts in its sentence ("Nigeria said"): found, and placed by the name of the state."""
    from verbale import codebook
    from verbale.codebook import places

    if state is None or state.country is None:
        return None
    return next((p for p in places.load(codebook.load().folder).find(state.name) if p.country == state.country), None)


def figures(limit: int | None = None) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """Shares found, placed and near, and what was missed and wrong; empty where the set is absent."""
    path = shared("corpora", "geo_geovirus.jsonl")
    if path is None:
        return {}, {}
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    total = found = placed = near = 0
    for line in path.read_text("utf-8").splitlines()[:limit]:
        for gold, place in read(json.loads(line)):
            total += 1
            if place is None:
                missed[gold["name"]] += 1
                continue
            found += 1
            if place.lat is None:
                continue
            placed += 1
            away = distance((place.lat, place.lon), (gold["lat"], gold["lon"]))
            right = away <= NEAR or (place.name.lower() == gold["name"].lower() and place.kind == "country")
            near += right
            if not right:
                wrong[f"{gold['name']} ({place.name}, {place.country}, {place.kind}: {away:.0f} km)"] += 1
    shares = {
        "toponyms": total, "found": found / total, "placed": placed / total, "near of placed": near / placed,
        "near of all": near / total,
    }  # fmt: skip
    return shares, {"missed": missed, "wrong": wrong}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print so many of the most frequent misses and mistakes")
    args = parser.parse_args()
    shares, errors = figures()
    if not shares:
        return 0
    print(f"toponyms {shares['toponyms']:.0f}: found {shares['found']:.3f}, with coordinates {shares['placed']:.3f}")
    near, all_ = shares["near of placed"], shares["near of all"]
    print(f"within {NEAR:.0f} km: {near:.3f} of those placed, {all_:.3f} of all")
    for title, counts in errors.items():
        for name, n in counts.most_common(args.show):
            print(f"{title:7} {n:3} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
