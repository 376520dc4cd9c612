"""Web archives: the pages of a WARC file (and the texts of a WET file), one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from verbale.articles.decode import decoded
from verbale.articles.extract import looks_like_html
from verbale.articles.raw import Failure, Raw
from verbale.errors import InputError
from verbale.settings import Settings

MAGIC = b"WARC/"
_TEXTS = ("text/html", "application/xhtml", "text/plain")


def pages(stream: IO[bytes], name: str, settings: Settings) -> Iterator[Raw | Failure]:
    """The pages that a server gave with status 200; other records are passed over, broken ones become failures."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = iter(ArchiveIterator(stream))
    number = found = 0
    while True:
        try:
            record = next(records, None)
        except (ArchiveLoadFailed, ValueError) as problem:
            yield Failure(name, f"{name}: the archive is damaged after {number} records ({problem}): fetch it again")
            return
        if record is None:
            break
        number += 1
        page = _page(record, f"{name}:{number}", settings)
        if page is not None:
            found += 1
            yield page
    if not found:
        yield Failure(name, f"{name}: no page of text in this archive ({number} records)")


def _page(record: Any, name: str, settings: Settings) -> Raw | Failure | None:
    kind = _kind(record)
    if kind is None or not kind.startswith(_TEXTS):
        return None
    try:
        body = record.content_stream().read(settings.max_download + 1)
        if len(body) > settings.max_download:
            raise InputError(f"{name}: larger than {settings.max_download // 1_000_000} MB: no article is")
        if record.raw_stream.read() or getattr(record.raw_stream, "limit", 0):
            raise InputError(f"{name}: the archive ends within this page: fetch it again")
        charset = kind.partition("charset=")[2].partition(";")[0].strip(' "') or None
        text, repaired = decoded(body, name, charset)
    except (InputError, ValueError, OSError) as problem:
        said = str(problem)
        return Failure(name, said if said.startswith(name) else f"{name}: {said}")
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Raw(name, text, html=looks_like_html(text), url=url, repaired=repaired)


def _kind(record: Any) -> str | None:
    """The content type of a page that was found; None for what is none."""
    if record.rec_type == "response" and record.http_headers is not None:
        fine = record.http_headers.get_statuscode() == "200"
        return (record.http_headers.get_header("Content-Type") or "text/html").lower() if fine else None
    if record.rec_type in ("conversion", "resource"):
        return (record.rec_headers.get_header("Content-Type") or "").lower()
    return None
