"""The record of a store: what is added to it and asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from verbale.record import keeping, query
from verbale.record.clock import utc_now
from verbale.record.keeping import Added, Arrival, Seen
from verbale.record.rows import Rows
from verbale.record.store import answering, engine, lookup
from verbale.record.store.place import url_of
from verbale.record.store.writer import Writer

Clock = Callable[[], datetime]


class Record:
    """A record, opened; a context manager. Every question is answered from one state of the store.

    Filters of all questions: `id`, `actor` (id or name; several: all take part), `country` (ISO code or name; several:
    all take part), `issue`, `status`, `stance`, `since` and `until` (world time, inclusive), `text` (words of the
    evidence), `source` (publisher), `document` (id), `as_of` (what the record said at the end of that day, UTC),
    `reported_by` (what had been published by that day), `limit`, `offset`. Answers come newest first.
    """

    def __init__(self, place: str | Path | None = None, *, create: bool = True) -> None:
        self.url = url_of(place)
        self.engine = engine.opened(self.url, create)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.engine.dispose()

    # adding

    def add(self, readings: Iterable[Mapping[str, Any] | Arrival | Seen], *, now: Clock = utc_now) -> Iterator[Added]:
        """Store readings (the contract's dictionaries), each with all that follows from it in one transaction.

        What has been yielded is on the disk. A document that is known adds nothing, or that it stood elsewhere too.
        """
        for reading in readings:
            arrival = reading if isinstance(reading, (Arrival, Seen)) else Arrival(reading)
            with engine.writing(self.engine) as connection:
                writer = Writer(connection, now(), "add", arrival.subject)
                added = keeping.keep(writer, arrival)
            yield added

    def arrived(self, digest: str) -> str | None:
        """The id of the document that came in with that digest of its input, or None."""
        with engine.reading(self.engine) as connection:
            return lookup.arrived(connection, digest)

    def has_document(self, id: str) -> bool:
        """Whether a document with that id (of its text) is stored."""
        with engine.reading(self.engine) as connection:
            return lookup.document_number(connection, id) is not None

    # asking

    def meetings(self, **filters: Any) -> Rows:
        """Meeting records."""
        return self._records("meetings", filters)

    def positions(self, **filters: Any) -> Rows:
        """Position records: what an actor holds on an issue, and how that moved."""
        return self._records("positions", filters)

    def claims(self, **filters: Any) -> Rows:
        """Claim records: a report, its retellings and the answers to it."""
        return self._records("claims", filters)

    def violence(self, **filters: Any) -> Rows:
        """Records of acts of violence."""
        return self._records("violence", filters)

    def statements(self, **filters: Any) -> Rows:
        """Statements, one by one."""
        return self.findings("statement", **filters)

    def events(self, **filters: Any) -> Rows:
        """Events in PLOVER terms, one by one."""
        return self.findings("event", **filters)

    def findings(self, kind: str, **filters: Any) -> Rows:
        """The findings of a kind (meeting, statement, position ...), one by one and not merged."""
        with engine.reading(self.engine) as connection:
            asked = query.filters(connection, kind, **filters)
            return Rows(f"{kind} findings", list(answering.findings(connection, asked)))

    def actors(self, **filters: Any) -> Rows:
        """The actors, the most often named first."""
        with engine.reading(self.engine) as connection:
            asked = query.filters(connection, "actor", **filters)
            return Rows("actors", list(answering.actors(connection, asked)))

    def documents(self, **filters: Any) -> Rows:
        """The documents, without their texts."""
        with engine.reading(self.engine) as connection:
            asked = query.filters(connection, "document", **filters)
            return Rows("documents", list(answering.documents(connection, asked)))

    def document(self, id: str) -> Mapping[str, Any] | None:
        """One document with its text, or None."""
        with engine.reading(self.engine) as connection:
            asked = query.filters(connection, "document", id=id)
            return next(iter(answering.documents(connection, asked, text=True)), None)

    def _records(self, name: str, filters: dict[str, Any]) -> Rows:
        with engine.reading(self.engine) as connection:
            asked = query.filters(connection, query.RECORD_KINDS[name], **filters)
            return Rows(name, list(query.records(connection, asked)))
