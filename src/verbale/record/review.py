"""Reviewers' verdicts kept and applied: they name findings, and so outlive every re-reading and re-linking.

What is reviewed may be named by the id of a finding or of a record, or by the beginning of one: a record stands for all
of its findings, a finding for the events that restate it too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.errors import UnknownIdError, UsageError
from verbale.record.joining import Joiner
from verbale.record.link.folding import FOLDS
from verbale.record.store import judging, lookup
from verbale.record.store.writer import Writer
from verbale.record.verdicts import CLOSED, Judgement, Verdict

if TYPE_CHECKING:
    from verbale.record.store.engine import Connection


@dataclass(frozen=True, slots=True)
class Asked:
    """A verdict as a reviewer gives it: on `id`, with `others` (ids) for merge and split, `field` for correct."""

    judgement: Judgement
    id: str
    by: str
    because: str
    others: tuple[str, ...] = ()
    field: str | None = None
    value: Any = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A verdict as it was stored, and the ids of the records that changed by it."""

    id: str
    verdict: Verdict
    records: tuple[str, ...]


def review(writer: Writer, asked: Asked) -> Reviewed:
    """Store a verdict and do what it says.

    UsageError for a verdict that cannot be meant as it stands, UnknownIdError for an id that the record does not hold.
    """
    _check(asked)
    findings, others = _named(writer.connection, asked)
    _check_value(asked, findings)
    verdict = Verdict(
        asked.judgement, findings, asked.by.strip(), writer.at, asked.because.strip(), others, asked.field, asked.value
    )
    id = "verdict-" + hashlib.sha1(f"{writer.at}|{findings}".encode(), usedforsecurity=False).hexdigest()[:10]
    judging.keep(writer, id, verdict)
    return Reviewed(id, verdict, _applied(writer, verdict))


def _check(asked: Asked) -> None:
    if not asked.by.strip() or not asked.because.strip():
        raise UsageError('a verdict needs a name and a reason: --by NAME --because "..."')
    if asked.judgement is Judgement.CORRECT and not asked.field:
        raise UsageError("say what is to be corrected: --field FIELD --value VALUE")
    if asked.judgement in (Judgement.MERGE, Judgement.SPLIT) and not asked.others:
        whom = "ID OTHER-ID" if asked.judgement is Judgement.MERGE else "RECORD-ID FINDING-ID ..."
        raise UsageError(f"{asked.judgement.value} needs another id: verbale review {asked.judgement.value} {whom}")


def _check_value(asked: Asked, findings: Sequence[str]) -> None:
    """UsageError for a correction to a word that the field does not know."""
    kind = findings[0].partition("-")[0] if findings else ""
    words = CLOSED.get((kind, asked.field or "")) or CLOSED.get(("", asked.field or ""))
    if words is not None and asked.value not in list(words):
        raise UsageError(f"{asked.field} of a {kind} is not {asked.value!r}; it is one of {', '.join(words)}")


def _named(connection: Connection, asked: Asked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The findings on either side of the verdict."""
    ones = findings_of(connection, asked.id)
    twos = tuple(dict.fromkeys(f for other in asked.others for f in findings_of(connection, other)))
    if asked.judgement is Judgement.SPLIT:
        rest = tuple(f for f in ones if f not in twos)
        if not rest or len(rest) == len(ones):
            raise UsageError(f"nothing to split: name some, not all, of the findings of {asked.id}")
        return twos, rest
    if asked.judgement is Judgement.MERGE:
        kinds = {f.rpartition("-")[0] for f in (*ones, *twos)}
        if len(kinds) > 1 or not kinds <= FOLDS.keys():
            raise UsageError(
                f"only findings of one kind that is merged can be one record, not {', '.join(sorted(kinds))}"
            )
        return ones, twos
    return tuple(dict.fromkeys((*ones, *judging.restating(connection, ones)))), ()


def findings_of(connection: Connection, id: str) -> tuple[str, ...]:
    """The findings that an id, or its beginning, stands for; UnknownIdError where it stands for none or for several."""
    record = judging.only(judging.records_like(connection, id), id)
    if record is not None:
        return tuple(dict.fromkeys(told.id for told in lookup.members(connection, record)))
    finding = judging.only(judging.findings_like(connection, id), id)
    if finding is None:
        raise UnknownIdError(f"no finding and no record {id!r}; `verbale meetings` and its kin print ids")
    return (finding,)


def _applied(writer: Writer, verdict: Verdict) -> tuple[str, ...]:
    joiner = Joiner(writer)
    if verdict.judgement is Judgement.MERGE:
        rejoin(joiner, _away_from(writer, verdict))
    elif verdict.judgement is Judgement.SPLIT:
        rejoin(joiner, judging.places(writer.connection, verdict.findings))
    else:
        for record in dict.fromkeys(p.record for p in judging.places(writer.connection, verdict.findings)):
            joiner.refold(record)
    return tuple(joiner.finish())


def _away_from(writer: Writer, verdict: Verdict) -> Sequence[judging.Place]:
    """The places of the `others` that are not yet where the first of the findings is."""
    home = {p.record for p in judging.places(writer.connection, verdict.findings[:1])}
    both = judging.places(writer.connection, (*verdict.findings, *verdict.others))
    return [p for p in both if p.record not in home]


def rejoin(joiner: Joiner, placed: Iterable[judging.Place]) -> None:
    """Take findings out of their records and join them again, under the verdicts that there are now."""
    moved = list(placed)
    for place in moved:
        joiner.leave(place.record, place.link)
    for place in moved:
        told = [one for _, one in lookup.told_by_number(joiner.connection, [place.finding])]
        joiner.join(place.finding, told)
