"""What speaks for and against two statements of one actor's position on one issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from verbale.record.link.match import Feature
from verbale.record.link.sides import side, sides


@dataclass(frozen=True)
class Face:
    """What of a position can be compared: whose it is, on which issue, whom it concerns, and its words."""

    holder: frozenset[str]
    issue: str | None
    about: frozenset[str]
    object: str


def face(position: Mapping[str, Any], about: Sequence[str]) -> Face:
    """The face of a position finding, or of the value of a position record."""
    holder = frozenset(sides([position["holder"]])) or frozenset({position["holder"]["id"]})
    toward = side(position["toward"]) if position["toward"] else None
    return Face(
        holder, position["issue"], (frozenset(about) | ({toward} if toward else set())) - holder,
        position["object"]["quote"],
    )  # fmt: skip


def features(one: Face, other: Face) -> Iterator[Feature]:
    """Every comparison of two faces that says something."""
    same = one.holder == other.holder
    yield Feature("holder", 1.0 if same else -1.0, f"held by {', '.join(sorted(one.holder))}", veto=not same)
    if one.issue != other.issue:
        yield Feature("issue", -1.0, f"{one.issue or 'no issue'} is not {other.issue or 'no issue'}", veto=True)
    elif one.issue:
        yield Feature("issue", 1.0, f"on {one.issue}")
    if one.about and other.about:
        common = one.about & other.about
        share = len(common) / min(len(one.about), len(other.about))
        value = share if common else -1.0
        yield Feature(
            "about",
            value,
            f"both concern {', '.join(sorted(common))}" if common else "they concern others",
            veto=not common,
        )
    elif not one.about and not other.about:
        yield Feature("about", 0.3, "neither names whom it concerns")
    alike = fuzz.token_set_ratio(one.object, other.object, processor=str.lower) / 100
    yield Feature("object", alike if alike >= 0.5 else 0.0, f"the words agree by {alike:.0%}")
