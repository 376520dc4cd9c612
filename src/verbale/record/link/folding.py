"""Findings folded into one record: the same findings, in any order, give the same record."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from verbale.errors import UsageError
from verbale.record.link import fold_claims, fold_meetings, fold_positions, fold_violence
from verbale.record.link.blocks import foothold
from verbale.record.link.sides import members, sides
from verbale.record.link.spans import span_of
from verbale.record.merged import Merged
from verbale.record.told import Told
from verbale.record.verdicts import Judgement, Verdict, effective, rejected

FOLDS = {
    "meeting": fold_meetings.fold, "position": fold_positions.fold, "claim": fold_claims.fold,
    "violence": fold_violence.fold,
}  # fmt: skip
_ACTORS = ("actors", "targets", "holder", "claimant", "toward")


def record_id(kind: str, finding: str) -> str:
    """The id of the record that a finding opened."""
    digest = hashlib.sha1(f"{kind}|{finding}".encode(), usedforsecurity=False).hexdigest()[:10]
    return f"{kind}-record-{digest}"


def merge(kind: str, told: Iterable[Told], verdicts: Sequence[Verdict] = (), *, id: str | None = None) -> Merged:
    """The record of some findings of one kind; `id` keeps the id of a record that exists already.

    Without `id` the first recorded finding names the record. Findings that a reviewer rejected are left out of every
    value; a field that a reviewer corrected has that value, and `value["corrections"]` says by whom. Raises
    UsageError when no finding is left.
    """
    if kind not in FOLDS:
        raise UsageError(f"{kind!r} findings are listed, not merged; merged kinds are {', '.join(FOLDS)}")
    out = rejected(verdicts)
    ordered = sorted((t for t in told if t.id not in out), key=lambda t: t.order)
    if not ordered:
        raise UsageError("no finding to merge: all were rejected, or none was given")
    value, conflicts = FOLDS[kind](first_printings(ordered))
    value |= {"conflicts": conflicts, "words": _words(ordered), "corrections": [], "told": len(ordered)}
    _correct(value, {t.id for t in ordered}, verdicts)
    present = list(_present(value))
    span = span_of(value["time"])
    reported = sorted(t.day for t in ordered if t.day)
    return Merged(
        id=id or record_id(kind, ordered[0].id),
        kind=kind,
        findings=tuple(dict.fromkeys(t.id for t in ordered)),
        sources=tuple(sorted({t.publisher for t in ordered if t.publisher})),
        independent_sources=tuple(sorted({t.story for t in ordered})),
        first_reported=reported[0] if reported else None,
        last_reported=reported[-1] if reported else None,
        actors=tuple(dict.fromkeys(a["id"] for a in present)),
        countries=tuple(sorted({a["country"] for a in present if a["country"]})),
        sides=tuple(sorted(sides(present))),
        about=tuple(sorted({s for t in ordered for s in t.about})),
        start=value["time"]["start"] if span else None,
        end=value["time"]["end"] if span else None,
        status=value.get("status"),
        stance=value.get("stance"),
        issue=value.get("issue"),
        value=value,
    )


def first_printings(ordered: Sequence[Told]) -> list[Told]:
    """The findings without those that a reprint only repeats: "on Wednesday", printed again on Thursday, is no new day.

    Of several printings of one sentence of a story the first published counts.
    """
    first: dict[tuple[str, str, int], Told] = {}
    seen: Counter[tuple[str, str | None, str]] = Counter()  # the same words may stand twice in one document
    for told in ordered:
        at = foothold(told.finding)
        printed = (told.document, told.publisher, at)
        key = (told.story, at, seen[printed])
        seen[printed] += 1
        known = first.get(key)
        if known is None or (told.published or "9999") < (known.published or "9999"):
            first[key] = told
    return sorted(first.values(), key=lambda t: t.order)


def _present(value: dict[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The actors of a merged value, groups with their members."""
    named = [p["actor"] for p in value.get("participants", ())]
    for key in _ACTORS:
        there = value.get(key)
        named.extend(there if isinstance(there, list) else [there] if there else [])
    for actor in named:
        yield actor
        if actor["members"]:
            yield from members([actor])


def _words(tolds: Sequence[Told]) -> list[dict[str, Any]]:
    """The first sentence of every finding, by document, where it was printed, and the words before its trigger."""
    rows: dict[tuple[str, int, int], dict[str, Any]] = {}
    for told in tolds:
        for mention in told.finding["evidence"][:1]:
            key = (told.document, mention["start"], mention["end"])
            source = {"publisher": told.publisher, "published": told.day, "title": told.title, "url": told.url}
            at = {"foothold": foothold(told.finding)}
            rows.setdefault(key, {"document": told.document, "finding": told.id, **mention, **source, **at})
    return list(rows.values())


def _correct(value: dict[str, Any], findings: set[str], verdicts: Sequence[Verdict]) -> None:
    """Put in what reviewers corrected."""
    for verdict in effective(verdicts):
        if verdict.judgement is Judgement.CORRECT and verdict.field in value and findings & set(verdict.findings):
            entry = {"field": verdict.field, "was": value[verdict.field], "by": verdict.by, "at": verdict.at}
            value["corrections"].append(entry | {"reason": verdict.reason})
            value[verdict.field] = verdict.value
