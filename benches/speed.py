"""How fast is reading, against the bare parser on the same documents in the same run?

    .venv/bin/python benches/speed.py [--limit N] [--rounds N] [--only ratio|workers|start]

ratio    processor seconds of reading, by each reader and by both, over those of the bare spaCy pipeline in the same
         round (the same components, the same batches; the network alone reads without the parser): the median of the
         rounds, the least and the most; documents and tokens a second of both
workers  seconds of `verbale read --format jsonl` with one and with two processes, the start-up of each taken out;
         peak memory of a process
start    seconds of `import verbale`, and of one article read from a cold start

Documents are the articles of ../shared/corpora, or the shipped examples where that folder is absent.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared" / "corpora" / "articles_wikinews.jsonl"
EXAMPLES = ROOT / "examples" / "articles"
AIMS = {
    "ratio codebook": 1.25,
    "ratio learned": 1.0,
    "ratio both": 1.5,
    "memory": 1024.0,
    "speed-up": 1.8,
    "import": 0.2,
    "cold start": 3.0,
}


def documents(limit: int) -> list[dict[str, Any]]:
    """Up to `limit` articles with `id`, `text` and `published`."""
    if ARTICLES.exists():
        lines = ARTICLES.read_text(encoding="utf-8").splitlines()[:limit]
        return [{"id": r["id"], "text": r["text"], "published": r["date"]} for r in map(json.loads, lines)]
    print(f"{ARTICLES.name} is not here: timing the shipped examples instead")
    return [
        {
            "id": path.stem,
            "text": path.read_text(encoding="utf-8"),
            "published": tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8")).get("published"),
        }
        for path in sorted(EXAMPLES.glob("*.txt"))
    ][:limit]


def ratio(records: list[dict[str, Any]], rounds: int) -> dict[str, float]:
    """How the processor seconds of each compare with those of the bare pipeline in the same round, over the rounds."""
    import verbale
    from verbale.articles import parse

    texts = [record["text"] for record in records]
    ways: dict[str, Callable[[], None]] = {"bare": lambda: exhaust(parse.bare(texts))}
    ways |= {r: functools.partial(read, verbale.read_many, records, r) for r in ("codebook", "learned", "both")}
    tokens = sum(len(doc) for doc in parse.bare(texts))
    for way in ways.values():  # what is loaded at first use is loaded
        way()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    wall = []
    for _ in range(rounds):
        for name, way in ways.items():
            began = time.perf_counter()
            taken[name].append(seconds(way))
            if name == "both":
                wall.append(time.perf_counter() - began)
    found = {}
    for name in ("codebook", "learned", "both"):
        ratios = sorted(way / bare for way, bare in zip(taken[name], taken["bare"], strict=True))
        found[f"ratio {name}"] = statistics.median(ratios)
        found |= {f"least {name}": ratios[0], f"most {name}": ratios[-1]}
    return {
        **found,
        "bare": min(taken["bare"]),
        "documents a second": len(records) / min(wall),
        "tokens a second": tokens / min(wall),
    }


def read(read_many: Callable[..., Iterable[object]], records: list[dict[str, Any]], readers: str) -> None:
    exhaust(read_many(records, readers=readers))


def exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


def seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def workers(records: list[dict[str, Any]]) -> dict[str, float]:
    """Wall seconds with one and with two processes; the start-up is that of reading one short document each."""
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder) / "many.jsonl", Path(folder) / "few.jsonl"
        write(many, records)
        write(few, [{"text": "Talks resumed."}, {"text": "Talks resumed."}])
        taken, outputs = {}, {}
        for count in (1, 2):
            start, _ = command(few, count)
            whole, outputs[count] = command(many, count)
            taken[count] = whole - start
        same = outputs[1] == outputs[2]
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "one": taken[1], "two": taken[2], "speed-up": taken[1] / taken[2], "same bytes": float(same), "memory": most,
    }  # fmt: skip


def write(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def command(path: Path, count: int) -> tuple[float, bytes]:
    call = [sys.executable, "-m", "verbale", "read", str(path), "--format", "jsonl", "--workers", str(count)]
    began = time.perf_counter()
    done = subprocess.run(call, capture_output=True, check=True, env=environment())
    return time.perf_counter() - began, done.stdout


def environment() -> dict[str, str]:
    """One thread a process: two processes must not already be four."""
    return os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def start() -> dict[str, float]:
    """The least wall seconds of three cold processes each."""
    example = EXAMPLES / "ohrid-2023.txt"
    calls = {
        "import": [sys.executable, "-X", "importtime", "-c", "import verbale"],
        "cold start": [sys.executable, "-m", "verbale", "read", str(example), "--published", "2023-03-19"],
    }
    return {name: min(cold(name, call) for _ in range(3)) for name, call in calls.items()}


def cold(name: str, call: list[str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(call, capture_output=True, check=True, text=True)
    if name == "import":  # the interpreter's own account, in microseconds, without its start
        lines = [line for line in done.stderr.splitlines() if line.endswith("| verbale")]
        return int(lines[0].split("|")[1]) / 1e6
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=150, help="documents")
    parser.add_argument("--rounds", type=int, default=3, help="rounds in which all ways of reading are timed")
    parser.add_argument("--only", choices=("ratio", "workers", "start"), action="append")
    args = parser.parse_args()
    records = documents(args.limit)
    wanted = args.only or ["ratio", "workers", "start"]
    figures: dict[str, float] = {}
    if "start" in wanted:
        figures |= start()
    if "workers" in wanted:
        figures |= workers(records)
    if "ratio" in wanted:
        figures |= ratio(records, args.rounds)
    print(f"{len(records)} documents")
    for name, figure in figures.items():
        aim = f"  (aim {AIMS[name]:g})" if name in AIMS else ""
        print(f"{name:20} {figure:9.2f}{aim}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
