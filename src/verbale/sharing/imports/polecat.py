"""POLECAT files (`ngecEvents...txt`): by the names of their columns; lists joined with `;`, `None` for nothing."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date

from verbale.sharing.imports.event import Json, event, number, party

NEEDS = ("Event ID", "Event Date", "Event Type")
_QUADS = {"VERBAL COOPERATION": 1, "MATERIAL COOPERATION": 2, "VERBAL CONFLICT": 3, "MATERIAL CONFLICT": 4}


def read(row: Mapping[str, str]) -> Json:
    """One row; ValueError for one without a date."""
    said = {name: None if value in ("", "None") else value for name, value in row.items()}
    quad = said.get("Quad Code")
    return event(
        "polecat", str(said["Event ID"]), _day(row["Event Date"]), event_type=said["Event Type"],
        mode=_list(said.get("Event Mode")), context=_list(said.get("Contexts")),
        intensity=number(said.get("Intensity") or said.get("Event Intensity")),
        quad_code=_QUADS.get(quad or "", number(quad)),
        actors=_side(said, "Actor"), recipients=_side(said, "Recipient"),
        place=_place(said), publisher=said.get("Source"),
    )  # fmt: skip


def _day(said: str) -> str:
    return date.fromisoformat(said[:10]).isoformat()


def _list(said: str | None) -> list[str]:
    return [part.strip() for part in (said or "").split(";") if part.strip() not in ("", "None")]


def _side(said: Mapping[str, str | None], side: str) -> list[Json]:
    names, countries = ((said.get(f"{side} {what}") or "").split(";") for what in ("Name", "Country"))
    sectors = _list(said.get(f"{side} Sectors")) or _list(said.get(f"Primary {side} Sector"))
    pairs = list(itertools.zip_longest(names, countries))
    clean = [(_known(name), _known(country)) for name, country in pairs]
    alone = len(clean) == 1  # the sectors of several are not told apart
    return [party(name, country, sectors if alone else ()) for name, country in clean if name or country]


def _known(part: str | None) -> str | None:
    part = (part or "").strip()
    return None if part in ("", "None") else part


def _place(said: Mapping[str, str | None]) -> Json | None:
    name = said.get("Placename") or said.get("City") or said.get("Country")
    if name is None:
        return None
    at = {"lat": number(said.get("Latitude")), "lon": number(said.get("Longitude"))}
    return {"name": name, "country": said.get("Country"), **at}
