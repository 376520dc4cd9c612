"""Why two things are taken for one: named features, visible weights, and the words for each.

A feature compares one thing about a finding and a record and gives a value from -1 (speaks against) over 0 (says
nothing) to 1 (speaks for). `weights.toml` says how much each counts and where "same" begins. A veto ends the matter.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's part in a decision: `value` in -1..1, times `weight`; `says` in words for a reader."""

    feature: str
    value: float
    weight: float
    says: str


@dataclass(frozen=True, slots=True)
class Match:
    """A decision: "same", "different" or "unsure" (a candidate to show to a reviewer), and its reasons."""

    score: float
    decision: str
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """The match as dictionaries and lists."""
        reasons = [{"feature": r.feature, "value": r.value, "weight": r.weight, "says": r.says} for r in self.reasons]
        return {"score": round(self.score, 3), "decision": self.decision, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Feature:
    """What one comparison gives: a value in -1..1 and the words; `veto` when the two cannot be one."""

    name: str
    value: float
    says: str
    veto: bool = False


@functools.cache
def weights(path: Path = WEIGHTS) -> Mapping[str, Mapping[str, float]]:
    """The weights and thresholds by kind of record."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def judge(kind: str, features: Sequence[Feature]) -> Match:
    """The decision over some features: a veto decides, otherwise the weighted sum against the kind's thresholds."""
    book = weights()[kind]
    reasons = tuple(Reason(f.name, round(f.value, 3), book[f.name], f.says) for f in features if f.value or f.veto)
    score = sum(r.value * r.weight for r in reasons)
    if any(f.veto for f in features):
        return Match(min(score, 0.0), "different", tuple(r for r in reasons if r.value < 0) or reasons)
    decision = "same" if score >= book["same"] else "unsure" if score >= book["unsure"] else "different"
    return Match(round(score, 3), decision, reasons)
