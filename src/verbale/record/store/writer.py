"""One writing transaction: documents, readings, findings, links and versions of records, as plain rows.

A Writer is made inside a transaction of `engine.writing`; it gives out row numbers itself, which it may because there
is only one writer at a time. It adds rows; the only thing that it ever changes is `superseded_at`, once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Table, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from verbale.record.clock import after
from verbale.record.store import search
from verbale.record.store import tables as t
from verbale.record.store.columns import (
    actors_of,
    barred,
    days,
    dumped,
    dyads,
    finding_columns,
    place_name,
    sides_of,
    words_of,
)

Row = Mapping[str, Any]
Finding = tuple[str, Row, Sequence[str]]  # kind, the contract's dictionary, the sides that its sentences name


@dataclass(frozen=True, slots=True)
class Reader:
    """What made a reading: the version of the codebook, and model and software with theirs."""

    codebook: str
    model: str
    software: str


class Writer:
    """The transaction; `at` is its time in the record, later than that of every one before."""

    def __init__(self, connection: Connection, moment: datetime, what: str, subject: str | None = None) -> None:
        self.connection = connection
        self.at = after(connection.execute(select(func.max(t.changes.c.recorded_at))).scalar(), moment)
        self._next: dict[str, int] = {}
        self.add(t.changes, [{"what": what, "subject": subject}])

    def add(self, table: Table, rows: Iterable[dict[str, Any]]) -> list[int]:
        """Add rows, each with a number of its own (where the table has them) and the time of recording."""
        made: list[dict[str, Any]] = []
        for row in rows:
            own = {"n": self._number(table)} if "n" in table.c else {}
            time = {"recorded_at": self.at} if "recorded_at" in table.c else {}
            made.append(own | row | time)
        if made:
            self.connection.execute(insert(table), made)
        return [row.get("n", 0) for row in made]

    def add_absent(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        """Add those rows whose key is not there yet."""
        given = insert_for(self.connection)(table).on_conflict_do_nothing()
        made = [row | ({"recorded_at": self.at} if "recorded_at" in table.c else {}) for row in rows]
        if made:
            self.connection.execute(given, made)

    def supersede(self, table: Table, numbers: Iterable[int]) -> None:
        """Mark current rows as superseded now."""
        for n in numbers:
            current = update(table).where(table.c.n == n, table.c.superseded_at.is_(None))
            self.connection.execute(current.values(superseded_at=self.at))

    def _number(self, table: Table) -> int:
        if table.name not in self._next:
            self._next[table.name] = self.connection.execute(select(func.max(table.c.n))).scalar() or 0
        self._next[table.name] += 1
        return self._next[table.name]

    def document(self, document: Row, story: str) -> int:
        """Add a document with its first printing and its words; its number."""
        plain = ("id", "title", "url", "publisher", "published", "published_basis", "language", "text")
        row = {key: document.get(key) for key in plain} | {
            "given_id": document.get("given_id"), "dateline": document.get("dateline"), "day": day_of(document),
            "sentences": dumped(document.get("sentences") or []), "story": story,
        }  # fmt: skip
        (n,) = self.add(t.documents, [row])
        self.printing(n, document)
        self.words("document_words", [(n, f"{document.get('title') or ''}\n{document['text']}")])
        return n

    def printing(self, document: int, where: Row) -> None:
        """Add a place where the text of a document stood."""
        plain = {key: where.get(key) for key in ("title", "url", "publisher", "published")}
        self.add(t.printings, [plain | {"document": document, "day": day_of(where)}])

    def reading(self, document: int, reading: Row, made_by: Reader) -> int:
        """Add a reading (not its findings) and the actors that it names for the first time; its number."""
        row = {"document": document, "codebook": made_by.codebook, "model": made_by.model, "software": made_by.software}
        lists = {key: dumped(reading.get(key) or []) for key in ("actors", "warnings")}
        (n,) = self.add(t.readings, [row | lists])
        self._actors(reading.get("actors") or ())
        return n

    def _actors(self, actors: Iterable[Row]) -> None:
        unknown = {a["id"]: a for a in actors}
        known = select(t.actors.c.id).where(t.actors.c.id.in_(list(unknown)))
        for (id,) in self.connection.execute(known):
            del unknown[id]
        plain = ("id", "name", "kind", "country")
        self.add(
            t.actors,
            [
                {key: a.get(key) for key in plain}
                | {"folded": search.folded(a["name"]), "sectors": dumped(list(a.get("sectors") or ()))}
                for a in unknown.values()
            ],
        )

    def findings(self, document: int, reading: int, told: Sequence[Finding], day: str) -> list[int]:
        """Add findings with their actors and words; their numbers."""
        rows = [
            finding_columns(finding, day)
            | {"kind": kind, "document": document, "reading": reading, "about": dumped(list(about))}
            for kind, finding, about in told
        ]
        numbers = self.add(t.findings, rows)
        takes_part: list[dict[str, Any]] = []
        pairs: list[dict[str, Any]] = []
        named: list[dict[str, Any]] = []
        everybody: dict[str, Row] = {}
        for n, row, (kind, finding, about) in zip(numbers, rows, told, strict=True):
            shared = {"finding": n, "kind": kind, "long": row["long"], "first_day": row["first_day"]}
            seated = list(actors_of(finding))
            everybody.update((a["id"], a) for _, a in seated)
            seats = {(a["id"], role): a.get("country") for role, a in seated}
            takes_part += [shared | {"actor": id, "role": role, "country": c} for (id, role), c in seats.items()]
            pairs += [shared | {"low": low, "high": high} for low, high in dyads(seats.values())]
            named += [shared | {"side": side} for side in sorted(sides_of(finding, about))]
        self._actors(everybody.values())
        self.add(t.finding_actors, takes_part)
        self.add(t.finding_dyads, pairs)
        self.add(t.finding_sides, named)
        words = [(n, words_of(finding)) for n, (_, finding, _) in zip(numbers, told, strict=True)]
        self.words("finding_words", words)
        return numbers

    def words(self, index: str, rows: Sequence[tuple[int, str]]) -> None:
        """Add the words of some rows, each `(n, words)`, to an index of words."""
        search.put(self.connection, index, rows)

    def version(self, merged: Row, actors: Mapping[str, str | None], kept: Row, whole: bool) -> None:
        """Add a version of a record: `merged` in full gives the columns, `kept` is the JSON that stays."""
        first, last, long = days(merged["start"], merged["end"], merged["first_reported"], merged["last_reported"])
        place = (merged["value"] or {}).get("place") or {}
        row = {key: merged.get(key) for key in ("id", "kind", "status", "stance", "issue", "first_reported")} | {
            "first_day": first, "last_day": last, "long": long, "place": place_name(place),
            "place_country": place.get("country"),
            "issues": barred((merged["value"] or {}).get("issues") or ()),
            "whole": whole, "json": dumped(kept),
        }  # fmt: skip
        (n,) = self.add(t.records, [row])
        shared = {"record": n, "kind": row["kind"], "long": long, "first_day": first}
        self.add(t.record_actors, [shared | {"actor": id, "country": c} for id, c in actors.items()])
        countries = dict.fromkeys((*merged.get("countries", ()), *actors.values()))
        self.add(t.record_dyads, [shared | {"low": low, "high": high} for low, high in dyads(countries)])
        concerned = {*merged["sides"], *merged["about"], *([place["country"]] if place.get("country") else [])}
        self.add(t.record_sides, [shared | {"side": side} for side in sorted(concerned)])


def day_of(where: Row) -> str:
    """The day of publication of a document or printing, or ""."""
    return (where.get("published") or "")[:10]


def insert_for(connection: Connection) -> Any:
    """The insert of the database at hand, which can leave out what is there already."""
    return sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert


def loaded(text: str) -> Any:
    """JSON as it was stored."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:  # Python's own writer lets through what JSON does not know, such as NaN
        return json.loads(text)
