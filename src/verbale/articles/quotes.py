"""Quotations: what stands between quotation marks of any kind.

Outer marks only: a quotation inside a quotation belongs to it. Marks are matched paragraph by paragraph with a stack,
by their sign and by their shape (what stands on either side): a mark that is missing or typed the wrong way round
spoils no more than its own quotation. A mark that is never closed ends with its paragraph; a paragraph that opens
again, or that closes what the one before left open, continues it. Where whole quotations follow on a mark that is
never closed, nobody can say where it ended: it gives none. Linear in the text; never raises.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.document import Quotation

# which opening marks a closing mark may close, the likeliest first
_CLOSES = {
    "”": "“‟„”\"", "“": "„“", '"': "\"“”„", "»": "«", "«": "»", "›": "‹", "‹": "›", "」": "「", "』": "『",
    "’": "‘’'‚", "'": "'‘’‚", "‘": "‚", "''": ("``", "''"),
}  # fmt: skip
_SINGLE = frozenset("‘’'‚")
_OPENERS = frozenset(("“", "‟", "„", "«", "‹", "「", "『", "``", "‘", "‚"))
_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"``|''|[“”„‟«»「」『』‹›\"‘’'‚]")
_BEFORE_OPENING = frozenset("([{<—–-/:…“‘«„\"'")
_FEW_WORDS = re.compile(r"[^.,;:!?\"]{1,60}\s")
_ELISION = re.compile(r"(?:em|til|tis|twas|cause|bout|n|round|\d\ds?)\b", re.I)  # 'em, 'til, '90s: no quotation begins


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark; `opening` and `closing` say what its neighbours allow, both where they leave it open."""

    sign: str
    start: int
    end: int
    opening: bool
    closing: bool


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of a text in reading order, without its marks.

    >>> [(q.start, q.end) for q in quotations('He said "no" twice.')]
    [(9, 11)]
    """
    found: list[Quotation] = []
    left_open = False
    for paragraph in _PARAGRAPH.finditer(text):
        mine = _in_paragraph(text, paragraph.start(), paragraph.end(), left_open)
        found += mine
        left_open = bool(mine) and not mine[-1].closed
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, left_open: bool) -> list[Quotation]:
    stack = _Stack(text, end)
    marks = list(_marks(text, start, end))
    if left_open and marks and marks[0].closing and not marks[0].opening and marks[0].sign not in _SINGLE:
        first = marks.pop(0)  # nothing opened here: the paragraph goes on from the one before up to this mark
        stack.closed.append((start, start, first.start, False))
    kept = list(_words_aside(text, marks))
    for mark, after in itertools.zip_longest(kept, kept[1:]):
        stack.take(mark, after)
    spans = stack.finished()
    return [
        Quotation(at, stop, closed, left_open and n == 0 and not text[start:begin].strip())
        for n, (begin, at, stop, closed) in enumerate((b, a, e, e < end) for b, a, e, _ in spans)
        if text[at:stop].strip()
    ]


class _Stack:
    """The marks that are open in a paragraph, and the quotations closed so far: (mark, start, end, single)."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.open: list[_Mark] = []
        self.count: Counter[str] = Counter()
        self.closed: list[tuple[int, int, int, bool]] = []

    def take(self, mark: _Mark, after: _Mark | None) -> None:
        """Close with the mark what it can close, else open with it what it may open."""
        if mark.sign in _SINGLE and self.open and self.open[0].sign not in _SINGLE:
            return  # inside double marks single ones matter to nobody
        if (not self._opens(mark) or self._is_misplaced(mark, after)) and self._close(mark):
            return
        if mark.opening or self._opens_late(mark, after):
            self.open.append(mark)
            self.count[mark.sign] += 1

    def _opens(self, mark: _Mark) -> bool:
        return mark.opening and not mark.closing

    def _is_misplaced(self, mark: _Mark, after: _Mark | None) -> bool:
        """Whether what looks like an opening mark closes a few words: known as the "City of Lights "since."""
        if mark.sign != '"' or not self.open or self.open[-1].sign != '"':
            return False
        if after is not None and not after.opening:
            return False  # that one closes what this one opens: a quotation inside a quotation
        return _FEW_WORDS.fullmatch(self.text, self.open[-1].end, mark.start) is not None

    def _opens_late(self, mark: _Mark, after: _Mark | None) -> bool:
        """Whether what looks like a closing mark opens, a blank out of place: she said," We agree"."""
        only_closing = after is not None and after.sign == '"' and not after.opening
        return mark.sign == '"' and only_closing and self.text[mark.start - 1 : mark.start] in (",", ":")

    def _close(self, mark: _Mark) -> bool:
        kinds = [k for k in _CLOSES.get(mark.sign, ()) if self.count[k]]
        if not kinds:
            return False
        while self.open:
            opened = self.open.pop()
            self.count[opened.sign] -= 1
            if opened.sign in kinds:
                self._drop_inside(opened.start)
                self.closed.append((opened.start, opened.end, mark.start, opened.sign in _SINGLE))
                return True
        return False

    def _drop_inside(self, begin: int) -> None:
        while self.closed and self.closed[-1][0] > begin:
            self.closed.pop()

    def finished(self) -> list[tuple[int, int, int, bool]]:
        """The quotations of the paragraph; the last mark left open runs to its end, if nothing closed after it."""
        left = next((m for m in reversed(self.open) if m.sign not in _SINGLE), None)
        if left is not None and not any(begin > left.start and not single for begin, _, _, single in self.closed):
            self._drop_inside(left.start)
            self.closed.append((left.start, left.end, self.end, False))
        return self.closed


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The quotation marks of a paragraph; apostrophes inside words are none."""
    for match in _MARK.finditer(text, start, end):
        sign = match.group()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if sign in _SINGLE and before.isalnum() and after.isalnum():
            continue
        opening, closing = _shape(sign, before, after)
        if opening or closing:
            yield _Mark(sign, match.start(), match.end(), opening, closing)


def _shape(sign: str, before: str, after: str) -> tuple[bool, bool]:
    """(may open, may close), by the sign first and by its neighbours where the sign leaves it open."""
    like_opening = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and after not in ".,;:!?)]}"
    like_closing = not before.isspace() and (after.isspace() or not after.isalnum())
    if sign in _SINGLE:
        opens = like_opening and not before.isalnum() and not like_closing if sign in "’'" else not after.isspace()
        return opens, not before.isspace() and not after.isalnum()
    if sign in ("“", "‟", "«", "‹", "„"):
        return not (sign == "“" and like_closing and not like_opening), not (like_opening and not like_closing)
    if sign in ("”", "»", "›"):
        return like_opening and not like_closing, True
    if sign in _OPENERS:
        return True, False
    if sign in _CLOSES and sign not in ('"', "''"):
        return False, True
    if like_opening and not like_closing:
        return True, False
    if like_closing and not like_opening:
        return False, not (sign == '"' and before.isdigit() and after.isalpha())
    return True, True


def _words_aside(text: str, marks: list[_Mark]) -> Iterator[_Mark]:
    """The marks that are no apostrophes: no elisions ('em), no plurals with a surer mark after (leaders' talks)."""
    sure = [m.start for m in marks if m.sign in "’'" and m.closing and not _is_possessive(text, m)]
    for mark in marks:
        if mark.sign in _SINGLE:
            if mark.opening and _ELISION.match(text, mark.end):
                continue
            later = bisect.bisect_right(sure, mark.start) < len(sure)
            if mark.opening and not mark.closing and mark.sign in "’'" and not later:
                continue
            if mark.closing and later and _is_possessive(text, mark):
                continue
        yield mark


def _is_possessive(text: str, mark: _Mark) -> bool:
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
    return before in ("s", "S") and len(after) == 2 and after[0] == " " and after[1].isalnum()
