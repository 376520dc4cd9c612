"""How well a packaged model reads passages that it has not learned from: label by label, and how sure it may be.

    python training/report.py [FILE ...]

Prints the table for the passages held out of these files of passages, or of all.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import material
from material import Mark, Sample

from verbale.learned import model
from verbale.learned.decode import Seen, Sight

BINS = (0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
SINGLE = ("place", "time", "speaker", "content", "holder", "object", "toward", "claimant", "attributed_to")


def sights(samples: Sequence[Sample], folder: Path) -> list[Sight]:
    """What the packaged model of a folder sees in each sample."""
    network = model.load(folder)
    return [network.read(s.text, sentences(s.text), BINS[0]) for s in samples]


def figures(samples: Sequence[Sample], seen: Sequence[Sight], peak: float = 0.5) -> dict[str, Any]:
    """Counts of triggers (tp, fp, fn) by label, attributes and roles right on the matched, and reliability."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    trust: list[tuple[float, bool]] = []
    called: Counter[str] = Counter()
    for sample, sight in zip(samples, seen, strict=True):
        golds, found = list(sample.marks), sight.triggers
        called.update(names(sample, sight))
        pairs = matched(golds, found)
        hit = {id(f) for _, f in pairs}
        trust += [(f.probability, id(f) in hit) for f in found]
        for g, f in pairs:
            if f.probability >= peak:
                counts[label(g)]["tp"] += 1
                compare(g, f, right)
            else:
                counts[label(g)]["fn"] += 1
        paired = {id(g) for g, _ in pairs}
        for g in golds:
            counts[label(g)]["fn"] += id(g) not in paired
        for f in found:
            counts[label(f)]["fp"] += f.probability >= peak and id(f) not in hit
    return {
        "triggers": {k: dict(v) for k, v in sorted(counts.items())},
        "fields": {"name (word)": dict(called), **{k: dict(v) for k, v in sorted(right.items())}},
        "reliability": reliability(trust),
    }


def names(sample: Sample, sight: Sight) -> Iterator[str]:
    """Whether each word is called what the parser's model calls it: `tp`, `fp` and `fn`, nothing where neither does."""
    for word in re.finditer(r"\w+", sample.text):
        gold = next((kind for start, end, kind in sample.names if start <= word.start() < end), "")
        said = sight.names.get(word.start(), "")
        if gold and gold == said:
            yield "tp"
        else:
            yield from (name for name, there in (("fn", gold), ("fp", said)) if there)


def label(one: Mark | Seen) -> str:
    """The kind of a trigger, of an event with its category."""
    if one.kind != "event":
        return one.kind
    return f"event {one.choice('type') if isinstance(one, Seen) else one.attributes['event.type']}"


def sentences(text: str) -> list[tuple[int, int]]:
    """A passage as one stretch, as it was learned."""
    return [(0, len(text))]


def matched(golds: Iterable[Mark], found: Iterable[Seen]) -> list[tuple[Mark, Seen]]:
    """Pairs of one label whose spans touch, one to one, in the order of the text."""
    pairs, used = [], set()
    for g in golds:
        fits = [f for f in found if label(f) == label(g) and f.start < g.span[1] and f.end > g.span[0]]
        best = next((f for f in fits if id(f) not in used), None)
        if best is not None:
            used.add(id(best))
            pairs.append((g, best))
    return pairs


def compare(g: Mark, f: Seen, right: dict[str, Counter[str]]) -> None:
    """Count which attributes and roles of a matched trigger are right."""
    for name, wanted in g.attributes.items():
        if name == "event.type" or not (name in f.choices or name in f.flags):  # by which it was matched; not told
            continue
        said = f.choices[name][0] if name in f.choices else set(f.flags[name])
        right[name]["n"] += 1
        right[name]["right"] += said == (set(wanted) if isinstance(said, set) else wanted)
    for role, spans in g.roles.items():
        said = [(a.start, a.end) for a in f.all(role)]
        ok = [s for s in said if any(s[0] < e and s[1] > b for b, e in spans)]
        right[f"{f.kind} {role}"].update(
            tp=len(ok), fp=len(said) - len(ok),
            fn=sum(not any(s < e and t > b for s, t in said) for b, e in spans),
        )  # fmt: skip


def reliability(trust: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """By probability: how many triggers there are, how sure the network is of them, and how many are right."""
    rows = []
    for low, high in pairwise(BINS):
        some = [(p, ok) for p, ok in trust if low <= p < high]
        if some:
            said = sum(p for p, _ in some) / len(some)
            rows.append({"from": low, "n": len(some), "said": said, "right": sum(ok for _, ok in some) / len(some)})
    return rows


def scores(counts: dict[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts."""
    tp, fp, fn = (counts.get(k, 0) for k in ("tp", "fp", "fn"))
    return tp / max(1, tp + fp), tp / max(1, tp + fn), 2 * tp / max(1, 2 * tp + fp + fn)


def table(found: dict[str, Any]) -> str:
    """The figures as text."""
    lines = [f"{'trigger':20}    n      P      R     F1"]
    whole: Counter[str] = Counter()
    events: Counter[str] = Counter()
    for name, counts in found["triggers"].items():
        whole.update(counts)
        if name.startswith("event "):
            events.update(counts)
        p, r, f = scores(counts)
        lines.append(f"{name:20} {counts.get('tp', 0) + counts.get('fn', 0):4}  {p:.3f}  {r:.3f}  {f:.3f}")
    for name, counts in (("(events)", events), ("(all)", whole)):
        p, r, f = scores(dict(counts))
        lines.append(f"{name:20} {counts['tp'] + counts['fn']:4}  {p:.3f}  {r:.3f}  {f:.3f}")
    for name, counts in found["fields"].items():
        if "n" in counts:
            lines.append(f"{name:24} n {counts['n']:4}  right {counts['right'] / counts['n']:.3f}")
        else:
            p, r, f = scores(counts)
            lines.append(f"{name:24} n {counts.get('tp', 0) + counts.get('fn', 0):4}  P {p:.3f} R {r:.3f} F1 {f:.3f}")
    told = "probability from {from:.2f}: n {n:4}  said {said:.3f}  right {right:.3f}"
    lines += [told.format(**row) for row in found["reliability"]]
    return "\n".join(lines)


def main() -> int:
    files = set(map(Path, sys.argv[1:])) or {p for folder in material.PASSAGES for p in folder.glob("*.jsonl")}
    held = [s for s in material.passages_in(sorted(files)) if material.held_out(s)]
    print(f"{len(held)} passages held out")
    print(table(figures(held, sights(held, model.FOLDER))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
