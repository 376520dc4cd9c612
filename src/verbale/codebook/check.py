"""Checks of the tables: codes, dates, duplicates; each problem names file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from verbale.codebook import Codebook, plover
from verbale.errors import CodebookError

_CODE = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def check_tables(book: Codebook) -> str:
    """A short account of the tables; CodebookError at the first row that does not hold."""
    states = sum(1 for _ in _checked(book.folder / "actors" / "states.csv", ("id",)))
    bodies = sum(1 for _ in _checked(book.folder / "actors" / "bodies.csv", ("id",)))
    holders = 0
    for path in sorted((book.folder / "actors" / "holders").glob("*.csv")):
        holders += sum(1 for _ in _checked(path, ("person", "country", "office", "start")))
    for card in book.acts.values():
        if card.event:
            plover.intensity(book.folder, card.event, card.mode)
            unknown = set(card.context) - plover.contexts(book.folder)
            if unknown:
                raise CodebookError(f"{card.path}: unknown context {', '.join(unknown)}; see crosswalks/contexts.txt")
        if card.issue and card.issue not in book.issues:
            raise CodebookError(f"{card.path}: no issue card {card.issue!r}")
    return f"{states} states, {bodies} bodies, {holders} spells of office"


def _checked(path: Path, key: tuple[str, ...]) -> Iterator[dict[str, str]]:
    seen: dict[tuple[str, ...], int] = {}
    with path.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            line = len(seen) + 2
            where = f"{path}:{line}"
            if None in row or None in row.values():
                raise CodebookError(f"{where}: too many or too few fields: put fields with commas in quotation marks")
            identity = tuple(row[k] for k in key)
            if identity in seen:
                raise CodebookError(f"{where}: the same {', '.join(key)} stands in line {seen[identity]}: remove one")
            seen[identity] = line
            _check_row(row, where)
            yield row


def _check_row(row: dict[str, str], where: str) -> None:
    code = row.get("country") or row.get("code") or ""
    if code and not _CODE.fullmatch(code):
        raise CodebookError(f"{where}: {code!r} is no country code: write ISO 3166 alpha-3, IGO or NGO")
    start, end = (row.get(a) or row.get(b) or "" for a, b in (("start", "valid_from"), ("end", "valid_to")))
    for value in (start, end):
        if value and not _DATE.fullmatch(value):
            raise CodebookError(f"{where}: {value!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    if start and end and start[: len(end)] > end[: len(start)]:
        raise CodebookError(f"{where}: ends ({end}) before it starts ({start})")
