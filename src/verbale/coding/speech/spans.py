"""A reporting frame, and the words that it covers."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.coding.speech.voices import escapes
from verbale.document import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EDGE = frozenset(",;:.–—-!?")


@dataclass(frozen=True, slots=True)
class Frame:
    """`speaker` is the head word of who says it; `start` and `end` the content; `head` the word that governs it."""

    cue: tuple[Token, ...]
    family: str
    speaker: Token | None
    start: int
    end: int
    head: Token

    @property
    def verb(self) -> Token:
        """The cue's main word."""
        return self.cue[0]


def make_frame(
    cue: tuple[Token, ...], family: str, speaker: Token | None, words: list[Token], head: Token
) -> Frame | None:
    """The frame of a cue and the words it reports, those beyond a semicolon left out; None when none are left."""
    kept = trimmed(beside(cue[0], words))
    if not kept:
        return None
    if not kept[0].i <= head.i <= kept[-1].i:
        inside_ = set(kept)
        head = next((t for t in kept if t.head not in inside_ or t.head is t), kept[0])
    return Frame(cue, family, speaker, kept[0].start, kept[-1].end, head)


def inside(clause: Token, cue: Token) -> list[Token]:
    """The words of a clause without the cue's own and without its opening "that"."""
    words = _without(clause, cue)
    if words and words[0].lower == "that" and words[0].dep == "mark":
        words = words[1:]
    return words


def outside(host: Token, comment: Token) -> list[Token]:
    """The words of a clause without the phrase that comments on it."""
    return _without(host, comment)


def _without(top: Token, left_out: Token) -> list[Token]:
    found, stack = [], [top]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(c for c in token.children if c is not left_out and not escapes(c, left_out))
    found.sort(key=lambda t: t.i)
    while found and found[-1].dep in ("cc", "punct") and found[-1].lower in ("and", "but", "or", ","):
        found.pop()
    return found


def beside(cue: Token, words: list[Token]) -> list[Token]:
    """The words on the cue's side of any semicolon."""
    breaks = [t.i for t in words if t.text == ";"]
    low = max((i for i in breaks if i < cue.i), default=-1)
    high = min((i for i in breaks if i > cue.i), default=1 << 40)
    return [t for t in words if low < t.i < high] if breaks else words


def trimmed(words: list[Token]) -> list[Token]:
    begin, end = 0, len(words)
    while begin < end and words[begin].text in _EDGE:
        begin += 1
    while end > begin and words[end - 1].text in _EDGE:
        end -= 1
    return words[begin:end]


def is_that_clause(clause: Token) -> bool:
    """Whether the clause opens with "that"."""
    mark = clause.child("mark")
    return mark is not None and mark.lower == "that"
