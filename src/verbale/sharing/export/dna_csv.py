"""The event list of Discourse Network Analyzer: CSV with `;` between cells, a quoted header, one line a statement.

A `;` inside a value becomes a comma and a double quote a single one, as DNA does itself. Times are
`yyyy-MM-dd HH:mm:ss`, midnight where only the day of publication is known; agreement is 1 or 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from verbale.sharing.export.cells import cell
from verbale.sharing.export.discourse import Said, said
from verbale.sharing.export.rows import Row

COLUMNS = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position", "text",
    "coder", "document_id", "document_title", "document_author", "document_source", "document_section", "document_type",
)  # fmt: skip
CODER = "Verbale"


def lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:
    """The header and one line a position."""
    yield ";".join(f'"{name}"' for name in COLUMNS) + "\n"
    documents: dict[str, int] = {}
    for number, statement in enumerate(said(rows, left), 1):
        document = documents.setdefault(statement.row.document["id"], len(documents) + 1)
        values = _values(statement, number, document)
        yield ";".join(cell(value).replace(";", ",") for value in values) + "\n"


def _values(found: Said, number: int, document: int) -> tuple[object, ...]:
    about = found.row.document
    return (
        number, moment(about["published"]).strftime("%Y-%m-%d %H:%M:%S"), found.person, found.organization,
        found.concept, int(found.agreement), found.start, found.stop, found.text, CODER, document,
        about.get("title"), None, about.get("publisher"), None, None,
    )  # fmt: skip


def moment(published: str) -> datetime:
    """The time of publication without a zone, in UTC where a zone was given."""
    said = datetime.fromisoformat(published)
    return said.astimezone(UTC).replace(tzinfo=None) if said.tzinfo else said
