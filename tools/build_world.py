"""Build `sharing/web/charts/world.json` from the npm package world-atlas (Natural Earth 1:110m, public domain).

    npm pack world-atlas && tar xzf world-atlas-*.tgz && python tools/build_world.py package/countries-110m.json

Coastlines and borders come out as two SVG paths in degrees times ten, longitude to the right and latitude downwards:
an equirectangular drawing that any place can be set on without a library.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/verbale/sharing/web/charts/world.json"
Point = tuple[int, int]


def arcs(topology: dict) -> list[list[Point]]:  # type: ignore[type-arg]
    """Every arc as points in tenths of a degree, the same point never twice in a row."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = (round((x * sx + tx) * 10), round(-(y * sy + ty) * 10))
            if not points or points[-1] != point:
                points.append(point)
        found.append(points)
    return found


def unwrapped(line: list[Point]) -> list[list[Point]]:
    """The line cut where it jumps over the date line."""
    found = [[line[0]]]
    for before, after in itertools.pairwise(line):
        if abs(after[0] - before[0]) > 1800:
            found.append([])
        found[-1].append(after)
    return found


def path(lines: list[list[Point]]) -> str:
    """The lines as one SVG path with relative steps."""
    parts = []
    for line in lines:
        if len(line) < 2:
            continue
        steps = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in itertools.pairwise(line))
        parts.append(f"M{line[0][0]} {line[0][1]}l{steps}")
    return "".join(parts)


def main() -> None:
    """Write the outlines and say how big they are."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = arcs(topology)
    used: Counter[int] = Counter()
    rings = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        used.update(n if n >= 0 else ~n for polygon in polygons for ring in polygon for n in ring)
        rings += [ring for polygon in polygons for ring in polygon]
    land = []
    for ring in rings:
        points: list[Point] = []
        for n in ring:
            points += (lines[n] if n >= 0 else lines[~n][::-1])[1 if points else 0 :]
        land.append(points)
    borders = [lines[n] for n, times in used.items() if times > 1]
    made = {
        "land": path([piece for ring in land for piece in unwrapped(ring)]),
        "borders": path([piece for line in borders for piece in unwrapped(line)]),
    }
    OUT.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size // 1000} kB, {len(land)} outlines, {len(borders)} borders")


if __name__ == "__main__":
    main()
