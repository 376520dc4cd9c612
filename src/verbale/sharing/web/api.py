"""The API: the questions of the command line under /api, as JSON or CSV, in pages, with an ETag for each answer."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from verbale.errors import UsageError
from verbale.record.clock import utc_now
from verbale.record.rows import Rows
from verbale.record.verdicts import Judgement
from verbale.sharing.export.cells import guarded
from verbale.sharing.web.pages.dossiers import seen_on
from verbale.sharing.web.security import may_write

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter(prefix="/api", default_response_class=JSONResponse)
QUESTIONS = ("meetings", "statements", "positions", "claims", "violence", "events", "actors", "documents")
OF_A_DOSSIER = ("meetings", "statements", "positions", "claims", "violence", "events")
MOST = 1000  # rows of one answer
ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"description": "A filter that cannot be meant as it stands"},
    404: {"description": "An id, name or dossier that the record does not hold"},
    429: {"description": "Too many requests"},
}
WRITING: dict[int | str, dict[str, Any]] = ERRORS | {
    401: {"description": "A token is needed"}, 403: {"description": "Not allowed"},
    411: {"description": "No length given"}, 413: {"description": "Too large"},
}  # fmt: skip
Words = Annotated[str | None, Query(max_length=300)]
Several = Annotated[list[str] | None, Query(max_length=20)]
Day = Annotated[str | None, Query(max_length=30, description="A day, YYYY-MM-DD")]


class Page(BaseModel):
    """Some rows of an answer, and the offset at which it goes on (null at its end)."""

    rows: list[dict[str, Any]]
    next: int | None


class Given(BaseModel):
    """An article: its text or its address, and what is known of it."""

    text: str | None = Field(None, max_length=2_000_000)
    url: str | None = Field(None, max_length=2000)
    title: str | None = Field(None, max_length=1000)
    publisher: str | None = Field(None, max_length=300)
    published: str | None = Field(None, max_length=40, description="YYYY-MM-DD, or a date-time")


class Verdict(BaseModel):
    """A reviewer's verdict on a finding or record."""

    judgement: Judgement
    id: str = Field(min_length=4, max_length=80)
    others: list[str] = Field(default_factory=list, max_length=50)
    by: str = Field(min_length=1, max_length=200)
    because: str = Field(min_length=1, max_length=2000)
    field: str | None = Field(None, max_length=60)
    value: Any = None


class Kept(BaseModel):
    """What became of what was sent: the id of the document or verdict, and of the records that changed."""

    id: str
    records: list[str] = Field(default_factory=list)


def _question(name: str) -> Callable[..., Response]:
    def ask(
        request: Request,
        dossier: Words = None, actor: Several = None, country: Several = None, issue: Several = None,
        status: Words = None, stance: Words = None, since: Day = None, until: Day = None, text: Words = None,
        source: Words = None, document: Words = None, id: Words = None, as_of: Day = None, reported_by: Day = None,
        limit: Annotated[int, Query(ge=1, le=MOST)] = 100, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        format: Literal["json", "csv"] = "json",
    ) -> Response:  # fmt: skip
        site: Site = request.app.state.site
        asked = {
            "dossier": dossier, "actor": actor, "country": country, "issue": issue, "status": status, "stance": stance,
            "since": since, "until": until, "text": text, "source": source, "document": document, "id": id,
            "as_of": as_of, "reported_by": reported_by,
        }  # fmt: skip
        if dossier is not None and name not in OF_A_DOSSIER:
            raise UsageError(f"a dossier has no {name} of its own: ask for {', '.join(OF_A_DOSSIER)}")
        known = {key: value for key, value in asked.items() if value not in (None, [])}
        found: Rows = getattr(site.record, name)(**known, limit=limit + 1, offset=offset)
        rows = list(found[:limit])
        further = offset + limit if len(found) > limit else None
        if format == "csv":
            return _csv(request, Rows(name, rows), further)
        return _json(request, {"rows": rows, "next": further})

    ask.__doc__ = f"The {name} of the record that answer, newest first."
    return ask


for _name in QUESTIONS:
    router.add_api_route(
        f"/{_name}", _question(_name), methods=["GET"], name=_name, response_model=Page, responses=ERRORS
    )


