"""What speaks for and against two reports of one act of violence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from verbale.record.link import places
from verbale.record.link.match import Feature
from verbale.record.link.sides import sides
from verbale.record.link.spans import Span, day, span_of

FIGURES = ("dead", "injured", "captured")
LONG = 14  # days


@dataclass(frozen=True)
class Face:
    """What of an act of violence can be compared; `figures` are (low, high) by what was counted."""

    actors: frozenset[str]
    targets: frozenset[str]
    mode: str | None
    span: Span | None
    place: Mapping[str, Any] | None
    figures: Mapping[str, tuple[int, int]]
    words: str
    act: str


def face(violence: Mapping[str, Any], published: str | None) -> Face:
    """The face of a violence finding, or of the value of a violence record."""
    old = "historical" in violence["auxiliary"]
    span = span_of(violence["time"]) or (None if old else reported_on(published))
    return Face(
        frozenset(sides(violence["actors"])), frozenset(sides(violence["targets"])), violence["mode"], span,
        violence["place"], figures(violence), violence["evidence"][0]["quote"], violence["rule"].partition(":")[0],
    )  # fmt: skip


def reported_on(published: str | None) -> Span | None:
    """The day of publication, for an act of which no day is stated."""
    on = day(published)
    return Span(on, on, stated=False) if on else None


def figures(violence: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """The counts that are stated, as (low, high); an open end repeats the other."""
    found = {}
    for name in FIGURES:
        count = violence.get(name)
        if count and (count["low"] is not None or count["high"] is not None):
            low = count["low"] if count["low"] is not None else count["high"]
            high = count["high"] if count["high"] is not None else count["low"]
            found[name] = (min(low, high), max(low, high))
    return found


def features(one: Face, other: Face) -> Iterator[Feature]:
    """Every comparison of two faces that says something."""
    yield _place(one.place, other.place)
    yield _time(one, other)
    yield _sides("actors", one.actors, other.actors)
    yield _sides("targets", one.targets, other.targets)
    yield _numbers(one.figures, other.figures)
    if one.mode and other.mode:
        same = one.mode == other.mode
        yield Feature("mode", 1.0 if same else -1.0, f"{one.mode} and {other.mode}")
    if one.act != other.act:
        yield Feature("act", -1.0, f"{one.act} is not {other.act}")
    alike = fuzz.token_set_ratio(one.words, other.words) / 100
    yield Feature("words", 1.0 if alike >= 0.9 else alike if alike >= 0.6 else 0.0, f"words alike by {alike:.0%}")


def _place(one: places.Place, other: places.Place) -> Feature:
    """A strike "across Ukraine" may or may not be the one on Kharkiv: the country alone says almost nothing."""
    value, says = places.agreement(one, other)
    if one and other and one["kind"] == other["kind"] == "country" and value > 0:
        return Feature("place", 0.3, says)
    return Feature("place", 0.1 if value == places.WITHIN else value, says, veto=value == -1.0)


def _time(one: Face, other: Face) -> Feature:
    """Of acts whose day nobody states, only those reported on the same day may be one: wars report daily."""
    a, b = one.span, other.span
    if a is None or b is None:
        return Feature("time", 0.0, "")
    words = f"{a.words()} and {b.words()}"
    if a.stated and b.stated:
        if not a.overlaps(b):
            return Feature("time", -1.0, f"{words} are different days", veto=True)
        if max(a.days, b.days) >= LONG > 3 >= min(a.days, b.days):
            return Feature("time", -1.0, f"a toll of {max(a.days, b.days)} days is not one act", veto=True)
        return Feature("time", 1.0 if max(a.days, b.days) <= 2 else 0.4, f"{words} overlap")
    if a.stated or b.stated:
        act, report = (a, b) if a.stated else (b, a)
        late = (report.start - act.end).days
        fits = report.start >= act.start and late <= 1 and act.days < LONG
        return Feature("time", 0.6 if fits else -1.0, f"on {act.words()}, reported {report.words()}", veto=not fits)
    gap = a.gap(b)
    return Feature("time", 0.4 if gap == 0 else -1.0, f"reported {gap} days apart", veto=gap > 1)


def _sides(name: str, ones: frozenset[str], others: frozenset[str]) -> Feature:
    if not ones or not others:
        return Feature(name, 0.0, "")
    common = ones & others
    if common:
        return Feature(name, 1.0 if ones == others else 0.7, f"both name {', '.join(sorted(common))}")
    return Feature(name, -1.0, f"{', '.join(sorted(ones))} is not {', '.join(sorted(others))}", veto=name == "actors")


def _numbers(ones: Mapping[str, tuple[int, int]], others: Mapping[str, tuple[int, int]]) -> Feature:
    """Equal tolls speak for; a toll may grow, so only tolls far apart speak against."""
    shared = [n for n in FIGURES if n in ones and n in others]
    if not shared:
        return Feature("numbers", 0.0, "")
    values = [_near(ones[n], others[n]) for n in shared]
    says = "; ".join(f"{_range(ones[n])} and {_range(others[n])} {n}" for n in shared)
    return Feature("numbers", sum(values) / len(values), says)


def _near(one: Sequence[int], other: Sequence[int]) -> float:
    if one[0] <= other[1] and other[0] <= one[1]:
        return 1.0
    low, high = sorted((max(one), max(other)))
    ratio = low / high if high else 1.0
    return 0.3 if ratio >= 0.7 or high - low <= 3 else -0.3 if ratio >= 0.4 else -1.0


def _range(count: tuple[int, int]) -> str:
    return str(count[0]) if count[0] == count[1] else f"{count[0]}-{count[1]}"
