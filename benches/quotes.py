"""Score reported speech against GUM: direct quotations, their speakers, and all attributions.

    python benches/quotes.py [--show N] [--genre news]

Gold: ../shared/corpora/quotes_gum.jsonl; skipped with a clear line where it is absent. A report matches an
attribution when at least half of each content lies in the other (for direct ones the quoted words may stand for the
content). `direct` takes every attribution that the gold calls direct, `quoted` those whose own cue stands outside the
quotation marks (a quoted speaker's "I think" is no quotation). The speaker is right when the words that name it touch
the gold words, or its name is one of the gold chain's.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from cases import shared

_NAMING = ("naming", "topic", "turn")  # what a thing is called or spoken of attributes no clause to anybody
Spans = list[tuple[int, int]]
AIMS = {"direct": 0.90, "speaker": 0.88, "all": 0.50}


def found_in(record: dict[str, Any]) -> tuple[Any, list[Any], list[Any]]:
    """The document, its reports and its statements; what only the network says was said is a report too."""
    from reading import document

    from verbale import pipeline

    made = document(record["text"], title=record["title"], published=record.get("date"))
    layers = pipeline.layers(made)
    statements = list(layers["findings"].statements)
    learned = [s for s in statements if s.rule.startswith("learned")]
    reports = [] if layers["readers"] == "learned" else [r for r in layers["speech"].reports if r.family not in _NAMING]
    return layers["document"], [*reports, *learned], statements


def characters(spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def fits(gold: set[int], options: Sequence[set[int]]) -> float:
    """How well one of the options covers the gold (0 where less than half of either lies in the other)."""
    best = 0.0
    for found in options:
        common = len(gold & found)
        if found and gold and 2 * common >= len(gold) and 2 * common >= len(found):
            best = max(best, 2 * common / (len(gold) + len(found)))
    return best


def spans_of(report: Any, document: Any) -> list[set[int]]:
    """The characters of the content, and of content and quotations together, in the source text."""
    content = [report.content if isinstance(report.content, tuple) else (report.content.start, report.content.end)]
    quotes = [(q.start, q.end) for q in report.quotes]
    options = [content, content + quotes] + ([quotes] if quotes else [])
    return [{document.source_offset(i) for i in characters(o)} for o in options]


def pairs(golds: list[Any], founds: list[Any]) -> list[tuple[int, int]]:
    """One-to-one pairs, the best fit first."""
    scored = [(fits(g, f), -i, -j) for i, g in enumerate(golds) for j, f in enumerate(founds)]
    used_g: set[int] = set()
    used_f: set[int] = set()
    made = []
    for fit, i, j in sorted(scored, reverse=True):
        if fit and i not in used_g and j not in used_f:
            used_g.add(i)
            used_f.add(j)
            made.append((-i, -j))
    return made


def right_speaker(gold: dict[str, Any], report: Any, document: Any) -> bool:
    speaker, head = report.speaker, getattr(report, "speaker_head", None)
    start, end = gold["span"]
    named = head or (speaker and speaker.mention)
    if named is not None and any(start <= document.source_offset(i) < end for i in range(named.start, named.end)):
        return True
    if speaker is None:
        return False
    names = [set(n.casefold().split()) for n in gold["chain_names"]]
    mine = set(speaker.name.casefold().split())
    return any(mine and (mine <= n or n <= mine) for n in names)


def is_quotation(text: str, gold: dict[str, Any], document: Any) -> bool:
    """Whether a direct attribution is a quotation: quoted words in it, and its own cue outside the marks.

    The gold also counts as direct what is thought within a quotation (a quoted speaker's "I think") and captions.
    """
    cue = [start for start, _ in gold["source_clause"]]
    marks = {document.source_offset(i) for i in characters([(q.start, q.end) for q in document.quotations])}
    inside = any(start in marks or start + 1 in marks for start in cue)
    said = characters([tuple(s) for s in gold["content"]])
    caption = any(text[start : start + 6] == "Image:" for start in cue)
    return bool(said & marks) and not inside and not caption


def score(records: list[dict[str, Any]], show: int) -> dict[str, Counter[str]]:
    """Counts by genre and together: tp, fp, fn of direct and of all, speaker right and total."""
    totals: dict[str, Counter[str]] = {}
    shown = Counter[str]()

    def tell(what: str, line: str) -> None:
        shown[what] += 1
        if shown[what] <= show:
            print(f"{what:8} {line}")

    for record in records:
        text = record["text"]
        document, reports, statements = found_in(record)
        gold = [a for a in record["gold"]["attributions"] if a["content"]]
        direct = [a for a in gold if a["direct"]]
        outer = [a for a in direct if is_quotation(text, a, document)]
        for name, some in (("all", gold), ("direct", direct), ("quoted", outer)):
            mine = reports if name == "all" else [s for s in statements if s.quotes]
            golds = [characters([tuple(s) for s in a["content"]]) for a in some]
            founds = [spans_of(r, document) for r in mine]
            made = pairs(golds, founds)
            for counts in (totals.setdefault(record["genre"], Counter()), totals.setdefault("(all)", Counter())):
                counts[f"{name} tp"] += len(made)
                counts[f"{name} fn"] += len(golds) - len(made)
                counts[f"{name} fp"] += len(founds) - len(made)
                for i, j in made:
                    if some[i]["speaker"] and some[i]["speaker"].get("span"):
                        counts[f"{name} speakers"] += 1
                        counts[f"{name} right"] += right_speaker(some[i]["speaker"], mine[j], document)
            for i, j in made:
                a = some[i]
                if a["speaker"] and a["speaker"].get("span") and not right_speaker(a["speaker"], mine[j], document):
                    line = f"{text[slice(*a['speaker']['span'])]!r} not {mine[j].speaker}"
                    tell(f"{name} who", f"{record['id'][8:]}: {line}")
            for i in set(range(len(golds))) - {i for i, _ in made}:
                parts = [text[s:e].replace("\n", "⏎") for s, e in some[i]["content"]]
                said = " | ".join(text[s:e] for s, e in some[i]["source_clause"])
                tell(f"{name} miss", f"{record['id'][8:]}: [{said}] {parts[0][:90]}…{parts[-1][-30:]}")
            for j in set(range(len(founds))) - {j for _, j in made}:
                quotes = [q.quote[:50] for q in mine[j].quotes]
                start = min(spans_of(mine[j], document)[0])
                rule = getattr(mine[j], "family", None) or mine[j].rule
                tell(f"{name} more", f"{record['id'][8:]}: {rule} {mine[j].cue} {text[start : start + 110]!r} {quotes}")
    return totals


def f1(counts: Counter[str], name: str) -> tuple[float, float, float]:
    tp, fp, fn = (counts[f"{name} {k}"] for k in ("tp", "fp", "fn"))
    return tp / max(1, tp + fp), tp / max(1, tp + fn), 2 * tp / max(1, 2 * tp + fp + fn)


def figures() -> dict[str, float]:
    """F1 of quotations and of all attributions, and speakers right; empty where the set is absent."""
    path = shared("corpora", "quotes_gum.jsonl")
    if path is None:
        return {}
    totals = score([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()], 0)
    found: dict[str, float] = {}
    for genre, key in (("all", "(all)"), ("news", "news")):
        for name in ("direct", "quoted", "all"):
            counts = totals[key]
            found[f"{genre} {name} F1"] = f1(counts, name)[2]
            found[f"{genre} {name} speaker"] = counts[f"{name} right"] / max(1, counts[f"{name} speakers"])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print so many errors of each sort")
    parser.add_argument("--genre", action="append")
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all", help="records by their number")
    args = parser.parse_args()
    path = shared("corpora", "quotes_gum.jsonl")
    if path is None:
        return 0
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    records = [r for n, r in enumerate(records, 1) if args.half == "all" or (n % 2 == 0) == (args.half == "even")]
    records = [r for r in records if not args.genre or r["genre"] in args.genre]
    for genre, counts in sorted(score(records, args.show).items()):
        for name in ("direct", "quoted", "all"):
            p, r, f = f1(counts, name)
            who = counts[f"{name} right"] / max(1, counts[f"{name} speakers"])
            n = counts[f"{name} tp"] + counts[f"{name} fn"]
            print(f"{genre:10} {name:6} n {n:4}  P {p:.3f}  R {r:.3f}  F1 {f:.3f}  speaker right {who:.3f}")
    print("aims:", ", ".join(f"{k} {v:.2f}" for k, v in AIMS.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
