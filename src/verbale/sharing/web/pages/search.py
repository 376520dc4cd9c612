"""Search over words and record, and the list of articles."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.codebook import PACKAGED
from verbale.record.merged import merged_from
from verbale.record.standing import standing
from verbale.record.wording import line
from verbale.sharing.web.asked import cut, filters, page_of
from verbale.sharing.web.pages.dossiers import seen_on
from verbale.terms import ClaimStatus, MeetingStatus

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
KINDS = ("meetings", "positions", "claims", "violence", "statements", "documents")
PAGE = 25
STATUSES = tuple(dict.fromkeys(str(s) for words in (MeetingStatus, ClaimStatus) for s in words))


@functools.cache
def issues() -> list[str]:
    """The issues of the codebook, by name."""
    return sorted(path.stem for path in (PACKAGED / "issues").glob("*.toml"))


@router.get("/search")
def search(request: Request) -> HTMLResponse:
    """What the record holds under the words and filters, a kind at a time."""
    site: Site = request.app.state.site
    asked = cut(request) | filters(request)
    chosen = request.query_params.get("kind")
    kinds, offset = [chosen] if chosen in KINDS else KINDS, page_of(request, PAGE)
    kind, rows = _first(site, kinds, asked, offset) if filters(request) else (None, [])
    other, _ = _first(site, KINDS, asked, 0) if filters(request) and not rows and not offset else (None, [])
    kind = kind or kinds[0]
    day = seen_on(cut(request), site.day())
    context = {
        "title": "Search", "issues": issues(), "statuses": STATUSES,
        "asked": filters(request), "kind": kind, "chosen": chosen, "kinds": KINDS, "other": other,
        "more": len(rows) > PAGE,
        "offset": offset, "size": PAGE, "rows": [shown(r, kind, day) for r in rows[:PAGE]],
    }  # fmt: skip
    return site.views.page(request, "search.html", context)


def _first(site: Site, kinds: Sequence[str], asked: Mapping[str, Any], offset: int) -> tuple[str | None, list[Any]]:
    """The first kind of which there is anything, and a page of it with one row more; None where there is not."""
    for kind in kinds:
        if rows := list(getattr(site.record, kind)(**asked, limit=PAGE + 1, offset=offset)):
            return kind, rows
    return None, []


@router.get("/documents")
def documents(request: Request) -> HTMLResponse:
    """The articles of the store, the latest first."""
    site: Site = request.app.state.site
    offset = page_of(request, PAGE)
    rows = list(site.record.documents(**cut(request), **filters(request), limit=PAGE + 1, offset=offset))
    context = {"title": "Articles", "rows": rows[:PAGE], "more": len(rows) > PAGE, "offset": offset, "size": PAGE}
    return site.views.page(request, "documents.html", context)


def shown(row: Any, kind: str, day: Any) -> dict[str, Any]:
    """A row of any kind as the list shows it: `what`, `text`, `href`, `words`, and where they stand."""
    if kind == "documents":
        says = f"{row['findings']} findings"
        return {
            "what": says,
            "text": row["title"] or "Untitled",
            "href": f"/documents/{row['id']}",
            "words": None,
            "row": row,
        }
    if kind == "statements":
        words = {**row, "finding": row["id"], "quote": row["content"]["quote"]}
        return {"what": row["manner"], "text": row["speaker"]["name"], "href": None, "words": words, "row": row}
    merged = merged_from(row)
    status = standing(merged, day)
    words = row["value"]["words"][-1]
    return {
        "what": status or merged.kind,
        "text": line(merged, status),
        "href": f"/records/{row['id']}",
        "words": words,
        "row": row,
        "dated": True,
    }
