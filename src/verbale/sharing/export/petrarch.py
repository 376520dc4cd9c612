"""PETRARCH2: tab-separated text without a header: date, source, target, code, issues, ids, URL, source of the story.

One source and one target a line (flattened as `coded` says), `---` for a side that is not named; a line whose both
sides have no code is no record. The URL column is there in every line, empty where a document has none, so that each
line has eight columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from verbale.sharing.export.cells import cell
from verbale.sharing.export.coded import actor_code, dyads
from verbale.sharing.export.phoenix import issues
from verbale.sharing.export.rows import Row, sentence_of

COLUMNS = ("date", "source", "target", "code", "issues", "ids", "url", "StorySource")
NOBODY = "---"


def lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:
    """One line for each source and target of an event."""
    for dyad in dyads(rows, left):
        row = dyad.coded.row
        source, target = actor_code(dyad.source).whole, actor_code(dyad.target).whole
        if not source and not target:
            left["events whose actors have no code"] += 1
            continue
        where = f"{row.document['id'][:12]}_{sentence_of(row) or 0}"
        last = (row.document.get("url"), row.document.get("publisher") or "NULL")
        parts = (dyad.coded.day.replace("-", ""), source or NOBODY, target or NOBODY, dyad.coded.code, issues(row))
        yield "\t".join((*parts, where, *map(cell, last))) + "\n"
