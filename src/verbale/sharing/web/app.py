"""The application: pages, the API and what people subscribe to, over one store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from verbale.errors import LengthError, UnknownIdError, UsageError, VerbaleError
from verbale.sharing.web import api
from verbale.sharing.web.answers import Answers
from verbale.sharing.web.pages import (
    documents,
    dossiers,
    places,
    records,
    search,
    signing,
    subscribed,
    subscriptions,
    timeline,
    views,
    writing,
)
from verbale.sharing.web.security import guard
from verbale.sharing.web.views import Views

if TYPE_CHECKING:
    from verbale.record.book import Record
    from verbale.sharing.mailing import Mailer

TITLES = {401: "A token is needed", 403: "Not allowed", 404: "Not found", 405: "Not possible", 413: "Too long"}
STATIC = Path(str(resources.files("verbale.sharing.web") / "static"))


def today() -> date:
    """The day in UTC: the only clock of the page, used for what is ahead and what is past."""
    return datetime.now(UTC).date()


class Reader(Protocol):
    """Who reads and keeps what a visitor puts in: `text` or `url`, and `title`, `publisher`, `published` if known."""

    def read(self, given: Mapping[str, str]) -> Mapping[str, Any]:
        """The reading, as the contract's dictionary."""

    def keep(self, given: Mapping[str, str]) -> str:
        """Read and store; the id of the document."""


@dataclass(frozen=True)
class Site:
    """What every view needs: the record, the day, and what visitors may do."""

    record: Record
    views: Views
    day: Callable[[], date]
    read_only: bool = False
    loopback: bool = True
    desk: Reader | None = None
    mailer: Mailer | None = None
    answers: Answers = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", Answers(self.record))

    def reader(self) -> Reader:
        """Who reads; UsageError on a site that cannot."""
        if self.desk is None:
            raise UsageError("this site shows a record and reads nothing: use `verbale add`")
        return self.desk


def create_app(
    record: Record, *, day: Callable[[], date] = today, read_only: bool = False, loopback: bool = True,
    reader: Reader | None = None, mailer: Mailer | None = None,
) -> FastAPI:  # fmt: skip
    """The ASGI application over an opened record; it does not close it."""
    app = FastAPI(
        title="Verbale",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        default_response_class=HTMLResponse,
    )
    app.state.site = Site(record, Views(), day, read_only, loopback, reader, mailer)
    guard(app)
    app.add_middleware(GZipMiddleware, minimum_size=700, compresslevel=5)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(api.router)
    for router in (
        subscribed.router,
        subscriptions.router,
        dossiers.router,
        search.router,
        documents.router,
        records.router,
        timeline.router,
        views.router,
        places.router,
        writing.router,
        signing.router,
    ):
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(UnknownIdError, _missing)
    app.add_exception_handler(LengthError, _too_long)
    app.add_exception_handler(VerbaleError, _refused)
    app.add_exception_handler(HTTPException, _stopped)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_api_route("/health", _health, include_in_schema=False)
    return app


def _health() -> Response:
    return Response("ok\n", media_type="text/plain")


def _missing(request: Request, problem: Exception) -> Response:
    return _told(request, problem, 404)


def _too_long(request: Request, problem: Exception) -> Response:
    return _told(request, problem, 413)


def _refused(request: Request, problem: Exception) -> Response:
    return _told(request, problem, 400)


def _stopped(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    answer = _told(request, problem, problem.status_code, str(problem.detail))
    answer.headers.update(problem.headers or {})
    return answer


def _invalid(request: Request, problem: Exception) -> Response:
    """What is wrong with which field, without giving back what was sent: that may be megabytes."""
    assert isinstance(problem, RequestValidationError)
    found = [{key: error[key] for key in ("type", "loc", "msg")} for error in problem.errors()]
    if _of_api(request):
        return JSONResponse({"detail": found}, 422)
    return _told(request, problem, 422, "; ".join(f"{error['loc'][-1]}: {error['msg']}" for error in found))


def _of_api(request: Request) -> bool:
    return request.url.path.startswith(f"{request.scope.get('root_path', '')}/api")


def _told(request: Request, problem: Exception, status: int, says: str | None = None) -> Response:
    site: Site = request.app.state.site
    if _of_api(request):
        return JSONResponse({"detail": says or str(problem)}, status)
    context: dict[str, Any] = {"message": says or str(problem), "title": TITLES.get(status, "Not understood")}
    return site.views.page(request, "problem.html", context, status)
