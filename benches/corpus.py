"""What reading a corpus costs: `python benches/corpus.py [--documents N] [--price P]`.

Reads real articles in this one process, as a Spark worker does (`batch.read_rows` in batches of 64, the model loaded
before), and counts processor time, so that what else the machine does matters little. Prints documents and words per
core-hour, and from the slowest of them what a million articles take: core-hours, wall time on some clusters, and the
price at P per core-hour.
Needs ../shared/corpora.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from cases import shared

from verbale import batch

CORPORA = ("articles_wikinews.jsonl", "articles_kremlin.jsonl", "articles_wcep.jsonl")
CORES = (2, 16, 64, 400)
WARM = "Ministers of Ghana and Togo met in Accra on Monday to talk about the river, the minister said."


def documents(name: str, count: int) -> list[dict[str, str]]:
    """Documents spread evenly over a corpus; none where it is absent."""
    path = shared("corpora", name)
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    return [json.loads(line) for line in lines[:: max(1, len(lines) // count)][:count]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=128, help="of each corpus")
    parser.add_argument("--price", type=float, default=0.05, help="of a core-hour, in any currency")
    args = parser.parse_args()
    batch.read_rows([{"text": WARM}])
    rates = {}
    for name in CORPORA:
        rows = documents(name, args.documents)
        if not rows:
            continue
        begun, rest, failed = time.process_time(), iter(rows), 0
        while group := list(itertools.islice(rest, 64)):
            failed += sum(row["failure"] is not None for row in batch.read_rows(group))
        hours = (time.process_time() - begun) / 3600
        words = sum(len(row["text"].split()) for row in rows)
        rates[name] = words / hours
        print(
            f"{name:24} {len(rows):4} documents of {words / len(rows):5.0f} words, {failed} failed: "
            f"{len(rows) / hours:7.0f} documents and {words / hours / 1e6:5.2f} million words per core-hour"
        )
    if not rates:
        return
    slowest = min(rates.values())
    for words in (300, 600, 1000):
        hours = 1e6 * words / slowest
        wall = ", ".join(f"{hours / cores:.1f} h on {cores} cores" for cores in CORES)
        cost = f"{hours:5.0f} core-hours ({hours * args.price:.0f} at {args.price})"
        print(f"a million articles of {words:4} words: {cost}; {wall}")


if __name__ == "__main__":
    main()
