"""The record of a store: what is added to it and asked of it.

Who only asks does not wait for what links and reviews: each method loads its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from verbale.record import dossiered, query
from verbale.record.clock import utc_now
from verbale.record.dossiers import Dossier, parse
from verbale.record.merged import Merged, merged_from
from verbale.record.rows import Rows
from verbale.record.store import answering, desk, dossiers, engine, judging, lookup
from verbale.record.store.asking import Filters
from verbale.record.store.engine import Connection
from verbale.record.store.lookup import Cut
from verbale.record.store.place import url_of
from verbale.record.store.writer import Reader, Writer
from verbale.record.verdicts import Judgement

if TYPE_CHECKING:
    from verbale.record.keeping import Added, Arrival, Seen
    from verbale.record.matrix import Matrix
    from verbale.record.rereading import Reread
    from verbale.record.review import Reviewed
    from verbale.record.selection import Selected

Clock = Callable[[], datetime]


class Record:
    """A record, opened; a context manager. Every question is answered from one state of the store.

    Filters of all questions: `id`, `actor` (id or name; several: all take part), `country` (ISO code or name; several:
    all take part), `issue`, `status`, `stance`, `since` and `until` (world time, inclusive), `text` (words of the
    evidence), `source` (publisher), `document` (id), `reported_since` (told by what was published on or after that
    day), `as_of` (what the record said at the end of that day, UTC), `reported_by` (what had been published by that
    day), `dossier` (id, or a Dossier), `limit`, `offset`. Answers come newest first.
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

    def state(self) -> int:
        """A number that grows with everything written: while it stays, every question has the same answer."""
        with engine.reading(self.engine) as connection:
            return lookup.state(connection)

    def published(self, *, as_of: str | date | None = None) -> tuple[str, str] | None:
        """The first and the last day of publication in the store, or None."""
        with engine.reading(self.engine) as connection:
            return lookup.published(connection, Cut.at(as_of))

    # adding

    def add(self, readings: Iterable[Mapping[str, Any] | Arrival | Seen], *, now: Clock = utc_now) -> Iterator[Added]:
        """Store readings (the contract's dictionaries), each with all that follows from it in one transaction.

        What has been yielded is on the disk. A document that is known adds nothing, or that it stood elsewhere too.
        """
        from verbale.record import keeping

        for reading in readings:
            known = (keeping.Arrival, keeping.Seen)
            arrival = reading if isinstance(reading, known) else keeping.Arrival(reading)
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

    def stale(self, reader: Reader, *, everything: bool = False) -> Iterator[Mapping[str, Any]]:
        """The stored documents that `reader` has not read (or all of them), as `articles.make.kept` takes them."""
        from verbale.record.store import stale

        with engine.reading(self.engine) as connection:
            numbers = stale.documents(connection, reader, everything)
        for piece in lookup.pieces(numbers):
            with engine.reading(self.engine) as connection:
                found = list(stale.texts(connection, piece))
            yield from found

    def reread(self, arrivals: Iterable[Arrival], *, now: Clock = utc_now) -> Iterator[Reread]:
        """Store new readings of stored documents in place of the old ones, each in one transaction."""
        from verbale.record import rereading

        for arrival in arrivals:
            with engine.writing(self.engine) as connection:
                outcome = rereading.reread(Writer(connection, now(), "reread", arrival.subject), arrival)
            yield outcome

    # reviewing

    def review(
        self, judgement: Judgement | str, id: str, *others: str, by: str, because: str, field: str | None = None,
        value: Any = None, now: Clock = utc_now,
    ) -> Reviewed:  # fmt: skip
        """Store a reviewer's verdict on a finding or record and do what it says (see `record.review`)."""
        from verbale.record import review as reviewing

        asked = reviewing.Asked(Judgement(judgement), id, by, because, others, field, value)
        with engine.writing(self.engine) as connection:
            return reviewing.review(Writer(connection, now(), "review", id), asked)

    def verdicts(self, *, as_of: str | date | None = None) -> Rows:
        """Every verdict, the latest first."""
        with engine.reading(self.engine) as connection:
            return Rows("verdicts", list(judging.all_verdicts(connection, Cut.at(as_of))))

    def explain(self, id: str, *, as_of: str | date | None = None) -> Mapping[str, Any]:
        """The chain behind a finding or record, from the words to the links (see `record.explaining`)."""
        from verbale.record import explaining

        with engine.reading(self.engine) as connection:
            return explaining.explain(connection, id, Cut.at(as_of))

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

    def findings(self, kind: str, *, dossier: str | Dossier | None = None, **filters: Any) -> Rows:
        """The findings of a kind (meeting, statement, position ...), one by one and not merged."""
        with engine.reading(self.engine) as connection:
            asked = query.filters(connection, kind, **filters)
            if dossier is None:
                return Rows(f"{kind} findings", list(answering.findings(connection, asked)))
            chosen = _dossier(connection, dossier, asked)
            return Rows(f"{kind} findings", list(dossiered.findings(connection, asked, chosen)))

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
        dossier = filters.pop("dossier", None)
        with engine.reading(self.engine) as connection:
            asked = query.filters(connection, query.RECORD_KINDS[name], **filters)
            if dossier is None:
                return Rows(name, list(query.records(connection, asked)))
            chosen = _dossier(connection, dossier, asked)
            return Rows(name, list(dossiered.records(connection, asked, chosen)))

    # dossiers

    def keep_dossier(self, name: str, toml: str | None, *, now: Clock = utc_now) -> bool:
        """Store a version of a dossier (None ends it); whether anything changed. UsageError for one that is wrong."""
        if toml is not None:
            parse(toml, name)
        with engine.writing(self.engine) as connection:
            return dossiers.keep(Writer(connection, now(), "dossier", name), name, toml)

    def dossier(self, name: str, *, as_of: str | date | None = None) -> Dossier:
        """A dossier as it stood; UnknownIdError where there is none of that id."""
        with engine.reading(self.engine) as connection:
            return dossiered.dossier_named(connection, name, Cut.at(as_of))

    def dossiers(self, *, as_of: str | date | None = None) -> Rows:
        """The dossiers: `id`, `name`, `toml`, `recorded_at`."""
        with engine.reading(self.engine) as connection:
            found = dossiers.texts(connection, Cut.at(as_of))
            rows = [{"id": r.name, "name": parse(r.toml, r.name).name, "toml": r.toml} for r in found]
            return Rows("dossiers", rows)

    # the desk

    def kept(self, kind: str) -> dict[str, dict[str, Any]]:
        """What the desk keeps of a kind (token, subscription, webhook), by id."""
        with engine.reading(self.engine) as connection:
            return desk.kept(connection, kind)

    def keep(self, kind: str, id: str, plain: Mapping[str, Any] | None, *, now: Clock = utc_now) -> bool:
        """Keep something for the desk under an id, or end it with None; whether anything changed."""
        with engine.writing(self.engine) as connection:
            return desk.keep(Writer(connection, now(), "desk", kind), kind, id, plain)

    def alter(self, kind: str, id: str, change: Callable[[dict[str, Any]], Mapping[str, Any] | None]) -> bool:
        """Put what `change` makes of something of the desk in its place, in one transaction; whether it did.

        No version of it is kept, and `change` gives None to leave it. What is not there is not altered.
        """
        with engine.writing(self.engine) as connection:
            return desk.alter(connection, kind, id, change)

    def forget(self, kind: str, id: str, *, now: Clock = utc_now) -> bool:
        """Take something of the desk out for good, all its versions; whether it was there."""
        with engine.writing(self.engine) as connection:
            return desk.forget(Writer(connection, now(), "desk", kind), kind, id)

    # the views

    def merged(self, dossier: str | Dossier, **filters: Any) -> list[Merged]:
        """Every record that a dossier selects, kind by kind: what timeline, matrix and brief are made of."""
        return [record for record, _ in self._selected(dossier, filters)]

    def each(self, dossier: str | Dossier, *kinds: str, **filters: Any) -> Iterator[Merged]:
        """The same one by one, so that a large dossier is never held; of some kinds (meeting, violence ...), or all."""
        yield from (record for record, _ in self._selected(dossier, filters, kinds))

    def _selected(
        self, dossier: str | Dossier, filters: Mapping[str, Any], kinds: Sequence[str] = ()
    ) -> Iterator[Selected]:
        with engine.reading(self.engine) as connection:
            for kind in kinds or query.RECORD_KINDS.values():
                asked = query.filters(connection, kind, **filters)
                yield from dossiered.selected(connection, asked, _dossier(connection, dossier, asked))

    def timeline(self, dossier: str | Dossier, *, day: date, **filters: Any) -> list[dict[str, Any]]:
        """What happened in a dossier, in the order of time, as seen on `day` (see `record.timeline`)."""
        from verbale.record.timeline import in_order

        span = {key: filters[key] for key in ("since", "until") if filters.get(key)}
        return in_order(self._selected(dossier, filters), self._known(dossier, filters), day=day, **span)

    def matrix(self, dossier: str | Dossier, **filters: Any) -> Matrix:
        """Who stands where in a dossier: actors by issues (see `record.matrix`)."""
        from verbale.record.matrix import matrix

        found = [merged_from(row) for row in self.positions(dossier=dossier, **filters)]
        return matrix(found, self._known(dossier, filters))

    def brief(self, dossier: str | Dossier, *, since: str, day: date, **filters: Any) -> list[dict[str, Any]]:
        """What is new in a dossier since a day (see `record.brief`)."""
        from verbale.record.brief import brief

        fresh = self.merged(dossier, reported_since=since, **filters)
        due = [merged_from(row) for row in self.meetings(dossier=dossier, since=since, **filters)]
        found = {record.id: record for record in (*fresh, *due)}
        return brief(found.values(), self._known(dossier, filters), since=since, day=day)

    def _known(self, dossier: str | Dossier, filters: Mapping[str, Any]) -> Dossier:
        return dossier if isinstance(dossier, Dossier) else self.dossier(dossier, as_of=filters.get("as_of"))


def _dossier(connection: Connection, dossier: str | Dossier, asked: Filters) -> Dossier:
    return dossier if isinstance(dossier, Dossier) else dossiered.dossier_named(connection, dossier, asked.cut)
