"""GDELT event files, 1.0 (58 columns) and 2.0 (61): by the place of their columns, for they have no header."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from verbale.codebook import PACKAGED, cameo
from verbale.sharing.export.gdelt import COLUMNS
from verbale.sharing.imports.event import Json, event, number, party

COLUMNS_1 = tuple(name for name in COLUMNS if not name.endswith("ADM2Code"))
WIDTHS = {len(COLUMNS): COLUMNS, len(COLUMNS_1): COLUMNS_1}


def read(cells: Sequence[str]) -> Json:
    """One row; ValueError for one of another width or without a date."""
    if len(cells) not in WIDTHS:
        raise ValueError(f"{len(cells)} columns; GDELT events have 58 (1.0) or 61 (2.0)")
    row = dict(zip(WIDTHS[len(cells)], cells, strict=True))
    code = row["EventCode"]
    return event(
        "gdelt", row["GLOBALEVENTID"], datetime.strptime(row["SQLDATE"], "%Y%m%d").date().isoformat(),
        event_type=cameo.category(PACKAGED, code), cameo=code, intensity=number(row["GoldsteinScale"]),
        quad_code=number(row["QuadClass"]), actors=_side(row, "Actor1"), recipients=_side(row, "Actor2"),
        place=_place(row), url=row["SOURCEURL"] or None,
    )  # fmt: skip


def _side(row: dict[str, str], side: str) -> list[Json]:
    if not row[f"{side}Code"] and not row[f"{side}Name"]:
        return []
    country = cameo.by_cameo(PACKAGED).get(row[f"{side}CountryCode"])
    types = [row[f"{side}Type{n}Code"] for n in (1, 2, 3)]
    return [party(row[f"{side}Name"] or row[f"{side}Code"], country, types)]


def _place(row: dict[str, str]) -> Json | None:
    name = row["ActionGeo_FullName"]
    at = {"lat": number(row["ActionGeo_Lat"]), "lon": number(row["ActionGeo_Long"])}
    country = cameo.by_fips(PACKAGED).get(row["ActionGeo_CountryCode"])
    return {"name": name, "country": country, **at} if name else None
