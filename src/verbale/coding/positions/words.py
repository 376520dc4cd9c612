"""The word lists of `movement.toml`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

Words = Mapping[str, Mapping[str, list[str]]]


@functools.cache
def words(folder: Path) -> Words:
    """Lists by section and by where they stand."""
    return tomllib.loads((folder / "movement.toml").read_text(encoding="utf-8"))
