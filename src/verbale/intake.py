"""From what came in to what is stored: read what is not known yet, and only that.

An input is known by a digest of it as it came, or by the id of its cleaned text; both are looked up before the language
model is asked. So a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale import __version__, codebook, pipeline
from verbale.articles.clean import clean
from verbale.articles.make import checked_date, kept, parsed
from verbale.articles.sources import Failure, Raw
from verbale.attempt import NOTHING_SAID, Said, attempted
from verbale.document import Document, digest_of
from verbale.errors import InputError, VerbaleError
from verbale.findings import Reading
from verbale.learned.seen import models, parts
from verbale.pool import in_batches
from verbale.record.keeping import Added, Arrival, Outcome, Seen
from verbale.record.rereading import Reread
from verbale.record.store.writer import Reader
from verbale.terms import PublishedBasis

if TYPE_CHECKING:
    from verbale.record.book import Clock, Record


Item = Raw | Failure | Added | Seen
READING_LISTS = ("actors", "meetings", "statements", "positions", "claims", "violence", "events")
_READER = ("codebook", "model", "software")


def reader(folder: Path | None = None) -> Reader:
    """Who reads: codebook (that in `folder`, if given), model and software with their versions."""
    book = codebook.load(folder) if folder else codebook.load()
    return Reader(book.version, models(), f"verbale {__version__}")


def add(
    record: Record, raws: Iterable[Raw | Failure], *, now: Clock, said: Said = NOTHING_SAID, workers: int = 1
) -> Iterator[Added | Failure]:
    """Read and store documents, one at a time and in order; failures come in their place.

    What has been yielded is stored. Only a few documents are held at a time, however many there are.
    """
    work = functools.partial(_read, said=said)
    for outcome in in_batches(work, _sorted(record, raws, said), workers):
        if isinstance(outcome, (Failure, Added)):
            yield outcome
        else:
            yield from record.add([outcome], now=now)


def reread(
    record: Record, *, now: Clock, folder: Path | None = None, everything: bool = False, workers: int = 1
) -> Iterator[Reread | Failure]:
    """Read stored documents again that another codebook, model or version has read (or all); what changed in each."""
    made_by = reader(folder)
    work = functools.partial(_read_again, made_by=made_by, folder=folder)
    for outcome in in_batches(work, record.stale(made_by, everything=everything), workers):
        if isinstance(outcome, Failure):
            yield outcome
        else:
            yield from record.reread([outcome], now=now)


def _read_again(documents: list[Mapping[str, Any]], made_by: Reader, folder: Path | None) -> Iterator[Arrival]:
    book = codebook.load(folder) if folder else codebook.load()
    for document in parsed((_kept(one) for one in documents), parts=parts()):
        yield Arrival(pipeline.read_document(document, book).to_json(), made_by=made_by)


def _kept(document: Mapping[str, Any]) -> Document:
    known = {key: value for key, value in document.items() if key != "published_basis"}
    return kept(**known, published_basis=PublishedBasis(document["published_basis"]))


def _sorted(record: Record, raws: Iterable[Raw | Failure], said: Said) -> Iterator[Item]:
    """What must be read stays as it is; what is known becomes what is left to do about it."""
    seen: set[bytes] = set()
    for raw in raws:
        if isinstance(raw, Failure):
            yield raw
            continue
        digest = digest_of_input(raw, said)
        known = record.arrived(digest)
        if known is not None:
            yield Added(known, Outcome.DUPLICATE, name=raw.name)
        elif raw.html or raw.reading is not None or bytes.fromhex(digest) in seen:
            yield raw
        else:
            yield _known_text(record, raw, said, digest) or raw
        seen.add(bytes.fromhex(digest))


def _known_text(record: Record, raw: Raw, said: Said, digest: str) -> Seen | None:
    """That a text which is stored already came in again, or None."""
    cleaned = clean(raw.text, said.folder or codebook.PACKAGED)
    document = digest_of(cleaned.text)
    if not record.has_document(document):
        return None
    try:
        day = checked_date(said.published or raw.published) or cleaned.published
    except VerbaleError:
        return None  # reading it will say what is wrong
    where = {"title": raw.title, "url": raw.url, "publisher": said.publisher or raw.publisher, "published": day}
    return Seen(document, where, raw.name, digest)


def digest_of_input(raw: Raw, said: Said) -> str:
    """The sha256 of an input as it came, with what is said about it."""
    parts = (raw.text, raw.title, raw.url, said.publisher or raw.publisher, said.published or raw.published, raw.id)
    return hashlib.sha256("\0".join("" if p is None else p for p in parts).encode("utf-8", "replace")).hexdigest()


def _read(items: list[Item], said: Said) -> Iterator[Arrival | Failure | Added | Seen]:
    """Some inputs read, in whatever process; what need not be read stays in its place."""
    made_by = reader(said.folder)

    def arrival(reading: Reading, raw: Raw) -> Arrival:
        if not reading.document.text.strip():
            raise InputError("no article in it: nothing but boilerplate")
        plain = reading.to_json()
        plain["document"]["dateline"] = reading.document.dateline
        return Arrival(plain, raw.name, digest_of_input(raw, said), made_by)

    outcomes = attempted([item for item in items if _is_to_read(item)], said, arrival)  # type: ignore[misc]
    for item in items:
        if _is_to_read(item):
            yield next(outcomes)
        else:
            yield _read_before(item, said) if isinstance(item, Raw) else item


def _is_to_read(item: Item) -> bool:
    return isinstance(item, Failure) or (isinstance(item, Raw) and item.reading is None)


def _read_before(raw: Raw, said: Said) -> Arrival | Failure:
    """What was read elsewhere, as `verbale spark read` or `verbale read --format jsonl` wrote it."""
    reading = json.loads(raw.reading or "{}")
    document = reading["document"]
    if document.get("id") != digest_of(str(document.get("text"))):
        return Failure(raw.name, f"{raw.name}: the reading is not one of its text: read the article again")
    missing = [kind for kind in READING_LISTS if not isinstance(reading.get(kind), list)]
    if missing:
        return Failure(raw.name, f"{raw.name}: a reading without {', '.join(missing)}: read the article again")
    made_by = Reader(**{key: str((reading.get("reader") or {}).get(key) or "unknown") for key in _READER})
    return Arrival(reading, raw.name, digest_of_input(raw, said), made_by)
