"""How two places agree: the same, one within the other, or apart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from verbale.codebook.places import fold

WITHIN = 0.5  # one is the country of the other
REGION = 120.0  # kilometres from the middle of a region within which a town may lie in it
NEAR = 30.0  # kilometres; a venue and its city, a suburb and its centre
_WIDE = ("country", "region")
Place = Mapping[str, Any] | None


def agreement(one: Place, other: Place) -> tuple[float, str]:
    """A value in -1..1 and the words for it: 1 the same place, WITHIN its country, -1 apart, 0 not known."""
    if not one or not other:
        return 0.0, ""
    names = f"{one['name']} and {other['name']}"
    if fold(one["name"]) == fold(other["name"]):
        return 1.0 if one["kind"] not in _WIDE else 0.6, f"both in {one['name']}"
    if one["country"] is None or other["country"] is None:
        return 0.0, ""
    if one["country"] != other["country"]:
        return -1.0, f"{names} lie in different countries"
    if "country" in (one["kind"], other["kind"]):
        return WITHIN, f"{names} agree: one lies in the other"
    away = distance(one, other)
    if away is not None and away <= NEAR:
        return 0.9, f"{names} are {away:.0f} km apart"
    if "region" in (one["kind"], other["kind"]):
        return (
            (0.2, f"{names} may lie in one another") if away is None or away < REGION else (-1.0, f"{names} are apart")
        )
    return -1.0, f"{names} are different places"


def precision(place: Place) -> int:
    """How exactly a place is known: 0 not at all, 1 country, 2 region, 3 city, 4 venue."""
    return ("unknown", "country", "region", "city", "venue").index(place["kind"]) if place else 0


def distance(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
    """Kilometres between two places, None where a coordinate is missing."""
    if None in (one.get("lat"), one.get("lon"), other.get("lat"), other.get("lon")):
        return None
    a, b = math.radians(one["lat"]), math.radians(other["lat"])
    apart = math.radians(one["lon"] - other["lon"])
    inner = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(apart)
    return 6371.0 * math.acos(max(-1.0, min(1.0, inner)))
