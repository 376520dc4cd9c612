"""Where it happened: places on an outline of the world, each as exactly as it is known; contested places say so."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup

from verbale.record.merged import Merged
from verbale.record.standing import AHEAD
from verbale.record.wording import line
from verbale.sharing.web.charts.svg import element, joined

RADIUS = {"venue": 4.0, "city": 5.0, "region": 16.0, "country": 30.0}  # tenths of a degree at the widest zoom
Box = tuple[float, float, float, float]
WHOLE: Box = (-1800, -850, 3600, 1420)


@dataclass(frozen=True, slots=True)
class Spot:
    """Something at a place: `kind` meeting or violence, `exact` the kind of place that is known."""

    lat: float
    lon: float
    name: str
    kind: str
    exact: str
    says: str
    href: str
    contested: str | None = None
    hollow: bool = False


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


def box_of(spots: Iterable[Spot]) -> Box:
    """The part of the world that shows all spots, at least 24 degrees wide; the whole world where there are none."""
    known = list(spots)
    points = [(s.lon * 10, -s.lat * 10) for s in known if s.exact != "country"] or [
        (s.lon * 10, -s.lat * 10) for s in known
    ]
    if not points:
        return WHOLE
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    width = min(max(max(xs) - min(xs) + 80, (max(ys) - min(ys) + 80) * 1.8, 240), WHOLE[2])
    height = width / 1.8
    left = min(max((min(xs) + max(xs) - width) / 2, WHOLE[0]), WHOLE[0] + WHOLE[2] - width)
    return left, (min(ys) + max(ys) - height) / 2, width, height


def world(spots: Sequence[Spot], box: Box) -> Markup:
    """The drawing: regions and countries as wide rings, towns and venues as points."""
    scale = box[2] / 1000  # one pixel of the drawing, in tenths of a degree
    base = [
        element("path", "", d=outlines()["land"], class_="land", fill_rule="evenodd"),
        element("path", "", d=outlines()["borders"], class_="borders"),
    ]
    marks = [_mark(s, scale, n) for s, n in _apart(spots)]
    labels = [_label(s, scale) for s in _legible(spots, scale)]
    shown = " ".join(f"{v:.1f}" for v in box)
    return element("svg", joined([*base, *marks, *labels]), viewBox=shown, class_="world", role="group",
                   aria_label="Map of meetings and violence")  # fmt: skip


def _apart(spots: Sequence[Spot]) -> Iterable[tuple[Spot, int]]:
    """Each spot with how many stand at the same point before it."""
    seen: dict[tuple[float, float], int] = {}
    for spot in spots:
        n = seen.get((spot.lat, spot.lon), 0)
        seen[spot.lat, spot.lon] = n + 1
        yield spot, n


def _legible(spots: Sequence[Spot], scale: float) -> list[Spot]:
    """The places to write out: the most frequent and the contested first, none over another."""
    times = Counter(s.name for s in spots)
    order = sorted({s.name: s for s in spots}.values(), key=lambda s: (s.contested is None, -times[s.name], s.name))
    taken: list[tuple[float, float, float]] = []
    found = []
    for spot in order:
        x, y, width = spot.lon * 10, -spot.lat * 10, (len(spot.name) + len(spot.contested or "")) * 7 * scale
        if all(abs(y - b) > 15 * scale or x > a + w or a > x + width for a, b, w in taken):
            taken.append((x, y, width))
            found.append(spot)
    return found


def _mark(spot: Spot, scale: float, n: int) -> Markup:
    across, down = n % 8, n // 8  # those at one point stand in rows beside it
    x, y = spot.lon * 10 + across * 11 * scale, -spot.lat * 10 + down * 11 * scale
    wide = spot.exact in ("region", "country")
    radius = RADIUS.get(spot.exact, 5.0) * scale
    kind = f"{spot.kind} {'hollow' if spot.hollow or wide else 'filled'}{' wide' if wide else ''}"
    told = element(
        "title", f"{spot.says} · {spot.name} ({spot.exact}){' · ' + spot.contested if spot.contested else ''}"
    )
    shape = element("circle", "", cx=x, cy=y, r=radius, class_=kind, stroke_width=2 * scale)
    return element("a", joined([shape, told]), href=spot.href)


def _label(spot: Spot, scale: float) -> Markup:
    text = spot.name + (f" ({spot.contested})" if spot.contested else "")
    x, y = spot.lon * 10 + 7 * scale, -spot.lat * 10 - 8 * scale
    return element("text", text, x=x, y=y, font_size=12 * scale, class_="contested" if spot.contested else "town")
