"""Reprints of one text found among many: a story.

A text is compared only with texts that share a key: bands of its MinHash signature over word triples (rensa), and its
first words, which a shortened reprint keeps. The final check aligns the words (rapidfuzz): nearly all words of the
shorter text must stand in the other in the same order, and no more than a few names and figures may be exchanged, since
yesterday's report with other towns and another toll is another story.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq
from rensa import RMinHash

from verbale import codebook
from verbale.codebook import places
from verbale.terms import PlaceKind

PERMUTATIONS, BAND = 128, 4  # 32 bands of 4 rows: a pair with a Jaccard index of .5 is met with probability .87
LEAD = 10  # words; what a shortened reprint keeps
SHARED = 0.85  # of the words of the shorter text, in order
SHORT = 80  # words; in a shorter text every exchanged name or figure makes another story
EXCHANGED = 0.01  # of the words of a longer text: a corrected figure is no new story, a new day is
CONTRADICTED = -1.0
SPELLING = 75  # percent; Zelensky and Zelenskyy are one name
TOWN = 15_000  # people; smaller places share their names with too many words
SMALLEST = 25  # words; shorter texts are one story only when they are the same
WHOLE = 0.95  # of the words of the longer text, where both are short: daily reports resemble each other

_WORD = re.compile(r"\w+(?:[-']\w+)*")
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset(
    "january february march april june july august september october november december".split()
)  # May is also a verb
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
    """The story that the text is a reprint of, the most alike first; None for a text of its own.

    A story of which any text contradicts this one is not its story, whatever a shortened reprint of it leaves open.
    """
    found: dict[str, float] = {}
    for story, other in index.stories(story_keys(text)):
        alike = compared(text, other)
        if alike:
            known = found.get(story, alike)
            found[story] = CONTRADICTED if min(alike, known) < 0 else max(alike, known)
    best = max(found.items(), key=lambda item: (item[1], item[0]), default=None)
    return best[0] if best and best[1] > 0 else None


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
    alike = compared(one, other)
    return alike if alike > 0 else None


def compared(one: str, other: str) -> float:
    """The share of common words (see `likeness`), 0 for texts unlike each other, CONTRADICTED for a changed copy."""
    a, b = _words(one), _words(other)
    if a == b:
        return 1.0
    shorter, longer = sorted((len(a), len(b)))
    if shorter < SMALLEST:
        return 0.0
    common = LCSseq.similarity(a, b, score_cutoff=int(SHARED * shorter))
    shared = common / shorter
    if shared < SHARED or (longer < SHORT and common < WHOLE * longer):
        return 0.0
    return CONTRADICTED if _contradict(_cased(one), _cased(other), shorter) else shared


def _contradict(a: Sequence[str], b: Sequence[str], words: int) -> bool:
    """Whether where the one text names a day, a place or a side, the other names another; or too much is exchanged."""
    exchanged = 0
    for tag, a1, a2, b1, b2 in _blocks(a, b):
        if tag == "replace":
            mine, theirs = _telling(a[a1:a2]), _telling(b[b1:b2])
            if mine and theirs and (days_apart(mine, theirs) or places_apart(mine, theirs)):
                return True
            exchanged += min(len(_unlike(mine, theirs)), len(_unlike(theirs, mine)))
    return exchanged > (0 if words < SHORT else int(words * EXCHANGED))


def days_apart(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether both name days of the week, or months, and not the same."""
    return any((a & names) and (b & names) and not a & b & names for names in (_WEEKDAYS, _MONTHS) for a, b in [
        ({w.casefold() for w in mine}, {w.casefold() for w in theirs})
    ])  # fmt: skip


def places_apart(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether both name places or nationalities with no country in common: Kyiv for Ukraine is no contradiction."""
    a, b = ([found for w in _names(words) if (found := _where(w))] for words in (mine, theirs))
    if not a or not b:
        return False
    towns = {t for t, _ in a if t}, {t for t, _ in b if t}
    if all(towns):
        return not towns[0] & towns[1]
    return not {c for _, c in a} & {c for _, c in b}


def _names(words: Iterable[str]) -> list[str]:
    """Single words and pairs of neighbours."""
    some = list(words)
    return some + [" ".join(pair) for pair in itertools.pairwise(some)]


@functools.lru_cache(maxsize=4096)
def _where(word: str) -> tuple[str | None, str] | None:
    """(town or None, country) of a word that names a well known place or a nationality."""
    book = places.load(codebook.PACKAGED)
    country = book.demonyms.get(word.casefold())
    if country is not None:
        return None, country
    known = next((k for k in book.find(word) if k.country and (k.kind != PlaceKind.CITY or k.population > TOWN)), None)
    if known is None or word.casefold() in book.stop or known.country is None:
        return None
    return (known.name if known.kind == PlaceKind.CITY else None), known.country


def _unlike(mine: Iterable[str], theirs: Iterable[str]) -> set[str]:
    """The names and figures of the one that the other has in no spelling."""
    return {w for w in mine if all(fuzz.ratio(w, v) < SPELLING for v in theirs)}


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


def _telling(words: Sequence[str]) -> list[str]:
    """The words that are names or figures."""
    return [w for w in words if w[0].isupper() or w[0].isdigit()]


@functools.lru_cache(maxsize=512)
def _cased(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", _DATELINE.sub("", text, count=1).replace("’", "'"))
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


@functools.lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    return tuple(w.casefold() for w in _cased(text))
