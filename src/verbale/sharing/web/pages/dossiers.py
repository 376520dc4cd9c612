"""The list of dossiers, and a dossier's front door: what is next, what happened, what moved, what is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.record.dossiers import Dossier, name_of
from verbale.sharing.web.asked import cut
from verbale.sharing.web.lines import short

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
RECENT = 14  # days that count as just happened
SHOWN = 12  # lines of a section
FIRST = date(1700, 1, 1)  # before any day that a view is of
VIEWS = ("timeline", "matrix", "claims", "map", "network")


@router.get("/")
def dossiers(request: Request) -> HTMLResponse:
    """All dossiers of the store."""
    site: Site = request.app.state.site
    as_of = request.query_params.get("as_of")
    rows = [{"id": r["id"], "name": r["name"], "dossier": site.record.dossier(r["id"], as_of=as_of)}
            for r in site.record.dossiers(as_of=as_of)]  # fmt: skip
    return site.views.page(request, "dossiers.html", {"title": "Dossiers", "dossiers": rows, "name_of": name_of})


@router.get("/d/{id}")
def front(request: Request, id: str) -> HTMLResponse:
    """The front door of a dossier on a day."""
    site: Site = request.app.state.site
    asked = cut(request)
    day = seen_on(asked, site.day())
    since = (day - timedelta(days=RECENT)).isoformat()

    def ask() -> dict[str, Any]:
        sections: dict[str, list[dict[str, Any]]] = {}
        for row in site.record.brief(id, since=since, day=day, **asked):
            sections.setdefault(row["section"], []).append(row)
        held = {} if sections.get("held") or sections.get("off") else {"status": "held"}
        return {
            "last": [short(m) for m in islice(site.record.each(id, "meeting", **held, **asked), 1)] if held else [],
            "sections": sections, "claims": site.record.claims(dossier=id, status="unverified", limit=6, **asked),
            "violence": site.record.violence(dossier=id, limit=4, **asked),
        }  # fmt: skip

    found = site.answers.of("front", id, day, *asked.items(), make=ask)
    context = frame(site, id, asked) | found | {"day": day, "recent": RECENT, "shown": SHOWN}
    return site.views.page(request, "dossier.html", context)


def frame(site: Site, id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What every view of a dossier shows around itself."""
    dossier: Dossier = site.record.dossier(id, as_of=asked.get("as_of"))
    return {
        "title": dossier.name, "dossier": dossier, "views": VIEWS, "slider": slider(site, asked),
        "mail": site.mailer is not None and not site.read_only,
        "parties": [name_of(p) for p in dossier.parties], "mediators": [name_of(m) for m in dossier.mediators],
    }  # fmt: skip


def slider(site: Site, asked: Mapping[str, Any]) -> dict[str, str]:
    """The days that the date slider runs over: from the first article of the store to today."""
    days = site.record.published()
    today = site.day().isoformat()
    first = days[0] if days else today
    chosen = str(asked.get("reported_by") or asked.get("as_of") or today)
    return {"first": first, "last": max(today, first), "day": chosen}


def seen_on(asked: Mapping[str, Any], today: date) -> date:
    """The day of the view: the earlier of the cuts, else today. The record refuses what is no day."""
    days = [str(asked[key]) for key in ("as_of", "reported_by") if asked.get(key)]
    try:
        return max(min(date.fromisoformat(d) for d in days), FIRST) if days else today
    except ValueError:
        return today
