"""Who met whom: actors on a circle, a line for every pair that sat together, as thick as it is frequent."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

from markupsafe import Markup

from verbale.sharing.web.charts.svg import element, joined

MOST = 28  # actors drawn: those who met most
SIZE, RADIUS = 760, 250
Record = Mapping[str, Any]
Pair = tuple[str, str]


def pairs(meetings: Sequence[Record]) -> Counter[Pair]:
    """How often two sides sat together, sides in alphabetical order."""
    found: Counter[Pair] = Counter()
    for meeting in meetings:
        found.update(combinations(sorted(set(meeting["sides"])), 2))
    return found


def network(met: Mapping[Pair, int], name: Callable[[str], str], link: Callable[[Pair], str]) -> Markup:
    """The drawing; `link` gives the address of a pair's meetings."""
    total: Counter[str] = Counter()
    for pair, times in met.items():
        for actor in pair:
            total[actor] += times
    actors = sorted(actor for actor, _ in total.most_common(MOST))
    at = {actor: _point(n, len(actors)) for n, actor in enumerate(actors)}
    lines = [
        _line(pair, times, at, name, link(pair))
        for pair, times in sorted(met.items(), key=lambda m: (m[1], m[0]))
        if pair[0] in at and pair[1] in at
    ]
    nodes = [_node(actor, at[actor], total[actor], name) for actor in actors]
    return element("svg", joined([*lines, *nodes]), viewBox=f"0 0 {SIZE} {SIZE}", class_="network", role="group",
                   aria_label="Who met whom")  # fmt: skip


def _point(n: int, of: int) -> tuple[float, float]:
    angle = 2 * math.pi * n / max(of, 1) - math.pi / 2
    return SIZE / 2 + RADIUS * math.cos(angle), SIZE / 2 + RADIUS * math.sin(angle)


def _line(
    pair: Pair, times: int, at: Mapping[str, tuple[float, float]], name: Callable[[str], str], href: str
) -> Markup:
    (ax, ay), (bx, by) = at[pair[0]], at[pair[1]]
    curve = f"M{ax:.1f} {ay:.1f}Q{SIZE / 2} {SIZE / 2} {bx:.1f} {by:.1f}"
    told = element("title", f"{name(pair[0])} and {name(pair[1])}: {times} meeting{'s' if times != 1 else ''}")
    width = 1 + 2.2 * math.log2(1 + times)
    return element("a", joined([element("path", "", d=curve, stroke_width=width), told]), href=href)


def _node(actor: str, at: tuple[float, float], times: int, name: Callable[[str], str]) -> Markup:
    x, y = at
    left = x < SIZE / 2 - 5
    dot = element("circle", "", cx=x, cy=y, r=4 + 1.5 * math.log2(1 + times))
    label = element("text", f"{name(actor)} {times}", x=x + (-12 if left else 12), y=y + 4,
                    text_anchor="end" if left else "start")  # fmt: skip
    return element("g", joined([dot, label]), class_="node")
