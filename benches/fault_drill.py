"""Fault drill: kill -9 in the middle of adding, many times, then compare with a run that was left alone.

    python benches/fault_drill.py [--kills 20] [--documents 400]

After each kill everything that was reported as stored must be there; at the end the two records must be identical but
for the times of recording. Status 1 if they are not.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import replay
from sqlalchemy import text

from verbale.record.store import engine, place

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
LOGICAL = {
    "documents": "SELECT id, title, publisher, published, day, text, story FROM documents",
    "printings": "SELECT d.id, p.publisher, p.url FROM printings p JOIN documents d ON d.n = p.document",
    "readings": "SELECT d.id, r.actors, r.superseded_at IS NULL FROM readings r JOIN documents d ON d.n = r.document",
    "findings": "SELECT id, kind, first_day, last_day, status, about, json, superseded_at IS NULL FROM findings",
    "actors": "SELECT id, name, kind, country FROM actors",
    "records": "SELECT id, kind, status, first_day, json, superseded_at IS NULL FROM records",
    "links": "SELECT l.record, f.id, l.score, l.reasons, l.superseded_at IS NULL FROM links l JOIN findings f "
             "ON f.n = l.finding",
    "block_keys": "SELECT key, record FROM block_keys",
    "finding_words": "SELECT count(*) FROM finding_words",
}  # fmt: skip


def main() -> int:
    """Run the drill; 0 when nothing was lost and both records are the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--readings", type=Path, default=Path(tempfile.gettempdir()) / "verbale-readings.jsonl")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "readings.jsonl"
        source.write_text("".join(_lines(asked.readings, asked.documents)), encoding="utf-8")
        started = time.monotonic()
        _run(source, Path(folder) / "whole.db", None)
        print(f"left alone: {asked.documents} documents in {time.monotonic() - started:.1f} s")
        lost = _drill(source, Path(folder) / "killed.db", asked.kills, asked.documents, random.Random(asked.seed))
        same = _compared(Path(folder) / "whole.db", Path(folder) / "killed.db")
    print(f"{asked.kills} kills, {lost} reported documents lost, records {'identical' if same else 'DIFFERENT'}")
    return 0 if same and not lost else 1


def _lines(file: Path, count: int) -> Iterator[str]:
    for reading in replay.replayed(replay.stored(file), count, days=400):
        yield json.dumps(reading, ensure_ascii=False) + "\n"


def _drill(source: Path, store: Path, kills: int, documents: int, chance: random.Random) -> int:
    """Add and kill, again and again, then add to the end; how many reported documents were lost on the way."""
    reported: set[str] = set()
    lost = 0
    for kill in range(kills):
        at = max(1, (documents - len(reported)) // (kills - kill + 1))
        reported |= _run(source, store, chance.randint(1, 2 * at), chance.random() * 0.02)
        here = _ids(store)
        lost += len(reported - here)
        print(f"kill {kill + 1}: {len(reported)} reported, {len(here)} stored, {len(reported - here)} lost", flush=True)
    reported |= _run(source, store, None)
    return lost + len(reported - _ids(store))


def _run(source: Path, store: Path, after: int | None, pause: float = 0.0) -> set[str]:
    """Add; kill -9 once `after` new documents were reported and a moment has passed. The documents it reported."""
    command = [sys.executable, "-m", "verbale", "add", str(source), "--store", str(store), "--format", "jsonl", "-q"]
    reported: set[str] = set()
    new = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as adding:
        assert adding.stdout is not None
        for line in adding.stdout:
            if not line.endswith("\n"):
                break  # cut off in the middle: not reported
            told = json.loads(line)
            reported.add(told["document"])
            new += told["outcome"] == "new"
            if after is not None and new >= after:
                time.sleep(pause)
                adding.send_signal(signal.SIGKILL)
                break
    if after is None and adding.returncode:
        raise SystemExit(f"adding ended with status {adding.returncode}")
    return reported


def _ids(store: Path) -> set[str]:
    with engine.reading(engine.opened(place.url_of(store))) as connection:
        return set(connection.execute(text("SELECT id FROM documents")).scalars())


def _compared(one: Path, other: Path) -> bool:
    same = True
    for name, query in LOGICAL.items():
        a, b = (_rows(store, query) for store in (one, other))
        print(f"  {name:14} {len(a):7} rows {'same' if a == b else f'DIFFERENT, other has {len(b)}'}")
        same = same and a == b
    return same


def _rows(store: Path, query: str) -> list[str]:
    with engine.reading(engine.opened(place.url_of(store))) as connection:
        return sorted(_TIME.sub("TIME", repr(tuple(row))) for row in connection.execute(text(query)))


if __name__ == "__main__":
    sys.exit(main())
