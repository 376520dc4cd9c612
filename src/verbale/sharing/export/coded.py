"""Events as the older event data sets hold them: a day, a CAMEO code, one source and one target.

What these formats cannot say is left out and counted, never bent: what did not happen or only may, what has no day, no
actor, no code. An announced act takes the code of its announcement, so a planned meeting is 036 and never 04x.

Flattening: an event with lists is one row for each actor and recipient; where a meeting has only actors, one row for
each pair of them, in their order. An event with one actor alone keeps an empty target.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verbale.codebook import PACKAGED, actors, cameo
from verbale.sharing.export.rows import Json, Row, day_of


@dataclass(frozen=True, slots=True)
class Coded:
    """One event with its day (ISO) and its CAMEO code as exported."""

    row: Row
    day: str
    code: str

    @property
    def event(self) -> Json:
        """The event itself."""
        return self.row.finding

    @property
    def goldstein(self) -> float | None:
        """The Goldstein value of the code."""
        found = cameo.nearest(PACKAGED, self.code)
        return found.goldstein if found else None

    @property
    def label(self) -> str:
        """What the code is called."""
        found = cameo.nearest(PACKAGED, self.code)
        return found.name if found else ""


@dataclass(frozen=True, slots=True)
class Dyad:
    """One row of a flattened event."""

    coded: Coded
    source: Json | None
    target: Json | None

    @property
    def number(self) -> int:
        """A whole number for the pair that stays the same: 52 bits, exact also where numbers are floating."""
        ids = "|".join((self.coded.event["id"], *(a["id"] if a else "" for a in (self.source, self.target))))
        return int(hashlib.sha256(ids.encode()).hexdigest()[:13], 16)


def happened(rows: Iterable[Row], left: Counter[str]) -> Iterator[tuple[Row, str]]:
    """The events among the rows that have an actor and a day, with that day; the others are counted in `left`."""
    for row in rows:
        if row.kind != "event":
            continue
        event = row.finding
        day = day_of(row)
        if not (event["actors"] or event["recipients"]):
            left["events without an actor"] += 1
        elif {"negation", "hypothetical"} & set(event["auxiliary"]):
            left["events that did not happen or only may"] += 1
        elif day is None:
            left["events without a day"] += 1
        else:
            yield row, day


def coded(rows: Iterable[Row], left: Counter[str]) -> Iterator[Coded]:
    """The events that have a CAMEO code besides."""
    for row, day in happened(rows, left):
        code = row.finding["cameo"]
        if not code:
            left["events without a CAMEO code"] += 1
            continue
        future = "future" in row.finding["auxiliary"]
        yield Coded(row, day, cameo.announced(PACKAGED, code) if future else code)


def dyads(rows: Iterable[Row], left: Counter[str]) -> Iterator[Dyad]:
    """The coded events, flattened to one source and one target each."""
    for event in coded(rows, left):
        for source, target in _pairs(event.event["actors"], event.event["recipients"]):
            yield Dyad(event, source, target)


def _pairs(sources: list[Json], targets: list[Json]) -> Iterable[tuple[Json | None, Json | None]]:
    if sources and targets:
        return itertools.product(sources, targets)
    if len(sources) > 1:
        return itertools.combinations(sources, 2)
    return [(sources[0] if sources else None, targets[0] if targets else None)]


@dataclass(frozen=True, slots=True)
class ActorCode:
    """The parts of a CAMEO actor code; empty where not known."""

    country: str = ""
    group: str = ""
    roles: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The parts in a row, as RUSGOV or IGOUNO."""
        return self.country + self.group + "".join(self.roles)


def actor_code(actor: Json | None) -> ActorCode:
    """The CAMEO code of an actor: country, known group, roles."""
    if actor is None:
        return ActorCode()
    code = actor["country"] or ""
    country = cameo.countries(PACKAGED).get(code)
    group = cameo.known_groups(PACKAGED).get(actor["id"].removeprefix("org:"), "")
    roles = [cameo.roles(PACKAGED).get(sector, "") for sector in actor["sectors"]]
    return ActorCode(country.cameo if country else code, group, tuple(dict.fromkeys(filter(None, roles)))[:3])


def country_name(code: str | None) -> str | None:
    """The English name of a country by its ISO 3166 alpha-3 code."""
    return next((s.name for s in actors.load(PACKAGED).states if s.id == code), code) if code else None
