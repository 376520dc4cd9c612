"""Score the reader on the training passages, kind by kind.

    python benches/passages.py [--kind meeting] [--half dev|held|all] [--show N]

A predicted finding matches a gold one of its kind when the triggers overlap (statements: when the contents do).
The half is drawn from the passage's id: study errors on `dev`, look at `held` for the numbers only.
Needs ../shared/training.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from cases import shared

KINDS = {
    "meeting": "meetings", "statement": "statements", "position": "positions", "claim": "claims",
    "violence": "violence", "event": "events",
}  # fmt: skip
Span = tuple[int, int]


def half(passage: dict[str, Any]) -> str:
    """`dev` or `held`, by the digest of the id."""
    return "dev" if hashlib.sha1(passage["id"].encode()).digest()[0] % 2 else "held"


def span(text: str, quote: Any) -> Span | None:
    """The characters of a gold span (a verbatim substring, or its n-th occurrence)."""
    if quote is None:
        return None
    words, nth = (quote["q"], quote["n"]) if isinstance(quote, dict) else (quote, 1)
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
    return (at, at + len(words)) if at >= 0 else None


def overlap(a: Span | None, b: Span | None) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) if a and b else 0


def of_mention(mention: dict[str, Any] | None) -> Span | None:
    return (mention["start"], mention["end"]) if mention else None


def anchor(kind: str, text: str, gold: dict[str, Any]) -> Span | None:
    return span(text, gold.get("content") if kind == "statement" else gold.get("trigger"))


def matches(kind: str, text: str, golds: list[Any], preds: list[Any]) -> list[tuple[Any, Any]]:
    """Greedy one-to-one pairs, the largest overlap first."""
    key = "content" if kind == "statement" else "trigger"
    scored = []
    for i, g in enumerate(golds):
        for j, p in enumerate(preds):
            size = overlap(anchor(kind, text, g), of_mention(p[key]))
            if size:
                scored.append((size + 100 * (g.get("event_type") == p.get("event_type")), -i, -j))
    pairs, used_g, used_p = [], set(), set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in used_g and j not in used_p:
            used_g.add(i)
            used_p.add(j)
            pairs.append((golds[-i], preds[-j]))
    return pairs


Known = dict[str, list[Span]]  # every mention of each actor, by id


def mentions(reading: dict[str, Any]) -> Known:
    return {a["id"]: [(m["start"], m["end"]) for m in a["mentions"]] for a in reading["actors"]}


def same_spans(text: str, golds: list[Any], actors: list[Any], known: Known) -> bool:
    """Whether each gold span is touched by some mention of an actor, and no actor is left over.

    Gold may name several actors in one span ("the foreign ministers of Chad and Niger"): all inside it count for it.
    """
    left = [[m for m in (of_mention(a.get("mention")), *known.get(a["id"], ())) if m] for a in actors]
    for quote in golds:
        wanted = span(text, quote)
        hits = [m for m in left if any(overlap(one, wanted) for one in m)]
        if not hits:
            return False
        left = [m for m in left if m not in hits]
    return not left


def code(actor: dict[str, Any]) -> str | None:
    return actor.get("country")


def checks(kind: str, text: str, g: dict[str, Any], p: dict[str, Any], known: Known) -> Iterator[tuple[str, bool]]:
    """(field, right) for one matched pair."""
    if kind == "event":
        yield "event_type", g["event_type"] == p["event_type"]
        yield "aux", set(g.get("aux") or []) == set(p["auxiliary"])
        fold = {"UNO": "IGO", "EUR": "IGO"}
        for gold_key, key in (("actor_codes", "actors"), ("recipient_codes", "recipients")):
            yield key, {fold.get(c, c) for c in g.get(gold_key) or []} == {c for c in map(code, p[key]) if c}
        yield "mode", set(g.get("mode") or []) == set(p["mode"])
    elif kind == "meeting":
        for field in ("status", "form", "level"):
            yield field, g.get(field) == p[field]
        yield "participants", same_spans(text, g["participants"], [x["actor"] for x in p["participants"]], known)
    elif kind == "statement":
        yield "manner", g["manner"] == p["manner"]
        yield "speaker", bool(overlap(span(text, g["speaker"]), of_mention(p["speaker"]["mention"])))
    elif kind == "position":
        for field in ("stance", "issue"):
            yield field, g.get(field) == p[field]
        yield "movement", g.get("movement", "stated") == p["movement"]
        yield "holder", bool(overlap(span(text, g["holder"]), of_mention(p["holder"]["mention"])))
    elif kind == "claim":
        yield "status", g["status"] == p["status"]
        yield "claimant", (g.get("claimant") is None) == (p["claimant"] is None)
        yield "content", overlap(span(text, g["content"]), of_mention(p["content"])) * 2 > len(p["content"]["quote"])
        wanted = Counter(r["response"] for r in g.get("responses") or [])
        yield "responses", wanted == Counter(r["response"] for r in p["responses"])
    else:
        for field in ("dead", "injured"):
            found = p[field]
            yield field, g.get(field) == ([found["low"], found["high"]] if found else None)
        yield "targets", same_spans(text, g["targets"], p["targets"], known)


def read(passages: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    from reading import document

    from verbale import pipeline

    for passage in passages:
        made = document(passage["text"], published=passage["published"])
        yield passage, pipeline.read_document(made).to_json()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", choices=tuple(KINDS), action="append")
    parser.add_argument("--half", choices=("dev", "held", "all"), default="dev")
    parser.add_argument("--files", default="t*.jsonl", help="which files (t1*.jsonl ...)")
    parser.add_argument("--show", type=int, default=0, help="print so many missed, spurious and wrong findings a kind")
    args = parser.parse_args()
    folder = shared("training")
    if folder is None:
        return 0
    lines = [line for path in sorted(folder.glob(args.files)) for line in path.read_text("utf-8").splitlines()]
    passages = [p for p in map(json.loads, lines) if args.half in (half(p), "all")]
    kinds = args.kind or list(KINDS)
    counts: dict[str, Counter[str]] = {k: Counter() for k in kinds}
    right: dict[str, Counter[str]] = {k: Counter() for k in kinds}
    total: dict[str, Counter[str]] = {k: Counter() for k in kinds}
    shown: Counter[str] = Counter()

    def show(what: str, kind: str, passage: dict[str, Any], thing: Any) -> None:
        shown[what + kind] += 1
        if shown[what + kind] <= args.show:
            print(f"{what:9} {kind:9} {passage['id']} ({passage['published']}) {passage['text']}\n    {thing}")

    for passage, reading in read(passages):
        text = passage["text"]
        for kind in kinds:
            golds = [f for f in passage["findings"] if f["kind"] == kind]
            preds = reading[KINDS[kind]]
            pairs = matches(kind, text, golds, preds)
            counts[kind].update(tp=len(pairs), fn=len(golds) - len(pairs), fp=len(preds) - len(pairs))
            for g in golds:
                if not any(g is a for a, _ in pairs):
                    show("missed", kind, passage, g)
            for p in preds:
                if not any(p is b for _, b in pairs):
                    show("spurious", kind, passage, (p["rule"], p["trigger"]["quote"]))
            for g, p in pairs:
                for field, ok in checks(kind, text, g, p, mentions(reading)):
                    total[kind][field] += 1
                    right[kind][field] += ok
                    if not ok:
                        show(f"wrong:{field}", kind, passage, (p.get(field), p["rule"], g))
    for kind in kinds:
        c = counts[kind]
        precision, recall = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
        f1 = 2 * c["tp"] / max(1, 2 * c["tp"] + c["fp"] + c["fn"])
        fields = ", ".join(f"{f} {right[kind][f] / n:.3f}" for f, n in total[kind].items())
        print(f"{kind:9} n {c['tp'] + c['fn']:5} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} | {fields}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
