"""A dossier suggested by a handful of articles."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from verbale.record.dossiers import Dossier, name_of
from verbale.record.link.sides import side, sides, sides_named, slug

AGAINST = frozenset({"demands", "conditions", "rejects", "opposes", "refuses"})
PARTIES, MEDIATORS, ISSUES, THEATRES = 2, 6, 8, 4
Reading = Mapping[str, Any]


def suggested(name: str, readings: Sequence[Reading]) -> Dossier:
    """A dossier for what the readings (the contract's dictionaries) have in common, to be edited by its owner.

    Parties are the two sides that hold positions towards, fight or meet each other in most articles; whoever else
    sits at the table, or speaks in more than one article, is suggested as a mediator; issues and theatres are the
    frequent ones; it begins with the month of the first article.
    """
    pairs: defaultdict[tuple[str, str], float] = defaultdict(float)
    others: Counter[str] = Counter()
    for reading in readings:
        for pair, weight in _pairs(reading):
            pairs[pair] += weight
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


def _pairs(reading: Reading) -> Iterator[tuple[tuple[str, str], float]]:
    """Pairs of sides that face each other in the article, and how much each finding says so."""
    named = sides_named(reading["actors"])
    for position in reading["positions"]:
        holder, toward = side(position["holder"]), side(position["toward"]) if position["toward"] else None
        against = position["stance"] in AGAINST
        yield from ((pair, 1.0 if against else 0.2) for pair in _pair(holder, toward))
        for other in named.within(position["evidence"]):
            yield from ((pair, 0.5 if against else 0.1) for pair in _pair(holder, other))
    for violence in reading["violence"]:
        for one, other in itertools.product(sides(violence["actors"]), sides(violence["targets"])):
            yield from ((pair, 2.0) for pair in _pair(one, other))
    for meeting in reading["meetings"]:
        seats = [p for p in meeting["participants"] if p["role"] not in ("mediator", "host")]
        there = sorted(set(sides(p["actor"] for p in seats)))
        for one, other in itertools.combinations(there, 2):
            yield from ((pair, 1.0 / (len(there) - 1)) for pair in _pair(one, other))
    for claim in reading["claims"]:
        for answer in claim["responses"]:
            for other in named.within(claim["evidence"]):
                yield from ((pair, 0.5) for pair in _pair(side(answer["actor"]), other))


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
