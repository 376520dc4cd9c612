"""The other views of a dossier: matrix, claims board, map and network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.record.dossiers import name_of
from verbale.record.merged import merged_from
from verbale.record.wording import line
from verbale.sharing.web.asked import cut, filters
from verbale.sharing.web.charts.network import Pair, network, pairs
from verbale.sharing.web.charts.world import box_of, spot, world
from verbale.sharing.web.pages.dossiers import frame

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
LEVELS = ("leader", "minister", "envoy", "official", "military", "delegation")


@router.get("/d/{id}/matrix")
def matrix(request: Request, id: str) -> HTMLResponse:
    """Actors by issues, each cell with its sign, its stance and its history."""
    site: Site = request.app.state.site
    asked = cut(request)
    found = site.record.matrix(id, **asked)
    context = frame(site, id, asked) | {"matrix": found, "name_of": name_of}
    return site.views.page(request, "matrix.html", context)


@router.get("/d/{id}/claims")
def claims(request: Request, id: str) -> HTMLResponse:
    """Every claim with its answers, the unanswered first, then the latest."""
    site: Site = request.app.state.site
    asked = cut(request)
    found = list(site.record.claims(dossier=id, **asked))
    found.sort(key=lambda c: c["last_reported"] or "", reverse=True)
    found.sort(key=lambda c: bool(c["value"]["responses"]))
    return site.views.page(request, "claims.html", frame(site, id, asked) | {"claims": found})


@router.get("/d/{id}/map")
def map_(request: Request, id: str) -> HTMLResponse:
    """Meetings and violence where they took place."""
    site: Site = request.app.state.site
    asked = cut(request) | _span(request)
    rows = [*site.record.meetings(dossier=id, **asked), *site.record.violence(dossier=id, **asked)]
    placed = [r for r in rows if r["value"]["place"] and r["value"]["place"]["lat"] is not None]
    spots = [spot(merged_from(r), site.views.link(request, f"/records/{r['id']}")) for r in placed]
    context = frame(site, id, cut(request)) | {
        "drawing": world(spots, box_of(spots)), "placed": [(s, r) for s, r in zip(spots, placed, strict=True)],
        "unplaced": len(rows) - len(placed), "span": _span(request),
    }  # fmt: skip
    return site.views.page(request, "map.html", context)


@router.get("/d/{id}/network")
def network_(request: Request, id: str) -> HTMLResponse:
    """Who sat with whom, within a time and at a level."""
    site: Site = request.app.state.site
    asked = cut(request) | _span(request)
    level = request.query_params.get("level") or None
    held = [
        m for m in site.record.meetings(dossier=id, **asked)
        if m["status"] in ("held", "under_way") and level in (None, m["value"]["level"])
    ]  # fmt: skip
    pair = (request.query_params.get("a") or "", request.query_params.get("b") or "")
    chosen = [m for m in held if all(pair) and set(pair) <= set(m["sides"])]
    met = pairs(held)

    def address(two: Pair) -> str:
        return site.views.link(
            request, f"/d/{id}/network", a=two[0], b=two[1], level=level, anchor="meetings", **_span(request)
        )

    context = frame(site, id, cut(request)) | {
        "drawing": network(met, name_of, address), "met": met.most_common(), "address": address, "name_of": name_of,
        "levels": LEVELS, "level": level, "pair": pair if all(pair) else None, "span": _span(request),
        "chosen": [(line(merged_from(m)), m) for m in chosen],
    }  # fmt: skip
    return site.views.page(request, "network.html", context)


def _span(request: Request) -> dict[str, Any]:
    return {key: value for key, value in filters(request).items() if key in ("since", "until")}
