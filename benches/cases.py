"""Score the reader on the annotated development cases.

    python benches/cases.py [--half even|odd] [--details N] [--case ID [--kind meetings]]

Needs the project's shared material beside the repository (../shared); says so and stops quietly where it is absent.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def shared(*parts: str) -> Path | None:
    """A path in the shared material, or None with a line that says it is absent."""
    path = SHARED.joinpath(*parts)
    if path.exists():
        return path
    print(f"skipped: {'/'.join(('../shared', *parts))} is not here; this bench measures against it")
    return None


def scorer(name: str) -> ModuleType:
    """A scoring script of the shared material as a module."""
    sys.path.insert(0, str(SHARED / "scoring"))
    spec = importlib.util.spec_from_file_location(name, SHARED / "scoring" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_case(case: dict[str, Any]) -> dict[str, Any]:
    """The reading of one case as plain JSON, under the case's id."""
    from reading import document

    from verbale import pipeline

    d = case["document"]
    made = document(
        d["text"], title=d.get("title"), url=d.get("url"), publisher=d.get("publisher"), published=d.get("published")
    )
    return pipeline.read_document(made).to_json() | {"case": case["id"]}


def figures() -> dict[str, float]:
    """The record score, the zero-tolerance faults, and the F1 of each kind; empty where the cases are absent."""
    path = shared("cases", "dev.jsonl")
    if path is None:
        return {}
    return scored(path)


def scored(path: Path) -> dict[str, float]:
    """The figures of a file of annotated articles; `claims answers` is how far the answers to claims agree, of 1."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    result = scorer("score_record").score(cases, [read_case(c) for c in cases])
    kinds = {f"{kind} F1": found["f1"] for kind, found in result["kinds"].items()}
    answers = result["kinds"]["claims"]["fields"]["responses"]["value"]
    score = {"record score": result["record_score"], "zero-tolerance faults": len(result["faults"])}
    return {**score, **kinds, "claims answers": answers}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--half", choices=("even", "odd", "all"), default="all", help="cases by line number in the file"
    )
    parser.add_argument("--details", type=int, default=0)
    parser.add_argument("--case")
    parser.add_argument("--kind", help="print gold and found of this kind side by side (with --case)")
    args = parser.parse_args()
    path = shared("cases", "dev.jsonl")
    if path is None:
        return 0
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wanted = {"even": lambda n: n % 2 == 0, "odd": lambda n: n % 2 == 1, "all": lambda n: n > 0}[args.half]
    cases = [c for n, c in enumerate(cases, 1) if wanted(n) and args.case in (None, c["id"])]
    found = [read_case(c) for c in cases]
    if args.kind:
        for case, reading in zip(cases, found, strict=True):
            print(json.dumps({"gold": case.get(args.kind), "found": reading[args.kind]}, indent=1, ensure_ascii=False))
        return 0
    score = scorer("score_record")
    score.show(score.score(cases, found), args.details)
    return 0


if __name__ == "__main__":
    sys.exit(main())
