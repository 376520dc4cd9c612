"""How fast the pages of a large dossier answer, and what they weigh: a store of its own, made by replaying.

    python benches/page.py [--records 10000] [--store FILE]

Each view is asked three times: `first` after the start, `again` once its answer is kept, and `past` as it was published
two years before. Weights are gzipped, the page with its style and script. Floors: the front door at once, every view
within 300 ms when it is asked again, no page above 300 kB before the map, `verbale serve` up within two seconds. Exit
status 1 where one is missed. `--store` keeps the store, which takes minutes to make, for the next time.
"""

from __future__ import annotations

import argparse
import gzip
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from page_store import LAST, fill

from verbale.record.book import Record

DOSSIER = "/d/ghana-togo"
VIEWS = ["", "/timeline", "/matrix", "/claims", "/map", "/network", ".ics", ".atom"]
PAST = "2022-05-24"
SLOWEST, HEAVIEST, START = 0.3, 300_000, 2.0  # seconds of a view, bytes of a page, seconds of the start


def views(store: Path) -> list[str]:
    """Times and weights of every view, printed; what missed its floor."""
    from fastapi.testclient import TestClient

    from verbale.cli.serve import settle
    from verbale.sharing.web.app import STATIC, create_app

    missed = []
    shared = sum(len(gzip.compress((STATIC / n).read_bytes(), 5)) for n in ("style.css", "verbale.js"))
    with Record(store) as record:
        site = TestClient(create_app(record, day=lambda: LAST), base_url="http://127.0.0.1")
        settle()
        print(f"{'view':24} {'first':>9} {'again':>9} {'past':>9} {'weight':>9}")
        for view in ["/", *(DOSSIER + v for v in VIEWS)]:
            times, weight = [], 0
            for address in (view, view, f"{view}?reported_by={PAST}"):
                start = time.perf_counter()
                answer = site.get(address)
                times.append(time.perf_counter() - start)
                if answer.status_code != 200:
                    raise SystemExit(f"{address}: {answer.status_code}; a store of another version? make it anew")
                weight = max(weight, len(gzip.compress(answer.content, 5)) + shared)
            told = " ".join(f"{t * 1000:6.0f} ms" for t in times)
            print(f"{view:24} {told} {weight / 1000:6.0f} kB")
            if times[1] > SLOWEST or (view == DOSSIER and times[0] > SLOWEST):
                missed.append(f"{view} slow")
            if weight > HEAVIEST and not view.endswith((".ics", ".atom", "/map")):
                missed.append(f"{view} heavy")
    return missed


def start(store: Path) -> list[str]:
    """How long `verbale serve` takes until it answers, printed; what missed its floor."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    command = [sys.executable, "-m", "verbale", "serve", "--store", str(store), "--port", str(port)]
    server = subprocess.Popen(command, env=os.environ, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - begun < 30:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.02)
        took = time.perf_counter() - begun
    finally:
        server.terminate()
        server.wait()
    print(f"verbale serve answers after {took:.2f} s")
    return ["start slow"] if took > START else []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--store", type=Path, help="a store to keep, and to take when it is there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = args.store or Path(folder) / "page.db"
        if not store.exists():
            fill(store, args.records)
        missed = views(store) + start(store)
    print("missed: " + ", ".join(missed) if missed else "all floors held")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
