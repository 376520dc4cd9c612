"""The material: passages with every finding marked, the codebook's own sentences, and plain news for its names.

A sample is a text and its marks: a mark is one trigger with its spans, attributes and roles, in the terms of
`verbale.learned.labels`. Spans are [start, end) in characters.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from verbale.learned.labels import NO_ISSUE

Span = tuple[int, int]
HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
PASSAGES = (SHARED / "training", HERE / "passages")
NEWS = ("articles_wcep.jsonl", "articles_wikinews.jsonl", "articles_milestones.jsonl")
PIECE = 500  # characters of plain news in one sample, about


@dataclass(frozen=True)
class Mark:
    """One trigger: its kind, where it stands, what is known of it, and who and what stand around it."""

    kind: str
    span: Span
    attributes: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sample:
    """A passage; `weight` is how much its silence counts: the codebook's sentences may hold more than is marked, and
    of plain news only the names are known.

    `names` are [start, end) and the kind of each name, `tags` the start and the class of each word, as the parser's
    model tells them.
    """

    id: str
    text: str
    marks: tuple[Mark, ...]
    weight: float = 1.0
    published: str | None = None
    names: tuple[tuple[int, int, str], ...] = ()
    tags: tuple[tuple[int, str], ...] = ()


def held_out(sample: Sample) -> bool:
    """Whether a passage is kept apart for measuring: one in eight, by the digest of its id.

    Of the passages in which the codebook's rules were never checked (an even digest), so that both readers are
    measured on what they have not seen.
    """
    if sample.id.startswith(("card:", "news:")):
        return False
    digest = hashlib.sha1(sample.id.encode(), usedforsecurity=False).digest()
    return digest[0] % 2 == 0 and digest[1] % 4 == 0


def passages(folders: Iterable[Path] = PASSAGES) -> Iterator[Sample]:
    """The samples of every passage of the folders that are there."""
    for folder in folders:
        yield from passages_in(sorted(folder.glob("*.jsonl")))


def passages_in(files: Iterable[Path]) -> Iterator[Sample]:
    """The samples of every passage of the files."""
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield sample_of(json.loads(line))


def news(folder: Path = SHARED / "corpora") -> Iterator[Sample]:
    """Plain news, a few sentences to a sample, where the folder is there: nothing is marked in it."""
    for path in (folder / name for name in NEWS):
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else ()
        for record in map(json.loads, lines):
            paragraphs = [p.strip() for p in record["text"].splitlines() if p.strip()]
            for at, text in enumerate(together(paragraphs)):
                yield Sample(f"news:{record['id']}:{at}", text, (), weight=0.0)


def together(paragraphs: Iterable[str]) -> Iterator[str]:
    """Neighbouring paragraphs in stretches of at most `PIECE` characters, or one longer paragraph alone."""
    held = ""
    for paragraph in paragraphs:
        if held and len(held) + len(paragraph) > PIECE:
            yield held
            held = ""
        held = f"{held}\n{paragraph}" if held else paragraph
    if held:
        yield held


def everything() -> Iterator[Sample]:
    """Passages, the codebook's sentences and plain news, with the names and word classes in them."""
    return tagged(itertools.chain(passages(), card_sentences(), news()))


def tagged(samples: Iterable[Sample]) -> Iterator[Sample]:
    """The samples with what the parser's model finds in them, and the network learns to find without it."""
    from verbale.articles import parse

    ours, texts = itertools.tee(samples)
    for sample, doc in zip(ours, parse.bare(s.text for s in texts), strict=True):
        names = tuple((e.start_char, e.end_char, e.label_) for e in doc.ents)
        yield replace(sample, names=names, tags=tuple((t.idx, t.tag_) for t in doc if not t.is_space))


def sample_of(passage: Mapping[str, Any]) -> Sample:
    """The sample of one passage."""
    marks = [mark for finding in passage["findings"] for mark in marks_of(passage["text"], finding)]
    return Sample(passage["id"], passage["text"], tuple(marks), published=passage.get("published"))


