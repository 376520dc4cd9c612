"""The reader: an article with every finding on its words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from verbale.errors import UnknownIdError
from verbale.sharing.web.asked import cut

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
KINDS = ("meeting", "statement", "position", "claim", "violence", "event")
POINTS = ("trigger", "content", "object", "purpose")  # the mentions that a finding is shown on


@dataclass
class Segment:
    """Words of the text under the same findings; `starts` are the findings whose first words these are."""

    text: str
    findings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    starts: list[str] = field(default_factory=list)


@router.get("/documents/{id}")
def document(request: Request, id: str) -> HTMLResponse:
    """One article, its findings beside it."""
    site: Site = request.app.state.site
    found = site.record.document(id)
    if found is None:
        raise UnknownIdError(f"no document {id[:16]}: it may be in another store")
    by_kind = {kind: list(site.record.findings(kind, document=id, **cut(request))) for kind in KINDS}
    findings = [f for kind in KINDS[:5] for f in by_kind[kind]]
    asked = [
        getattr(site.record, name)(document=id, **cut(request))
        for name in ("meetings", "positions", "claims", "violence")
    ]
    records = {finding: record["id"] for rows in asked for record in rows for finding in record["findings"]}
    context = {
        "title": found["title"] or "Untitled", "document": found, "findings": by_kind, "events": by_kind["event"],
        "paragraphs": paragraphs(found["text"], findings), "records": records,
    }  # fmt: skip
    return site.views.page(request, "document.html", context)


@router.get("/findings/{id}")
def finding(request: Request, id: str) -> RedirectResponse:
    """The words of a finding, in its article."""
    site: Site = request.app.state.site
    kind = id.rpartition("-")[0]
    found = list(site.record.findings(kind, id=id, **cut(request))) if kind in KINDS else []
    if not found:
        raise UnknownIdError(f"no finding {id[:40]} on that day: it may have been rejected, or its article read anew")
    return RedirectResponse(site.views.link(request, f"/documents/{found[0]['document']}", anchor=id))


def paragraphs(text: str, findings: Sequence[Mapping[str, Any]]) -> list[list[Segment]]:
    """The text by paragraphs, each cut where a finding's words begin or end."""
    spans = [
        (mention["start"], mention["end"], f["id"], f["kind"])
        for f in findings
        for point in POINTS
        if (mention := f.get(point)) is not None
    ]
    found, start, seen = [], 0, set[str]()
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            inside = [s for s in spans if s[0] < end and start < s[1]]
            found.append(list(_segments(text, start, end, inside, seen)))
        start = end + 1
    return found


def _segments(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int, str, str]], seen: set[str]
) -> list[Segment]:
    edges = sorted({start, end, *(min(max(e, start), end) for s in spans for e in s[:2])})
    made = []
    for left, right in itertools.pairwise(edges):
        over = [s for s in spans if s[0] < right and left < s[1]]
        ids = tuple(dict.fromkeys(s[2] for s in over))
        fresh = [id for id in ids if id not in seen]
        seen.update(fresh)
        made.append(Segment(text[left:right], ids, tuple(sorted({s[3] for s in over})), fresh))
    return made
