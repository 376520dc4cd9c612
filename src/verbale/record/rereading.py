"""A stored document read again: what changed is superseded and joined anew, what did not stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from verbale.errors import UnknownIdError
from verbale.record.joining import Joiner
from verbale.record.keeping import Arrival, told_in
from verbale.record.store import lookup, stale
from verbale.record.store import tables as t
from verbale.record.store.columns import dumped
from verbale.record.store.writer import Finding, Writer, day_of


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a document again changed: ids of findings that are new, changed or gone, and of records."""

    document: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    kept: int = 0


def reread(writer: Writer, arrival: Arrival) -> Reread:
    """Store the new reading of a stored document in place of the old one."""
    document = lookup.document_number(writer.connection, arrival.subject)
    if document is None:
        raise UnknownIdError(f"{arrival.subject}: no document of the record")
    before = {(row.kind, row.id): row for row in stale.findings_of(writer.connection, document)}
    told = list(told_in(arrival.reading))
    now = {(kind, finding["id"]): (kind, finding, about) for kind, finding, about in told}
    same = {key for key in now.keys() & before.keys() if _is(now[key], before[key])}
    stale.supersede_readings(writer, document)
    reading = writer.reading(document, arrival.reading, arrival.made_by)
    joiner = Joiner(writer)
    _leave(joiner, [row.n for key, row in before.items() if key not in same])
    fresh = [one for key, one in now.items() if key not in same]
    numbers = writer.findings(document, reading, fresh, day_of(arrival.reading["document"]))
    for number, group in groupby(lookup.told_by_number(writer.connection, numbers), key=lambda pair: pair[0]):
        joiner.join(number, [one for _, one in group])
    return Reread(
        arrival.subject, new=_ids(now.keys() - before.keys()), gone=_ids(before.keys() - now.keys()),
        changed=_ids((now.keys() & before.keys()) - same), records=tuple(joiner.finish()), kept=len(same),
    )  # fmt: skip


def _is(finding: Finding, row: stale.Stored) -> bool:
    _, plain, about = finding
    return (row.json, row.about) == (dumped(plain), dumped(list(about)))


def _leave(joiner: Joiner, numbers: Iterable[int]) -> None:
    """End findings and their links."""
    ended = list(numbers)
    joiner.writer.supersede(t.findings, ended)
    for link, record in stale.links_of(joiner.connection, ended):
        joiner.leave(record, link)


def _ids(keys: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(id for _, id in keys))


def changes(outcome: Reread) -> Mapping[str, tuple[str, ...]]:
    """What changed, by name."""
    return {"new": outcome.new, "changed": outcome.changed, "gone": outcome.gone, "records": outcome.records}
