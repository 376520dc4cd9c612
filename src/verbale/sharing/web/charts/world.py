"""Where it happened: places on an outline of the world, each as exactly as it is known; contested places say so."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from markupsafe import Markup, escape

from verbale import codebook
from verbale.codebook.places import KnownPlace, contested
from verbale.record.merged import Merged
from verbale.record.standing import AHEAD
from verbale.record.wording import line
from verbale.sharing.safe import safe
from verbale.sharing.web.charts.spread import Disc, Sheet, apart
from verbale.sharing.web.charts.svg import element, joined

WIDE = {"region": 15.0, "country": 27.0}  # pixels of the ring of a place that is known no better
MOST, CELL = 120, 34  # places drawn one by one; pixels of a cell in which more are counted together
NEAR = 900  # tenths of a degree; on a wider drawing contested regions are not written out
LETTER, LINE = 7.2, 15.0  # pixels of a letter of a label, of its height
Box = tuple[float, float, float, float]  # left, top, width, height in tenths of a degree; the top is north
WHOLE: Box = (-1800, -850, 3600, 1420)
SHAPE = 1.8  # width of a drawing for its height


@dataclass(frozen=True, slots=True)
class Spot:
    """What there is of one kind (meeting, violence) at a place; `exact` the kind of place that is known."""

    lat: float
    lon: float
    name: str
    kind: str
    exact: str
    says: str
    href: str
    contested: str | None = None
    hollow: bool = False
    count: int = 1

    @property
    def at(self) -> tuple[float, float]:
        """East and south, in tenths of a degree."""
        return self.lon * 10, -self.lat * 10


def spot(record: Merged, href: str) -> Spot:
    """The spot of a record whose place is known (`value["place"]` with `lat`), leading to `href`."""
    place, hollow = record.value["place"], record.kind == "meeting" and record.status in AHEAD
    return Spot(
        place["lat"], place["lon"], place["name"], record.kind, place["kind"], line(record), href,
        place.get("contested"), hollow,
    )  # fmt: skip


@functools.cache
def outlines() -> Mapping[str, str]:
    """`land` and `borders` as SVG paths in tenths of a degree (Natural Earth, public domain; tools/build_world.py)."""
    text = (resources.files("verbale.sharing.web.charts") / "world.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def box_of(spots: Iterable[Spot], share: float = 1.0) -> Box:
    """The part of the world that shows the spots, at least 12 degrees wide; all of it where there are none.

    With a `share` below one the spots that lie farthest out are left aside, so that the rest can be told apart.
    """
    known = list(spots)
    points = [s.at for s in known if s.exact != "country" for _ in range(s.count)] or [s.at for s in known]
    if not points:
        return WHOLE
    middle = [sorted(values)[len(values) // 2] for values in zip(*points, strict=True)]
    points.sort(key=lambda p: math.dist(p, middle))
    points = points[: max(1, math.ceil(len(points) * share))]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    width = min(max(wide * 1.25 + 20, (high * 1.3 + 20) * SHAPE, 120), WHOLE[2])
    return inside(((min(xs) + max(xs) - width) / 2, (min(ys) + max(ys) - width / SHAPE) / 2, width, width / SHAPE))


def inside(box: Box) -> Box:
    """The box, moved and shrunk to lie on the world."""
    width = min(max(box[2], 20.0), WHOLE[2])
    left = min(max(box[0], WHOLE[0]), WHOLE[0] + WHOLE[2] - width)
    top = min(max(box[1], -900.0), 900.0 - width / SHAPE)
    return left, top, width, width / SHAPE


def zoomed(box: Box, by: float) -> Box:
    """The box about the same middle, `by` times as wide."""
    width = box[2] * by
    return inside((box[0] + (box[2] - width) / 2, box[1] + (box[3] - width / SHAPE) / 2, width, width / SHAPE))


def world(spots: Sequence[Spot], box: Box, zoom: Callable[[Box], str] = str) -> Markup:
    """The drawing: regions and countries as wide rings, towns and venues as points, with the number at each.

    Marks that would cover one another stand side by side, with a line to their place. Where there are too many to tell
    apart, those of one neighbourhood are counted, and `zoom` leads to its box.
    """
    scale = box[2] / 1000  # one pixel of the drawing, in tenths of a degree
    seen = [s for s in spots if _within(s, box)]
    marked = _counted(seen, box, scale, zoom) if len(seen) > MOST else seen
    order = sorted(marked, key=lambda s: (s.exact in WIDE, s.exact == "country", -s.count, s.name, s.kind))
    true = [Disc((s.at[0] - box[0]) / scale, (s.at[1] - box[1]) / scale, _radius(s)) for s in order]
    discs = apart(true, 1000, 1000 / SHAPE)
    placed = list(zip(order, true, discs, strict=True))
    sheet = Sheet(1000, 1000 / SHAPE, LETTER, LINE, [d.area for d in discs])
    parts = [
        *(_way(spot, at, disc) for spot, at, disc in placed if at != disc),
        *(_mark(spot, disc) for spot, _, disc in placed),
        *_labels(placed, sheet),
        *_areas(seen, box, scale, sheet),
    ]
    base = [
        element("path", "", d=outlines()["land"], class_="land", fill_rule="evenodd"),
        element("path", "", d=outlines()["borders"], class_="borders"),
    ]
    shown = " ".join(f"{v:.1f}" for v in box)
    move = f"translate({box[0]:.1f} {box[1]:.1f}) scale({scale:.5f})"
    return element("svg", joined([*base, element("g", joined(parts), transform=move)]), viewBox=shown, class_="world",
                   role="group", aria_label="Map of meetings and violence")  # fmt: skip


def grouped(spots: Iterable[Spot]) -> list[Spot]:
    """What is at one place, of one kind and equally certain, as one spot that leads where the first of them leads."""
    groups: dict[tuple[object, ...], list[Spot]] = {}
    for spot in spots:
        groups.setdefault((spot.name, spot.at, spot.kind, spot.hollow), []).append(spot)
    return [
        some[0]
        if len(some) == 1
        else replace(some[0], says=f"{some[0].says} and {len(some) - 1} more", count=len(some))
        for some in groups.values()
    ]


def disputed(box: Box) -> list[KnownPlace]:
    """The contested regions of the codebook within a box, by name; none where the box is too wide to tell them."""
    if box[2] > NEAR:
        return []
    known = contested(codebook.PACKAGED)
    return sorted((p for p in known if _within(_region(p), box)), key=lambda p: p.name)


def _region(place: KnownPlace) -> Spot:
    return Spot(place.lat or 0.0, place.lon or 0.0, place.name, "area", "region", "", "", place.contested)


def _within(spot: Spot, box: Box) -> bool:
    return box[0] <= spot.at[0] <= box[0] + box[2] and box[1] <= spot.at[1] <= box[1] + box[3]


def _counted(spots: Sequence[Spot], box: Box, scale: float, zoom: Callable[[Box], str]) -> list[Spot]:
    """The spots of each cell of the drawing as one; contested ones stay by themselves."""
    cells: dict[tuple[str, int, int], list[Spot]] = {}
    for spot in spots:
        x, y = spot.at
        cells.setdefault((spot.kind, int((x - box[0]) / scale // CELL), int((y - box[1]) / scale // CELL)), []).append(
            spot
        )
    return [some[0] if len(some) == 1 else _together(some, zoom) for some in cells.values()]


def _together(spots: Sequence[Spot], zoom: Callable[[Box], str]) -> Spot:
    count = sum(s.count for s in spots)
    lat, lon = (sum(getattr(s, axis) * s.count for s in spots) / count for axis in ("lat", "lon"))
    most = max(spots, key=lambda s: (s.contested is not None, s.count))
    says = f"{count} at {len(spots)} places around {most.name}"
    return Spot(lat, lon, most.name, most.kind, "several", says, zoom(box_of(spots)), most.contested, count=count)


def _radius(spot: Spot) -> float:
    return WIDE.get(spot.exact) or 5.5 + 2.6 * math.log2(spot.count)


def _labels(placed: Sequence[tuple[Spot, Disc, Disc]], sheet: Sheet) -> Iterator[Markup]:
    """The names of the places, each once: contested and frequent ones first, where they cover nothing."""
    known: set[str] = set()
    for spot, _, disc in sorted(placed, key=lambda p: (p[0].contested is None, -p[0].count, p[0].name)):
        for text in dict.fromkeys((_text(spot), spot.name)):
            if spot.name not in known and (at := sheet.beside(text, disc)) is not None:
                known.add(spot.name)
                yield _label(text, at, "contested" if spot.contested else "town")


def _areas(seen: Sequence[Spot], box: Box, scale: float, sheet: Sheet) -> Iterator[Markup]:
    """The names of the contested regions in the drawing, where they cover nothing that happened."""
    taken = {s.name for s in seen}
    for place in disputed(box):
        x, y = _region(place).at
        at = sheet.over(place.name, (x - box[0]) / scale, (y - box[1]) / scale)
        if at is not None and place.name not in taken:
            says = element("title", f"{place.name}: {place.contested}")
            yield _label(place.name, at, "contested area", says)


def _text(spot: Spot) -> str:
    return spot.name + (f" ({spot.contested})" if spot.contested else "")


def _way(spot: Spot, true: Disc, disc: Disc) -> Markup:
    """The line from the rim of a mark that was moved to its place."""
    share = disc.r / math.dist((true.x, true.y), (disc.x, disc.y))
    x, y = disc.x + (true.x - disc.x) * share, disc.y + (true.y - disc.y) * share
    line = element("line", "", x1=true.x, y1=true.y, x2=x, y2=y)
    return element("g", joined([line, element("circle", "", cx=true.x, cy=true.y, r=1.8)]), class_=f"way {spot.kind}")


def _mark(spot: Spot, disc: Disc) -> Markup:
    wide = spot.exact in WIDE
    kind = f"{spot.kind} {'hollow' if spot.hollow or wide else 'filled'}{' wide' if wide else ''}"
    says = f"{spot.says} · {spot.name} ({spot.exact}){' · ' + spot.contested if spot.contested else ''}"
    shape = element("circle", "", cx=disc.x, cy=disc.y, r=disc.r, class_=kind, stroke_width=1.6)
    number = []
    if spot.count > 1:
        number = [element("text", str(spot.count), x=disc.x, y=disc.y + 3.6, font_size=10, text_anchor="middle",
                          class_="number" if not (wide or spot.hollow) else "number on-ring")]  # fmt: skip
    return element("a", joined([shape, *number, element("title", says)]), href=spot.href, aria_label=says)


def _label(text: str, at: tuple[float, float], kind: str, says: Markup | None = None) -> Markup:
    inside = [escape(safe(text)), says] if says is not None else [escape(safe(text))]
    return element("text", joined(inside), x=at[0], y=at[1] + 4, font_size=12, stroke_width=3, class_=kind)
