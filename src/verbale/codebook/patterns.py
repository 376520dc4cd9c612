"""The small language in which cards name verbs, nouns and adjectives.

A pattern is a head word and what must or may stand around it::

    reject                               the verb and its logical object
    rule out                             with a particle
    call for                             with a preposition; what follows it is the OBJECT
    accuse RECIPIENT of OBJECT           roles in capitals
    impose {sanction|embargo} on RECIPIENT     the object must be one of these nouns
    {talk|negotiation} collapse          the subject must be one of these nouns
    {drone|missile} strike on RECIPIENT        of a noun: a modifier before it must be one of these words
    SUBJECT=ACTOR{tank|troop} enter      the subject must be one of these nouns and does it
    refuse TO                            an infinitive must follow; it is the OBJECT
    agree TO{meet|talk}                  an infinitive of one of these verbs
    warn THAT                            a that-clause must follow
    warn WILL                            a that-clause must follow that speaks of what is to come
    rule out ING                         a gerund must follow

Alternatives in one place are written `a|b`; `@name` inside braces stands for the word list of that name
(`words.toml`); `somebody` among them also stands for any name of a person or people,
`anybody` for any name of a state or body too.
The subject is always the ACTOR (write `SUBJECT=RECIPIENT` in front to give it another role, as in
`SUBJECT=RECIPIENT come under {attack|fire}`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ROLES = frozenset({"ACTOR", "RECIPIENT", "OBJECT", "PARTNER", "PLACE", "TOPIC"})
CLAUSES = frozenset({"TO", "THAT", "WILL", "ING"})
_PIECE = re.compile(r"\{[^}]*\}|[^\s{}]+(?:\{[^}]*\})?")


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of a pattern behind (or before) its head.

    `prep` is the preposition or particle that introduces it ("" for the object itself), `role` what stands there,
    `words` the lemmas it must have (empty: any), `clause` TO, THAT, WILL or ING for a clause instead of a noun.
    """

    prep: frozenset[str] = frozenset()
    role: str = ""
    words: frozenset[str] = frozenset()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern; `heads` are the lemmas that begin it, `text` is what the card says."""

    text: str
    heads: frozenset[str]
    subject: Slot | None
    slots: tuple[Slot, ...]

    @property
    def weight(self) -> int:
        """How much the pattern asks for: the more, the earlier it is believed."""
        asked = sum(2 * bool(s.words) + 2 * bool(s.prep) + bool(s.clause) + bool(s.role) for s in self.slots)
        if self.subject and self.subject.role == "ACTOR":
            return asked + 1
        return asked + 4 * bool(self.subject and (self.subject.words or self.subject.role))


def parse_pattern(text: str, lists: Mapping[str, frozenset[str]]) -> Pattern:
    """The pattern that `text` writes down; ValueError says what is wrong with it.

    >>> parse_pattern("accuse RECIPIENT of OBJECT", {}).heads
    frozenset({'accuse'})
    """
    pieces = _PIECE.findall(text)
    subject = None
    if pieces and (pieces[0].startswith("{") or pieces[0].startswith("SUBJECT")):
        subject = _subject(pieces.pop(0), lists)
    if not pieces or not re.fullmatch(r"[a-z'’|\-]+", pieces[0]):
        raise ValueError(f"pattern {text!r} has no head word in small letters")
    return Pattern(text, frozenset(pieces[0].split("|")), subject, _slots(pieces[1:], text, lists))


def _subject(piece: str, lists: Mapping[str, frozenset[str]]) -> Slot:
    name, _, rest = piece.partition("{")
    role = name.partition("=")[2]
    if role and role not in ROLES:
        raise ValueError(f"unknown role {role!r}; roles are {', '.join(sorted(ROLES))}")
    return Slot(role=role, words=_words(rest.rstrip("}"), lists))


def _slots(pieces: list[str], text: str, lists: Mapping[str, frozenset[str]]) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    prep: frozenset[str] = frozenset()
    for piece in pieces:
        name, _, rest = piece.partition("{")
        words = _words(rest.rstrip("}"), lists) if rest else frozenset()
        if name in CLAUSES:
            slots.append(Slot(prep, "OBJECT", words, name))
        elif name in ROLES or not name:
            slots.append(Slot(prep, name, words))
        elif name.isupper():
            known = ", ".join(sorted(ROLES | CLAUSES))
            raise ValueError(f"pattern {text!r}: unknown role {name!r}; known are {known}")
        else:
            if prep:
                slots.append(Slot(prep))
            prep = frozenset(name.split("|"))
            continue
        prep = frozenset()
    if prep:
        slots.append(Slot(prep))
    return tuple(slots)


def _words(text: str, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for word in filter(None, text.split("|")):
        if not word.startswith("@"):
            words.add(word)
        elif word[1:] in lists:
            words |= lists[word[1:]]
        else:
            raise ValueError(f"unknown word list {word!r}; known are {', '.join(sorted(lists))}")
    return frozenset(words)
