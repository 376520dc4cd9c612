"""Are people and organisations found, and does a pronoun lead to its name? On the mentions of entities_gum.

    .venv/bin/python benches/entities.py [--genre news] [--show N]

A mention counts where its chain has a name. `found` is how many of them are an actor of ours at all, `right` how many
of those carry one of the names of their chain; names and pronouns are counted apart. Skips where ../shared is absent.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Iterator

from actors import SHARED, head, lines, read, same

KINDS = ("person", "organization")
PRONOUNS = frozenset("he she him her his hers it its they them their theirs himself herself itself themselves".split())


def mentions(genre: str) -> Iterator[tuple[str, str, str]]:
    """(outcome, group, note) of every mention whose chain is named."""
    for record in lines(SHARED / "corpora/entities_gum.jsonl", 0):
        if record["genre"] != genre:
            continue
        made, who = read(record["text"], record["date"])
        if made.text != record["text"]:
            continue
        gold = [m for m in record["gold"]["mentions"] if m[2] in KINDS]
        names: dict[str, set[str]] = {}
        for start, end, _, chain, title in gold:
            words = record["text"][start:end]
            if title and words[:1].isupper() and words.lower() not in PRONOUNS:
                names.setdefault(chain, {title.replace("_", " ")}).add(words)
        for start, end, _, chain, _ in gold:
            words = record["text"][start:end]
            group = "pronouns" if words.lower() in PRONOUNS else "names"
            if chain not in names or (group == "names" and not (words[0].isupper() and len(words.split()) <= 4)):
                continue
            token = head(made, start, end)
            found = who.at(token) if token is not None else None
            note = f"{record['id']}: {words!r} is {found.name if found else None}, not {sorted(names[chain])[:2]}"
            if found is None or found.kind.value == "unknown":
                yield "silent", group, note
            else:
                yield ("right" if any(same(found.name, n) for n in names[chain]) else "wrong"), group, note


def figures(genre: str = "news", show: int = 0) -> dict[str, float]:
    """Found and right, of names and of pronouns."""
    counts: Counter[tuple[str, str]] = Counter()
    for outcome, group, note in mentions(genre):
        counts[group, outcome] += 1
        if outcome == "wrong" and show > 0:
            show -= 1
            print(note)
    made = {}
    for group in ("names", "pronouns"):
        right, wrong, silent = (counts[group, o] for o in ("right", "wrong", "silent"))
        made[f"{group} found"] = (right + wrong) / max(right + wrong + silent, 1)
        made[f"{group} right of found"] = right / max(right + wrong, 1)
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--genre", default="news")
    parser.add_argument("--show", type=int, default=0, help="print so many that were wrong")
    args = parser.parse_args()
    if not (SHARED / "corpora/entities_gum.jsonl").exists():
        print("skipped: ../shared/corpora/entities_gum.jsonl is not here")
        return 0
    warnings.simplefilter("ignore")
    for name, figure in figures(args.genre, args.show).items():
        print(f"{name:24} {figure:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
