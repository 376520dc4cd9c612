"""What speaks for and against two statements of one actor's position on one issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from verbale.record.link.match import Feature
from verbale.record.link.sides import side, sides

ENOUGH = 0.55  # of those concerned; Israel alone in common does not make the truce in Gaza the truce with Iran


@dataclass(frozen=True)
class Face:
    """What of a position can be compared: whose it is, on which issue, whom it concerns, and its words."""

    holder: frozenset[str]
    issue: str | None
    about: Mapping[str, float]
    object: str


def face(position: Mapping[str, Any], about: Sequence[str]) -> Face:
    """The face of a position finding, or of the value of a position record, whose ledger weighs whom it concerns."""
    holder = frozenset(sides([position["holder"]])) or frozenset({position["holder"]["id"]})
    if "concerned" in position:
        weights = Counter(position["concerned"])
    else:
        weights = Counter(about)
        if position["toward"] and (toward := side(position["toward"])):
            weights[toward] += 1
    concerned = {s: float(n) for s, n in weights.items() if s not in holder}
    return Face(holder, position["issue"], concerned, position["object"]["quote"])


def shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How far two positions concern the same sides, 0..1: the mean share of either that lies in the other."""
    common = set(one) & set(other)
    return sum(sum(w for s, w in some.items() if s in common) / sum(some.values()) for some in (one, other)) / 2


def features(one: Face, other: Face) -> Iterator[Feature]:
    """Every comparison of two faces that says something."""
    same = one.holder == other.holder
    yield Feature("holder", 1.0 if same else -1.0, f"held by {', '.join(sorted(one.holder))}", veto=not same)
    if one.issue != other.issue:
        yield Feature("issue", -1.0, f"{one.issue or 'no issue'} is not {other.issue or 'no issue'}", veto=True)
    elif one.issue:
        yield Feature("issue", 1.0, f"on {one.issue}")
    if one.about and other.about:
        share = shared(one.about, other.about)
        common = ", ".join(sorted(set(one.about) & set(other.about)))
        far = share < ENOUGH
        says = f"both concern {common}" if not far else f"they concern others (but for {common or 'nobody'})"
        yield Feature("about", share if not far else -1.0, says, veto=far)
    elif not one.about and not other.about:
        yield Feature("about", 0.3, "neither names whom it concerns")
    alike = fuzz.token_set_ratio(one.object, other.object, processor=str.lower) / 100
    yield Feature("object", alike if alike >= 0.5 else 0.0, f"the words agree by {alike:.0%}")
