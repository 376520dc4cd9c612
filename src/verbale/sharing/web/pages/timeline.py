"""The timeline of a dossier, from a decade to a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.errors import UsageError
from verbale.sharing.web.asked import cut, page_of
from verbale.sharing.web.charts.timeline import span_of, timeline
from verbale.sharing.web.pages.dossiers import FIRST, frame, seen_on

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
ZOOMS = {"decade": 3650, "year": 365, "month": 31, "week": 7, "day": 1}  # days shown
LAST = date(2300, 1, 1)  # behind any window
LISTED = 60  # rows of a page, written out below the drawing


@router.get("/d/{id}/timeline")
def page(request: Request, id: str) -> HTMLResponse:
    """Drawing and list of what happened, within the days asked for."""
    site: Site = request.app.state.site
    asked = cut(request)
    day = seen_on(asked, site.day())
    rows = site.answers.of(
        "timeline", id, day, *asked.items(), make=lambda: site.record.timeline(id, day=day, **asked)
    )  # fmt: skip
    kind = request.query_params.get("kind")
    shown = [r for r in rows if kind in (None, "", r["kind"])]
    first, last = _window(request.query_params, span_of(shown, day))

    def address(row: Mapping[str, Any]) -> str:
        return str(site.views.link(request, f"/records/{row['record']}"))

    inside = [
        r for r in shown if (r["end"] or r["at"] or "9999") >= first.isoformat() and (r["at"] or "") <= last.isoformat()
    ]

    def zoom(kind: str, since: date, until: date) -> str:
        return str(site.views.link(request, f"/d/{id}/timeline", kind=kind, since=since, until=until))

    offset = page_of(request, LISTED)
    context = frame(site, id, asked) | {
        "drawing": timeline(inside, first, last, day, address, zoom), "rows": inside[::-1][offset : offset + LISTED],
        "total": len(inside), "offset": offset, "size": LISTED,
        "first": first, "last": last, "kind": kind or "",
        "zooms": _zooms(first, last, _latest(inside, first, last, day)),
        "whole": not (request.query_params.get("since") or request.query_params.get("until")),
    }  # fmt: skip
    return site.views.page(request, "timeline.html", context)


def _window(query: Mapping[str, str], whole: tuple[date, date]) -> tuple[date, date]:
    try:
        first = date.fromisoformat(query["since"]) if query.get("since") else whole[0]
        last = date.fromisoformat(query["until"]) if query.get("until") else whole[1]
    except ValueError as problem:
        raise UsageError(f"{problem}: write days as YYYY-MM-DD") from problem
    first, last = (min(max(day, FIRST), LAST) for day in (first, last))
    return (first, last) if first <= last else (last, first)


def _latest(rows: Sequence[Mapping[str, Any]], first: date, last: date, day: date) -> date | None:
    """The last day within a window on which something took place, else that of the first thing ahead."""
    days = sorted(d for r in rows if r["at"] and first <= (d := date.fromisoformat(r["at"][:10])) <= last)
    return max((d for d in days if d <= day), default=days[0] if days else None)


def _zooms(first: date, last: date, latest: date | None) -> list[dict[str, Any]]:
    """The windows before and after this one, wider ones around its middle, narrower ones around what is latest."""
    middle, half = first + (last - first) / 2, max((last - first) / 2, timedelta(days=1))
    shown = (last - first).days + 1
    windows = [("earlier", first - half, last - half), ("later", first + half, last + half)]
    for name, days in ZOOMS.items():
        since = (latest if latest and days < shown else middle) - timedelta(days=days // 2)
        windows.append((name, since, since + timedelta(days=days - 1)))
    return [
        {"name": name, "since": str(since), "until": str(until), "here": ZOOMS.get(name) == shown}
        for name, since, until in windows
    ]
