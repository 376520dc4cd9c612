"""One table of every figure, and whether it has fallen below its floor.

    .venv/bin/python benches/accuracy.py [--only cases|articles|plover|quotes|time|places|...] [--pin]

Where the readers differ, the figures of the codebook, of the network and of both stand side by side (`--both`: of both
alone); the floor is that of both. Floors stand in `floors.toml` with a digest of the data that they were measured on: a
floor cannot be lowered quietly, and one measured on other data says so instead of failing. `--pin` writes what is
measured now. Status 1 when a figure is below its floor. Needs ../shared; says so and ends well where it is absent.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import sys
import time
import tomllib
import warnings
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
SHARED = HERE.parent.parent / "shared"
SLACK = 0.005  # what a figure may fall without failing: one expression among two hundred
FEWER = ("zero-tolerance faults",)  # the less the better
sys.path.insert(0, str(HERE))


def figures(bench: str) -> dict[str, float]:
    """The figures of a bench, by its file (`time` is also a module of Python's)."""
    spec = importlib.util.spec_from_file_location(f"bench_{bench}", HERE / f"{bench}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.figures()
    found: dict[str, float] = made[0] if isinstance(made, tuple) else made
    return found


READERS = ("codebook", "learned", "both")
READ = (
    "cases",
    "articles",
    "plover",
    "quotes",
)  # sets in which the readers differ: the others measure what both stand on
SETS = {
    "cases": ("cases/dev.jsonl", "scoring/score_record.py"),
    "articles": ("articles.jsonl", "scoring/score_record.py"),
    "plover": ("corpora/plover_gold_dev.json", "scoring/score_plover.py"),
    "quotes": ("corpora/quotes_gum.jsonl",),
    "time": ("corpora/time_gum.jsonl", "corpora/timelines_semeval15.jsonl"),
    "places": ("corpora/geo_geovirus.jsonl",),
    "actors": ("corpora/quotes_gum.jsonl", "corpora/articles_wcep.jsonl"),
    "entities": ("corpora/entities_gum.jsonl",),
    "holders": ("corpora/reference_leaders_reign.jsonl",),
}
AIMS = {
    "cases record score": 75.0, "cases zero-tolerance faults": 0.0, "cases claims answers": 0.60,
    "articles record score": 72.0, "articles zero-tolerance faults": 0.0, "articles claims answers": 0.60,
    "plover category F1": 0.75, "plover full triple F1": 0.55,
    "plover source country P": 0.85, "plover source country R": 0.70,
    "quotes all quoted F1": 0.90, "quotes all quoted speaker": 0.88, "quotes all all F1": 0.60,
    "time all right of found": 0.90,
    "places near of placed": 0.83, "holders agreement": 0.98,
}  # fmt: skip


def file_of(name: str) -> Path:
    """Where a file of a set is: beside this one, else in the shared material."""
    return HERE / name if (HERE / name).exists() else SHARED / name


def digest(files: tuple[str, ...]) -> str:
    """A digest of the data of a set."""
    whole = hashlib.sha256()
    for name in files:
        whole.update(file_of(name).read_bytes())
    return whole.hexdigest()[:12]


def as_read_by(readers: str, name: str) -> dict[str, float]:
    """The figures of a set with these readers."""
    os.environ["VERBALE_READERS"] = readers
    return figures(name)


def below(name: str, figure: float, floor: float) -> bool:
    return figure > floor if name in FEWER else figure < floor - SLACK * max(1.0, abs(floor))


def pinned(floors: Mapping[str, Mapping[str, object]]) -> str:
    lines = ["# Written by `benches/accuracy.py --pin`: the figures that may not be fallen below, and on which data.\n"]
    for name, rows in sorted(floors.items()):
        lines.append(f"[{name}]")
        lines += [f'"{key}" = "{v}"' if isinstance(v, str) else f'"{key}" = {v:.4f}' for key, v in rows.items()]
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=tuple(SETS), action="append")
    parser.add_argument("--pin", action="store_true", help="write the figures as the new floors")
    parser.add_argument("--both", action="store_true", help="both readers together only, not each beside them")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("skipped: ../shared is not here; the figures are measured against it")
        return 0
    warnings.simplefilter("ignore")
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    fallen = 0
    for name in args.only or SETS:
        files = SETS[name]
        if not all(file_of(f).exists() for f in files):
            print(f"{name}: skipped, {', '.join(files)} is not in ../shared")
            continue
        began, known, data = time.time(), floors.get(name, {}), digest(files)
        columns = {r: as_read_by(r, name) for r in (READERS if name in READ and not args.both else READERS[-1:])}
        found = columns["both"]
        same = known.get("data") == data
        print(f"\n{name} ({time.time() - began:.0f} s{'' if same or not known else '; other data than the floors'})")
        for key, figure in found.items():
            floor, aim = known.get(key), AIMS.get(f"{name} {key}")
            low = same and floor is not None and below(key, figure, float(floor))
            fallen += low
            told = f"  floor {floor:.3f}" if floor is not None else ""
            told += f"  aim {aim:g}" if aim is not None else ""
            beside = "".join(f"  {reader} {column[key]:.3f}" for reader, column in columns.items())
            print(f"  {key:28}{beside}{told}{'  BELOW ITS FLOOR' if low else ''}", flush=True)
        floors[name] = {"data": data, **found}
    if args.pin:
        FLOORS.write_text(pinned(floors), encoding="utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
