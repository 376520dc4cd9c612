"""Reprints of one text found among many: a story.

A text is compared only with texts that share a key: bands of its MinHash signature over word triples (rensa), and its
first words, which a shortened reprint keeps. The final check aligns the words (rapidfuzz): nearly all words of the
shorter text must stand in the other in the same order, and no more than a few names and figures may be exchanged, since
yesterday's report with other towns and another toll is another story.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

from rapidfuzz.distance import Indel, LCSseq
from rensa import RMinHash

PERMUTATIONS, BAND = 128, 4  # 32 bands of 4 rows: a pair with a Jaccard index of .5 is met with probability .87
LEAD = 10  # words; what a shortened reprint keeps
SHARED = 0.85  # of the words of the shorter text, in order
SHORT = 80  # words; in a shorter text every exchanged name or figure makes another story
EXCHANGED = 0.02  # of the words of a longer text: a corrected figure is no new story, a new day is
SMALLEST = 12  # words; shorter texts are one story only when they are the same

_WORD = re.compile(r"\w+(?:[-']\w+)*")
_DATELINE = re.compile(
    r"^\s*[A-ZÀ-Þ][A-ZÀ-Þ .,'-]{2,40}"  # ACCRA, Ghana is not read: a dateline is all capitals
    r"(?:,? [A-Z]?[a-z]{2,8}\.? \d{1,2}|,? \d{1,2} [A-Z][a-z]+)?\s*(?:\([^)]{2,40}\))?\s*[-–—:]\s+"
)


class Index(Protocol):
    """Where the texts of known stories are found by key."""

    def stories(self, keys: Iterable[str]) -> Iterable[tuple[str, str]]:
        """(story id, a text of it) for every text that has one of the keys."""
        ...


class Stories:
    """An index in memory."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[int]] = {}
        self._texts: list[tuple[str, str]] = []

    def stories(self, keys: Iterable[str]) -> Iterable[tuple[str, str]]:
        """(story id, a text of it) for every text that has one of the keys."""
        return [self._texts[n] for n in sorted({n for key in keys for n in self._by_key.get(key, ())})]

    def add(self, story: str, text: str) -> None:
        """Make a text of a story known."""
        self._texts.append((story, text))
        for key in story_keys(text):
            self._by_key.setdefault(key, []).append(len(self._texts) - 1)


def story_of(text: str, index: Index) -> str | None:
    """The story that the text is a reprint of, the most alike first; None for a text of its own."""
    best: tuple[float, str] | None = None
    for story, other in index.stories(story_keys(text)):
        alike = likeness(text, other)
        if alike is not None and (best is None or (alike, story) > best):
            best = (alike, story)
    return best[1] if best else None


def story_keys(text: str) -> frozenset[str]:
    """The keys under which a text is kept: bands of its signature and its first words."""
    words = _words(text)
    triples = {" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update(sorted(triples))
    digest = sketch.digest()
    bands = (f"{n}:" + "-".join(f"{v:x}" for v in digest[n : n + BAND]) for n in range(0, PERMUTATIONS, BAND))
    return frozenset((*bands, "lead:" + " ".join(words[:LEAD])))


def likeness(one: str, other: str) -> float | None:
    """The share of the shorter text's words that stand in the other in order; None when they are two stories."""
    a, b = _words(one), _words(other)
    if a == b:
        return 1.0
    if min(len(a), len(b)) < SMALLEST:
        return None
    shared = LCSseq.similarity(a, b, score_cutoff=int(SHARED * min(len(a), len(b)))) / min(len(a), len(b))
    if shared < SHARED:
        return None
    return shared if _exchanged(_cased(one), _cased(other)) <= _allowed(min(len(a), len(b))) else None


def _allowed(words: int) -> int:
    return 0 if words < SHORT else int(words * EXCHANGED)


def _exchanged(a: Sequence[str], b: Sequence[str]) -> int:
    """How many names and figures of the one stand where the other has different ones."""
    count = 0
    for tag, a1, a2, b1, b2 in _blocks(a, b):
        if tag == "replace":
            mine, theirs = ({w for w in part if _telling(w)} for part in (a[a1:a2], b[b1:b2]))
            count += min(len(mine - theirs), len(theirs - mine))
    return count


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Indel operations with a deletion beside an insertion joined into a replacement."""
    last: tuple[str, int, int, int, int] | None = None
    for op in Indel.opcodes(a, b):
        now = (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        if last is not None and last[0] != "equal" and now[0] != "equal":
            last = ("replace", last[1], now[2], last[3], now[4])
            continue
        if last is not None:
            yield last
        last = now
    if last is not None:
        yield last


def _telling(word: str) -> bool:
    """Whether a word is a name or a figure."""
    return word[0].isupper() or word[0].isdigit()


@functools.lru_cache(maxsize=512)
def _cased(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", _DATELINE.sub("", text, count=1).replace("’", "'"))
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


@functools.lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    return tuple(w.casefold() for w in _cased(text))
