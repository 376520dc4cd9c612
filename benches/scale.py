"""The record at one million findings: how fast it answers, and whether memory stays flat while it fills.

    python benches/scale.py [--findings 1000000] [--store scale.db] [--keep]

The findings are those of stored readings, replayed on other days and among other countries and inserted in bulk (each
document linked within itself only): a year of them through the writer, then that year again for nine more years, in
SQL. The questions are those of the command line, through `verbale.open`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import replay
from sqlalchemy import Connection, Table, func, insert, select, text

from verbale.record.book import Record
from verbale.record.dossiers import Dossier
from verbale.record.joining import countries_of
from verbale.record.keeping import UNKNOWN_READER, told_in
from verbale.record.link.folding import FOLDS
from verbale.record.link.linker import link
from verbale.record.merged import Merged, merged_from
from verbale.record.store import engine, search
from verbale.record.store import tables as t
from verbale.record.store.writer import Writer, day_of
from verbale.record.told import told_of

YEARS, FIRST = 10, 2015
DATED = frozenset("day published first_day last_day first_reported recorded_at superseded_at json".split())
BATCH = 200  # documents in one transaction
LIMITS = {
    "dyad and dates": 10,
    "timeline": 200,
    "matrix": 200,
    "as of": 200,
    "text of documents": 100,
    "text of findings": 100,
}


def main() -> int:
    """Build (unless there is one already) and ask; 0 when every limit is kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "verbale-scale.db")
    parser.add_argument("--keep", action="store_true", help="keep the store for another round of questions")
    parser.add_argument("--readings", type=Path, default=Path(tempfile.gettempdir()) / "verbale-readings.jsonl")
    asked = parser.parse_args()
    if not asked.store.exists():
        _build(asked.store, replay.stored(asked.readings), asked.findings)
    kept = _ask(asked.store)
    if not asked.keep:
        for end in ("", "-wal", "-shm"):
            Path(f"{asked.store}{end}").unlink(missing_ok=True)
    return 0 if kept else 1


def _build(store: Path, readings: list[replay.Reading], findings: int) -> None:
    bundles = [reading | {"records": _records(reading)} for reading in readings]
    each = sum(len(list(told_in(r))) for r in readings) / len(readings)
    documents = replay.replayed(bundles, round(findings / YEARS / each), days=364, first=f"{FIRST}-01-01")
    started, done = time.monotonic(), 0
    with Record(store) as record:
        while batch := list(islice(documents, BATCH)):
            with engine.writing(record.engine) as connection:
                moment = datetime.fromisoformat(batch[0]["document"]["published"][:10]).replace(tzinfo=UTC)
                writer = Bulk(connection, moment + timedelta(days=1))
                done += sum(_store(writer, bundle) for bundle in batch)
                writer.flush()
            if done // 20_000 > (done - BATCH * each) // 20_000:
                print(f"{done:9} findings, {time.monotonic() - started:6.0f} s, {replay.memory():.0f} MB", flush=True)
        _years(record)
    size = store.stat().st_size / 1e9
    print(f"built {done * YEARS} findings in {time.monotonic() - started:.0f} s, {size:.2f} GB", flush=True)


def _years(record: Record) -> None:
    """The first year again for each of the others: numbers go on, ids get a suffix, days the year."""
    with engine.reading(record.engine) as connection:
        tables = [x for x in t.METADATA.sorted_tables if "n" in x.c]
        last = {x.name: connection.execute(select(func.max(x.c.n))).scalar() or 0 for x in tables}
    for k in range(1, YEARS):
        with engine.writing(record.engine) as connection:
            for table in t.METADATA.sorted_tables:
                if table.name not in ("changes", "actors", "story_keys", "block_keys", "arrivals"):
                    columns = ", ".join(f'"{c.name}"' for c in table.c)
                    made = ", ".join(_copied(c, k, last) for c in table.c)
                    leader = next((c for c in table.c if c.name == "n" or c.foreign_keys), None)
                    top = (
                        last[table.name] if leader is not None and leader.name == "n" else last.get(_target(leader), 0)
                    )
                    where = f'WHERE "{leader.name}" <= {top}' if leader is not None else ""
                    connection.execute(
                        text(f"INSERT INTO {table.name} ({columns}) SELECT {made} FROM {table.name} {where}")
                    )
            low, high = last["findings"] * k, last["findings"] * (k + 1)
            words = "(SELECT group_concat(json_extract(value, '$.quote'), ' ') FROM json_each(json, '$.evidence'))"
            connection.execute(
                text(
                    f"INSERT INTO finding_words(rowid, words) SELECT n, {words} FROM findings "
                    f"WHERE n > {low} AND n <= {high}"
                )
            )
            low, high = last["documents"] * k, last["documents"] * (k + 1)
            connection.execute(
                text(
                    "INSERT INTO document_words(rowid, words) SELECT n, coalesce(title, '') || ' ' || text "
                    "FROM documents "
                    f"WHERE n > {low} AND n <= {high}"
                )
            )
        print(f"year {FIRST + k}", flush=True)


def _target(column: Any) -> str:
    return next((key.column.table.name for key in column.foreign_keys), "") if column is not None else ""


def _copied(column: Any, k: int, last: Mapping[str, int]) -> str:
    """The value of a column in the k-th copy."""
    name = f'"{column.name}"'
    if column.name == "n":
        return f"{name} + {k * last[column.table.name]}"
    if column.foreign_keys:
        return f"{name} + {k * last[_target(column)]}"
    if column.name == "id" or (column.table.name, column.name) == ("links", "record"):
        return f"{name} || '-{k}'"
    if column.name in DATED:
        return f"replace({name}, '{FIRST}-', '{FIRST + k}-')"
    return name


