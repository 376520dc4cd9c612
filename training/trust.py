"""Measure what each reader may be trusted with, and write how often which finding is right to `trust.toml`.

    python training/trust.py [--write]

Both readers read the passages that are held out (`material.held_out`: the network has not learned from them, the
codebook's rules were not checked on them) and the annotated articles for development (the codebook's rules were checked
on these). Every finding of either is right or wrong against the annotation. Printed are the F1 of each reader and of
both, who is right where they tell one thing differently, and how reliable the confidence is: that of each half of the
texts under the numbers of the other half (logistic regression by source and kind, in which the passages, many of them
dense on purpose, count a third of what the articles do), and that of the articles of `benches/articles.jsonl`, from
which no number is learned.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT / "benches")]

import material
from cases import scorer
from passages import KINDS, matches
from reading import document

from verbale import pipeline
from verbale.document import Document
from verbale.findings import to_json
from verbale.learned import trust as trusted
from verbale.learned.together import Findings, Merging, merging

ARTICLES = ROOT.parent / "shared" / "cases" / "dev.jsonl"
UNSEEN = ROOT / "benches" / "articles.jsonl"
SOURCES = ("codebook", "network", "both")
SLOPES = 3  # of what confidence is weighed from, beside the start of each kind
SHARES = (0.25, 0.75)  # of the passages and of the articles in what confidence is learned from


@dataclass(frozen=True)
class Row:
    """One finding: of which text and kind, who made it, what speaks for it; whether it is right, and kept."""

    text: str
    kind: str
    source: str
    confidence: float  # of the codebook, nought where it does not see it
    probability: float  # of the network
    words: int  # of the text
    right: bool
    kept: bool


@dataclass(frozen=True)
class Case:
    """A text read by both: its merger, what the codebook found, and which of some findings of a kind are right."""

    id: str
    merging: Merging
    own: Findings
    right: Callable[[str, list[dict[str, Any]]], set[int]]  # kind and findings: the numbers of those that are right


def passages() -> list[dict[str, Any]]:
    """The passages held out, as they stand in the files."""
    found = []
    for folder in material.PASSAGES:
        for path in sorted(folder.glob("*.jsonl")):
            lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            found += [p for p in lines if material.held_out(material.sample_of(p))]
    return found


def case(passage: dict[str, Any]) -> Case:
    """One passage read by both; right is what touches a mark of its kind, an event of the same category."""

    def right(kind: str, found: list[dict[str, Any]]) -> set[int]:
        golds = [f for f in passage["findings"] if f["kind"] == kind]
        told = {id(p) for g, p in matches(kind, passage["text"], golds, found) if agrees(kind, g, p)}
        return {n for n, p in enumerate(found) if id(p) in told}

    return _case(passage["id"], document(passage["text"], "both", published=passage["published"]), right)


def article(annotated: dict[str, Any]) -> Case:
    """One annotated article read by both; right is what the scorer matches, also where that is optional."""
    known = annotated["document"]
    fields = ("title", "url", "publisher", "published")
    made = document(known["text"], "both", **{k: known[k] for k in fields if known.get(k)})

    def right(kind: str, found: list[dict[str, Any]]) -> set[int]:
        score = scorer("score_record")
        gold = score.prepare(json.loads(json.dumps(annotated)))
        carry = score.Carry(known["text"], made.text)
        for p in found:
            p["_trigger"] = carry(p["trigger"])
            p["_evidence"] = next(filter(None, map(carry, p["evidence"])), p["_trigger"])
        golds = gold.get(KINDS[kind]) or []
        pairs = score.align(KINDS[kind], golds, found)
        if kind == "event":
            pairs = [(i, j) for i, j in pairs if found[j]["event_type"] in score.types(golds[i])]
        return {j for _, j in pairs}

    return _case(annotated["id"], made, right)


def _case(id: str, made: Document, right: Callable[[str, list[dict[str, Any]]], set[int]]) -> Case:
    layers = pipeline.layers(made, readers="both")
    return Case(id, merging(layers), Findings(*(layers[name] for name in KINDS.values())), right)


def rows(some: Iterable[Case]) -> Iterator[Row]:
    """Every finding of the texts, before anything is decided."""
    for one in some:
        for kind, name, same in one.merging.kinds():
            pairs = one.merging.pairs(kind, getattr(one.own, name), same)
            plain = [to_json(pair.own or pair.made) for pair in pairs]
            right = one.right(kind, plain)
            for n, pair in enumerate(pairs):
                source = "network" if pair.own is None else "codebook" if pair.seen is None else "both"
                confidence = pair.own.confidence if pair.own is not None else 0.0
                probability = pair.seen.probability if pair.seen is not None else one.merging.faint(kind, pair.own)
                kept = one.merging.decided(kind, pair) is not None
                words = len(one.merging.document.tokens)
                yield Row(one.id, kind, source, confidence, probability, words, n in right, kept)


FIELDS = {  # gold's key, the finding's, the network's
    "meeting": (("status", "status", "status"), ("form", "form", "form"), ("level", "level", "level")),
    "position": (("stance", "stance", "stance"), ("movement", "movement", "movement"), ("issue", "issue", "issue")),
    "event": (("event_type", "event_type", "type"), ("aux", "auxiliary", "aux"), ("mode", "mode", "mode")),
}


def disagreements(some: Iterable[tuple[dict[str, Any], Case]]) -> Iterator[str]:
    """Where both see one thing and tell a field differently: how often each is right, by the network's probability."""
    counts: dict[tuple[str, float], Counter[str]] = {}
    for passage, one in some:
        for kind, name, same in one.merging.kinds():
            if kind not in FIELDS:
                continue
            golds = [f for f in passage["findings"] if f["kind"] == kind]
            pairs = [p for p in one.merging.pairs(kind, getattr(one.own, name), same) if p.own and p.made]
            plain = [to_json(p.own) for p in pairs]
            for gold, found in matches(kind, passage["text"], golds, plain):
                pair = pairs[next(n for n, p in enumerate(plain) if p is found)]
                made = to_json(pair.made)
                for key, field, attribute in FIELDS[kind]:
                    own, other, wanted = (comparable(v) for v in (found[field], made[field], gold.get(key)))
                    if own == other:
                        continue
                    p = pair.seen.choices.get(f"{kind}.{attribute}", ("", pair.seen.probability))[1]
                    for least in (0.0, 0.5, 0.7, 0.8, 0.9, 0.95):
                        if p >= least:
                            both = counts.setdefault((f"{kind}.{field}", least), Counter())
                            both.update(n=1, codebook=own == wanted, network=other == wanted)
    for (name, least), c in sorted(counts.items()):
        told = f"codebook right {c['codebook']:3}  network right {c['network']:3}"
        yield f"  {name:20} from {least:.2f}  n {c['n']:3}  {told}"


