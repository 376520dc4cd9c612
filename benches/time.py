"""Score the reading of times: `python benches/time.py [--show N]`.

Normalised values of expressions against time_gum, and the day of events against timelines_semeval15. An expression
counts as right when its interval is the annotated one. Needs ../shared/corpora.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from cases import shared

from verbale import codebook
from verbale.articles.make import document
from verbale.coding.when import TimeExpression, times_in

DATE = re.compile(r"\d{4}(?!:)|\d{4}-\d\d")


def read(record: dict[str, Any]) -> tuple[Any, Any, Callable[[int], int | None]]:
    """The document of a record, its times, and where a character of the record stands in it (None: taken out)."""
    made = document(record["text"], published=record["date"])

    def inside(offset: int) -> int | None:
        shift = 0
        for start, end in made.removed:
            if start <= offset < end:
                return None
            shift += end - start if offset >= end else 0
        return offset - shift

    return made, times_in(made, codebook.load()), inside


def records(name: str) -> list[dict[str, Any]]:
    """The records of a corpus; none, with a line saying so, where it is absent."""
    path = shared("corpora", name)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path else []


def bounds(gold: dict[str, Any]) -> tuple[str, str] | None:
    """First and last day of a gold expression, as far as it says them; None where it has no calendar value."""
    when = gold.get("when") or gold.get("notBefore") or gold.get("from")
    end = gold.get("when") or gold.get("notAfter") or gold.get("to")
    if not when or not DATE.match(str(when)):
        return None
    return str(when)[:10], str(end or when)[:10]


def agrees(gold: tuple[str, str], expression: TimeExpression, partial: bool) -> bool:
    """Whether an interval is what the (possibly shorter) gold values name: 2024, 2024-06, 2024-06-14."""
    start, end = (d.isoformat() if d else None for d in (expression.time.start, expression.time.end))
    if partial or expression.kind != "point":  # one edge of a range, or a bound: the stated edge must agree
        return any(d is not None and d.startswith(g) for d in (start, end) for g in gold)
    return start is not None and end is not None and start.startswith(gold[0]) and end.startswith(gold[1])


def gum(show: int) -> dict[str, float]:
    """Print and give how many of the annotated expressions are found and how many of those get the annotated value."""
    total: dict[str, list[int]] = {"all": [0, 0, 0], "news": [0, 0, 0]}
    for record in records("time_gum.jsonl"):
        _, times, inside = read(record)
        for gold in record["gold"]["timex"]:
            value, start, end = bounds(gold), inside(gold["start"]), inside(gold["end"] - 1)
            if value is None or start is None or end is None:
                continue
            hit = [e for e in times.expressions if e.start <= end and start < e.end]
            right = any(agrees(value, e, start > e.start or end < e.end - 1) for e in hit)
            for key in ("all", "news") if record["genre"] == "news" else ("all",):
                total[key] = [n + more for n, more in zip(total[key], (1, bool(hit), right), strict=True)]
            if not right and show:
                show -= 1
                said = [(e.time.text, str(e.time.start), str(e.time.end), e.kind) for e in hit]
                print(f"{record['id']} {record['date']} {gold['surface']!r} {value} {said}")
    figures: dict[str, float] = {}
    for key, (n, seen, right) in total.items():
        if n:
            figures |= {f"{key} found": seen / n, f"{key} right of found": right / max(1, seen)}
            share = f"found {seen / n:.3f}, right of found {right / max(1, seen):.3f}"
            print(f"time_gum {key:5} {n:4} expressions: {share}")
    return figures


def timelines(show: int) -> dict[str, float]:
    """Print and give how often the time that an event is given is the annotated one."""
    dated = stated = right = fallback = 0
    for record in records("timelines_semeval15.jsonl"):
        made, times, inside = read(record)
        for anchor in record["gold"]["anchors"]:
            gold = str(anchor.get("date") or "").removesuffix("-XX").removesuffix("-XX")
            at = inside(anchor["span"][0]) if anchor.get("span") else None
            token = made.token_at(at) if at is not None else None
            if token is None or not gold[:4].isdigit():
                continue
            dated += 1
            time = times.of(token)
            if time.start is None:
                fallback += record["date"].startswith(gold)
                continue
            stated += 1
            good = time.start.isoformat().startswith(gold) or (
                time.start != time.end and time.start.isoformat()[:7] == gold[:7]
            )
            right += good
            if show and not good:
                show -= 1
                print(f"{gold} {token.text} <- {time.text} {time.start}: {made.text[slice(*_around(made, token))]}")
    if dated:
        print(
            f"timelines: {dated} dated events; a time stated for {stated}, right {right / max(1, stated):.3f}; "
            f"with the publication day for the rest {(right + fallback) / dated:.3f}"
        )
        return {"stated right": right / max(1, stated), "right with publication day": (right + fallback) / dated}
    return {}


def figures() -> dict[str, float]:
    """Shares of expressions and of events; empty where the sets are absent."""
    return gum(0) | timelines(0)


def _around(made: Any, token: Any) -> tuple[int, int]:
    sentence = made.sentence_of(token)
    return sentence.start, sentence.end


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="expressions got wrong to print")
    parser.add_argument("--events", type=int, default=0, help="events given a wrong day to print")
    args = parser.parse_args()
    gum(args.show)
    timelines(args.events)
    return 0


if __name__ == "__main__":
    sys.exit(main())
