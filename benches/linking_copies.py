"""Copies of the shipped example articles for the linking bench: reprints, edited reprints, and hard negatives.

A copy says which story it belongs to, and for every sentence that it shares with the original nothing has changed:
findings of shared sentences that resolve to the same day are the same. A hard negative swaps the days, a city or a
side throughout: another story, and other meetings wherever the swap shows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SMALL = {
    "said": "stated", "about": "on", "also": "further", "after": "following", "announced": "declared", "because": "as",
    "large": "big", "hope": "trust", "still": "yet", "several": "some",
}  # fmt: skip
CITY = {"Ankara": "Baku", "Istanbul": "Muscat", "Geneva": "Oslo", "Ohrid": "Sarajevo", "Vienna": "Lausanne",
        "Panmunjom": "Singapore", "Cartagena": "Medellín", "Brussels": "Vienna", "Tehran": "Isfahan",
        "Turkey": "Azerbaijan", "Pyongyang": "Wonsan", "White House": "Elysée Palace"}  # fmt: skip
SIDE = {
    "Ukrainian": "Georgian", "Ukraine": "Georgia", "Kyiv": "Tbilisi", "Volodymyr Zelensky": "Salome Arveladze",
    "Serbian": "Bulgarian", "Serbia": "Bulgaria", "Belgrade": "Sofia", "Aleksandar Vučić": "Dobrin Vasilev",
    "Vučić": "Vasilev", "Armenian": "Georgian", "Armenia": "Georgia", "Nikol Pashinyan": "Levan Kapanadze",
    "Pashinyan": "Kapanadze", "Iran": "Libya", "Iranian": "Libyan", "Tehran": "Tripoli", "Moon Jae-in": "Han Do-yun",
    "Moon": "Han", "South Korean": "Japanese", "Colombian": "Peruvian", "Juan Manuel Santos": "Raúl Quintanar",
}  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """An article of the bench; `of` names the original, `sort` what was done to it."""

    of: str
    sort: str
    text: str
    published: str
    publisher: str

    @property
    def story(self) -> str:
        """What it is a reprint of: the original, or, for a hard negative, itself."""
        return self.of if self.sort in ("original", "reprint", "edited", "shortened") else f"{self.of}/{self.sort}"


def copies(folder: Path) -> Iterator[Copy]:
    """Every example article with its copies."""
    for path in sorted(folder.glob("*.txt")):
        beside = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
        text, published = path.read_text(encoding="utf-8"), str(beside["published"])
        yield Copy(path.stem, "original", text, published, beside["publisher"])
        for sort, changed, days, outlet in _changed(text):
            moved = (date.fromisoformat(published) + timedelta(days=days)).isoformat()
            yield Copy(path.stem, sort, changed, moved, outlet)


def _changed(text: str) -> Iterator[tuple[str, str, int, str]]:
    paragraphs = text.strip().split("\n\n")
    yield "reprint", f"LISBON (Delta Wire) - {text}", 0, "Quay Tribune"
    yield "reprint", text + "\n\nRead more: Ten things to know this morning", 1, "Northern Lamp"
    yield "edited", _edited(paragraphs), 0, "Harbour Post"
    yield "shortened", "\n\n".join(paragraphs[:3]), 0, "Morning Ferry"
    yield "other day", _swapped(text, {d: DAYS[(n + 2) % 7] for n, d in enumerate(DAYS)}), 0, "The Ridge"
    if (city := _swapped(text, CITY)) != text:
        yield "other city", city, 0, "Salt Road News"
    if (side := _swapped(text, SIDE)) != text:
        yield "other side", side, 0, "Salt Road News"


def _edited(paragraphs: list[str]) -> str:
    """One paragraph less, a line more, and small words exchanged."""
    kept = paragraphs[:3] + paragraphs[4:]
    return _swapped("\n\n".join(kept), SMALL) + "\n\nAdditional reporting by our correspondents."


def _swapped(text: str, words: dict[str, str]) -> str:
    """The text with every word of `words` exchanged, longest first, in one pass."""
    longest = sorted(words, key=len, reverse=True)
    return re.sub(rf"\b({'|'.join(map(re.escape, longest))})\b", lambda m: words[m[1]], text)