@router.get("/dossiers", responses=ERRORS)
def dossiers(request: Request, as_of: Day = None) -> Response:
    """The dossiers: id, name and TOML."""
    site: Site = request.app.state.site
    return _json(request, {"rows": list(site.record.dossiers(as_of=as_of)), "next": None})


@router.get("/dossiers/{id}/{view}", responses=ERRORS)
def dossier(
    request: Request, id: str, view: Literal["timeline", "matrix", "brief"], since: Day = None, as_of: Day = None,
    reported_by: Day = None,
) -> Response:  # fmt: skip
    """The timeline, matrix or brief of a dossier; a brief covers seven days unless `since` says more."""
    site: Site = request.app.state.site
    cut = {key: value for key, value in (("as_of", as_of), ("reported_by", reported_by)) if value}
    day: date = seen_on(cut, site.day())
    if view == "matrix":
        return _json(request, site.record.matrix(id, **cut).as_json())
    if view == "timeline":
        more = {"since": since} if since else {}
        return _json(request, {"rows": site.record.timeline(id, day=day, **more, **cut), "next": None})
    start = since or (day - timedelta(days=7)).isoformat()
    return _json(request, {"rows": site.record.brief(id, since=start, day=day, **cut), "next": None})


@router.get("/documents/{id}", responses=ERRORS)
def one_document(request: Request, id: str) -> Response:
    """One document with its text."""
    site: Site = request.app.state.site
    found = site.record.document(id)
    return _json(request, found) if found else JSONResponse({"detail": f"no document {id[:64]}"}, 404)


@router.get("/explain/{id}", responses=ERRORS)
def explain(request: Request, id: str, as_of: Day = None) -> Response:
    """The chain behind a finding or record: words, rule, links with reasons, versions, verdicts."""
    site: Site = request.app.state.site
    return _json(request, site.record.explain(id, **({"as_of": as_of} if as_of else {})))


@router.post("/read", responses=WRITING)
def read(request: Request, given: Annotated[Given, Body()]) -> Response:
    """The reading of an article; nothing is stored."""
    site: Site = request.app.state.site
    may_write(request, "add")
    return JSONResponse(site.reader().read(given.model_dump()))


@router.post("/documents", status_code=201, response_model=Kept, responses=WRITING)
def keep(request: Request, given: Annotated[Given, Body()]) -> Kept:
    """Read an article and keep it; the same one twice is kept once."""
    site: Site = request.app.state.site
    may_write(request, "add")
    return Kept(id=site.reader().keep(given.model_dump()))


@router.post("/reviews", status_code=201, response_model=Kept, responses=WRITING)
def review(request: Request, verdict: Annotated[Verdict, Body()]) -> Kept:
    """Keep a reviewer's verdict; it outlives re-reading and re-linking."""
    site: Site = request.app.state.site
    may_write(request, "review")
    told = site.record.review(
        verdict.judgement, verdict.id, *verdict.others, by=verdict.by, because=verdict.because, field=verdict.field,
        value=verdict.value, now=utc_now,
    )  # fmt: skip
    return Kept(id=told.id, records=list(told.records))


def _json(request: Request, plain: Mapping[str, Any]) -> Response:
    return tagged(request, json.dumps(plain, ensure_ascii=False).encode(), "application/json")


def _csv(request: Request, rows: Rows, further: int | None) -> Response:
    out = io.StringIO()
    flat = rows.flat()
    writer = csv.DictWriter(out, _columns(flat), lineterminator="\r\n")
    writer.writeheader()
    for row in flat:
        writer.writerow({key: guarded(value) if isinstance(value, str) else value for key, value in row.items()})
    answer = tagged(request, out.getvalue().encode(), "text/csv; charset=utf-8")
    if further is not None:
        answer.headers["Link"] = f'<{request.url.include_query_params(offset=further)}>; rel="next"'
    return answer


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))


def tagged(request: Request, body: bytes, kind: str) -> Response:
    """The body with its ETag, or 304 for a visitor who has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(None, 304, {"ETag": tag})
    return Response(body, headers={"ETag": tag, "Cache-Control": "no-cache"}, media_type=kind)
