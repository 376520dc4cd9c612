"""Score the events against human-coded PLOVER sentences: `python benches/plover.py [--show N]`.

Each sentence is read as a document of its own; the export's rules are applied (a future CONSULT is AGREE). The gold has
one event a sentence, so the events of a sentence are ranked and the best is kept: one that both readers see before
others, then the one whose words stand highest in the sentence's grammar. Needs ../shared/corpora and ../shared/scoring.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from cases import scorer, shared
from reading import document

from verbale import pipeline
from verbale.findings import ActorRef, Event
from verbale.learned.findings import RULE
from verbale.sharing.export.plover import exported_type
from verbale.terms import Auxiliary


def actors(found: tuple[ActorRef, ...]) -> list[dict[str, Any]]:
    return [
        {
            "code": a.country or "",
            "sector": (a.sectors or ("",))[0],
            "actorText": a.mention.quote if a.mention else a.name,
        }
        for a in found
    ]


def depth(layers: dict[str, Any], event: Event) -> int:
    """How deep in the sentence the trigger stands: the root is 0."""
    token = layers["document"].token_at(event.trigger.start)
    return sum(1 for _ in token.ancestors()) if token is not None else 99


def predicted(text: str, limit: int) -> list[dict[str, Any]]:
    """The events of a sentence in the gold's dialect, the main one first."""
    layers = pipeline.layers(document(text))
    found = []
    for event in layers["findings"].events:
        category = exported_type(event).value
        alone = f"+ {RULE}:" not in event.rule
        rank = (Auxiliary.NEGATION in event.auxiliary, alone, depth(layers, event), event.trigger.start)
        record = {
            "event": category,
            "source": actors(event.actors),
            "target": actors(event.recipients),
            "dead": event.magnitude.dead,
            "injured": event.magnitude.injured,
        }
        found.append((rank, record))
    return [record for _, record in sorted(found, key=lambda pair: pair[0])][:limit]


def figures() -> dict[str, float]:
    """Precision, recall and F1 of the chief metrics; empty where the gold is absent."""
    path = shared("corpora", "plover_gold_dev.json")
    if path is None:
        return {}
    score = scorer("score_plover")
    units = score.load_gold(path.read_text(encoding="utf-8"))
    lines = [json.dumps({"id": u["id"], "events": predicted(u["text"], 1)}) for u in units]
    _, total = score.table(units, score.load_pred(io.StringIO("\n".join(lines)), units))
    found: dict[str, float] = {}
    for name in ("category", "source country", "target country", "country dyad", "full triple"):
        precision, recall, f1 = score.prf(*total[name])
        found |= {f"{name} P": precision, f"{name} R": recall, f"{name} F1": f1}
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="print so many sentences whose category is wrong")
    parser.add_argument("--limit", type=int, default=1, help="events kept a sentence")
    args = parser.parse_args()
    path = shared("corpora", "plover_gold_dev.json")
    if path is None:
        return 0
    score = scorer("score_plover")
    units = score.load_gold(path.read_text(encoding="utf-8"))
    lines = []
    for unit in units:
        events = predicted(unit["text"], args.limit)
        lines.append(json.dumps({"id": unit["id"], "events": events}))
        gold = {e["event"] for e in unit["events"]}
        if args.show and not gold & {e["event"] for e in events}:
            args.show -= 1
            said = [(e["event"], [a["code"] for a in e["source"]], [a["code"] for a in e["target"]]) for e in events]
            print(f"{sorted(gold)} <- {said} | {unit['text']}")
    pred = score.load_pred(io.StringIO("\n".join(lines)), units)
    score.report(units, pred, 0, True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
