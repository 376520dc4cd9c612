"""What the second reader saves when the codebook misses more: the record score with a part of its findings taken away.

    python benches/thinned.py [--shares 0 0.2 0.35]

The codebook's rules were checked on the development cases, where it misses little; on articles that nobody prepared it
misses more. Its findings are taken away at random (three seeds), and the cases scored with what is left, and with
the network beside that. The thresholds of `trust.toml` were chosen with a look at this. Needs ../shared.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from cases import scorer, shared
from reading import document

from verbale import pipeline
from verbale.coding.reading import KINDS, reading_of
from verbale.learned.together import Findings, merging


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.0, 0.2, 0.35])
    args = parser.parse_args()
    path = shared("cases", "dev.jsonl")
    if path is None:
        return 0
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    fields = ("title", "url", "publisher", "published")
    known = [(c["document"]["text"], {k: c["document"].get(k) for k in fields}) for c in cases]
    read = [pipeline.layers(document(text, "both", **said), readers="both") for text, said in known]
    score = scorer("score_record")
    for share in args.shares:
        totals = {"codebook": 0.0, "both": 0.0}
        faults, seeds = 0, range(3) if share else range(1)
        for seed in seeds:
            rng = random.Random(seed)
            left = [Findings(**{k: tuple(f for f in one[k] if rng.random() >= share) for k in KINDS}) for one in read]
            found = {"codebook": left, "both": [merging(one).of(own) for one, own in zip(read, left, strict=True)]}
            for name, some in found.items():
                plain = [
                    reading_of(one["document"], one["who"], own).to_json() | {"case": case["id"]}
                    for case, one, own in zip(cases, read, some, strict=True)
                ]
                result = score.score(cases, plain)
                totals[name] += result["record_score"] / len(seeds)
                faults += len(result["faults"]) if name == "both" else 0
        told = "  ".join(f"{name} {total:.1f}" for name, total in totals.items())
        print(f"{share:.0%} taken away: record score  {told}  (zero-tolerance faults of both: {faults})", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
