"""Taking out what is no part of the article, without losing where the rest stood.

Whole lines of boilerplate (subscribe and share lines, captions, related links, bylines, notices) go; datelines and time
stamps are taken off the start of their paragraph, the dateline's place and date are kept. The phrases are data:
`codebook/boilerplate.toml`.

What happens to characters, and nothing else does: \\r\\n, \\r, form feeds and Unicode line separators become \\n; byte
order marks, soft hyphens, zero-width spaces and direction marks go; control characters become blanks; half a surrogate
pair becomes U+FFFD. In a text that is wrapped at a fixed width, the line ends inside its paragraphs become blanks.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from verbale.codebook import PACKAGED

_DROPPED = re.compile("\r(?=\n)|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_ALTERED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]?\s+(?=[A-Z(\[])")
_DATE = re.compile(
    r"(?:(?:first )?(?:published|posted|dated?)(?: on| at)?\s*:?\s*)?(?:[a-z]{3,6}day,?\s+)?"
    r"(?P<date>\d{4}-\d\d-\d\d|[a-z]{3,9}\.? \d{1,2},? (?P<year>\d{4})|\d{1,2} [a-z]{3,9}\.?,? \d{4})\b.{0,30}",
    re.I,
)
HEAD = 6  # lines at the top of an article in which a date alone on its line is the day of publication
_END = sys.maxsize
WRAPPED = (40, 110)  # characters: the widths at which plain text is wrapped
_STOP = re.compile(r"(?<=[.!?])\s+")
_PARTS = 4  # sentences of a line that are boilerplate each
MAX_LINE = 400  # characters; a longer line is an article's paragraph, never boilerplate


Spans = list[tuple[int, int]]


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
    always: re.Pattern[str]
    news: re.Pattern[str]
    prefixes: tuple[re.Pattern[str], ...]


@functools.cache
def phrases(folder: Path = PACKAGED) -> Phrases:
    """The boilerplate patterns of a codebook folder."""
    raw = tomllib.loads((folder / "boilerplate.toml").read_text(encoding="utf-8"))
    byline = raw["lines"].pop("byline").removeprefix("by ")  # told by its capitals; everything else by its words
    line = re.compile(rf"(?:(?i:{_any(raw['lines'])})|(?:By|BY) {byline})[\s.!…]*")
    always = re.compile(rf"(?:{_any(raw['always'])})[\s.!…]*", re.I)
    prefixes = tuple(re.compile(p) for p in raw["prefixes"].values())
    return Phrases(line, always, re.compile(raw["news"], re.I), prefixes)


def _any(patterns: Mapping[str, str]) -> str:
    return "|".join(f"(?:{p})" for p in patterns.values())


def visible(text: str) -> tuple[str, Spans]:
    r"""The text with plain line ends and without invisible characters, and the spans of `text` that went.

    >>> visible("One.\r\nTwo.")
    ('One.\nTwo.', [(4, 5)])
    """
    dropped = [m.span() for m in _DROPPED.finditer(text)]
    return _unwrapped(_ALTERED.sub(_plain, _without(text, dropped))), dropped


def _plain(match: re.Match[str]) -> str:
    sign = match.group()
    return "\n" if sign in _LINE_ENDS else "\ufffd" if sign >= "\ud800" else " "


def _unwrapped(text: str) -> str:
    """The text with blanks for the line ends of a hard wrap: a line ended where the next word would not have fitted."""
    lines = text.split("\n")
    width = max(map(len, lines))
    if not WRAPPED[0] <= width <= WRAPPED[1]:
        return text
    pairs = [n for n in range(len(lines) - 1) if lines[n].strip() and lines[n + 1].strip()]
    full = {n for n in pairs if len(lines[n]) + 1 + len(lines[n + 1].split(maxsplit=1)[0]) > width - 2}
    if len(full) < 3 or len(full) < 0.6 * len(pairs):
        return text
    ends = ("" if n == len(lines) - 1 else " " if n in full else "\n" for n in range(len(lines)))
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def is_boilerplate(line: str, folder: Path = PACKAGED) -> bool:
    """Whether a whole line is boilerplate by the patterns of a codebook folder.

    >>> is_boilerplate("Sign up for our Evening Tide newsletter.")
    True
    >>> is_boilerplate("Reporting in Jeddah and Port Sudan. Photo: handout")
    True
    """
    known, words = phrases(folder), line.strip()
    if len(words) > MAX_LINE:
        return False
    if known.always.fullmatch(words) is not None:
        return True
    if known.line.fullmatch(words) is not None and known.news.search(words) is None:
        return True
    parts = _STOP.split(words)  # "Reporting in Jeddah. Photo: handout"
    return 1 < len(parts) <= _PARTS and all(is_boilerplate(part, folder) for part in parts)


def clean(text: str, folder: Path = PACKAGED) -> Cleaned:
    """The article's own text out of `text`, which is taken as it came; `folder` is that of the codebook."""
    plain, dropped = visible(text)
    removed: Spans = []
    place = published = None
    for number, line in enumerate(_LINE.finditer(plain)):
        if published is None and number < HEAD and (alone := _DATE.fullmatch(line.group().strip())):
            published = _date(alone)
        if is_boilerplate(line.group(), folder):
            removed.append((line.start(), min(line.end() + 1, len(plain))))
            continue
        prefix = _prefix(line.group(), folder)
        begin = line.start()
        if prefix is not None:
            begin += prefix.end()
            removed.append((line.start(), begin))
            if place is None and "place" in prefix.groupdict():
                place, published = _place(prefix["place"]), published or _date(prefix)
        removed += _sentences(plain, begin, line.end(), folder)
    return Cleaned(_without(plain, removed), tuple(_in_source(removed, dropped)), place, published)


