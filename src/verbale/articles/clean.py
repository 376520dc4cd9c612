"""Taking out what is no part of the article, without losing where the rest stood.

Whole lines of boilerplate (subscribe and share lines, captions, related links, bylines, notices) go; datelines and time
stamps are taken off the start of their paragraph, the dateline's place and date are kept. The phrases are data:
`codebook/boilerplate.toml`. Line ends become \\n; NUL, control and bidirectional-override characters become blanks, so
that no character changes its place.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from verbale.codebook import PACKAGED

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]?\s+(?=[A-Z(\[])")
MAX_LINE = 400  # characters; a longer line is an article's paragraph, never boilerplate


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text without boilerplate; `removed` are the spans of the source text that went, in order."""

    text: str
    removed: tuple[tuple[int, int], ...]
    dateline: str | None = None
    published: str | None = None  # from a dateline that states a year


@dataclass(frozen=True)
class Phrases:
    """The compiled patterns of `boilerplate.toml`."""

    line: re.Pattern[str]
    prefixes: tuple[re.Pattern[str], ...]


@functools.cache
def phrases(folder: Path = PACKAGED) -> Phrases:
    """The boilerplate patterns of a codebook folder."""
    raw = tomllib.loads((folder / "boilerplate.toml").read_text(encoding="utf-8"))
    whole = "|".join(f"(?:{p})" for name, p in raw["lines"].items() if name != "byline")
    # a byline is told by its capitals; everything else by its words
    line = re.compile(rf"\s*(?:(?i:{whole})|(?:By|BY) {raw['lines']['byline'].removeprefix('by ')})[\s.!]*")
    return Phrases(line, tuple(re.compile(p) for p in raw["prefixes"].values()))


def normalised(text: str) -> str:
    """The text with \\n line ends and blanks for invisible characters; the same length but for \\r\\n."""
    return _INVISIBLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_boilerplate(line: str) -> bool:
    """Whether a whole line is boilerplate.

    >>> is_boilerplate("Sign up for our Evening Tide newsletter.")
    True
    """
    return len(line) <= MAX_LINE and phrases().line.fullmatch(line.strip()) is not None


def clean(text: str) -> Cleaned:
    """The article's own text; `text` must be normalised already."""
    removed: list[tuple[int, int]] = []
    place = published = None
    for line in _LINE.finditer(text):
        if is_boilerplate(line.group()):
            removed.append((line.start(), min(line.end() + 1, len(text))))
            continue
        prefix = _prefix(line.group())
        begin = line.start()
        if prefix is not None:
            begin += prefix.end()
            removed.append((line.start(), begin))
            if place is None and "place" in prefix.groupdict():
                place, published = prefix["place"].strip(" -–—,").title(), _date(prefix)
        removed += _sentences(text, begin, line.end())
    return Cleaned(_without(text, removed), tuple(removed), place, published)


def _prefix(line: str) -> re.Match[str] | None:
    return next(filter(None, (p.match(line) for p in phrases().prefixes)), None)


def _date(prefix: re.Match[str]) -> str | None:
    parts = prefix.groupdict()
    if not parts.get("date") or not parts.get("year"):
        return None
    for form in ("%B %d %Y", "%d %B %Y", "%b %d %Y", "%d %b %Y"):
        try:
            return datetime.strptime(re.sub(r"[.,]", "", parts["date"]), form).date().isoformat()
        except ValueError:
            continue
    return None


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Boilerplate sentences at the end of a paragraph ("... said. Subscribe to our newsletter.")."""
    cuts = [start, *(m.end() for m in _SENTENCE_END.finditer(text, start, end)), end]
    found: list[tuple[int, int]] = []
    for first, last in reversed(list(zip(cuts, cuts[1:], strict=False))):
        if first == start or not is_boilerplate(text[first:last]):
            break
        found.append((first, last))
    return found[::-1]


def _without(text: str, removed: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in removed:
        kept.append(text[at:start])
        at = end
    return "".join((*kept, text[at:]))
