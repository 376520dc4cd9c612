"""Verdicts in the store, and the findings and records that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from verbale.errors import UsageError
from verbale.record.store import tables as t
from verbale.record.store.columns import dumped
from verbale.record.store.lookup import NOW, Cut, pieces, verdict_from
from verbale.record.store.writer import Writer, loaded
from verbale.record.verdicts import Judgement, Verdict, rejected

SHOWN = 5  # ids that an error names


@dataclass(frozen=True, slots=True)
class Place:
    """Where a current finding is: the number of its link, its own number, and its record."""

    link: int
    finding: int
    record: str


def keep(writer: Writer, id: str, verdict: Verdict) -> None:
    """Store a verdict."""
    row = {
        "id": id, "judgement": verdict.judgement.value, "findings": dumped(list(verdict.findings)),
        "others": dumped(list(verdict.others)), "field": verdict.field, "by": verdict.by, "reason": verdict.reason,
        "value": None if verdict.value is None else dumped(verdict.value),
    }  # fmt: skip
    (n,) = writer.add(t.verdicts, [row])
    about = dict.fromkeys((*verdict.findings, *verdict.others))
    writer.add(t.verdict_findings, [{"finding": finding, "verdict": n} for finding in about])


def all_verdicts(connection: Connection, cut: Cut = NOW) -> Iterator[Mapping[str, Any]]:
    """Every verdict as a dictionary, the latest first."""
    v = t.verdicts
    for row in connection.execute(select(v).where(cut.known(v)).order_by(v.c.n.desc())):
        yield {
            "id": row.id, "judgement": row.judgement, "findings": loaded(row.findings), "others": loaded(row.others),
            "field": row.field, "value": None if row.value is None else loaded(row.value), "by": row.by,
            "reason": row.reason, "recorded_at": row.recorded_at,
        }  # fmt: skip


def on_findings(connection: Connection, cut: Cut) -> tuple[frozenset[str], Mapping[str, Sequence[Verdict]]]:
    """The findings that reviewers rejected, and the corrections by finding, in the order in which they were made."""
    v = t.verdicts
    told = v.c.judgement.in_([Judgement.REJECT.value, Judgement.CONFIRM.value, Judgement.CORRECT.value])
    found = [verdict_from(row) for row in connection.execute(select(v).where(told, cut.known(v)).order_by(v.c.n))]
    corrected: dict[str, list[Verdict]] = {}
    for verdict in found:
        if verdict.judgement is Judgement.CORRECT:
            for finding in verdict.findings:
                corrected.setdefault(finding, []).append(verdict)
    return rejected(found), corrected


def restating(connection: Connection, findings: Iterable[str]) -> list[str]:
    """The events that restate any of these findings."""
    f, other = t.findings.c, t.findings.alias("restated").c
    wanted = set(findings)
    documents = select(other.document).where(other.id.in_(sorted(wanted)))
    query = select(f.id, f.json).where(f.kind == "event", f.document.in_(documents), NOW.alive(t.findings))
    found = [(id, loaded(text)) for id, text in connection.execute(query.order_by(f.n))]
    return [id for id, event in found if event.get("finding") in wanted]


def places(connection: Connection, findings: Iterable[str]) -> list[Place]:
    """Where the current findings of these ids are."""
    f, links = t.findings, t.links
    found: list[Place] = []
    for piece in pieces(dict.fromkeys(findings)):
        query = select(links.c.n, f.c.n, links.c.record).join(f, f.c.n == links.c.finding)
        query = query.where(f.c.id.in_(piece), NOW.alive(links), NOW.alive(f)).order_by(f.c.n)
        found += [Place(link, finding, record) for link, finding, record in connection.execute(query)]
    return found


def records_like(connection: Connection, id: str) -> list[str]:
    """The ids of records that are `id`, or else begin with it."""
    return _like(connection, t.records, id)


def findings_like(connection: Connection, id: str) -> list[str]:
    """The ids of findings that are `id`, or else begin with it."""
    return _like(connection, t.findings, id)


def _like(connection: Connection, table: Any, id: str) -> list[str]:
    within = (table.c.id >= id) & (table.c.id < id + "\U0010ffff")
    query = select(table.c.id).where(within).distinct().order_by(table.c.id).limit(SHOWN + 1)
    found = list(connection.execute(query).scalars())
    return [id] if id in found else found


def only(found: Sequence[str], id: str) -> str | None:
    """The one that was found, None for none; UsageError where an id's beginning fits several."""
    if len(found) > 1:
        more = " ..." if len(found) > SHOWN else ""
        raise UsageError(f"{id!r} is the beginning of several: {', '.join(found[:SHOWN])}{more}: write more of it")
    return found[0] if found else None
