"""To which record a finding belongs, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from verbale.record.link import claims, meetings, positions, violence
from verbale.record.link.blocks import foothold, plain
from verbale.record.link.match import Feature, Match, Reason, judge
from verbale.record.merged import Merged
from verbale.record.told import Told
from verbale.record.verdicts import Judgement, Verdict, said_of

FULL = 200  # findings; a ledger that has so many takes no more: each new finding folds the whole record again
SAME = 80  # percent of the characters; an edited reprint changes a word


def match(kind: str, told: Told, record: Merged) -> Match:
    """How well a finding fits a record of its kind, feature by feature."""
    return judge(kind, list(_features(kind, told, record)))


def place(
    told: Told, candidates: Iterable[Merged], verdicts: Sequence[Verdict] = ()
) -> tuple[str | None, Match | None]:
    """The id of the record that the finding belongs to, or None for a new one; and the match that decided.

    A reviewer's verdict on the finding and a candidate's findings comes before every feature. Where no candidate is
    the same, the match of the likeliest unsure one is given, so that a reviewer can be shown the pair. A record of
    FULL findings is closed: what else is said of it opens another, and views that go by side and issue see both.
    """
    best: tuple[float, str] | None = None
    found: Match | None = None
    unsure: Match | None = None
    for record in sorted(candidates, key=lambda r: r.id):
        verdict = said_of(told.id, record.findings, verdicts)
        if verdict is not None and verdict.judgement is Judgement.MERGE:
            return record.id, Match(9.0, "same", (_verdict(verdict),))
        if verdict is not None or record.value.get("told", 0) >= FULL:
            continue
        one = match(told.kind, told, record)
        if one.decision == "same" and (best is None or one.score > best[0]):
            best, found = (one.score, record.id), one
        elif one.decision == "unsure" and (unsure is None or one.score > unsure.score):
            unsure = one
    return (best[1], found) if best else (None, unsure)


def _verdict(verdict: Verdict) -> Reason:
    return Reason("verdict", 1.0, 9.0, f"{verdict.by} merged them on {verdict.at[:10]}: {verdict.reason}")


def _is_reprint(told: Told, record: Merged) -> bool:
    """Whether a finding of the record stands in the same sentence of a reprint: another text, not this one again."""
    if told.story not in record.independent_sources:
        return False
    sentence, at = plain(told.finding["evidence"][0]["quote"]), foothold(told.finding)
    return any(
        w["document"] != told.document and w["foothold"] == at and fuzz.ratio(plain(w["quote"]), sentence) >= SAME
        for w in record.value["words"]
    )


def _features(kind: str, told: Told, record: Merged) -> Iterator[Feature]:
    finding: Mapping[str, Any] = told.finding
    if _is_reprint(told, record):
        yield Feature("reprint", 1.0, "the same sentence in a reprint of the same story")
        return
    if kind == "meeting":
        yield from meetings.features(
            meetings.face(finding, told.published), meetings.face(record.value, record.first_reported)
        )
    elif kind == "violence":
        yield from violence.features(
            violence.face(finding, told.published), violence.face(record.value, record.first_reported)
        )
    elif kind == "claim":
        yield from claims.features(
            claims.face(finding, told.published, told.about),
            claims.face(record.value, record.first_reported, record.about),
        )
    elif kind == "position":
        yield from positions.features(positions.face(finding, told.about), positions.face(record.value, record.about))