def marks_of(text: str, finding: Mapping[str, Any]) -> Iterator[Mark]:
    """The marks of one finding: itself, and each answer to a claim."""
    kind = finding["kind"]

    def spans(*quotes: Any) -> tuple[Span, ...]:
        flat = [q for quote in quotes for q in (quote if isinstance(quote, list) else [quote])]
        return tuple(s for s in (span_of(text, q) for q in flat) if s)

    trigger = span_of(text, finding.get("cue") if kind == "statement" else finding.get("trigger"))
    if trigger is None:
        return
    if kind == "event":
        attributes = {"event.type": finding["event_type"]}
        attributes |= {f"event.{k}": tuple(finding.get(k) or ()) for k in ("aux", "mode")}
        roles = {"actor": spans(finding["actors"]), "recipient": spans(finding["recipients"])}
        yield Mark(kind, trigger, attributes, roles)
    elif kind == "meeting":
        attributes = {f"meeting.{k}": finding[k] for k in ("status", "form", "level") if finding.get(k)}
        roles = {"participant": spans(finding["participants"]), "declined": spans(finding.get("declined") or [])}
        roles |= {k: spans(finding.get(k)) for k in ("place", "time")}
        yield Mark(kind, trigger, attributes, roles)
    elif kind == "statement":
        roles = {k: spans(finding.get(k)) for k in ("speaker", "content")}
        yield Mark(kind, trigger, {"statement.manner": finding["manner"]}, roles)
    elif kind == "position":
        attributes = {
            "position.stance": finding["stance"],
            "position.movement": finding.get("movement") or "stated",
            "position.issue": finding.get("issue") or NO_ISSUE,
        }
        yield Mark(kind, trigger, attributes, {k: spans(finding.get(k)) for k in ("holder", "object", "toward")})
    elif kind == "claim":
        answers = finding.get("responses") or []
        roles = {k: spans(finding.get(k)) for k in ("claimant", "content")}
        roles["answer"] = spans([a["trigger"] for a in answers])
        yield Mark(kind, trigger, {"claim.status": finding["status"]}, roles)
        for answer in answers:
            at = span_of(text, answer["trigger"])
            if at is not None:
                actor = {"actor": spans(answer.get("actor"))}
                yield Mark("response", at, {"response.response": answer["response"]}, actor)
    elif kind == "violence":
        roles = {"actor": spans(finding["actors"]), "target": spans(finding["targets"])}
        yield Mark(kind, trigger, {}, roles | {"attributed_to": spans(finding.get("attributed_to"))})


def span_of(text: str, quote: Any) -> Span | None:
    """The characters of a quote: the words, or `{"q": words, "n": occurrence}`."""
    if not quote:
        return None
    words, nth = (quote["q"], quote["n"]) if isinstance(quote, dict) else (quote, 1)
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
    return (at, at + len(words)) if at >= 0 else None


def card_sentences() -> Iterator[Sample]:
    """The codebook's sentences as the codebook's reader reads them, where it finds what the card asks.

    Its tests say that it does; what it also finds in them is taken as found.
    """
    from verbale import codebook, pipeline
    from verbale.articles.make import document

    book, seen = codebook.load(), set()
    for card in book.acts.values():
        for at, example in enumerate(card.examples):
            if example.gap or example.text in seen:
                continue
            seen.add(example.text)
            made = document(example.text, published=example.published or "2024-05-15")
            reading = pipeline.read_document(made, readers="codebook").to_json()
            marks = tuple(marks_in(reading))
            if marks or not example.fits:
                yield Sample(f"card:{card.name}:{at}", example.text, marks, weight=0.5)


def marks_in(reading: Mapping[str, Any]) -> Iterator[Mark]:
    """The marks of a reading."""

    def span(mention: Any) -> Span | None:
        return (mention["start"], mention["end"]) if mention else None

    def spans(*mentions: Any) -> tuple[Span, ...]:
        return tuple(s for s in map(span, mentions) if s)

    def named(actors: Iterable[Any]) -> tuple[Span, ...]:
        return spans(*(a.get("mention") for a in actors if a))

    for e in reading["events"]:
        attributes = {"event.type": e["event_type"]}
        attributes |= {"event.aux": tuple(e["auxiliary"]), "event.mode": tuple(e["mode"])}
        roles = {"actor": named(e["actors"]), "recipient": named(e["recipients"])}
        yield Mark("event", spans(e["trigger"])[0], attributes, roles)
    for m in reading["meetings"]:
        away = [p["actor"] for p in m["participants"] if p["attendance"] == "declined"]
        here = [p["actor"] for p in m["participants"] if p["attendance"] != "declined"]
        roles = {"participant": named(here), "declined": named(away)}
        roles["place"] = named([m["place"]])
        attributes = {f"meeting.{k}": m[k] for k in ("status", "form", "level")}
        yield Mark("meeting", spans(m["trigger"])[0], attributes, roles)
    for s in reading["statements"]:
        roles = {"speaker": named([s["speaker"]]), "content": spans(s["content"])}
        yield Mark("statement", spans(s["trigger"])[0], {"statement.manner": s["manner"]}, roles)
    for p in reading["positions"]:
        attributes = {f"position.{k}": p[k] or NO_ISSUE for k in ("stance", "movement", "issue")}
        roles = {"holder": named([p["holder"]]), "object": spans(p["object"]), "toward": named([p["toward"]])}
        yield Mark("position", spans(p["trigger"])[0], attributes, roles)
    for c in reading["claims"]:
        roles = {"claimant": named([c["claimant"]]), "content": spans(c["content"])}
        roles["answer"] = spans(*(r["trigger"] for r in c["responses"]))
        yield Mark("claim", spans(c["trigger"])[0], {"claim.status": c["status"]}, roles)
        for r in c["responses"]:
            answer = {"response.response": r["response"]}
            yield Mark("response", spans(r["trigger"])[0], answer, {"actor": named([r["actor"]])})
    for v in reading["violence"]:
        roles = {"actor": named(v["actors"]), "target": named(v["targets"])}
        roles["attributed_to"] = named([a["actor"] for a in v["attribution"]][-1:])
        yield Mark("violence", spans(v["trigger"])[0], {}, roles)
