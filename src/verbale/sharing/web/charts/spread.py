"""Marks and words of a drawing, moved so that none covers another: pure geometry, in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

FARTHEST, STEP, TURNS = 96.0, 6.0, 16  # pixels that a mark may move, pixels of a ring of tries, tries of a ring
GAP = 1.5  # pixels between two marks
Area = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Disc:
    """A round mark."""

    x: float
    y: float
    r: float

    @property
    def area(self) -> Area:
        """The square around it."""
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r


def apart(discs: Sequence[Disc], width: float, height: float) -> list[Disc]:
    """The discs in their order, each at its place or at the nearest one where it covers none before it.

    One that finds no room within FARTHEST pixels stays where it is.

    >>> [round(d.x) for d in apart([Disc(50, 50, 5), Disc(50, 50, 5)], 100, 100)]
    [50, 62]
    """
    placed: list[Disc] = []
    for disc in discs:
        near = [o for o in placed if math.dist((o.x, o.y), (disc.x, disc.y)) < FARTHEST + disc.r + o.r + GAP]
        placed.append(next((p for p in _tries(disc, width, height) if not _covers(p, near)), disc))
    return placed


def _covers(disc: Disc, others: Sequence[Disc]) -> bool:
    return any((disc.x - o.x) ** 2 + (disc.y - o.y) ** 2 < (disc.r + o.r + GAP) ** 2 for o in others)


def _tries(disc: Disc, width: float, height: float) -> Iterator[Disc]:
    """The place itself, then rings about it from near to far, within the drawing."""
    yield disc
    for ring in range(1, int(FARTHEST / STEP) + 1):
        for turn in range(TURNS):
            angle = 2 * math.pi * turn / TURNS
            x, y = disc.x + ring * STEP * math.cos(angle), disc.y + ring * STEP * math.sin(angle)
            if disc.r <= x <= width - disc.r and disc.r <= y <= height - disc.r:
                yield Disc(x, y, disc.r)


@dataclass(slots=True)
class Sheet:
    """A drawing on which words are put down one after the other; `taken` are the areas that are covered."""

    width: float
    height: float
    letter: float
    line: float
    taken: list[Area] = field(default_factory=list)

    def beside(self, text: str, disc: Disc) -> tuple[float, float] | None:
        """The left end and the middle of the line of a text beside its mark; None where there is no room."""
        wide, off = len(text) * self.letter, disc.r + 4
        return self._put(wide, [
            (disc.x + off, disc.y), (disc.x - off - wide, disc.y),
            (disc.x - wide / 2, disc.y - disc.r - self.line / 2), (disc.x - wide / 2, disc.y + disc.r + self.line / 2),
        ])  # fmt: skip

    def over(self, text: str, x: float, y: float) -> tuple[float, float] | None:
        """The left end and the middle of the line of a text about a point that has no mark."""
        wide = len(text) * self.letter
        return self._put(wide, [(x - wide / 2, y + by) for by in (0.0, -self.line, self.line)])

    def _put(self, wide: float, tries: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
        for left, middle in tries:
            area = (left, middle - self.line / 2, left + wide, middle + self.line / 2)
            if self._free(area):
                self.taken.append(area)
                return left, middle
        return None

    def _free(self, area: Area) -> bool:
        left, top, right, bottom = area
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        return all(left >= t[2] or t[0] >= right or top >= t[3] or t[1] >= bottom for t in self.taken)
