"""A reviewer's verdict: dated, named, and about findings, so that it outlives every re-reading and re-linking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verbale.terms import ClaimStatus, Level, Manner, MeetingForm, MeetingStatus, Movement, Stance

CLOSED: Mapping[tuple[str, str], type[StrEnum]] = {  # (kind, field); a field of any kind stands under ""
    ("meeting", "status"): MeetingStatus, ("claim", "status"): ClaimStatus, ("", "stance"): Stance,
    ("", "movement"): Movement, ("", "form"): MeetingForm, ("", "level"): Level, ("", "manner"): Manner,
}  # fmt: skip


class Judgement(StrEnum):
    """What a reviewer decides."""

    CONFIRM = "confirm"  # it is right as it stands
    CORRECT = "correct"  # one field has another value
    REJECT = "reject"  # the finding is none: leave it out
    MERGE = "merge"  # `findings` and `others` speak of one thing
    SPLIT = "split"  # none of `findings` speaks of what `others` speak of


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision. `findings` (and, for merge and split, `others`) are ids of findings; `at` is UTC, ISO."""

    judgement: Judgement
    findings: tuple[str, ...]
    by: str
    at: str
    reason: str
    others: tuple[str, ...] = ()
    field: str | None = None
    value: object = None


def effective(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts in the order of their time, so that the later one prevails."""
    return sorted(verdicts, key=lambda v: (v.at, v.judgement, v.findings))


def rejected(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """The findings that were rejected and not confirmed later."""
    out: set[str] = set()
    for verdict in effective(verdicts):
        if verdict.judgement is Judgement.REJECT:
            out |= set(verdict.findings)
        elif verdict.judgement is Judgement.CONFIRM:
            out -= set(verdict.findings)
    return frozenset(out)


def said_of(finding: str, others: Sequence[str], verdicts: Iterable[Verdict]) -> Verdict | None:
    """The latest merge or split verdict between a finding and the findings of a record, if any."""
    them, last = set(others), None
    for verdict in effective(verdicts):
        if verdict.judgement not in (Judgement.MERGE, Judgement.SPLIT):
            continue
        ones, twos = set(verdict.findings), set(verdict.others)
        across = (finding in ones and them & twos) or (finding in twos and them & ones)
        together = verdict.judgement is Judgement.MERGE and finding in ones | twos and them & (ones | twos)
        if across or together:
            last = verdict
    return last
