"""Meetings of leaders in the articles against two lists of what took place.

    python benches/leader_meetings.py [--limit N] [--show N]

Articles: ../shared/corpora/articles_kremlin.jsonl and articles_wcep.jsonl. Lists: meetings_hs.jsonl (travels of
presidents and secretaries of state of the United States, visits of foreign leaders there) and what articles_kremlin
says of each of its own meetings and calls (country and day). Skipped with a clear line where they are absent.

*recall* counts a fact of the list that an article reports (it names the American by surname, and the country or its
people, within three days) as found when a linked record of that time joins the two sides. *precision* counts linked
records that have an American president or secretary of state meet another state's people in person, in the days that
the list covers, as right when the list has that state within a day of it: a lower bound, since the list leaves out
meetings in third places and at home.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from cases import shared

import verbale
from verbale.codebook.places import fold
from verbale.record.dossiers import side_named
from verbale.record.link.linker import link
from verbale.record.merged import Merged
from verbale.record.told import told_of

Fact = dict[str, Any]
AMERICANS = ("Clinton", "Bush", "Obama", "Trump", "Biden", "Albright", "Powell", "Rice", "Kerry", "Tillerson", "Pompeo",
             "Blinken", "Rubio")  # fmt: skip


def articles(limit: int) -> dict[str, list[dict[str, Any]]] | None:
    """The articles of both corpora, the first `limit` of each (0: all)."""
    found = {}
    for name in ("articles_kremlin", "articles_wcep"):
        path = shared("corpora", f"{name}.jsonl")
        if path is None:
            return None
        lines = path.read_text(encoding="utf-8").splitlines()
        found[name] = [json.loads(line) for line in (lines[:limit] if limit else lines)]
    return found


def linked(some: Sequence[dict[str, Any]], publisher: str) -> list[Merged]:
    """The meeting records of some articles."""
    texts = [
        {"text": f"{a['title']}.\n\n{a['text']}" if a.get("title") else a["text"], "published": a["date"]}
        | {"publisher": publisher, "id": a["id"]}
        for a in some
    ]
    told = [
        t
        for article, reading in zip(some, verbale.read_many(texts), strict=True)
        for t in told_of(reading.to_json(), story=article["id"], recorded_at=f"{article['date']}T12:00:00Z")
        if t.kind == "meeting"
    ]
    return link(told)


def days(record: Merged) -> tuple[date, date] | None:
    """The days of a record; those of its reports where no day is stated."""
    start, end = record.start or record.first_reported, record.end or record.last_reported
    return (date.fromisoformat(start[:10]), date.fromisoformat(end[:10])) if start and end else None


def near(record: Merged, first: date, last: date, slack: int) -> bool:
    """Whether the record lies within `slack` days of the span, and is itself no longer than a month."""
    span = days(record)
    if span is None or (span[1] - span[0]).days > 31:
        return False
    return span[0] <= last + timedelta(days=slack) and span[1] >= first - timedelta(days=slack)


def happened(record: Merged) -> bool:
    return record.status in ("held", "under_way")


def own(some: Sequence[dict[str, Any]], records: Sequence[Merged], show: int) -> None:
    """Each article of articles_kremlin on a foreign country against the records of its day."""
    total = found = 0
    for article in some:
        countries = {c for _, name in article["gold"]["countries"] if (c := side_named(name))} - {"RUS"}
        leaders = article["kind"] == "phone" or article["gold"]["persons"]
        russian = any(word in f"{article['title']} {article['text']}" for word in ("Putin", "Medvedev", "Russia"))
        if article["kind"] == "press" or len(countries) != 1 or not leaders or not russian:
            continue
        on, country = date.fromisoformat(article["date"]), next(iter(countries))
        total += 1
        hit = any({"RUS", country} <= set(r.sides) and happened(r) and near(r, on, on, 1) for r in records)
        found += hit
        if not hit and show > 0:
            show -= 1
            print(f"  not found: {article['date']} {country} {article['title'][:90]}")
    share = found / max(1, total)
    print(f"articles_kremlin: {total} meetings and calls of Russia with one other country, {found} found ({share:.2f})")


def facts() -> list[Fact]:
    path = shared("corpora", "meetings_hs.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path else []
    return [
        r | {"side": side} for r in rows if (side := side_named(r["country"]) or side_named(r["country"].split(",")[0]))
    ]


def reported(fact: Fact, some: Sequence[dict[str, Any]]) -> bool:
    """Whether an article of those days names the American and the country, its people or the visitor."""
    first, last = date.fromisoformat(fact["date"]), date.fromisoformat(fact["end"] or fact["date"])
    surname = fact["who"].split()[-1]
    for article in some:
        on = date.fromisoformat(article["date"])
        if not first - timedelta(days=3) <= on <= last + timedelta(days=3):
            continue
        words = fold(f"{article.get('title') or ''} {article['text']}").split()
        text = " ".join(words)
        there = fold(fact["country"]) in text or fold(fact["place"].split(",")[0]) in text
        american = fold(surname) in words if fact["kind"] == "travel" else any(a.lower() in words for a in AMERICANS)
        if american and there and (fact["kind"] == "travel" or fold(surname) in words):
            return True
    return False


def against_list(
    name: str, some: Sequence[dict[str, Any]], records: Sequence[Merged], rows: list[Fact], show: int
) -> None:
    """Recall and precision against the list of the American side."""
    covered = sorted(a["date"] for a in some)
    rows = [r for r in rows if covered[0] <= r["date"] <= covered[-1]]
    told = [r for r in rows if reported(r, some)]
    missed = [r for r in told if not any(_joins(m, r) for m in records)]
    for row in missed[:show]:
        print(f"  not found: {row['date']} {row['who']} {row['country']}: {row['text'][:80]}")
    last = max((r["date"] for r in rows), default="")
    mine = [m for m in records if _listed(m) and (m.start or m.first_reported or "9999") <= last]
    right = [m for m in mine if any(_joins(m, r) for r in rows)]
    for record in [m for m in mine if m not in right][:show]:
        print(f"  not in the list: {record.start} {record.sides} {record.value['words'][0]['quote'][:100]}")
    recall, precision = 1 - len(missed) / max(1, len(told)), len(right) / max(1, len(mine))
    print(f"{name}: {len(rows)} facts in its days, {len(told)} reported in it, recall {recall:.2f}")
    print(f"{name}: {len(mine)} records of the kind that the list holds, in the list {precision:.2f}")


def _joins(record: Merged, fact: Fact) -> bool:
    first, last = date.fromisoformat(fact["date"]), date.fromisoformat(fact["end"] or fact["date"])
    return {"USA", fact["side"]} <= _sides(record) and near(record, first, last, 1)


def _sides(record: Merged) -> set[str]:
    place = record.value["place"]
    return set(record.sides) | ({place["country"]} if place and place["country"] else set())


def _listed(record: Merged) -> bool:
    """Whether it is what the list would hold: held, in person, an American leader or foreign secretary in it."""
    people = [p["actor"] for p in record.value["participants"] if p["actor"]["country"] == "USA"]
    high = any((a["office"] or "").lower() in ("president", "secretary of state") for a in people)
    return happened(record) and high and len(_sides(record)) > 1 and record.value["form"] not in ("phone", "video")


def corpora(limit: int) -> Iterator[tuple[str, list[dict[str, Any]], list[Merged]]]:
    for name, some in (articles(limit) or {}).items():
        yield name, some, linked(some, name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=400, help="articles of each corpus; 0 for all")
    parser.add_argument("--show", type=int, default=0, help="print so many errors of each sort")
    args = parser.parse_args()
    rows = facts()
    for name, some, records in corpora(args.limit):
        print(f"{name}: {len(some)} articles, {len(records)} meeting records")
        if name == "articles_kremlin":
            own(some, records, args.show)
        against_list(name, some, records, rows, args.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
