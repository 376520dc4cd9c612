"""From what a user names to raw documents, one at a time.

A name is a file, a folder, a URL or - ; what stands there may be a text, a page, JSON Lines, a web archive, a Parquet
table, a feed, a sitemap, a list of feeds, or gzip of any. Nothing is held but the document at hand. What cannot be read
becomes a `Failure` in the stream, with one line that says what is wrong, where, and what to do.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from verbale.articles.decode import decoded
from verbale.articles.extract import looks_like_html
from verbale.articles.fetch import Fetcher
from verbale.articles.jsonlines import is_json_line, json_lines
from verbale.articles.linked import Reader, is_list
from verbale.articles.raw import Failure, Raw, check_length
from verbale.errors import InputError, VerbaleError
from verbale.settings import DEFAULT, Settings

__all__ = ["Failure", "Raw", "check_length", "sources"]
_DAMAGED = (gzip.BadGzipFile, EOFError, zlib.error)
_WARC, _PARQUET = b"WARC/", b"PAR1"
# What a folder is searched for; a file named itself is read whatever its name. "" is a name without an ending.
ENDINGS = frozenset({
    "", ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".opml", ".json", ".jsonl",
    ".ndjson", ".warc", ".parquet",
})  # fmt: skip
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed')


def sources(
    inputs: Iterable[str],
    settings: Settings = DEFAULT,
    *,
    fetcher: Fetcher | None = None,
    passed_over: list[str] | None = None,
) -> Iterator[Raw | Failure]:
    """Every document of the inputs, in order; failures in their place.

    Pages are fetched through `fetcher`, which a caller may share with others. `passed_over` takes a line for each
    folder with files that are no articles.
    """
    told = [] if passed_over is None else passed_over
    with contextlib.nullcontext(fetcher) if fetcher else Fetcher(settings) as shared:
        for name in inputs:
            try:
                yield from _source(name, settings, shared, told)
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


def _source(name: str, settings: Settings, fetcher: Fetcher, passed_over: list[str]) -> Iterator[Raw | Failure]:
    if name == "-":
        yield from _stream(_unpacked(sys.stdin.buffer), "standard input", settings, fetcher)
    elif name.startswith(("http://", "https://")):
        yield from _fetched(name, fetcher)
    elif Path(name).is_dir():
        files, others = _files(Path(name))
        if others:
            passed_over.append(_passed_over(name, others))
        yield from sources(map(str, files), settings, fetcher=fetcher)
    else:
        with Path(name).open("rb") as stream:
            if stream.peek(4).startswith(_PARQUET):
                from verbale.articles.tables import documents

                yield from documents(name, settings)
            else:
                yield from _stream(_unpacked(stream), name, settings, fetcher)


def _fetched(url: str, fetcher: Fetcher) -> Iterator[Raw | Failure]:
    text, final = fetcher.page(url)
    if is_list(text):
        yield from Reader(fetcher).articles(text, final)
    else:
        yield Raw(url, text, html=looks_like_html(text), url=final)


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of a folder and its folders that may be articles, and the others, sorted.

    Hidden files and the marks of a job (_SUCCESS) are not meant.
    """
    paths = (p for p in sorted(folder.rglob("*")) if p.is_file())
    files = [p for p in paths if not any(part.startswith((".", "_")) for part in p.relative_to(folder).parts)]
    found = [p for p in files if _ending(p) in ENDINGS]
    if not found:
        others = f" (passed over {len(files)} other files)" if files else ""
        raise InputError(f"{folder}: an empty folder: name one with articles in it{others}")
    return found, [p for p in files if _ending(p) not in ENDINGS]


def _ending(path: Path) -> str:
    return Path(path.name.casefold().removesuffix(".gz")).suffix


def _passed_over(folder: str, others: list[Path]) -> str:
    """One line for the files that are no articles, by their endings."""
    endings = ", ".join(sorted({_ending(p) for p in others}))
    number = "1 file that is no article" if len(others) == 1 else f"{len(others)} files that are no articles"
    return f"{folder}: passed over {number} ({endings}): name a file itself to read it all the same"


def _unpacked(stream: IO[bytes]) -> IO[bytes]:
    """The stream, gunzipped if it is gzip; a pipe cannot be wound back, so its head is only peeked at.

    A packed web archive stays as it is: each of its records is a gzip of its own, and one may be damaged alone.
    """
    reader = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    head = reader.peek(512)
    packed = head[:2] == b"\x1f\x8b" and not _is_archive(head)
    return io.BufferedReader(gzip.GzipFile(fileobj=reader)) if packed else reader


def _is_archive(head: bytes) -> bool:
    """Whether a file that begins so is a web archive, packed or not."""
    with contextlib.suppress(zlib.error):
        return head.startswith(_WARC) or zlib.decompressobj(31).decompress(head, len(_WARC)) == _WARC
    return False


def _stream(
    stream: IO[bytes], name: str, settings: Settings, fetcher: Fetcher | None = None
) -> Iterator[Raw | Failure]:
    if isinstance(stream, io.BufferedReader) and _is_archive(stream.peek(512)):
        from verbale.articles.warc import pages

        yield from pages(stream, name, settings)
        return
    first = stream.readline(settings.max_text * 4 + 1)
    if is_json_line(first) and not _JSON_FEED.search(first[:400]):
        yield from json_lines(first, stream, name, settings)
        return
    if name.removesuffix(".gz").endswith((".jsonl", ".ndjson")) and first.strip():
        raise InputError(f'{name}: line 1 is not JSON: JSON Lines need one object a line with a "text"')
    data = first + stream.read(settings.max_text * 4 + 1 - len(first))
    text, repaired = decoded(data, name)
    check_length(text, name, settings)
    if is_list(text):
        yield from Reader(fetcher or Fetcher(settings)).articles(text, name)
    elif text.lstrip()[:1] in ("{", "[") and _is_json(text):
        raise InputError(f"{name}: JSON, but not JSON Lines: write one object a line (`jq -c '.[]'` turns an array so)")
    else:
        yield Raw(name, text, html=looks_like_html(text), repaired=repaired)


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False
