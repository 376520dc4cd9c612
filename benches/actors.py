"""Are the actors found and named right? Against speaker chains, Wikipedia links and coded passages.

    .venv/bin/python benches/actors.py [--only speakers|links|codes] [--show N] [--limit N]

speakers  quotes_gum: the words that stand for a speaker: is the actor there one of the names in the speaker's chain?
links     articles_wcep: a link to a person, state or organisation: does an actor stand there whose name fits its title?
codes     training passages: the country of each actor span of an event.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbale.articles.make import document
from verbale.codebook import load
from verbale.coding.who import Who, actors_in
from verbale.coding.who.gazetteer import plain
from verbale.document import Document, Token
from verbale.errors import LanguageError
from verbale.findings import ActorRef

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLD = {"UNO": "IGO", "EUR": "IGO", "XKO": "XKX"}


def read(text: str, published: str | None) -> tuple[Document, Who]:
    try:
        made = document(text, published=published)
    except LanguageError:  # a guess from two foreign names; the text then counts for nothing
        made = document("-", published=published)
    return made, actors_in(made, load())


def head(made: Document, start: int, end: int) -> Token | None:
    """The word of a span that the sentence hangs on, apart from punctuation and possessives."""
    words = [t for t in made.tokens_in(start, end) if t.pos not in ("PUNCT", "PART", "SPACE")]
    inside = set(words)
    return next((t for t in words if t.head not in inside or t.head is t), None)


def words(name: str) -> set[str]:
    return {w for w in plain(name).lower().replace("-", " ").replace(".", "").split() if w not in ("the", "of", "and")}


def same(name: str, other: str) -> bool:
    one, two = words(name), words(other)
    return bool(one and two) and (one <= two or two <= one)


def lines(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        if limit and number >= limit:
            return
        yield json.loads(line)


def speakers(limit: int) -> Iterator[tuple[str, str, str]]:
    """(outcome, group, note) for each named speaker of the news articles."""
    for record in lines(SHARED / "corpora/quotes_gum.jsonl", limit):
        group = "news" if record.get("genre") == "news" else "other"
        made, who = read(record["text"], record["date"])
        if made.text != record["text"]:
            continue
        for said in record["gold"]["attributions"]:
            speaker = said.get("speaker") or {}
            span, chain = speaker.get("span"), [n for n in speaker.get("chain_names") or [] if n]
            if not span or not chain:
                continue
            if made.text[span[0] : span[1]].lower() in ("i", "we", "you", "me", "us", "my"):
                continue
            token = head(made, *span)
            found = who.at(token) if token is not None else None
            note = (
                f"{record['id']}: {made.text[span[0] : span[1]]!r} is {found.name if found else None}, not {chain[:3]}"
            )
            if found is None or found.kind.value == "unknown":
                yield "silent", group, note
            else:
                yield ("right" if any(same(found.name, n) for n in chain) else "wrong"), group, note


def links(limit: int) -> Iterator[tuple[str, str, str]]:
    """(outcome, group, note) for each link whose title is a known actor."""
    known = titles()
    for record in lines(SHARED / "corpora/articles_wcep.jsonl", limit):
        made, who = read(record["text"], record["date"])
        if made.text != record["text"]:
            continue
        for start, end, title in record["gold"]["links"]:
            group = known.get(plain(title).lower())
            token = head(made, start, end)
            if group is None or token is None or not record["text"][start].isupper():
                continue
            found = who.at(token) or who.state_at(token)
            note = f"{record['id']}: {record['text'][start:end]!r} is {found.name if found else None}, not {title}"
            if found is None:
                yield "silent", group, note
            else:
                yield ("right" if fits(found, title) else "wrong"), group, note


def fits(found: ActorRef, title: str) -> bool:
    ids = (found.id.split(":")[-1].replace("-", " "), found.name)
    return any(same(i, title) for i in ids)


def titles() -> dict[str, str]:
    """Names of the tables by sort, as Wikipedia titles would spell them."""
    from verbale.codebook import actors

    tables = actors.load(load().folder)
    found = {plain(b.name).lower(): b.kind for b in tables.bodies}
    found |= {plain(h.person).lower(): "person" for h in tables.holdings}
    return found | {plain(s.name).lower(): "state" for s in tables.states}


def codes(limit: int) -> Iterator[tuple[str, str, str]]:
    """(outcome, group, note) for each actor and recipient of an event."""
    for path in sorted((SHARED / "training").glob("t*.jsonl")):
        for passage in lines(path, limit):
            made, who = read(passage["text"], passage["published"])
            for finding in passage["findings"]:
                for side in ("actor", "recipient"):
                    spans, gold = finding.get(f"{side}s") or [], finding.get(f"{side}_codes") or []
                    if len(spans) == len(gold):
                        yield from (one_code(made, who, s, c, path.stem[:2]) for s, c in zip(spans, gold, strict=True))


def one_code(made: Document, who: Who, span: Any, code: str, group: str) -> tuple[str, str, str]:
    quote, nth = (span["q"], span.get("n", 1)) if isinstance(span, dict) else (span, 1)
    at = -1
    for _ in range(nth):
        at = made.text.find(quote, at + 1)
    token = head(made, at, at + len(quote)) if at >= 0 else None
    found = who.named_by(token) if token is not None else ()
    if not found and token is not None and (place := who.state_at(token)) is not None:
        found = (place,)
    got = {r.country for r in found}
    note = f"{quote!r} is {[(r.name, r.country) for r in found]}, not {code}: {made.text}"
    if not got - {None}:
        return "silent", group, note
    return ("right" if FOLD.get(code, code) in got else "wrong"), group, note


BENCHES = {"speakers": speakers, "links": links, "codes": codes}


def figures(limit: int = 0) -> dict[str, float]:
    """Recall and precision of speakers and of links by group; empty where the sets are absent."""
    if not (SHARED / "corpora").is_dir():
        print(f"skipped: {SHARED} is not here")
        return {}
    found: dict[str, float] = {}
    for bench in ("speakers", "links"):
        outcomes = Counter((group, outcome) for outcome, group, _ in BENCHES[bench](limit))
        for group in sorted({g for g, _ in outcomes}):
            right, wrong, silent = (outcomes[group, o] for o in ("right", "wrong", "silent"))
            found[f"{bench} {group} recall"] = right / max(1, right + wrong + silent)
            found[f"{bench} {group} precision"] = right / max(1, right + wrong)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=tuple(BENCHES), action="append")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong and silent ones a group")
    parser.add_argument("--limit", type=int, default=0, help="documents a file")
    args = parser.parse_args()
    if not (SHARED / "corpora").is_dir():
        print(f"skipped: {SHARED} is not here")
        return 0
    warnings.simplefilter("ignore")
    for bench in args.only or BENCHES:
        began, outcomes, shown = time.time(), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for outcome, group, note in BENCHES[bench](args.limit):
            outcomes[group, outcome] += 1
            shown[group, outcome] += 1
            if outcome != "right" and shown[group, outcome] <= args.show:
                print(f"  {outcome} {note}")
        for group in sorted({g for g, _ in outcomes}):
            right, wrong, silent = (outcomes[group, o] for o in ("right", "wrong", "silent"))
            recall, precision = right / max(1, right + wrong + silent), right / max(1, right + wrong)
            total = right + wrong + silent
            print(f"{bench:9} {group:12} n {total:5}  recall {recall:.3f}  precision {precision:.3f}")
        print(f"{bench:9} {time.time() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
