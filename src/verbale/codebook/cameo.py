"""CAMEO in the exports: what a code is called, its Goldstein value, its quad class, and the codes of actors.

The tables are `crosswalks/cameo.csv` (event codes), `countries.csv` (ISO 3166 alpha-3 to alpha-2, FIPS 10-4, Correlates
of War and CAMEO), `sectors.csv` (PLOVER sectors to CAMEO roles) and `bodies.csv` (known groups). Codes are text: "010"
is not 10.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Code:
    """An event code; `intent` is the code of the mere announcement of such an act, `plover` its PLOVER category."""

    code: str
    name: str
    goldstein: float
    intent: str
    plover: str


@dataclass(frozen=True, slots=True)
class Country:
    """The codes of one country; empty where a list does not have it."""

    iso2: str
    fips: str
    cow: str
    cameo: str


@functools.cache
def codes(folder: Path) -> dict[str, Code]:
    """The event codes; those that are not listed share what their parent says."""
    return {
        row["code"]: Code(row["code"], row["name"], float(row["goldstein"]), row["intent"], row["plover"])
        for row in _rows(folder, "cameo.csv")
    }


def nearest(folder: Path, code: str) -> Code | None:
    """The code itself or the nearest one above it; None for what is no CAMEO code."""
    known = codes(folder)
    return next((known[code[:n]] for n in range(len(code), 1, -1) if code[:n] in known), None)


def announced(folder: Path, code: str) -> str:
    """The code of the announcement of an act: a planned meeting (046) is an intent to meet (036); others stay."""
    known = codes(folder)
    above = (known[code[:n]] for n in range(len(code), 1, -1) if code[:n] in known)
    return next((found.intent for found in above if found.intent), code)


def category(folder: Path, code: str) -> str | None:
    """The PLOVER category of a code; None where it has none (a mere comment)."""
    known = codes(folder)
    above = (known[code[:n]] for n in range(len(code), 1, -1) if code[:n] in known)
    return next((found.plover for found in above if found.plover), None)


def quad_class(code: str) -> int:
    """1 verbal cooperation (01-05), 2 material cooperation (06-08), 3 verbal conflict (09-13), 4 material (14-20)."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def penta_class(code: str) -> int:
    """As Phoenix counts: 0 for a statement (01, 02), else the quad class."""
    return 0 if int(code[:2]) <= 2 else quad_class(code)


@functools.cache
def countries(folder: Path) -> dict[str, Country]:
    """The codes of the countries by ISO 3166 alpha-3."""
    rows = _rows(folder, "countries.csv")
    return {row["code"]: Country(row["iso2"], row["fips"], row["cow"], row["cameo"] or row["code"]) for row in rows}


@functools.cache
def by_fips(folder: Path) -> dict[str, str]:
    """FIPS 10-4 to ISO 3166 alpha-3; the West Bank and Gaza are Palestine."""
    return {c.fips: code for code, c in countries(folder).items() if c.fips} | {"WE": "PSE", "GZ": "PSE"}


@functools.cache
def by_cameo(folder: Path) -> dict[str, str]:
    """CAMEO country to ISO 3166 alpha-3."""
    return {c.cameo: code for code, c in countries(folder).items()}


@functools.cache
def roles(folder: Path) -> dict[str, str]:
    """PLOVER sector to CAMEO role; a sector that is not listed has none."""
    return {row["plover"]: row["cameo"] for row in _rows(folder, "sectors.csv")}


@functools.cache
def known_groups(folder: Path) -> dict[str, str]:
    """Actor id of an organisation to its three-letter CAMEO code."""
    return {row["body"]: row["group"] for row in _rows(folder, "bodies.csv")}


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / "crosswalks" / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)
