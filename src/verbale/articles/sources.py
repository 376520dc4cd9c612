"""From what a user names (files, folders, URLs, -, JSON Lines, gzip of any) to raw documents, one at a time.

Nothing is held but the document at hand. What cannot be read becomes a `Failure` in the stream, with one line that
says what is wrong, where, and what to do.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from verbale.articles.decode import decoded
from verbale.articles.extract import looks_like_html
from verbale.errors import InputError, VerbaleError
from verbale.settings import DEFAULT, Settings

_FIELDS = ("text", "html", "title", "url", "publisher", "published", "date", "language")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, as "\ud83d" in JSON: no file can hold it
_DAMAGED = (gzip.BadGzipFile, EOFError, zlib.error)


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as it came in; `name` says where from; `repaired` how its bytes were decoded, if not as UTF-8.

    `reading` is the reading of the document as JSON text, where the source is one that was read before.
    """

    name: str
    text: str
    html: bool = False
    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    repaired: str | None = None
    reading: str | None = None


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
        except (VerbaleError, OSError, ValueError, *_DAMAGED) as problem:
            yield Failure(name, _line(name, problem))


def _line(name: str, problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError) or (isinstance(problem, ValueError) and "null" in str(problem)):
        return f"{name}: no such file: check the path"
    if isinstance(problem, PermissionError):
        return f"{name}: not readable: check its permissions"
    if isinstance(problem, _DAMAGED):
        return f"{name}: the gzip data is damaged: fetch the file again"
    text = " ".join(str(problem).split())
    return text if text.startswith(name) else f"{name}: {text}"


def _source(name: str, settings: Settings) -> Iterator[Raw | Failure]:
    if name == "-":
        yield from _stream(_unpacked(sys.stdin.buffer), "standard input", settings)
    elif name.startswith(("http://", "https://")):
        from verbale.articles.fetch import fetch

        text, url = fetch(name, settings)
        yield Raw(name, text, html=looks_like_html(text), url=url)
    elif Path(name).is_dir():
        yield from sources(map(str, _files(Path(name))), settings)
    else:
        with Path(name).open("rb") as stream:
            yield from _stream(_unpacked(stream), name, settings)


def _files(folder: Path) -> list[Path]:
    """The files of a folder and its folders, sorted; hidden ones are not meant."""
    paths = (p for p in sorted(folder.rglob("*")) if p.is_file())
    files = [p for p in paths if not any(part.startswith(".") for part in p.relative_to(folder).parts)]
    if not files:
        raise InputError(f"{folder}: an empty folder: name one with articles in it")
    return files


def _unpacked(stream: IO[bytes]) -> IO[bytes]:
    """The stream, gunzipped if it is gzip; a pipe cannot be wound back, so its head is only peeked at."""
    reader = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    packed = reader.peek(2)[:2] == b"\x1f\x8b"
    return io.BufferedReader(gzip.GzipFile(fileobj=reader)) if packed else reader


def _stream(stream: IO[bytes], name: str, settings: Settings) -> Iterator[Raw | Failure]:
    first = stream.readline(settings.max_text * 4 + 1)
    if _is_json_line(first):
        yield from _json_lines(first, stream, name, settings)
        return
    if name.removesuffix(".gz").endswith((".jsonl", ".ndjson")) and first.strip():
        raise InputError(f'{name}: line 1 is not JSON: JSON Lines need one object a line with a "text"')
    data = first + stream.read(settings.max_text * 4 + 1 - len(first))
    text, repaired = decoded(data, name)
    check_length(text, name, settings)
    if text.lstrip()[:1] in ("{", "[") and _is_json(text):
        raise InputError(f"{name}: JSON, but not JSON Lines: write one object a line (`jq -c '.[]'` turns an array so)")
    yield Raw(name, text, html=looks_like_html(text), repaired=repaired)


def check_length(text: str, name: str, settings: Settings) -> None:
    """InputError for a text that is longer than any article."""
    if len(text) > settings.max_text:
        size = f"{settings.max_text:,}".replace(",", " ")
        raise InputError(f"{name}: longer than {size} characters: split it into articles (JSON Lines, one a line)")


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False


def _is_json_line(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def _json_lines(first: bytes, rest: IO[bytes], name: str, settings: Settings) -> Iterator[Raw | Failure]:
    limit = settings.max_text * 8
    number, line = 1, first
    while line:
        at = f"{name}:{number}"
        whole = line.endswith(b"\n") or len(line) < limit
        try:
            if not whole:
                raise InputError(f"{at}: a line of more than {limit // 1_000_000} MB: one article a line, no more")
            if line.strip():
                yield _record(line, at, settings)
        except InputError as problem:
            yield Failure(at, str(problem))
        while not whole:
            piece = rest.readline(limit)
            whole = not piece or piece.endswith(b"\n")
        number += 1
        line = rest.readline(limit)


def _record(line: bytes, name: str, settings: Settings) -> Raw:
    record = _object(line, name)
    reading = None
    if isinstance(record.get("document"), dict):  # what `verbale read --format jsonl` printed
        reading = line.decode("utf-8-sig").strip()
        record = {"id": record.get("id")} | {k: v for k, v in record["document"].items() if k in _FIELDS}
    for field in _FIELDS:
        if not isinstance(record.get(field), (str, type(None))):
            raise InputError(f'{name}: "{field}" is not a text: write it in quotation marks')
    said = {field: _SURROGATE.sub("\ufffd", record[field]) for field in _FIELDS if record.get(field)}
    text = said.get("text") or said.get("html")
    if text is None or not text.strip():
        raise InputError(f'{name}: no "text" in this line: each needs an object with a "text"')
    check_length(text, name, settings)
    given = record.get("id")
    return Raw(
        name,
        text,
        html="text" not in said,
        id=None if given is None else _SURROGATE.sub("\ufffd", str(given)),
        title=said.get("title"),
        url=said.get("url"),
        publisher=said.get("publisher"),
        published=said.get("published") or said.get("date"),
        language=said.get("language"),
        reading=reading,
    )


def _object(line: bytes, name: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise InputError(f"{name}: not UTF-8 at byte {problem.start}: convert the file to UTF-8") from problem
    except (ValueError, RecursionError) as problem:
        raise InputError(f"{name}: not JSON ({problem}): mend or remove the line") from problem
    if not isinstance(record, dict):
        raise InputError(f'{name}: no object in this line: write {{"text": "..."}}')
    return record
