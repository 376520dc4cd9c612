"""Rows for timelines and briefs: each with its day, its line, its source and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verbale.record.merged import Merged

Row = dict[str, Any]


def row(record: Merged, text: str, *, what: str, finding: str | None = None, **more: Any) -> Row:
    """A row about a record: `what` it reports, `text` in names and numbers, and the words of one finding.

    `at` is the day it starts, or, where none is known, the day it was first reported; `basis` says which (stated,
    tense, publication, reported). Without `finding` the words of the record's last finding stand for it.
    """
    words = words_of(record, finding)
    stated = record.start or record.end
    return {
        "kind": record.kind, "what": what, "text": text, "start": record.start, "end": record.end,
        "precision": record.value["time"]["precision"], "record": record.id, "sides": list(record.sides),
        "sources": list(record.sources), "independent_sources": len(record.independent_sources),
        "conflicts": [c["field"] for c in record.value["conflicts"]], "reported_at": record.last_reported,
        "at": stated or record.first_reported, "basis": record.value["time"]["basis"] if stated else "reported",
        "document": words["document"], "finding": words["finding"],
        "words": {k: words[k] for k in ("start", "end", "quote")}, "publisher": words["publisher"],
        "published": words["published"], "title": words["title"], "url": words["url"],
    } | more  # fmt: skip


def words_of(record: Merged, finding: str | None) -> Mapping[str, Any]:
    """The words of one finding of the record; of the last one when `finding` is None or shares another's sentence."""
    words = record.value["words"]
    return next((w for w in words if w["finding"] == finding), words[-1])
