"""Who an actor stands for.

A *side* is what two reports of one thing must share, whatever names they use: the government, a ministry, a delegation
and a president stand for their state (the ISO code); an armed group, a party or an international body stands for
itself, and so does the person who leads it, as far as the codebook's tables of office holders say. A person whom the
tables do not know and whose sectors are rebel or armed is kept apart from the state of the country. An actor that
nothing is known of has no side: it links nothing.
"""

from __future__ import annotations

import bisect
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale import codebook
from verbale.codebook import actors as tables
from verbale.codebook.places import fold

_ARMED = frozenset({"REB", "UAF", "PRM", "PRE"})
_OWN = _ARMED | {"PTY", "OPP"}  # parties sit at peace tables for themselves
_STATE = frozenset({"government", "state"})
_NOWHERE = frozenset({None, "IGO", "NGO"})
FRAME = 3
Actor = Mapping[str, Any]


def side(actor: Actor) -> str | None:
    """Whom the actor stands for, or None where that is not known.

    >>> side({"id": "RUS.GOV", "name": "Russia", "kind": "government", "country": "RUS", "sectors": ["GOV"]})
    'RUS'
    """
    country, kind = actor.get("country"), actor.get("kind")
    if kind in _STATE:
        return country
    sectors = set(actor.get("sectors") or ())
    apart = country in _NOWHERE or kind == "armed_group" or bool(sectors & _OWN)
    if not apart:
        return country
    if kind in ("armed_group", "organisation"):
        return str(actor["id"])
    if kind == "person":
        own = str(actor["id"]) if country in _NOWHERE else country
        return _bodies().get(str(actor["id"])) or (f"{country}.REB" if sectors & _ARMED else own)
    return f"{country}.REB" if sectors & _ARMED and country not in _NOWHERE else None


def is_state(side: str) -> bool:
    """Whether a side is a state (an ISO code) and not a group, body or person."""
    return len(side) == 3 and side.isupper()


def members(actors: Iterable[Actor]) -> Iterator[Actor]:
    """The actors, groups taken apart into their members."""
    for actor in actors:
        if actor.get("members"):
            yield from members(actor["members"])
        else:
            yield actor


def sides(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The distinct sides of the actors, in order."""
    return tuple(dict.fromkeys(s for a in members(actors) if (s := side(a)) is not None))


@functools.cache
def _bodies() -> Mapping[str, str]:
    """The body that each office holder of the tables leads or speaks for, by person id; the latest office counts."""
    known = tables.load(codebook.PACKAGED)
    ids = {fold(name): f"org:{body.id}" for body in known.bodies for name in (*body.aliases, body.name)}
    found: dict[str, tuple[str, str]] = {}
    for holding in known.holdings:
        if holding.body and fold(holding.body) in ids:
            key = f"person:{slug(holding.person)}"
            found[key] = max(found.get(key, ("", "")), (holding.start, ids[fold(holding.body)]))
    return {key: body for key, (_, body) in found.items()}


def slug(name: str) -> str:
    """A name as it stands in ids.

    >>> slug("Félix Tshisekedi")
    'felix-tshisekedi'
    """
    return "-".join("".join(c if c.isalnum() else " " for c in fold(name).replace("'", "")).split())


@dataclass(frozen=True, slots=True)
class Named:
    """Where a document names which side: sorted (start, side)."""

    at: Sequence[tuple[int, str]]

    def within(self, spans: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
        """The distinct sides named inside the spans (mentions with `start` and `end`), in alphabetical order.

        Where the spans name fewer than two, the `FRAME` sides that the document names most are added.
        """
        found: set[str] = set()
        for span in spans:
            low, high = (bisect.bisect_left(self.at, (int(span[k]), "")) for k in ("start", "end"))
            found |= {name for _, name in self.at[low:high]}
        if len(found) < 2:
            counts = Counter(name for _, name in self.at)
            found |= set(sorted(counts, key=lambda name: (-counts[name], name))[:FRAME])
        return tuple(sorted(found))


def sides_named(actors: Iterable[Actor]) -> Named:
    """Where the actors of a reading (each with its `mentions`) are named, by side."""
    at = [(int(m["start"]), s) for a in actors if (s := side(a)) is not None for m in a.get("mentions", ())]
    return Named(sorted(at))
