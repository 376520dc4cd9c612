"""Files of event data, opened and told apart by what stands in them; gzip and zip are unpacked."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from verbale.errors import InputError, UsageError
from verbale.sharing.imports import dna, gdelt, icews, polecat
from verbale.sharing.imports.event import Json

NAMED: dict[str, tuple[Sequence[str], str, Callable[[Any], Json]]] = {
    "polecat": (polecat.NEEDS, "\t", polecat.read),
    "icews": (icews.NEEDS, "\t", icews.read),
    "dna": (dna.NEEDS, ";", dna.read),
}
FORMATS = (*NAMED, "gdelt")
_ACLED = ("event_id_cnty", "event_id_no_cnty")
LONGEST = 1_000_000  # characters of one line


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is no event, and why."""

    where: str
    reason: str


def events(path: str, format: str | None = None) -> Iterator[Json | Skipped]:
    """The events of a file in their order, each with `file` and `line`; lines that are none are named.

    InputError where the file is none of the formats, and for ACLED, whose terms forbid such use.
    """
    name = Path(path).name
    with _opened(path) as lines:
        first = lines.readline(LONGEST)
        chosen = format or _told(first, path)
        if chosen == "gdelt":
            yield from _headless(first, lines, name)
        else:
            yield from _headed(first, lines, name, chosen)


def _told(first: str, path: str) -> str:
    """The format that a first line shows."""
    if any(name in first.casefold() for name in _ACLED):
        raise InputError(f"{path}: ACLED data are not imported: their terms do not allow it")
    for name, (needs, between, _) in NAMED.items():
        if set(needs) <= {cell.strip('"\ufeff\r\n ') for cell in first.split(between)}:
            return name
    if first.count("\t") + 1 in gdelt.WIDTHS:
        return "gdelt"
    raise InputError(f"{path}: none of {', '.join(FORMATS)}: name the format with --format, or check the file")


def _headed(first: str, lines: IO[str], name: str, chosen: str) -> Iterator[Json | Skipped]:
    if chosen not in NAMED:
        raise UsageError(f"unknown format {chosen!r}; formats are {', '.join(FORMATS)}")
    needs, between, read = NAMED[chosen]
    quoted = between == ";"
    header = next(_cells([first.lstrip("\ufeff")], between, quoted))
    missing = [column for column in needs if column not in header]
    if missing:
        raise InputError(f"{name}: no column {', '.join(missing)}: it is no {chosen} file")
    for number, cells in enumerate(_cells(lines, between, quoted), 2):
        if cells and len(cells) != len(header):
            yield Skipped(f"{name}:{number}", f"{len(cells)} columns instead of {len(header)}")
        elif cells:
            yield _read(read, dict(zip(header, map(_mended, cells), strict=True)), name, number)


def _cells(lines: Iterable[str], between: str, quoted: bool) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=between, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)


def _headless(first: str, lines: IO[str], name: str) -> Iterator[Json | Skipped]:
    line, number = first, 1
    while line:
        if line.strip():
            yield _read(gdelt.read, _mended(line.rstrip("\r\n")).split("\t"), name, number)
        line, number = lines.readline(LONGEST), number + 1


def _mended(text: str) -> str:
    """Text whose bytes were no UTF-8, read as ISO 8859-1, which older files are in."""
    if text.isascii() or not re.search("[\udc80-\udcff]", text):
        return text
    return text.encode("utf-8", "surrogateescape").decode("iso-8859-1")


def _read(read: Callable[[Any], Json], cells: Any, name: str, number: int) -> Json | Skipped:
    try:
        return read(cells) | {"file": name, "line": number}
    except (ValueError, KeyError) as problem:
        return Skipped(f"{name}:{number}", str(problem))


@contextlib.contextmanager
def _opened(path: str) -> Iterator[IO[str]]:
    """The text of a file; bytes that are no UTF-8 are kept for `_mended`."""
    with contextlib.ExitStack() as stack:
        try:
            raw: IO[bytes] = stack.enter_context(Path(path).open("rb"))
            head = raw.read(4)
            raw.seek(0)
            if head[:2] == b"\x1f\x8b":
                raw = stack.enter_context(gzip.GzipFile(fileobj=raw))  # type: ignore[arg-type]
            elif head == b"PK\x03\x04":
                archive = stack.enter_context(zipfile.ZipFile(raw))
                raw = stack.enter_context(archive.open(_only(archive, path)))
        except OSError as problem:
            raise InputError(f"{path}: cannot be opened ({problem.strerror or problem}): check the path") from problem
        yield io.TextIOWrapper(raw, encoding="utf-8", errors="surrogateescape", newline="")


def _only(archive: zipfile.ZipFile, path: str) -> str:
    names = [n for n in archive.namelist() if not n.endswith("/")]
    if len(names) != 1:
        raise InputError(f"{path}: {len(names)} files in it: unpack it and name the one that you mean")
    return names[0]
