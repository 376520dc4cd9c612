"""One record: what it holds, how it came to hold it, and the words it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.errors import UnknownIdError
from verbale.record.merged import Merged, merged_from
from verbale.record.standing import standing
from verbale.record.verdicts import CLOSED
from verbale.record.wording import line
from verbale.sharing.web.asked import cut
from verbale.sharing.web.pages.dossiers import seen_on
from verbale.sharing.web.security import may

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
VERDICTS = {
    "confirm": "it is right as it stands", "correct": "one field has another value",
    "reject": "it is none: leave it out",
    "merge": "it is the same as another record", "split": "some of its findings speak of something else",
}  # fmt: skip
NEAR, DAYS = 40, 21  # records that are offered for merging; days around the record in which they lie
QUESTIONS = {"meeting": "meetings", "position": "positions", "claim": "claims", "violence": "violence"}


@router.get("/records/{id}")
def record(request: Request, id: str) -> HTMLResponse:
    """A record with its history, its conflicts, its links and every word it stands on."""
    site: Site = request.app.state.site
    asked = cut(request)
    question = QUESTIONS.get(id.partition("-record-")[0])
    rows = getattr(site.record, question)(id=id, **asked) if question else []
    if not rows:
        raise UnknownIdError(f"no record {id[:40]} on that day: it may have been merged or rejected since")
    row = rows[0]
    merged = merged_from(row)
    status = standing(merged, seen_on(asked, site.day()))
    writable = may(request, "review") and not asked
    context = {
        "writable": writable, **(_choices(site, row) if writable else {}),
        "dossiers": _dossiers(site, merged.kind, id, asked), "reviewed": _reviewed(site, row, asked),
        "title": line(merged, status), "row": row, "status": status, "value": row["value"],
        "chain": site.record.explain(id, **_as_of(asked)),
    }  # fmt: skip
    return site.views.page(request, "record.html", context)


def _as_of(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {"as_of": asked["as_of"]} if "as_of" in asked else {}


def _reviewed(site: Site, row: Mapping[str, Any], asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The verdicts about any finding of a record."""
    known = set(row["findings"])
    return [v for v in site.record.verdicts(**_as_of(asked)) if known & {*v["findings"], *v["others"]}]


def _dossiers(site: Site, kind: str, id: str, asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The dossiers that select a record: the way back from it."""
    ask = getattr(site.record, QUESTIONS[kind])
    return [d for d in site.record.dossiers(**_as_of(asked)) if ask(id=id, dossier=d["id"], **asked)]


def _choices(site: Site, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a reviewer may choose from: verdicts, fields with a closed list and its words, records close by."""
    closed = {field: words for (kind, field), words in CLOSED.items() if kind in ("", row["kind"])}
    known = [field for field in closed if field in row["value"] or (field in ("status", "stance") and row.get(field))]
    near = [{"id": r.id, "line": line(r)} for r in _near(site, merged_from(row))]
    values = dict.fromkeys(str(word) for field in known for word in closed[field])
    return {"verdicts": VERDICTS, "fields": known, "values": list(values), "near": near}


def _near(site: Site, record: Merged) -> list[Merged]:
    """Other records of the kind about the same days that share a side: those that it may be the same as."""
    day = record.start or record.first_reported
    if day is None:
        return []
    since, until = (date.fromisoformat(day[:10]) + timedelta(days=by) for by in (-DAYS, DAYS))
    ask = getattr(site.record, QUESTIONS[record.kind])
    found = map(merged_from, ask(since=str(since), until=str(until), limit=NEAR))
    return [r for r in found if r.id != record.id and set(r.sides) & set(record.sides)]
