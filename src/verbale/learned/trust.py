"""What each reader is trusted with: the numbers of `trust.toml`."""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATH = Path(__file__).resolve().parent / "trust.toml"


@dataclass(frozen=True)
class Trust:
    """Thresholds and calibrations by kind of finding."""

    table: Mapping[str, Mapping[str, Any]]

    def alone(self, kind: str, *, sole: bool = False) -> float:
        """The probability from which what only the network sees makes a finding; `sole` if it reads alone."""
        return float(self.table["sole" if sole else "alone"][kind])

    def doubted(self, kind: str) -> float:
        """The probability below which what only the codebook sees is left out."""
        return float(self.table.get("doubted", {}).get(kind, 0.0))

    def believed(self, kind: str) -> tuple[str, ...]:
        """The fields in which the network may overrule the codebook."""
        return tuple(self.table.get("believed", {}).get(kind, {}))

    def from_(self, kind: str, name: str) -> float:
        """The probability from which it does."""
        return float(self.table.get("believed", {}).get(kind, {}).get(name, 1.1))

    def filled(self, kind: str) -> Mapping[str, float]:
        """The fields that the network fills where the codebook left them open, each with the probability of the trigger
        from which it does."""
        return dict(self.table.get("filled", {}).get(kind, {}))

    def of_codebook(self, kind: str, confidence: float, probability: float) -> float:
        """How often a finding that only the codebook makes is right, by what the network gives it."""
        return self._right("codebook", kind, confidence, probability)

    def of_network(self, kind: str, probability: float) -> float:
        """How often a finding that only the network makes is right."""
        return self._right("network", kind, 0.0, probability)

    def of_both(self, kind: str, confidence: float, probability: float) -> float:
        """How often a finding that both make is right."""
        return self._right("both", kind, confidence, probability)

    def _right(self, source: str, kind: str, confidence: float, probability: float) -> float:
        start, by_confidence, by_probability = self.table["right"][source][kind]
        x = start + by_confidence * _logit(confidence) + by_probability * _logit(probability)
        return 1.0 / (1.0 + math.exp(-x))


def _logit(p: float) -> float:
    p = min(max(p, 0.02), 0.98)
    return math.log(p / (1 - p))


@functools.cache
def trust(path: Path = PATH) -> Trust:
    """The packaged numbers."""
    return Trust(tomllib.loads(path.read_text(encoding="utf-8")))
