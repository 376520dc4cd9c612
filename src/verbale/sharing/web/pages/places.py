"""The map of a dossier: meetings and violence where they took place, as exactly as the words say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.record.merged import Merged
from verbale.record.standing import AHEAD
from verbale.sharing.web.asked import cut, page_of, span
from verbale.sharing.web.charts.world import SHAPE, WHOLE, Box, Spot, box_of, disputed, inside, world, zoomed
from verbale.sharing.web.lines import short
from verbale.sharing.web.pages.dossiers import frame

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
LISTED = 60  # records of a page of the list
CORE = 0.85  # share of what is drawn that the map opens on
Item = Mapping[str, Any]  # a record in short


@dataclass(frozen=True)
class Mapped:
    """What a dossier has on the map: all of it, what has a place, its spots, the box of all, and of most of them."""

    every: Sequence[Item]
    placed: Sequence[Item]
    spots: Sequence[Spot]
    whole: Box
    core: Box


@router.get("/d/{id}/map")
def map_(request: Request, id: str) -> HTMLResponse:
    """Drawing and list of what has a place, within the days asked for."""
    site: Site = request.app.state.site
    asked, days = cut(request), span(request)
    name = request.query_params.get("place") or ""

    def address(**more: Any) -> str:
        return str(site.views.link(request, f"/d/{id}/map", **(dict(days) | more)))

    def around(box: Box) -> str:
        return address(box=",".join(str(round(v)) for v in box))

    def ask() -> Mapped:
        one = str(site.views.link(request, "/records/@"))  # written once: there may be thousands
        every = _items(site, id, asked | days)
        placed = [i for i in every if i["place"]["lat"] is not None]
        spots = _spots(placed, address, lambda i: one.replace("@", i["record"]))
        return Mapped(every, placed, spots, box_of(spots), box_of(spots, CORE))

    root = request.scope.get("root_path", "")
    found: Mapped = site.answers.of("map", id, root, *asked.items(), *days.items(), make=ask)
    every, placed, spots = found.every, found.placed, found.spots
    box = _box(request) or found.core
    chosen = [i for i in placed if i["place"]["name"] == name] if name else every
    offset = page_of(request, LISTED)
    context = frame(site, id, asked) | {
        "drawing": world(spots, box, around), "disputed": disputed(box),
        "span": days, "place": name, "rows": chosen[offset : offset + LISTED],
        "total": len(chosen), "unplaced": len(every) - len(placed), "offset": offset, "size": LISTED,
        "zooms": [("Closer", around(zoomed(box, 0.5))), ("Wider", around(zoomed(box, 2))),
                  ("All places", around(found.whole)), ("Whole world", around(WHOLE))],
    }  # fmt: skip
    return site.views.page(request, "map.html", context)


def _items(site: Site, id: str, asked: Mapping[str, Any]) -> list[Item]:
    """The meetings and acts of violence of the dossier in short, the latest first."""
    found = [_item(record) for record in site.record.each(id, "meeting", "violence", **asked)]
    return sorted(found, key=lambda i: (i["start"] or i["reported_at"] or "", i["record"]), reverse=True)


def _item(record: Merged) -> Item:
    place = record.value["place"]
    kept = ("name", "lat", "lon", "kind", "contested")
    return short(record) | {"place": {k: place.get(k) if place else None for k in kept}}


def _spots(items: Iterable[Item], place: Any, record: Any) -> list[Spot]:
    """What is at one place, of one kind and equally certain, as one spot: it leads to its record or its list."""
    groups: dict[tuple[Any, ...], list[Item]] = {}
    for item in items:
        where = item["place"]
        key = (where["name"], where["lat"], where["lon"], item["kind"], item["what"] in AHEAD)
        groups.setdefault(key, []).append(item)
    return [_spot(some, place, record) for some in groups.values()]


def _spot(some: Sequence[Item], place: Any, record: Any) -> Spot:
    first, where = some[0], some[0]["place"]
    kinds = {"meeting": "meetings", "violence": "acts of violence"}
    says = first["text"] if len(some) == 1 else f"{len(some)} {kinds[first['kind']]}"
    href = record(first) if len(some) == 1 else place(place=where["name"], anchor="list")
    return Spot(where["lat"], where["lon"], where["name"], first["kind"], where["kind"], says, href,
                where["contested"], first["kind"] == "meeting" and first["what"] in AHEAD, len(some))  # fmt: skip


def _box(request: Request) -> Box | None:
    """The box of the request; None where there is none or it cannot be meant."""
    told = (request.query_params.get("box") or "").split(",")
    try:
        left, top, width = (float(v) for v in told[:3])
    except ValueError:
        return None
    known = all(abs(v) <= 10_000 for v in (left, top, width))
    return inside((left, top, width, width / SHAPE)) if known else None
