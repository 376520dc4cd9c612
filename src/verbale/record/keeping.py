"""One document kept: with its findings, their links and the records that they changed, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from verbale.errors import UnknownIdError
from verbale.record.joining import Joiner
from verbale.record.link.sides import sides_named
from verbale.record.store import lookup, stories
from verbale.record.store import tables as t
from verbale.record.store.writer import Reader, Writer, day_of
from verbale.record.told import KINDS

UNKNOWN_READER = Reader("unknown", "unknown", "unknown")


class Outcome(StrEnum):
    """What became of a document that was to be added."""

    NEW = "new"  # it was not known and is stored now
    REPRINT = "reprint"  # its text was known; that it stood here too is stored now
    DUPLICATE = "duplicate"  # it was known: nothing was added


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one document: its id, how many findings came in, and the ids of the records that changed."""

    document: str
    outcome: Outcome
    findings: int = 0
    records: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A reading with where it came from: `name` for people, `digest` of the input as it came, who read it."""

    reading: Mapping[str, Any]
    name: str | None = None
    digest: str | None = None
    made_by: Reader = UNKNOWN_READER

    @property
    def subject(self) -> str:
        """The id of the document."""
        return str(self.reading["document"]["id"])


@dataclass(frozen=True, slots=True)
class Seen:
    """A text that is stored already and came in again; `where` holds title, url, publisher and published."""

    document: str
    where: Mapping[str, Any]
    name: str | None = None
    digest: str | None = None

    @property
    def subject(self) -> str:
        """The id of the document."""
        return self.document


def keep(writer: Writer, arrival: Arrival | Seen) -> Added:
    """Store a document that is not known yet, or that it stood at another place too."""
    if isinstance(arrival, Seen):
        return _again(writer, arrival)
    document = arrival.reading["document"]
    if lookup.document_number(writer.connection, document["id"]) is None:
        return _new(writer, arrival)
    return _again(writer, Seen(document["id"], document, arrival.name, arrival.digest))


def _again(writer: Writer, seen: Seen) -> Added:
    number = lookup.document_number(writer.connection, seen.document)
    if number is None:
        raise UnknownIdError(f"{seen.document}: no document of the record")
    _arrive(writer, seen, number)
    if lookup.is_printed(writer.connection, number, seen.where.get("publisher"), seen.where.get("url")):
        return Added(seen.document, Outcome.DUPLICATE, name=seen.name)
    changed = reprint(writer, number, seen.where)
    return Added(seen.document, Outcome.REPRINT, records=changed, name=seen.name)


def reprint(writer: Writer, document: int, where: Mapping[str, Any]) -> tuple[str, ...]:
    """Store that a known text stood at another place too; the records that changed by it."""
    writer.printing(document, where)
    joiner = Joiner(writer)
    for record in lookup.linked(writer.connection, document):
        joiner.refold(record)
    return tuple(joiner.finish())


def _new(writer: Writer, arrival: Arrival) -> Added:
    reading = arrival.reading
    document = {**reading["document"], "given_id": reading.get("id")}
    story = stories.story_of(writer.connection, document)
    number = writer.document(document, story)
    stories.remember(writer, number, document)
    _arrive(writer, arrival, number)
    in_reading = writer.reading(number, reading, arrival.made_by)
    told = list(told_in(reading))
    findings = writer.findings(number, in_reading, told, day_of(document))
    return Added(document["id"], Outcome.NEW, len(findings), join(writer, findings), arrival.name)


def told_in(reading: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], tuple[str, ...]]]:
    """(kind, finding, about) of every finding of a reading; `about` are the sides that its sentences name."""
    named = sides_named(reading.get("actors") or ())
    for key, kind in KINDS.items():
        for finding in reading.get(key) or ():
            yield kind, finding, named.within(finding["evidence"])


def join(writer: Writer, findings: list[int]) -> tuple[str, ...]:
    """Join findings that were just stored; the ids of the records that changed."""
    joiner = Joiner(writer)
    for number, told in groupby(lookup.told_by_number(writer.connection, findings), key=lambda pair: pair[0]):
        joiner.join(number, [one for _, one in told])
    return tuple(joiner.finish())


def _arrive(writer: Writer, arrival: Arrival | Seen, document: int) -> None:
    if arrival.digest is not None:
        row = {"digest": arrival.digest, "name": arrival.name or "", "document": document}
        writer.add_absent(t.arrivals, [row])
