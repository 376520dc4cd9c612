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

    def right(self, source: str, kind: str, confidence: float, probability: float, words: int) -> float:
        """How often a finding is right: by who makes it (`codebook`, `network` or `both`), how sure the codebook is (0
        where it does not see it), what the network gives it, and how many words the text has that it stands in."""
        weighed = zip(self.table["right"][source][kind], grounds(confidence, probability, words), strict=True)
        return 1.0 / (1.0 + math.exp(-sum(weight * ground for weight, ground in weighed)))


def grounds(confidence: float, probability: float, words: int) -> tuple[float, float, float, float]:
    """What the log odds of being right are weighed from: one, the odds of either reader, the length of the text (in
    powers of ten from a hundred words: a few sentences out of their article say less of who is meant)."""
    return 1.0, _logit(confidence) if confidence else 0.0, _logit(probability), _length(words)


def _length(words: int) -> float:
    return math.log10(min(max(words, 25), 400) / 100)


def _logit(p: float) -> float:
    p = min(max(p, 0.02), 0.98)
    return math.log(p / (1 - p))


@functools.cache
def trust(path: Path = PATH) -> Trust:
    """The packaged numbers."""
    return Trust(tomllib.loads(path.read_text(encoding="utf-8")))
