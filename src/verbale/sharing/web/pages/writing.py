"""What visitors may do: paste an article and see its reading at once, keep it, and review a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from verbale.errors import UsageError
from verbale.record.clock import utc_now
from verbale.record.verdicts import Judgement
from verbale.sharing.web.pages.documents import KINDS, paragraphs
from verbale.sharing.web.security import may, may_write

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
Field = Annotated[str, Form()]


@router.get("/read")
def form(request: Request) -> HTMLResponse:
    """The box to paste into."""
    return _page(request, {"given": {}, "document": None})


@router.post("/read")
def read(
    request: Request, text: Field = "", url: Field = "", title: Field = "", publisher: Field = "", published: Field = ""
) -> HTMLResponse:
    """The reading of what was pasted; nothing is stored."""
    site: Site = request.app.state.site
    may_write(request, "add")
    given = {"text": text, "url": url, "title": title, "publisher": publisher, "published": published}
    found = site.reader().read(given)
    findings = [f | {"kind": kind} for kind in KINDS for f in found[_plural(kind)]]
    by_kind = {kind: [f for f in findings if f["kind"] == kind] for kind in KINDS}
    shown = [f for f in findings if f["kind"] != "event"]
    document = found["document"] | {"printings": []}
    return _page(request, {
        "given": given, "document": document, "findings": by_kind, "warnings": found["warnings"], "records": {},
        "paragraphs": paragraphs(document["text"], shown), "heading": document["title"] or "Untitled",
    })  # fmt: skip


@router.post("/documents")
def keep(
    request: Request, text: Field = "", url: Field = "", title: Field = "", publisher: Field = "", published: Field = ""
) -> Response:
    """Keep what was pasted, and go to it."""
    site: Site = request.app.state.site
    may_write(request, "add")
    given = {"text": text, "url": url, "title": title, "publisher": publisher, "published": published}
    document = site.reader().keep(given)
    return RedirectResponse(site.views.link(request, f"/documents/{document}"), 303)


@router.post("/records/{id}/review")
def review(
    request: Request, id: str, judgement: Field, by: Field, because: Field, field: Field = "", value: Field = "",
    others: Annotated[list[str] | None, Form()] = None,
) -> Response:  # fmt: skip
    """A reviewer's verdict on a record or finding."""
    site: Site = request.app.state.site
    may_write(request, "review")
    if judgement not in set(Judgement):
        raise UsageError(f"a verdict is one of {', '.join(Judgement)}, not {judgement[:40]!r}")
    named = [word for told in others or () for word in told.replace(",", " ").split()]
    told = site.record.review(judgement, id, *named, by=by, because=because, field=field or None, value=value or None,
                              now=utc_now)  # fmt: skip
    where = next((r for r in told.records if r == id), next(iter(told.records), None))
    return RedirectResponse(site.views.link(request, f"/records/{where}" if where else "/reviews"), 303)


@router.get("/reviews")
def reviews(request: Request) -> HTMLResponse:
    """Every verdict, the latest first."""
    site: Site = request.app.state.site
    as_of = request.query_params.get("as_of")
    context = {"title": "Reviews", "verdicts": site.record.verdicts(as_of=as_of)}
    return site.views.page(request, "reviews.html", context)


def _page(request: Request, context: dict[str, Any]) -> HTMLResponse:
    site: Site = request.app.state.site
    known = {"title": "Read an article", "may_add": may(request, "add") and site.desk is not None}
    return site.views.page(request, "read.html", known | context)


def _plural(kind: str) -> str:
    return kind if kind == "violence" else kind + "s"