def _place(words: str) -> str:
    """ISTANBUL, Turkey as Istanbul, Turkey."""
    return re.sub(r"[^\W\d_]{3,}", lambda m: m.group().capitalize(), words.strip(" -–—,"))


def _in_source(removed: Spans, dropped: Spans) -> Spans:
    """The spans of the source text that are gone: `dropped`, and `removed` from what that left."""
    found: Spans = []
    shift, rest = 0, iter([*dropped, (_END, _END)])
    gap = next(rest)
    for start, end in [*removed, (_END, _END)]:
        while gap[0] < _END and gap[0] - shift <= start:
            found.append(gap)
            shift += gap[1] - gap[0]
            gap = next(rest)
        begin = start + shift
        while gap[0] < _END and gap[0] - shift < end:
            shift += gap[1] - gap[0]
            gap = next(rest)
        if start < _END:
            found.append((begin, end + shift))
    return found


def _prefix(line: str, folder: Path) -> re.Match[str] | None:
    return next(filter(None, (p.match(line) for p in phrases(folder).prefixes)), None)


def _date(prefix: re.Match[str]) -> str | None:
    parts = prefix.groupdict()
    if not parts.get("date") or not re.search(r"\d{4}", parts["date"]):
        return None
    with contextlib.suppress(ValueError):
        return date.fromisoformat(parts["date"]).isoformat()
    for form in ("%B %d %Y", "%d %B %Y", "%b %d %Y", "%d %b %Y"):
        try:
            return datetime.strptime(re.sub(r"[.,]", "", parts["date"]), form).date().isoformat()
        except ValueError:
            continue
    return None


def _sentences(text: str, start: int, end: int, folder: Path) -> Spans:
    """Boilerplate sentences at the end of a paragraph ("... said. Subscribe to our newsletter.")."""
    cuts = [start, *(m.end() for m in _SENTENCE_END.finditer(text, start, end)), end]
    found: Spans = []
    for first, last in reversed(list(itertools.pairwise(cuts))):
        if first == start or not is_boilerplate(text[first:last], folder):
            break
        found.append((first, last))
    return found[::-1]


def _without(text: str, removed: Spans) -> str:
    kept, at = [], 0
    for start, end in removed:
        kept.append(text[at:start])
        at = end
    return "".join((*kept, text[at:]))
