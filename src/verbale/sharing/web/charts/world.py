"""Where it happened: places on an outline of the world, each as exactly as it is known; contested places say so."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup, escape

from verbale import codebook
from verbale.codebook.places import contested
from verbale.record.merged import Merged
from verbale.record.standing import AHEAD
from verbale.record.wording import line
from verbale.sharing.web.charts.svg import element, joined

WIDE = {"region": 15.0, "country": 27.0}  # pixels of the ring of a place that is known no better
MOST, CELL = 220, 26  # places drawn one by one; pixels of a cell in which more are counted together
NEAR = 900  # tenths of a degree; on a wider drawing contested regions are not written out
LETTER = 6.6  # pixels of a letter of a label
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

    Where there are too many to tell apart, those of one neighbourhood are counted, and `zoom` leads to its box.
    """
    scale = box[2] / 1000  # one pixel of the drawing, in tenths of a degree
    base = [
        element("path", "", d=outlines()["land"], class_="land", fill_rule="evenodd"),
        element("path", "", d=outlines()["borders"], class_="borders"),
    ]
    seen = [s for s in spots if box[0] <= s.at[0] <= box[0] + box[2] and box[1] <= s.at[1] <= box[1] + box[3]]
    marked = _counted(seen, box, scale, zoom) if len(seen) > MOST else seen
    order = sorted(marked, key=lambda s: (s.exact not in WIDE, s.exact != "country", -s.count))
    marks = [_mark(s, scale, n) for s, n in _apart(order)]
    labels = [_label(s, scale, left) for s, left in _legible(marked, scale, box)]
    shown = " ".join(f"{v:.1f}" for v in box)
    areas = [_area(s, scale) for s in _areas(marked, scale, box)]
    return element("svg", joined([*base, *areas, *marks, *labels]), viewBox=shown, class_="world", role="group",
                   aria_label="Map of meetings and violence")  # fmt: skip


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


def _legible(spots: Sequence[Spot], scale: float, box: Box) -> list[tuple[Spot, bool]]:
    """The places to write out, and whether to their left: contested and frequent ones first, none over another."""
    order = sorted({s.name: s for s in spots}.values(), key=lambda s: (s.contested is None, -s.count, s.name))
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for spot in order:
        width, (x, y) = len(_text(spot)) * LETTER * scale, spot.at
        left = x + width + _radius(spot) * scale > box[0] + box[2]
        start = x - width - _radius(spot) * scale if left else x
        area = (start, y - 9 * scale, start + width + _radius(spot) * scale, y + 9 * scale)
        if all(area[0] > t[2] or t[0] > area[2] or area[1] > t[3] or t[1] > area[3] for t in taken):
            taken.append(area)
            found.append((spot, left))
    return found


def _areas(spots: Sequence[Spot], scale: float, box: Box) -> list[Spot]:
    """The contested regions of the codebook that the drawing shows, where their names cover nothing that happened."""
    if box[2] > NEAR:
        return []
    known = [
        Spot(p.lat or 0.0, p.lon or 0.0, p.name, "area", "region", "", "", p.contested)
        for p in contested(codebook.PACKAGED)
    ]
    taken = {s.name for s, _ in _legible(spots, scale, box)}
    inside_box = [s for s in known if 0 < s.at[0] - box[0] < box[2] and 0 < s.at[1] - box[1] < box[3]]
    free = [s for s in inside_box if s.name not in taken and all(_clear(s, o, scale) for o in spots)]
    return [s for n, s in enumerate(free) if all(_clear(s, o, scale) for o in free[:n])]


def _clear(area: Spot, other: Spot, scale: float) -> bool:
    across, down = abs(area.at[0] - other.at[0]), abs(area.at[1] - other.at[1])
    return down > 20 * scale or across > LETTER * scale * (len(area.name) / 2 + len(other.name))


def _area(spot: Spot, scale: float) -> Markup:
    says = element("title", f"{spot.name}: {spot.contested}")
    return element("text", joined([escape(spot.name), says]), x=spot.at[0], y=spot.at[1], font_size=11 * scale,
                   stroke_width=3 * scale, text_anchor="middle", class_="contested area")  # fmt: skip


def _text(spot: Spot) -> str:
    return spot.name + (f" ({spot.contested})" if spot.contested else "")


def _apart(spots: Iterable[Spot]) -> Iterator[tuple[Spot, int]]:
    """Each spot with how many stand at the same point before it."""
    seen: dict[tuple[float, float], int] = {}
    for spot in spots:
        seen[spot.at] = n = seen.get(spot.at, -1) + 1
        yield spot, n


def _mark(spot: Spot, scale: float, n: int) -> Markup:
    x, y = spot.at[0] + n % 8 * 11 * scale, spot.at[1] + n // 8 * 11 * scale  # those at one point stand in rows
    wide = spot.exact in WIDE
    kind = f"{spot.kind} {'hollow' if spot.hollow or wide else 'filled'}{' wide' if wide else ''}"
    says = f"{spot.says} · {spot.name} ({spot.exact}){' · ' + spot.contested if spot.contested else ''}"
    shape = element("circle", "", cx=x, cy=y, r=_radius(spot) * scale, class_=kind, stroke_width=1.6 * scale)
    number = []
    if spot.count > 1:
        number = [element("text", str(spot.count), x=x, y=y + 3.6 * scale, font_size=10 * scale, text_anchor="middle",
                          class_="number" if not wide else "number on-ring")]  # fmt: skip
    return element("a", joined([shape, *number, element("title", says)]), href=spot.href, aria_label=says)


def _label(spot: Spot, scale: float, left: bool) -> Markup:
    off = (_radius(spot) + 4) * scale
    x, y = spot.at[0] + (-off if left else off), spot.at[1] + 4 * scale
    kind = "contested" if spot.contested else "town"
    return element("text", _text(spot), x=x, y=y, font_size=12 * scale, stroke_width=3 * scale,
                   text_anchor="end" if left else "start", class_=kind)  # fmt: skip
