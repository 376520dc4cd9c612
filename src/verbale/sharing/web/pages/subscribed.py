"""What programs fetch again and again: calendars and feeds of a dossier, an actor, an issue or a search."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from verbale.errors import UsageError
from verbale.record.dossiers import Dossier
from verbale.record.merged import Merged, merged_from
from verbale.sharing.calendar import calendar
from verbale.sharing.feeds import Feed, atom, json_feed
from verbale.sharing.web.api import tagged
from verbale.sharing.web.asked import cut, filters
from verbale.sharing.web.pages.dossiers import seen_on

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
QUESTIONS = ("meetings", "positions", "claims", "violence")


@router.get("/d/{id}.ics")
def dossier_calendar(request: Request, id: str) -> Response:
    """The meetings of a dossier."""
    site: Site = request.app.state.site
    asked = cut(request)
    dossier: Dossier = site.record.dossier(id, as_of=asked.get("as_of"))
    day = seen_on(asked, site.day())

    def make() -> bytes:
        meetings = site.record.each(id, "meeting", **asked)
        return calendar(dossier.name, meetings, day=day, link=lambda r: _address(request, r))

    made = site.answers.of("calendar", id, str(request.base_url), day, *asked.items(), make=make)
    answer = tagged(request, made, "text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'inline; filename="{dossier.id}.ics"'
    return answer


@router.get("/d/{id}.atom")
def dossier_atom(request: Request, id: str) -> Response:
    """A dossier's changes as Atom."""
    return tagged(request, _kept(request, id, atom), "application/atom+xml; charset=utf-8")


@router.get("/d/{id}.json")
def dossier_json(request: Request, id: str) -> Response:
    """A dossier's changes as JSON Feed."""
    return tagged(request, _kept(request, id, json_feed), "application/feed+json; charset=utf-8")


@router.get("/feed.atom")
def search_atom(request: Request) -> Response:
    """The changes of what a search finds (`actor`, `issue`, `country`, `text` ...) as Atom."""
    return tagged(request, atom(_of_search(request)), "application/atom+xml; charset=utf-8")


@router.get("/feed.json")
def search_json(request: Request) -> Response:
    """The changes of what a search finds as JSON Feed."""
    return tagged(request, json_feed(_of_search(request)), "application/feed+json; charset=utf-8")


def _kept(request: Request, id: str, write: Callable[[Feed], bytes]) -> bytes:
    """The feed of a dossier; programs ask for it every few minutes, and it changes with the record only."""
    site: Site = request.app.state.site
    asked = cut(request)
    day = seen_on(asked, site.day())
    return site.answers.of(
        write.__name__, id, str(request.url), day, *asked.items(), make=lambda: write(_of_dossier(request, id))
    )


def _of_dossier(request: Request, id: str) -> Feed:
    site: Site = request.app.state.site
    name = site.record.dossier(id, as_of=cut(request).get("as_of")).name
    return _feed(request, name, f"/d/{id}", site.record.each(id, **cut(request)))


def _of_search(request: Request) -> Feed:
    site: Site = request.app.state.site
    asked: dict[str, Any] = filters(request)
    if not asked:
        raise UsageError("a feed needs a filter: actor, issue, country, status, source or text")
    rows = [row for name in QUESTIONS for row in getattr(site.record, name)(**asked, **cut(request), limit=200)]
    told = ", ".join(v if isinstance(v, str) else " and ".join(v) for v in asked.values())
    return _feed(request, told, "/search", [merged_from(row) for row in rows])


def _feed(request: Request, name: str, home: str, records: Iterable[Merged]) -> Feed:
    site: Site = request.app.state.site
    base = str(request.base_url).rstrip("/")
    query = f"?{request.url.query}" if request.url.query and home == "/search" else ""
    day = seen_on(cut(request), site.day())
    return Feed(
        f"Verbale: {name}", str(request.url), f"{base}{home}{query}", day, lambda r: _address(request, r), records
    )


def _address(request: Request, record: Merged) -> str:
    return f"{str(request.base_url).rstrip('/')}/records/{record.id}"
