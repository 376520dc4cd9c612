"""A dossier suggested by a handful of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from verbale.record.dossiers import Dossier, name_of
from verbale.record.link.sides import side, sides, slug

PARTIES, MEDIATORS, ISSUES, THEATRES = 2, 6, 8, 4
Reading = Mapping[str, Any]


def suggested(name: str, readings: Sequence[Reading]) -> Dossier:
    """A dossier for what the readings (the contract's dictionaries) have in common, to be edited by its owner.

    Parties are the two sides that hold positions towards, fight or meet each other in most articles; whoever else
    sits at the table, or speaks in more than one article, is suggested as a mediator; issues and theatres are the
    frequent ones; it begins with the month of the first article.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    others: Counter[str] = Counter()
    for reading in readings:
        pairs.update(_pairs(reading))
        others.update(set(_speakers(reading)))
    facing = [pair for pair, _ in sorted(pairs.items(), key=lambda p: (-p[1], p[0]))]
    parties = facing[0] if facing else tuple(s for s, _ in others.most_common(PARTIES))
    mediating = _mediators(readings, parties)
    wanted = [s for s, n in (mediating + others).most_common() if s not in parties and (s in mediating or n > 1)]
    days = sorted(d for r in readings if (d := r["document"]["published"]))
    return Dossier(
        id=slug(name), name=name, parties=tuple(parties), mediators=tuple(wanted[:MEDIATORS]),
        issues=tuple(i for i, _ in Counter(_issues(readings)).most_common(ISSUES)),
        theatres=tuple(t for t, _ in Counter(_theatres(readings)).most_common(THEATRES)),
        since=f"{days[0][:7]}-01" if days else None,
    )  # fmt: skip


def _pairs(reading: Reading) -> Iterator[tuple[str, str]]:
    """Pairs of sides that face each other in the article; each finding counts once, violence twice."""
    for position in reading["positions"]:
        holder, toward = side(position["holder"]), side(position["toward"]) if position["toward"] else None
        yield from _pair(holder, toward)
    for violence in reading["violence"]:
        for one in sides(violence["actors"]):
            for other in sides(violence["targets"]):
                yield from (*_pair(one, other), *_pair(one, other))
    for meeting in reading["meetings"]:
        there = [
            s for p in meeting["participants"] if p["role"] not in ("mediator", "host") and (s := side(p["actor"]))
        ]
        if len(set(there)) == 2:
            yield from _pair(*sorted(set(there)))


def _pair(one: str | None, other: str | None) -> Iterator[tuple[str, str]]:
    if one and other and one != other:
        yield (one, other) if one < other else (other, one)


def _speakers(reading: Reading) -> Iterator[str]:
    for statement in reading["statements"]:
        yield from sides([statement["speaker"]])
    for position in reading["positions"]:
        yield from sides([position["holder"]])


def _mediators(readings: Iterable[Reading], parties: Iterable[str]) -> Counter[str]:
    """Who sits with a party without being one, hosts or mediates: by the number of meetings."""
    found: Counter[str] = Counter()
    for reading in readings:
        for meeting in reading["meetings"]:
            there = set(sides(p["actor"] for p in meeting["participants"]))
            roles = {p["role"] for p in meeting["participants"]}
            if there & set(parties) or roles & {"mediator", "host"}:
                found.update(there - set(parties))
    return found


def _issues(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        for position in reading["positions"]:
            if position["issue"]:
                yield position["issue"]
        for meeting in reading["meetings"]:
            yield from meeting["issues"]


def _theatres(readings: Iterable[Reading]) -> Iterator[str]:
    """The countries or regions where violence of the articles happened, by name."""
    for reading in readings:
        for violence in reading["violence"]:
            place = violence["place"]
            if place and place["kind"] == "region":
                yield place["name"]
            elif place and place["country"]:
                yield name_of(place["country"])