def comparable(value: Any) -> Any:
    return frozenset(value) if isinstance(value, list) else value


def agrees(kind: str, gold: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether a finding that touches a mark also says what it marks: the category of an event."""
    return kind != "event" or gold["event_type"] == found["event_type"]


def calibration(sets: Sequence[Sequence[Row]]) -> dict[str, dict[str, list[float]]]:
    """Start and slopes of the log odds of being right, by source and kind; sets of rows count by their `SHARES`.

    Slopes are one for all kinds of a source (there are too few passages for more), starts are each kind's own.
    """
    table: dict[str, dict[str, list[float]]] = {}
    total = sum(map(len, sets))
    found = [(r, share * total / len(one)) for one, share in zip(sets, SHARES, strict=False) for r in one]
    for source in SOURCES:
        some, counts = zip(*((r, weight) for r, weight in found if r.source == source), strict=True)
        kinds = list(KINDS)
        x = np.zeros((len(some), len(kinds) + SLOPES))
        for n, r in enumerate(some):
            x[n, kinds.index(r.kind)], x[n, -SLOPES:] = 1.0, grounds(r)[1:]
        y = np.array([float(r.right) for r in some])
        weights = regression(x, y, np.array(counts))
        slopes = weights[-SLOPES:]
        table[source] = {k: [round(float(w), 3) for w in (weights[n], *slopes)] for n, k in enumerate(kinds)}
    return table


def regression(x: Any, y: Any, counts: Any, penalty: float = 1.0) -> Any:
    """Logistic regression by Newton's steps, weights drawn a little to nought; `counts` is how much each row counts."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (counts * (p - y)) + penalty * w
        curve = (x.T * (counts * p * (1 - p))) @ x + penalty * np.eye(len(w))
        w = w - np.linalg.solve(curve, gradient)
    return w


def f1(found: Sequence[Row], golds: int) -> float:
    right = sum(r.right for r in found)
    return 2 * right / max(1, len(found) + golds)


def grounds(row: Row) -> tuple[float, ...]:
    """What the confidence of a finding is weighed from."""
    return trusted.grounds(row.confidence, row.probability, row.words)


def confidence(row: Row, right: Mapping[str, Mapping[str, Sequence[float]]]) -> float:
    """How often such a finding is right, by the calibration."""
    return trusted.Trust({"right": right}).right(row.source, row.kind, row.confidence, row.probability, row.words)


def reliability(pairs: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """By confidence: how many findings, what they said, and how many are right; and the mean distance."""
    off = 0.0
    for low, high in pairwise(BINS):
        some = [(p, ok) for p, ok in pairs if low <= p < high]
        if some:
            said, right = sum(p for p, _ in some) / len(some), sum(ok for _, ok in some) / len(some)
            off += abs(said - right) * len(some) / len(pairs)
            yield f"  {low:.2f} to {min(high, 1.0):.2f}  n {len(some):4}  said {said:.3f}  right {right:.3f}"
    yield f"  expected calibration error {off:.3f}"


BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write src/verbale/learned/trust.toml")
    args = parser.parse_args()
    held = passages()
    read = [case(p) for p in held]
    sets = {"passages held out": list(rows(read)), "annotated articles": list(rows(map(article, annotated(ARTICLES))))}
    golds = Counter(f["kind"] for p in held for f in p["findings"])
    for kind in KINDS:
        print(compared(kind, [r for r in sets["passages held out"] if r.kind == kind], golds[kind]))
    print("where both tell one thing differently:")
    print("\n".join(disagreements(zip(held, read, strict=True))))
    sets = {name: [r for r in found if r.kept] for name, found in sets.items() if found}
    for name, found in sets.items():
        print(f"reliability on {name}, one half of all texts under the numbers of the other:")
        print("\n".join(reliability(crossed(found, list(sets.values())))))
    right = calibration(list(sets.values()))
    if ARTICLES.exists():
        print("reliability on articles that neither reader was checked against:")
        unseen = [r for r in rows(map(article, annotated(UNSEEN))) if r.kept]
        print("\n".join(reliability([(confidence(r, right), r.right) for r in unseen])))
    if args.write:
        trusted.PATH.write_text(toml(trusted.trust().table, right), encoding="utf-8")
    return 0


def annotated(path: Path) -> list[dict[str, Any]]:
    """The annotated articles of a file; none where it is absent."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def compared(kind: str, found: Sequence[Row], golds: int) -> str:
    """One line: the F1 of each reader and of both, and how many of whose findings are right."""
    by = {s: [r for r in found if r.source == s] for s in SOURCES}
    own = [*by["codebook"], *by["both"]]
    seen = [r for r in (*by["both"], *by["network"]) if r.probability >= 0.5]
    merged = [r for r in found if r.kept]
    figures = [
        f"{name} {f1(some, golds):.3f}" for name, some in (("codebook", own), ("network", seen), ("both", merged))
    ]
    told = [f"{s} {sum(r.right for r in some)}/{len(some)}" for s, some in by.items()]
    return f"{kind:9} n {golds:4}  F1 {', '.join(figures)} | right: {', '.join(told)}"


def crossed(found: Sequence[Row], sets: Sequence[Sequence[Row]]) -> list[tuple[float, bool]]:
    """The confidence of each finding by what the other half of all texts teaches, and whether it is right."""
    numbers = {h: calibration([[r for r in one if half_of(r) != h] for one in sets]) for h in (0, 1)}
    return [(confidence(r, numbers[half_of(r)]), r.right) for r in found]


def half_of(row: Row) -> int:
    return hashlib.sha1(row.text.encode(), usedforsecurity=False).digest()[2] % 2


def toml(known: Mapping[str, Any], right: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """The file of `verbale.learned.trust`: what is set by hand as it was, and what is measured."""
    lines = [
        "# What each reader is trusted with. `right` is measured and written by `training/trust.py --write`, the others"
    ]
    lines += ["# are set by hand, after looking at what that and `benches/thinned.py` print."]
    for name in ("alone", "doubted", "sole"):
        lines += ["", f"[{name}]  # {MEANINGS[name]}", *(f"{k} = {v}" for k, v in known[name].items())]
    lines += [""]
    for kind, fields in known.get("believed", {}).items():
        lines += [f"[believed.{kind}]  # {MEANINGS['believed']}", *(f"{k} = {v}" for k, v in fields.items()), ""]
    for kind, fields in known.get("filled", {}).items():
        lines += [f"[filled.{kind}]  # {MEANINGS['filled']}", *(f"{k} = {v}" for k, v in fields.items()), ""]
    for source, table in right.items():
        lines += [f"[right.{source}]  # {MEANINGS['right']}", *(f"{k} = {list(v)}" for k, v in table.items()), ""]
    return "\n".join(lines)


MEANINGS = {
    "alone": "the probability from which what the network alone sees makes a finding (`answered`: an answered claim)",
    "doubted": "the probability of the network below which what the codebook alone sees is left out",
    "sole": "the probability from which what the network sees makes a finding where the codebook does not read",
    "believed": "fields in which the network overrules the codebook, and from which probability",
    "filled": "fields that the network fills where the codebook left them open, and from which probability",
    "right": "log odds of being right: start, slopes by the codebook's confidence, the network's, the text's length",
}


if __name__ == "__main__":
    sys.exit(main())
