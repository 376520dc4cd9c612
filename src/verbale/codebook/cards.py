"""Cards: what may be coded and the words that signal it, read from TOML and checked field by field.

An unknown field, a missing one, a malformed pattern or a card without a fitting and a non-fitting sentence is a
`CodebookError` that names file, line and the likely cure.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from verbale.codebook.patterns import Pattern, parse_pattern
from verbale.errors import CodebookError

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what must be found in it: a mapping of field to value, or `nothing` of this card.

    `gap` says what is still missing where the reader does not manage the sentence yet: it is counted, and it is an
    error once the sentence reads as it should.
    """

    text: str
    finds: Mapping[str, Any] | str
    why: str = ""
    published: str | None = None
    gap: str = ""

    @property
    def fits(self) -> bool:
        """Whether the sentence is one that the card must find something in."""
        return self.finds != NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What all cards have."""

    name: str
    definition: str
    not_this: str
    examples: tuple[Example, ...] = ()
    path: Path = Path()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActCard(Card):
    """An act: its place in PLOVER and CAMEO, what other finding it makes, and the frames that express it.

    `finding` is position, meeting, claim, response, violence or "" (an event only); `stance`, `response`, `status`
    and `movement` say which; `negated` is the stance that a negated one amounts to ("does not accept": rejects),
    empty for none; with `polarity = "negative"` the frame counts only when it is negated. `auxiliary` marks what the
    word itself says of its reality ("cancel" is negation).
    `role` is what the ACTOR is in the meeting that the frame speaks of (party, host, mediator, visitor or declined).
    `rank` decides between two cards on one word where their patterns ask for equally much (higher wins).
    """

    event: str = ""
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    cameo: str = ""
    finding: str = ""
    stance: str = ""
    response: str = ""
    status: str = ""
    movement: str = ""
    form: str = ""
    issue: str = ""
    negated: str = ""
    polarity: str = ""
    role: str = ""
    auxiliary: tuple[str, ...] = ()
    rank: int = 0
    verbs: tuple[Pattern, ...] = ()
    nouns: tuple[Pattern, ...] = ()
    adjectives: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CueCard(Card):
    """A family of words that change how real something is, or whose word it is.

    The lists say where the cue stands: `adverbs`, `auxiliaries` and `determiners` beside the predicate;
    `complement_of` (verbs, nouns, adjectives) above it with the predicate as infinitive, that-clause or gerund;
    `object_of`, `subject_of` and `noun_of` above an event noun ("call off", "collapse", "cancellation of");
    `prepositions` and `subordinators` in front of it; `modifiers` (adjectives, participles) on an event noun;
    `phrases` anywhere in the clause. `not_cues` only look like one ("not only").
    """

    adverbs: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    complement_of: tuple[str, ...] = ()
    object_of: tuple[str, ...] = ()
    subject_of: tuple[str, ...] = ()
    noun_of: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    not_cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCard(Card):
    """An issue that parties negotiate about: its group and the words that name it.

    `terms` are words or phrases (lemmas, joined by blanks) that name the issue by themselves; `weak` ones only where
    no term of another issue stands beside them; `hints` count only beside another hint of the same card; `not_terms`
    are phrases whose words do not count for this issue ("light water" is no water).
    """

    group: str
    terms: tuple[str, ...]
    weak: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    not_terms: tuple[str, ...] = ()


AnyCard = TypeVar("AnyCard", bound=Card)


def load_cards(folder: Path, kind: type[AnyCard], lists: Mapping[str, frozenset[str]]) -> dict[str, AnyCard]:
    """All cards of a folder by name, in alphabetical order of their files."""
    cards: dict[str, AnyCard] = {}
    for path in sorted(folder.glob("*.toml")):
        card = load_card(path, kind, lists)
        if card.name in cards:
            raise CodebookError(
                f"{_at(path, 'name')}: a card named {card.name!r} exists already: {cards[card.name].path}"
            )
        cards[card.name] = card
    return cards


def load_card(path: Path, kind: type[AnyCard], lists: Mapping[str, frozenset[str]]) -> AnyCard:
    """One card from its file."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise CodebookError(f"{path}: not valid TOML: {problem}") from problem
    known = {f.name: f for f in fields(kind) if f.name != "path"}
    _check_fields(path, raw, known)
    values: dict[str, Any] = {"path": path}
    for name, value in raw.items():
        values[name] = _value(path, name, value, lists)
    return kind(**values)


def _check_fields(path: Path, raw: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    for name in raw:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            cure = f"did you mean {close[0]!r}?" if close else f"fields are {', '.join(known)}"
            raise CodebookError(f"{_at(path, name)}: unknown field {name!r}; {cure}")
    for name, f in known.items():
        if f.default is MISSING and name not in raw:
            raise CodebookError(f"{path}: field {name!r} is missing: add it")


def _value(path: Path, name: str, value: Any, lists: Mapping[str, frozenset[str]]) -> Any:
    if name == "examples":
        return tuple(_example(path, e) for e in value)
    if not isinstance(value, list):
        return value
    repeated = next((v for i, v in enumerate(value) if v in value[:i]), None)
    if repeated is not None:
        raise CodebookError(f"{_at(path, name)}: {repeated!r} stands twice in {name!r}: remove one")
    if name in ("verbs", "nouns", "adjectives"):
        return tuple(_pattern(path, v, lists) for v in value)
    return tuple(value)


def _pattern(path: Path, text: str, lists: Mapping[str, frozenset[str]]) -> Pattern:
    try:
        return parse_pattern(text, lists)
    except ValueError as problem:
        raise CodebookError(f"{_at(path, text)}: {problem}") from problem


_EXAMPLE_FIELDS = {f.name for f in fields(Example)}


def _example(path: Path, raw: Mapping[str, Any]) -> Example:
    for name in raw:
        if name not in _EXAMPLE_FIELDS:
            raise CodebookError(
                f"{_at(path, name)}: unknown field {name!r} in an example; fields are {sorted(_EXAMPLE_FIELDS)}"
            )
    if "text" not in raw or "finds" not in raw:
        raise CodebookError(f"{_at(path, 'examples')}: an example needs 'text' and 'finds'")
    return Example(**raw)


def check_examples(cards: Iterable[Card]) -> None:
    """Raise unless every card has a sentence that fits and one that must not."""
    for card in cards:
        if not any(e.fits for e in card.examples) or all(e.fits for e in card.examples):
            raise CodebookError(f"{card.path}: a card needs a fitting and a non-fitting example: add [[examples]]")


def _at(path: Path, word: str) -> str:
    """`path:line` of the first line that holds the word."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((n for n, text in enumerate(lines, 1) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)), 1)
    return f"{path}:{line}"
