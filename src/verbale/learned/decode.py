"""From the numbers of the network to triggers, attributes and spans.

A run is a stretch of neighbouring word pieces that all carry a label; it counts when its strongest piece does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verbale.learned.labels import CHOICES, FLAGS, ROLES, ROLES_OF, TRIGGERS, attributes_of

Array = Any  # a numpy array
Span = tuple[int, int]

PEAK, EXTENT = 0.35, 0.3  # of the strongest piece of a run, and of every piece of it
FAINT = 0.02  # what is less probable is not kept at all
FLAGGED = 0.5  # from which a flag is set
REACH = 8
MANY = frozenset({"actor", "recipient", "participant", "declined", "answer", "target"})  # roles of several spans
LONG = frozenset({"content", "object"})  # spans that may hold a gap
GAP = 3  # pieces that a long span may lack in between


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what stands in a role, [start, end) in characters of the text."""

    role: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Seen:
    """One trigger as the learned reader sees it; spans in characters.

    `choices` has the likeliest value of each attribute with its probability, `flags` those that are set.
    """

    kind: str
    start: int
    end: int
    probability: float
    choices: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    flags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    arguments: tuple[Argument, ...] = ()

    def all(self, role: str) -> tuple[Argument, ...]:
        """The arguments in that role, in the order of the text."""
        return tuple(a for a in self.arguments if a.role == role)

    def one(self, role: str) -> Argument | None:
        """The likeliest argument in that role."""
        return max(self.all(role), key=lambda a: a.probability, default=None)

    def choice(self, name: str) -> str:
        """The likeliest value of an attribute (`status`, `stance` ...)."""
        return self.choices[f"{self.kind}.{name}"][0]


@dataclass(frozen=True)
class Sight:
    """What the network sees in a text: triggers in the order of the text; and of each piece of a word, by the character
    that it starts at, the kind of name that it is part of ("" for none), the class of the word that it begins, and how
    probably it is part of a trigger of each kind, however faintly."""

    triggers: tuple[Seen, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    tags: Mapping[int, str] = field(default_factory=dict)
    faint: Mapping[str, Mapping[int, float]] = field(default_factory=dict)

    def of_kind(self, kind: str) -> tuple[Seen, ...]:
        """The triggers of one kind (`event`, `meeting` ...)."""
        return tuple(s for s in self.triggers if s.kind == kind)

    def probability(self, kind: str, start: int, end: int) -> float:
        """How probably the words [start, end) hold a trigger of a kind, also where that is too little to be seen."""
        return max((p for at, p in self.faint.get(kind, {}).items() if start <= at < end), default=0.0)


def sigmoid(x: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-np.clip(x, -30, 30)))


def softmax(x: Array) -> Array:
    shifted = np.exp(x - x.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def bucket(distance: Array) -> Array:
    """Which of the 2 * REACH + 1 classes of distance: exact when near, doubling when far.

    >>> bucket(np.array([-300, -3, -1, 0, 1, 2, 300])).tolist()
    [0, 6, 7, 8, 9, 10, 16]
    """
    size = np.minimum(REACH, np.ceil(np.log2(np.abs(distance) + 1))).astype(np.int64)
    return REACH + np.sign(distance) * size


def runs(p: Array, peak: float, extent: float, gap: int = 0) -> Iterator[tuple[int, int, float]]:
    """(first, last, strongest) of the runs of a row of probabilities."""
    at = np.flatnonzero(p >= extent)
    if not len(at):
        return
    for stretch in np.split(at, np.flatnonzero(np.diff(at) > gap + 1) + 1):
        strongest = float(p[stretch].max())
        if strongest >= peak:
            yield int(stretch[0]), int(stretch[-1]), strongest


def triggers(p: Array, peak: float = PEAK) -> list[tuple[int, int, int, float]]:
    """(label, first piece, last piece, probability) of the triggers of one window; `p` is [pieces, TRIGGERS]."""
    columns = np.flatnonzero(p.max(axis=0) >= peak)
    return [(int(c), *run) for c in columns for run in runs(p[:, c], peak, EXTENT)]


def faint(p: Array, offsets: Sequence[Span]) -> dict[str, dict[int, float]]:
    """By kind, the pieces that may be part of a trigger of it, each by the character that it starts at."""
    found: dict[str, dict[int, float]] = {}
    for piece, column in zip(*np.nonzero(p >= FAINT), strict=True):
        found.setdefault(TRIGGERS[column], {})[offsets[piece][0]] = float(p[piece, column])
    return found


def likeliest(logits: Array, labels: Sequence[str], offsets: Sequence[Span]) -> dict[int, str]:
    """The likeliest label of each piece, by the character that it starts at; `logits` is [pieces, labels]."""
    best = logits.argmax(axis=-1)
    return {start: labels[n] for n, (start, end) in zip(best, offsets, strict=True) if end > start}


def questions(found: Sequence[tuple[int, int, int, float]], pieces: int) -> dict[str, Array]:
    """What the second half of the network is asked beside its view of the window: one row for each trigger."""
    inside = np.zeros((len(found), pieces), dtype=np.float32)
    distance = np.zeros((len(found), pieces), dtype=np.int64)
    for row, (_, first, last, _) in enumerate(found):
        inside[row, first : last + 1] = 1.0 / (last + 1 - first)
        distance[row] = bucket(np.arange(pieces) - first)
    label = np.array([label for label, *_ in found], dtype=np.int64)
    return {"real": np.ones_like(inside), "inside": inside, "distance": distance, "label": label}


def seen(
    text: str, found: tuple[int, int, int, float], attributes: Array, roles: Array, offsets: Sequence[Span]
) -> Seen:
    """A trigger with its attributes ([ATTRIBUTES] logits) and arguments ([pieces, ROLES] logits)."""
    label, first, last, probability = found
    kind = TRIGGERS[label]
    choices, flags = _attributes(kind, attributes)
    start, end = whole(text, offsets[first][0], offsets[last][1])
    return Seen(kind, start, end, probability, choices, flags, tuple(_arguments(text, kind, roles, offsets)))


def _attributes(kind: str, logits: Array) -> tuple[dict[str, tuple[str, float]], dict[str, tuple[str, ...]]]:
    choices, flags, at = {}, {}, 0
    wanted = attributes_of(kind)
    for name, values in (*CHOICES.items(), *FLAGS.items()):
        row, at = logits[at : at + len(values)], at + len(values)
        if name not in wanted:
            continue
        if name in CHOICES:
            p = softmax(row)
            choices[name] = values[int(p.argmax())], float(p.max())
        else:
            flags[name] = tuple(v for v, x in zip(values, sigmoid(row), strict=True) if x >= FLAGGED)
    return choices, flags


def _arguments(text: str, kind: str, logits: Array, offsets: Sequence[Span]) -> Iterator[Argument]:
    p = sigmoid(logits)
    real = np.array([end > start for start, end in offsets])
    for role in ROLES_OF[kind]:
        row = p[:, ROLES.index(role)] * real
        if row.max(initial=0.0) < 0.5:
            continue
        stretches = list(runs(row, 0.5, 0.4, GAP if role in LONG else 0))
        if role not in MANY:
            stretches = [max(stretches, key=lambda run: float(row[run[0] : run[1] + 1].sum()))]
        for first, last, strongest in stretches:
            start, end = whole(text, offsets[first][0], offsets[last][1])
            yield Argument(role, start, end, strongest)


def whole(text: str, start: int, end: int) -> Span:
    """The span with its first and last word whole.

    >>> whole("they met", 6, 7)
    (5, 8)
    """
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
