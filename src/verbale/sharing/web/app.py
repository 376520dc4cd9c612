"""The application: pages, the API and what people subscribe to, over one store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from verbale.errors import UnknownIdError, VerbaleError
from verbale.record.book import Record
from verbale.sharing.web.pages import documents, dossiers, records, search, timeline, views
from verbale.sharing.web.security import guard
from verbale.sharing.web.views import Views

STATIC = Path(str(resources.files("verbale.sharing.web") / "static"))


def today() -> date:
    """The day in UTC: the only clock of the page, used for what is ahead and what is past."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Site:
    """What every view needs: the record, the day, and what visitors may do."""

    record: Record
    views: Views
    day: Callable[[], date]
    read_only: bool = False
    loopback: bool = True


def create_app(
    record: Record, *, day: Callable[[], date] = today, read_only: bool = False, loopback: bool = True
) -> FastAPI:
    """The ASGI application over an opened record; it does not close it."""
    app = FastAPI(
        title="Verbale",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        default_response_class=HTMLResponse,
    )
    app.state.site = Site(record, Views(), day, read_only, loopback)
    guard(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in (dossiers.router, search.router, documents.router, records.router, timeline.router, views.router):
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(UnknownIdError, _missing)
    app.add_exception_handler(VerbaleError, _refused)
    app.add_api_route("/health", _health, include_in_schema=False)
    return app


def _health() -> Response:
    return Response("ok\n", media_type="text/plain")


def _missing(request: Request, problem: Exception) -> Response:
    return _told(request, problem, 404)


def _refused(request: Request, problem: Exception) -> Response:
    return _told(request, problem, 400)


def _told(request: Request, problem: Exception, status: int) -> Response:
    site: Site = request.app.state.site
    context: dict[str, Any] = {"message": str(problem), "title": "Not found" if status == 404 else "Not understood"}
    return site.views.page(request, "problem.html", context, status)
