"""Three corpora added to one record in one run: time, documents a second, size on disk, memory, crashes.

    python benches/store.py [--limit 100] [--workers 2] [CORPUS.jsonl ...]

`--limit` takes so many documents of each corpus. Status 1 if any document met a fault of Verbale's own.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import replay

from verbale import intake
from verbale.articles.sources import Failure, Raw, sources
from verbale.record.book import Record
from verbale.record.clock import utc_now

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
NAMES = ("articles_wcep.jsonl", "articles_kremlin.jsonl", "articles_wikinews.jsonl")


def main() -> int:
    """Add, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path, default=[CORPORA / name for name in NAMES])
    parser.add_argument("--limit", type=int, default=None, help="documents of each corpus")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="keep the store at this place")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = asked.keep or Path(folder) / "record.db"
        counts, findings, seconds = _added(store, _raws(asked.corpora, asked.limit), asked.workers)
        size = sum(Path(f"{store}{end}").stat().st_size for end in ("", "-wal") if Path(f"{store}{end}").exists())
        with Record(store) as record:
            held = {name: len(getattr(record, name)()) for name in ("meetings", "positions", "claims", "violence")}
    documents = sum(counts.values())
    print(json.dumps(counts), json.dumps(held))
    print(f"{documents} documents, {findings} findings in {seconds:.0f} s: {documents / seconds:.2f} documents/s")
    print(f"{size / 1e6:.1f} MB on disk; {counts['fault']} faults")
    return 1 if counts["fault"] else 0


def _raws(corpora: list[Path], limit: int | None) -> Iterator[Raw | Failure]:
    for corpus in corpora:
        yield from islice(sources([str(corpus)]), limit)


def _added(store: Path, raws: Iterator[Raw | Failure], workers: int) -> tuple[Counter[str], int, float]:
    counts: Counter[str] = Counter(fault=0)
    findings, started = 0, time.monotonic()
    with Record(store) as record:
        for number, outcome in enumerate(intake.add(record, raws, now=utc_now, workers=workers)):
            if isinstance(outcome, Failure):
                fault = "a fault of Verbale's own" in outcome.reason
                counts["fault" if fault else "skipped"] += 1
                print(outcome.reason[:160], flush=True)
            else:
                counts[outcome.outcome.value] += 1
                findings += outcome.findings
            if number % 200 == 0:
                print(
                    f"{number:6} documents, {time.monotonic() - started:6.0f} s, {replay.memory():.0f} MB", flush=True
                )
    return counts, findings, time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main())
