"""Event lists of Discourse Network Analyzer (CSV with `;`): who agrees with what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from verbale.sharing.imports.event import Json, event, party
from verbale.sharing.imports.icews import code_of

NEEDS = ("statement_id", "time", "document_id")


def read(row: Mapping[str, str]) -> Json:
    """One statement; ValueError for one without a time. Variables of one's own stand in `variables`."""
    person, organization = row.get("person") or None, row.get("organization") or None
    own = {"statement_id", "time", "text", "coder", "start_position", "stop_position"}
    variables = {k: v for k, v in row.items() if k not in own and not k.startswith("document_")}
    return event(
        "dna", f"{row['document_id']}:{row['statement_id']}", _day(row["time"]), text=row.get("text") or None,
        actors=[party(person or organization, code_of(organization))] if person or organization else [],
        publisher=row.get("document_source") or None, story=row.get("document_title") or None, variables=variables,
        coder=row.get("coder") or None,
    )  # fmt: skip


def _day(said: str) -> str:
    for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%d-%m-%Y %H:%M:%S"):
        try:
            return datetime.strptime(said, form).date().isoformat()
        except ValueError:
            continue
    raise ValueError(f"{said!r} is no time of DNA")