def _records(reading: replay.Reading) -> list[dict[str, Any]]:
    """The records of one document."""
    told = [t for t in told_of(reading, story="story", recorded_at="2015-01-01T00:00:00.000000Z") if t.kind in FOLDS]
    return [merged.as_json() for merged in link(told)]


def _store(writer: Bulk, bundle: dict[str, Any]) -> int:
    document = bundle["document"]
    number = writer.document(document, f"story-{document['id'][:12]}")
    reading = writer.reading(number, bundle, UNKNOWN_READER)
    told = list(told_in(bundle))
    numbers = writer.findings(number, reading, told, day_of(document))
    by_id = {finding["id"]: n for n, (_, finding, _) in zip(numbers, told, strict=True)}
    named = {one.id: one for one in told_of(bundle, story="story", recorded_at=writer.at)}
    for plain in bundle["records"]:
        merged: Merged = merged_from(plain)
        actors = countries_of(merged, [named[f] for f in merged.findings if f in named])
        writer.version(plain, actors, plain, True)
        rows = [{"record": merged.id, "finding": by_id[f], "reasons": "[]"} for f in merged.findings if f in by_id]
        writer.add(t.links, rows)
    return len(told)


def _ask(store: Path) -> bool:
    windows = [f"20{year}-{month:02}-01" for year in (16, 17, 19, 21, 23) for month in (2, 7)]
    with Record(store, create=False) as record:
        low, high, _, count = _busy(record, "finding_dyads", "event")
        one, other, third, positions = _busy(record, "record_dyads", "position")
        dossier = Dossier("bench", "Bench", (one, other), (third,), since="2018-01-01", until="2018-12-31")
        questions: dict[str, Callable[[str], Sequence[Any]]] = {
            "dyad and dates": lambda d: record.events(country=[low, high], since=d, until=_later(d, 60), limit=50),
            "timeline": lambda d: record.timeline(dossier, day=date.fromisoformat(d)),
            "matrix": lambda _: list(record.matrix(dossier).cells),
            "as of": lambda d: record.meetings(country=low, as_of=d, limit=50),
            "text of documents": lambda _: record.documents(text="peace talks", limit=50),
            "text of findings": lambda _: record.statements(text="agreement", limit=50),
        }
        print(f"busy pairs: {low} and {high}, {count} events; {one} and {other}, {positions} positions, a year of them")
        kept = [_timed(name, question, windows) for name, question in questions.items()]
        return all(kept)


class Bulk(Writer):
    """A writer that holds the rows of a batch and inserts them table by table."""

    def __init__(self, connection: Connection, moment: datetime) -> None:
        self.held: dict[str, list[dict[str, Any]]] = {}
        self.known: set[str] = set(connection.execute(select(t.actors.c.id)).scalars())
        super().__init__(connection, moment, "bench")

    def add(self, table: Table, rows: Iterable[dict[str, Any]]) -> list[int]:
        """Hold rows, numbered as they will be."""
        made = [
            ({"n": self._number(table)} if "n" in table.c else {}) | row | {"recorded_at": self.at}
            if "recorded_at" in table.c
            else row
            for row in rows
        ]
        self.held.setdefault(table.name, []).extend(made)
        return [row.get("n", 0) for row in made]

    def _actors(self, actors: Iterable[Mapping[str, Any]]) -> None:
        fresh = [a for a in actors if a["id"] not in self.known]
        if fresh:
            self.known.update(a["id"] for a in fresh)
            super()._actors(fresh)

    def words(self, index: str, rows: Sequence[tuple[int, str]]) -> None:
        """Hold words for an index."""
        self.held.setdefault(index, []).extend({"n": n, "words": words} for n, words in rows)

    def flush(self) -> None:
        """Insert everything that is held; tables that others point at come first."""
        for table in t.METADATA.sorted_tables:
            rows = self.held.pop(table.name, [])
            columns = {column for row in rows for column in row}
            if rows:
                self.connection.execute(insert(table), [{c: row.get(c) for c in columns} for row in rows])
        for index, rows in self.held.items():
            search.put(self.connection, index, [(row["n"], row["words"]) for row in rows])


def _busy(record: Record, table: str, kind: str) -> tuple[str, str, str, int]:
    """A busy pair of countries (nine in ten have fewer of a kind), a country beside them, and how many they have."""
    with engine.reading(record.engine) as connection:
        pair = f"SELECT low, high, count(*) FROM {table} WHERE kind = :kind GROUP BY low, high ORDER BY count(*)"
        pairs = connection.execute(text(pair), {"kind": kind}).all()
        low, high, count = pairs[len(pairs) * 9 // 10]
        other = (
            "SELECT country FROM finding_actors WHERE country NOT IN (:low, :high) GROUP BY 1 ORDER BY count(*) DESC"
        )
        third = connection.execute(text(f"{other} LIMIT 1"), {"low": low, "high": high}).scalar()
    return low, high, str(third), count


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _timed(name: str, question: Callable[[str], Sequence[Any]], windows: Sequence[str]) -> bool:
    found = len(question(windows[0]))
    times = list(_times(question, windows))
    median, worst, limit = statistics.median(w for w, _ in times), max(w for w, _ in times), LIMITS[name]
    own = statistics.median(cpu for _, cpu in times)
    told = f"{median:7.1f} ms (worst {worst:.1f}; {own:.1f} ms of processor time)"
    print(f"{name:18} {told}, {found} rows; limit {limit} ms", flush=True)
    return median < limit


def _times(question: Callable[[str], Sequence[Any]], windows: Sequence[str]) -> Iterator[tuple[float, float]]:
    for window in windows:
        started, own = time.perf_counter(), time.process_time()
        question(window)
        yield (time.perf_counter() - started) * 1000, (time.process_time() - own) * 1000


if __name__ == "__main__":
    sys.exit(main())
