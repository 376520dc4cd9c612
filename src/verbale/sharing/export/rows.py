"""What the exporters are given: one row a finding, with its document, in the contract's plain dictionaries.

Rows come from readings (`verbale read --format jsonl`) or from a store; an exporter cannot tell which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.errors import InputError

Json = Mapping[str, Any]
KINDS = ("meeting", "statement", "position", "claim", "violence", "event")
_LISTS = ("meetings", "statements", "positions", "claims", "violence", "events")


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in its document; `restated` is what an event restates, `story` the actors of the document."""

    kind: str
    document: Json
    finding: Json
    restated: Json | None = None
    story: Sequence[Json] = ()


def rows_of(readings: Iterable[Json]) -> Iterator[Row]:
    """The rows of readings, in their order, kind by kind within a document; InputError for what is no reading."""
    for number, reading in enumerate(readings, 1):
        document = reading.get("document")
        if not isinstance(document, Mapping) or "text" not in document:
            raise InputError(f"reading {number} has no document: give what `verbale read --format jsonl` prints")
        yield from _of(reading, document)


def pairs(found: Iterable[tuple[Json, Json]]) -> Iterator[Row]:
    """Rows of (document, finding) pairs, in which an event stands anywhere after the finding that it restates."""
    seen: dict[str, Json] = {}
    last = None
    for document, finding in found:
        if document["id"] != last:
            seen, last = {}, document["id"]
        seen[finding["id"]] = finding
        kind = finding["id"].partition("-")[0]
        yield Row(kind, document, finding, seen.get(finding.get("finding") or ""))


def _of(reading: Json, document: Json) -> Iterator[Row]:
    found = [(kind, f) for kind, name in zip(KINDS, _LISTS, strict=True) for f in reading.get(name) or ()]
    by_id = {f["id"]: f for _, f in found}
    for kind, finding in found:
        yield Row(kind, document, finding, by_id.get(finding.get("finding") or ""), reading.get("actors") or ())


def day_of(row: Row) -> str | None:
    """The day of a row as formats want it that know nothing but days (ISO): its own, else the day of publication.

    What is only announced has the day of the announcement, which is that of publication. None where nothing is known,
    for background without a day of its own, and where the words say no more than a month, a season or a year: a first
    of the month would be a guess.
    """
    time, published = row.finding["time"], row.document.get("published")
    start, end = time["start"] or time["end"], time["end"] or time["start"]
    if start is None or "future" in row.finding["auxiliary"]:
        return published[:10] if published and "historical" not in row.finding["auxiliary"] else None
    wide = time["precision"] in ("month", "season", "year", "unknown") or (
        time["precision"] == "range" and not (time["start"] and time["end"])
    )
    return None if wide and start != end else str(start)


def sentence_of(row: Row) -> int | None:
    """The number of the sentence that holds the trigger, from 0."""
    at = row.finding["trigger"]["start"]
    spans = enumerate(row.document.get("sentences") or ())
    return next((n for n, (start, end) in spans if start <= at < end), None)


def words_of(row: Row) -> str:
    """The sentence of the finding."""
    evidence = row.finding["evidence"]
    return str(evidence[0]["quote"] if evidence else row.finding["trigger"]["quote"])
