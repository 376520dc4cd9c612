"""Duplicates, wrong merges and story grouping, on articles of our own: no outside material is needed.

    python benches/linking.py [--show N] [--meetings N] [--seed N]

Two sets. *Copies*: the example articles with reprints, edited and shortened reprints, and hard negatives (another
week, day, city, side); a finding is the same as the original's when sentence and trigger are, and it resolves to the
same days, place and sides. *World*: meetings of invented people, each told by several outlets in several wordings,
with siblings that differ in day, city, side or office. Everything is read from the text by the reader: its slips count.
Exit status 1 where a floor is missed.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from linking_copies import Copy, copies
from linking_world import Article, world

import verbale
from verbale.record.link.blocks import foothold
from verbale.record.link.linker import Linker
from verbale.record.link.meetings import face
from verbale.record.link.stories import Stories, story_of
from verbale.record.told import Told, told_of

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"
FLOORS = {"duplicates": 0.02, "wrong merges": 0.01, "story recall": 0.98, "false pairs": 0}


def told_in(articles: Sequence[Copy | Article]) -> Iterator[tuple[Copy | Article, str, list[Told]]]:
    """Every article with the story it was found to be and the meetings that it tells."""
    stories = Stories()
    texts = [{"text": a.text, "published": a.published, "publisher": a.publisher} for a in articles]
    for article, reading in zip(articles, verbale.read_many(texts), strict=True):
        plain = reading.to_json()
        story = story_of(plain["document"]["text"], stories) or f"{plain['document']['id']}@{article.publisher}"
        stories.add(story, plain["document"]["text"])
        told = told_of(plain, story=story, recorded_at=f"{article.published}T12:00:00Z")
        yield article, story, [t for t in told if t.kind == "meeting"]


def from_copies() -> tuple[list[tuple[Told, str]], list[tuple[str, str]]]:
    """(finding, gold meeting) and (found story, gold story) over the copies."""
    meetings: list[tuple[Told, str]] = []
    groups: list[tuple[str, str]] = []
    first: dict[tuple[str, str], str] = {}
    for copy, story, told in told_in(list(copies(EXAMPLES))):
        assert isinstance(copy, Copy)
        groups.append((story, copy.story))
        meetings += [(_own(t, copy), gold) for t in told if (gold := gold_of(t, copy, first))]
    return meetings, groups


def _own(told: Told, copy: Copy) -> Told:
    """The finding with an id of its own: exact copies of a text are told twice here, and give the same id."""
    return dataclasses.replace(told, id=f"{told.id}/{copy.sort}/{copy.publisher}")


def gold_of(told: Told, copy: Copy, first: dict[tuple[str, str], str]) -> str | None:
    """What the finding is about: the original's sentence, and what it resolves to there (kept in `first`).

    None where nobody could say: in a hard negative, a finding of no stated time or with nobody in it.
    """
    seen = face(told.finding, told.published)
    stated = seen.span is not None and seen.span.stated
    if copy.sort.startswith("other") and not (stated and len(seen.at_table) > 1):
        return None
    when = f"{seen.span.start}..{seen.span.end}" if seen.span and stated else "undated"
    if seen.status == "did_not_happen" and seen.span:
        when = f"since {seen.span.start}"  # it lasts until the day of publication
    place = told.finding["place"]["name"] if told.finding["place"] else "?"
    words = _plain(told.finding["trigger"]["quote"])
    sides = ",".join(sorted(seen.at_table))
    gold = "|".join((copy.of, words, when, place, sides, "none" if seen.status == "did_not_happen" else "meeting"))
    return first.setdefault((copy.story, foothold(told.finding)), gold) if copy.story == copy.of else gold


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def from_world(count: int, seed: int) -> tuple[list[tuple[Told, str]], int]:
    """(finding, gold meeting) over the invented world, and how many articles told of no one meeting."""
    meetings: list[tuple[Told, str]] = []
    silent = 0
    for article, _, told in told_in(world(count, seed)):
        assert isinstance(article, Article)
        somebody = [t for t in told if t.finding["participants"]]
        silent += not somebody
        meetings += [(t, article.meeting) for t in somebody]
    return meetings, silent


def score(pairs: Sequence[tuple[Told, str]], show: int) -> Counter[str]:
    """Records, duplicates (records beyond the first of a gold meeting) and wrong merges (records of several)."""
    gold = {t.id: g for t, g in pairs}
    linker = Linker()
    for told in sorted((t for t, _ in pairs), key=lambda t: t.order):
        linker.add(told)
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for record in linker.records.values():
        for finding in record.findings:
            homes[gold[finding]].add(record.id)
    counts = Counter(findings=len(gold), meetings=len(homes), records=len(linker.records))
    counts["duplicates"] = sum(len(ids) - 1 for ids in homes.values())
    mixed = [r for r in linker.records.values() if len({gold[f] for f in r.findings}) > 1]
    counts["wrong merges"] = len(mixed)
    for record in mixed[:show]:
        print("  wrong merge:", *(f"\n    {gold[f]}" for f in record.findings))
    for key in [k for k, ids in homes.items() if len(ids) > 1][:show]:
        print("  duplicate:", key)
        for id in sorted(homes[key]):
            print(
                *(f"    {id[-6:]} {w['published']} {w['quote'][:120]}\n" for w in linker.records[id].value["words"]),
                end="",
            )
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print so many errors of each sort")
    parser.add_argument("--meetings", type=int, default=40, help="meetings of the invented world")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    copied, groups = from_copies()
    invented, silent = from_world(args.meetings, args.seed)
    found: dict[str, float] = {}
    total: Counter[str] = Counter()
    for name, pairs in (("copies", copied), ("world", invented)):
        counts = score(pairs, args.show)
        total += counts
        print(
            f"{name:7} "
            + "  ".join(f"{k} {counts[k]}" for k in ("findings", "meetings", "records", "duplicates", "wrong merges"))
        )
    print(f"world: {silent} articles in which nobody was read to meet (left out)")
    found["duplicates"] = total["duplicates"] / max(1, total["records"])
    found["wrong merges"] = total["wrong merges"] / max(1, total["records"])
    same = [(a[0] == b[0], a[1] == b[1]) for a, b in itertools.combinations(groups, 2)]
    gold = sum(g for _, g in same)
    found["story recall"] = sum(f and g for f, g in same) / max(1, gold)
    found["false pairs"] = sum(f and not g for f, g in same)
    for story in [s for s, n in Counter(s for s, g in set(groups)).items() if n > 1][: args.show]:
        print("  one story:", sorted({g for s, g in groups if s == story}))
    print(f"stories: {len(groups)} articles, {gold} pairs of reprints, {found['false pairs']:.0f} false pairs")
    missed = [k for k, floor in FLOORS.items() if (found[k] < floor if k == "story recall" else found[k] > floor)]
    print("  ".join(f"{k} {v:.3f} (floor {FLOORS[k]})" for k, v in found.items()))
    print("missed: " + ", ".join(missed) if missed else "all floors held")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
