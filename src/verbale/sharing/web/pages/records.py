"""One record: what it holds, how it came to hold it, and the words it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.errors import UnknownIdError
from verbale.record.merged import merged_from
from verbale.record.standing import standing
from verbale.record.wording import line
from verbale.sharing.web.asked import cut
from verbale.sharing.web.pages.dossiers import seen_on

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
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
    context = {
        "writable": not site.read_only and not asked,
        "title": line(merged, status), "row": row, "status": status, "value": row["value"],
        "chain": site.record.explain(id, **({"as_of": asked["as_of"]} if "as_of" in asked else {})),
    }  # fmt: skip
    return site.views.page(request, "record.html", context)
