"""From what a user names (files, folders, URLs, -, JSON Lines, gzip of any) to raw documents, one at a time.

Nothing is held but the document at hand. What cannot be read becomes a `Failure` in the stream, with one line that
says what is wrong, where, and what to do.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from verbale.articles.extract import looks_like_html
from verbale.errors import InputError, VerbaleError
from verbale.settings import DEFAULT, Settings

_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"GIF8", b"\x7fELF", b"SQLite format 3")
_FIELDS = ("text", "html", "title", "url", "publisher", "published")


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as it came in; `name` says where from; `repaired` how its bytes were decoded, if not as UTF-8."""

    name: str
    text: str
    html: bool = False
    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    repaired: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why in one line."""

    name: str
    reason: str


def sources(inputs: Iterable[str], settings: Settings = DEFAULT) -> Iterator[Raw | Failure]:
    """Every document of the inputs, in order; failures in their place."""
    for name in inputs:
        try:
            yield from _source(name, settings)
        except (VerbaleError, OSError) as problem:
            yield Failure(name, _line(name, problem))


def _line(name: str, problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return f"{name}: no such file: check the path"
    if isinstance(problem, PermissionError):
        return f"{name}: not readable: check its permissions"
    if isinstance(problem, (gzip.BadGzipFile, EOFError)):
        return f"{name}: the gzip data is damaged: fetch the file again"
    text = " ".join(str(problem).split())
    return text if text.startswith(name) else f"{name}: {text}"


def _source(name: str, settings: Settings) -> Iterator[Raw | Failure]:
    if name == "-":
        yield from _stream(sys.stdin.buffer, "standard input", settings)
    elif name.startswith(("http://", "https://")):
        from verbale.articles.fetch import fetch

        text, url = fetch(name, settings)
        yield Raw(name, text, html=looks_like_html(text), url=url)
    elif Path(name).is_dir():
        files = [p for p in sorted(Path(name).rglob("*")) if p.is_file() and not p.name.startswith(".")]
        if not files:
            raise InputError(f"{name}: an empty folder: name one with articles in it")
        yield from sources(map(str, files), settings)
    else:
        with _opened(Path(name)) as stream:
            yield from _stream(stream, name, settings)


def _opened(path: Path) -> IO[bytes]:
    raw = path.open("rb")
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    return io.BufferedReader(gzip.GzipFile(fileobj=raw)) if packed else raw  # type: ignore[arg-type]


def _stream(stream: IO[bytes], name: str, settings: Settings) -> Iterator[Raw | Failure]:
    first = stream.readline(settings.max_text * 4 + 1)
    if _is_json_line(first):
        yield from _json_lines(first, stream, name, settings)
        return
    if name.removesuffix(".gz").endswith((".jsonl", ".ndjson")) and first.strip():
        raise InputError(f'{name}: line 1 is not JSON: JSON Lines need one object a line with a "text"')
    data = first + stream.read(settings.max_text * 4 + 1 - len(first))
    text, repaired = _decoded(data, name)
    if len(text) > settings.max_text:
        size = f"{settings.max_text:,}".replace(",", " ")
        raise InputError(f"{name}: longer than {size} characters: split it into articles (JSON Lines, one a line)")
    yield Raw(name, text, html=looks_like_html(text), repaired=repaired)


def _is_json_line(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except ValueError:
        return False


def _json_lines(first: bytes, rest: IO[bytes], name: str, settings: Settings) -> Iterator[Raw | Failure]:
    number, line = 1, first
    while line:
        if line.strip():
            try:
                yield _record(line, f"{name}:{number}", settings)
            except InputError as problem:
                yield Failure(f"{name}:{number}", str(problem))
        number += 1
        line = rest.readline(settings.max_text * 8)


def _record(line: bytes, name: str, settings: Settings) -> Raw:
    try:
        record: Any = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise InputError(f"{name}: not UTF-8 at byte {problem.start}: convert the file to UTF-8") from problem
    except ValueError as problem:
        raise InputError(f"{name}: not JSON ({problem}): mend or remove the line") from problem
    if not isinstance(record, dict) or not (record.get("text") or record.get("html")):
        raise InputError(f'{name}: no "text" in this line: each needs an object with a "text"')
    for field in _FIELDS:
        if not isinstance(record.get(field), (str, type(None))):
            raise InputError(f'{name}: "{field}" is not a text: write it in quotation marks')
    if len(record.get("text") or record["html"]) > settings.max_text:
        raise InputError(f"{name}: longer than {settings.max_text} characters: split it")
    given = record.get("id")
    return Raw(
        name, record.get("text") or record["html"], html=not record.get("text"), id=None if given is None else str(given),
        title=record.get("title"), url=record.get("url"), publisher=record.get("publisher"),
        published=record.get("published") or record.get("date"),
    )  # fmt: skip


def _decoded(data: bytes, name: str) -> tuple[str, str | None]:
    """(text, the encoding it was repaired from); InputError for empty and binary data."""
    if not data.strip():
        raise InputError(f"{name}: empty: nothing to read")
    if data.startswith(_BINARY) or (b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise InputError(f"{name}: a binary file, not text: save the article as text or HTML")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if text.count("\ufffd") > len(text) // 50:
        raise InputError(f"{name}: neither UTF-8 nor Windows-1252 text: convert it to UTF-8")
    return text, "Windows-1252"
