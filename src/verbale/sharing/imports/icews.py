"""ICEWS files: by the names of their columns; the CAMEO code stays text, countries are names."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date

from verbale.codebook import PACKAGED, actors, cameo
from verbale.sharing.imports.event import Json, event, number, party

NEEDS = ("Event ID", "Event Date", "CAMEO Code")


def read(row: Mapping[str, str]) -> Json:
    """One row; ValueError for one without a date."""
    code = row["CAMEO Code"].strip()
    return event(
        "icews", row["Event ID"], date.fromisoformat(row["Event Date"][:10]).isoformat(),
        event_type=cameo.category(PACKAGED, code), cameo=code, text=row.get("Event Text") or None,
        intensity=number(row.get("Intensity")), quad_code=cameo.quad_class(code) if code[:2].isdigit() else None,
        actors=_side(row, "Source"), recipients=_side(row, "Target"), place=_place(row),
        publisher=row.get("Publisher") or None, story=row.get("Story ID") or None,
    )  # fmt: skip


def _side(row: Mapping[str, str], side: str) -> list[Json]:
    name, country = row.get(f"{side} Name") or None, row.get(f"{side} Country") or None
    sectors = [s.strip() for s in (row.get(f"{side} Sectors") or "").split(",")]
    return [party(name, code_of(country), sectors)] if name or country else []


def _place(row: Mapping[str, str]) -> Json | None:
    name = row.get("City") or row.get("Province") or row.get("Country")
    at = {"lat": number(row.get("Latitude")), "lon": number(row.get("Longitude"))}
    return {"name": name, "country": code_of(row.get("Country")), **at} if name else None


def code_of(country: str | None) -> str | None:
    """ISO 3166 alpha-3 of a country by its English name; None for one that the codebook does not know."""
    return _codes().get((country or "").casefold())


@functools.cache
def _codes() -> dict[str, str]:
    states = actors.load(PACKAGED).states
    named = {alias.casefold(): s.code for s in states if s.id == s.code for alias in (s.name, *s.aliases)}
    return named | {s.code.casefold(): s.code for s in states}
