"""A simpler reader to measure the network against: each word is what it mostly was in the passages learned from.

    python training/simpler.py [--samples FILE]

Prints, for the passages held out, precision, recall and F1 of the triggers that a table of words finds: no sentence,
no order, no parts. What the network scores above it, it owes to what it makes of the words around.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT / "src")]

import material
import packing
import report
from material import Sample

from verbale.learned.decode import Seen, Sight

MET = 3  # times that a word must have been met
SURE = 0.4  # the share of its occurrences in which it was the trigger: of .3, .4 and .5 what is best for the table
_WORD = re.compile(r"\w+")

Table = dict[str, dict[str, float]]  # word: label: how often it was that


def table(samples: Iterable[Sample]) -> Table:
    """How often each word, in small letters, was part of a trigger of each label."""
    met: Counter[str] = Counter()
    was: dict[str, Counter[str]] = defaultdict(Counter)
    for sample in samples:
        for word in _WORD.finditer(sample.text):
            met[word[0].lower()] += 1
            for mark in sample.marks:
                if mark.span[0] <= word.start() < mark.span[1]:
                    was[word[0].lower()][report.label(mark)] += 1
    return {
        word: {label: n / met[word] for label, n in labels.items() if n / met[word] >= SURE}
        for word, labels in was.items()
        if met[word] >= MET
    }


def read(text: str, known: Table) -> Sight:
    """What the table finds in a text; neighbouring words of one label are one trigger."""
    found: list[Seen] = []
    for word in _WORD.finditer(text):
        for label, share in known.get(word[0].lower(), {}).items():
            before = next(
                (n for n, s in enumerate(found) if report.label(s) == label and word.start() - s.end <= 1), None
            )
            start = word.start() if before is None else found.pop(before).start
            kind, _, category = label.partition(" ")
            choices = {"event.type": (category, share)} if category else {}
            found.append(Seen(kind, start, word.end(), share, choices))
    return Sight(tuple(sorted(found, key=lambda s: s.start)))


def triggers(held: Sequence[Sample], known: Table) -> Iterator[str]:
    """The lines of triggers of the report."""
    told = report.table(report.figures(held, [read(s.text, known) for s in held], peak=SURE))
    yield from told.splitlines()[: 1 + next(n for n, line in enumerate(told.splitlines()) if line.startswith("(all)"))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, default=None, help="a file in which the samples are kept")
    args = parser.parse_args()
    everything = packing.kept(args.samples, material.everything)
    held = [s for s in everything if material.held_out(s)]
    taught = [s for s in everything if s.weight and not material.held_out(s)]
    print(*triggers(held, table(taught)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
