"""The other views of a dossier: matrix, claims board and network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.record.dossiers import name_of
from verbale.sharing.web.asked import cut, page_of, span
from verbale.sharing.web.charts.network import Pair, network, pairs
from verbale.sharing.web.lines import short
from verbale.sharing.web.pages.dossiers import frame

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
ENTRIES, CLAIMS, CHOSEN = 8, 40, 60  # entries of a cell, claims of a page, meetings of a pair
LEVELS = ("leader", "minister", "envoy", "official", "military", "delegation")


@router.get("/d/{id}/matrix")
def matrix(request: Request, id: str) -> HTMLResponse:
    """Actors by issues, each cell with its sign, its stance and its history."""
    site: Site = request.app.state.site
    asked = cut(request)
    found = site.answers.of("matrix", id, *asked.items(), make=lambda: site.record.matrix(id, **asked))
    context = frame(site, id, asked) | {"matrix": found, "name_of": name_of, "most": ENTRIES}
    return site.views.page(request, "matrix.html", context)


@router.get("/d/{id}/claims")
def claims(request: Request, id: str) -> HTMLResponse:
    """Every claim with its answers, the unanswered first, then the latest."""
    site: Site = request.app.state.site
    asked = cut(request)

    def ask() -> list[Mapping[str, Any]]:
        found = sorted(site.record.claims(dossier=id, **asked), key=lambda c: c["last_reported"] or "", reverse=True)
        return sorted(found, key=lambda c: bool(c["value"]["responses"]))

    found, offset = site.answers.of("claims", id, *asked.items(), make=ask), page_of(request, CLAIMS)
    context = {"claims": found[offset : offset + CLAIMS], "total": len(found), "offset": offset, "size": CLAIMS}
    return site.views.page(request, "claims.html", frame(site, id, asked) | context)


@router.get("/d/{id}/network")
def network_(request: Request, id: str) -> HTMLResponse:
    """Who sat with whom, within a time and at a level."""
    site: Site = request.app.state.site
    asked = cut(request) | span(request)
    level = request.query_params.get("level") or None
    every = site.answers.of("network", id, *asked.items(), make=lambda: _held(site, id, asked))
    held = [m for m in every if level in (None, m["level"])]
    pair = (request.query_params.get("a") or "", request.query_params.get("b") or "")
    chosen = [m for m in held if all(pair) and set(pair) <= set(m["sides"])]
    met = pairs(held)

    def address(two: Pair) -> str:
        return site.views.link(
            request, f"/d/{id}/network", a=two[0], b=two[1], level=level, anchor="meetings", **span(request)
        )

    context = frame(site, id, cut(request)) | {
        "drawing": network(met, name_of, address), "met": met.most_common(), "address": address, "name_of": name_of,
        "levels": LEVELS, "level": level, "pair": pair if all(pair) else None, "span": span(request),
        "chosen": chosen[:CHOSEN], "total": len(chosen),
    }  # fmt: skip
    return site.views.page(request, "network.html", context)


def _held(site: Site, id: str, asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The meetings that were held, in short."""
    return [
        short(m) | {"sides": m.sides, "level": m.value["level"]}
        for m in site.record.each(id, "meeting", **asked)
        if m.status in ("held", "under_way")
    ]
