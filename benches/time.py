"""Score the reading of times: `python benches/time.py [--show N]`.

Normalised values of expressions against time_gum, and the day of events against timelines_semeval15. An expression
counts as right when its interval is the annotated one. Needs ../shared/corpora.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from cases import shared

NEWS = ("news",)


def bounds(gold: dict[str, Any]) -> tuple[str | None, str | None] | None:
    """First and last day of a gold expression; None where it has no calendar value."""
    when = gold.get("when") or gold.get("notBefore") or gold.get("from")
    end = gold.get("when") or gold.get("notAfter") or gold.get("to")
    if not when or not str(when)[:1].isdigit():
        return None
    return str(when), str(end or when)


def agrees(gold: tuple[str | None, str | None], start: str | None, end: str | None, partial: bool) -> bool:
    """Whether an interval is what the (possibly shorter) gold values name: 2024, 2024-06, 2024-06-14."""
    first, last = (str(g)[:10] for g in gold)
    return bool(start and start.startswith(first)) or bool(end and end.startswith(last) and (start is None or partial))


def gum(show: int) -> None:
    from verbale import codebook
    from verbale.articles.make import document
    from verbale.coding.when import times_in

    path = shared("corpora", "time_gum.jsonl")
    if path is None:
        return
    book = codebook.load()
    total: dict[str, list[int]] = {"all": [0, 0, 0], "news": [0, 0, 0]}
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        made = document(record["text"], published=record["date"])
        found = times_in(made, book).expressions
        for gold in record["gold"]["timex"]:
            value = bounds(gold)
            if value is None:
                continue
            hit = [e for e in found if e.start < gold["end"] and gold["start"] < e.end]
            right = any(
                agrees(
                    value,
                    e.time.start and e.time.start.isoformat(),
                    e.time.end and e.time.end.isoformat(),
                    gold["start"] > e.start,  # the gold marks the two ends of a range apart
                )
                for e in hit
            )
            for key in ("all", *(["news"] if record["genre"] in NEWS else [])):
                total[key][0] += 1
                total[key][1] += bool(hit)
                total[key][2] += right
            if not right and show:
                show -= 1
                said = [(e.time.text, str(e.time.start), str(e.time.end), e.kind) for e in hit]
                print(f"{record['id']} {record['date']} {gold['surface']!r} {value} {said}")
    for key, (n, seen, right) in total.items():
        print(f"time_gum {key:5} {n:4} expressions: found {seen / n:.3f}, right of found {right / max(1, seen):.3f}")


def timelines() -> None:
    from verbale import codebook
    from verbale.articles.make import document
    from verbale.coding.when import times_in

    path = shared("corpora", "timelines_semeval15.jsonl")
    if path is None:
        return
    book = codebook.load()
    dated = stated = right = fallback = 0
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        made = document(record["text"], published=record["date"])
        times = times_in(made, book)
        for anchor in record["gold"]["anchors"]:
            gold = str(anchor.get("date") or "")
            token = made.token_at(anchor["span"][0]) if anchor.get("span") else None
            if token is None or not gold[:4].isdigit():
                continue
            dated += 1
            time = times.of(token)
            if time.start is not None:
                stated += 1
                right += str(time.start)[: len(gold)] == gold or (
                    str(time.start)[:7] == gold[:7] and time.start != time.end
                )
            else:
                fallback += record["date"][: len(gold)] == gold
    print(
        f"timelines: {dated} dated events; a time stated for {stated}, right {right / max(1, stated):.3f}; "
        f"with the publication day for the rest {(right + fallback) / max(1, dated):.3f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    gum(args.show)
    timelines()
    return 0


if __name__ == "__main__":
    sys.exit(main())
