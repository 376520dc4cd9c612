"""JSON Lines: one document a line, or one reading of a document a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from verbale.articles.raw import Failure, Raw, check_length
from verbale.errors import InputError
from verbale.settings import Settings

_FIELDS = ("text", "html", "title", "url", "publisher", "published", "date", "language")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, as "\ud83d" in JSON: no file can hold it


def is_json_line(line: bytes) -> bool:
    """Whether a line is a JSON object."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def json_lines(first: bytes, rest: IO[bytes], name: str, settings: Settings) -> Iterator[Raw | Failure]:
    """A document a line, from the first line on; a broken line is a failure in its place."""
    limit = settings.max_text * 8
    number, line = 1, first
    while line:
        at = f"{name}:{number}"
        whole = line.endswith(b"\n") or len(line) < limit
        try:
            if not whole:
                raise InputError(f"{at}: a line of more than {limit // 1_000_000} MB: one article a line, no more")
            if line.strip():
                yield record_of(object_of(line, at), at, settings)
        except InputError as problem:
            yield Failure(at, str(problem))
        while not whole:
            piece = rest.readline(limit)
            whole = not piece or piece.endswith(b"\n")
        number += 1
        line = rest.readline(limit)


def record_of(record: dict[str, Any], name: str, settings: Settings) -> Raw:
    """The document in an object with a "text"; a reading (an object with a "document") is kept beside its text."""
    reading = None
    if isinstance(record.get("document"), dict):  # what `verbale read --format jsonl` printed
        reading = json.dumps(record, ensure_ascii=False)
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


def object_of(line: bytes, name: str) -> dict[str, Any]:
    """The object in a line; InputError for what is none."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise InputError(f"{name}: not UTF-8 at byte {problem.start}: convert the file to UTF-8") from problem
    except (ValueError, RecursionError) as problem:
        raise InputError(f"{name}: not JSON ({problem}): mend or remove the line") from problem
    if not isinstance(record, dict):
        raise InputError(f'{name}: no object in this line: write {{"text": "..."}}')
    return record
