"""How high the people at a meeting rank, and in which form they meet."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

from verbale.coding.meetings.mentions import JOURNEYS, Mentioned
from verbale.coding.meetings.seats import Seat
from verbale.document import Token
from verbale.findings import ActorRef
from verbale.terms import ActorKind, Attendance, Level, MeetingForm, Role

_NAMED = (Level.OFFICIAL, Level.MINISTER, Level.MILITARY)  # levels that have words for talks of their kind
_RANK = (Level.LEADER, Level.MINISTER, Level.ENVOY, Level.MILITARY, Level.DELEGATION, Level.OFFICIAL)
_DELEGATIONS = ("delegation", "delegates", "team", "representatives", "negotiators")
# By which one of them is more than one of a team: "the chief negotiators", "special representatives".
LEADING = ("chief", "lead", "special", "personal", "top", "head")
_WAYS = {
    "trilateral": MeetingForm.TRILATERAL, "three-way": MeetingForm.TRILATERAL, "tripartite": MeetingForm.TRILATERAL,
    "bilateral": MeetingForm.BILATERAL, "two-way": MeetingForm.BILATERAL, "one-on-one": MeetingForm.BILATERAL,
    "multilateral": MeetingForm.MULTILATERAL, "four-way": MeetingForm.MULTILATERAL,
    "indirect": MeetingForm.PROXIMITY, "proximity": MeetingForm.PROXIMITY, "shuttle": MeetingForm.PROXIMITY,
    "video": MeetingForm.VIDEO, "virtual": MeetingForm.VIDEO, "online": MeetingForm.VIDEO,
    "phone": MeetingForm.PHONE, "telephone": MeetingForm.PHONE,
    "summit": MeetingForm.UNKNOWN, "conference": MeetingForm.MULTILATERAL,
}  # fmt: skip
_BODIES = (ActorKind.ORGANISATION, ActorKind.PEOPLE)
_BY_NUMBER = (MeetingForm.BILATERAL, MeetingForm.TRILATERAL, MeetingForm.MULTILATERAL)


@functools.lru_cache(maxsize=4)
def titles(folder: Path) -> tuple[tuple[str, Level], ...]:
    """Every title with its level, the longest first."""
    path = folder / "actors" / "titles.csv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(t.strip().lower(), row["level"]) for row in csv.DictReader(lines) for t in row["title"].split("|")]
    return tuple(sorted(((t, Level(level)) for t, level in rows), key=lambda r: -len(r[0])))


@functools.lru_cache(maxsize=4)
def states(folder: Path) -> dict[str, str]:
    """State names by alpha-3 code."""
    path = folder / "actors" / "states.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["code"]: row["name"] for row in reversed(rows)}


def level_of(seats: Iterable[Seat], known: tuple[tuple[str, Level], ...], words: Iterable[Token] = ()) -> Level:
    """The highest level among the seats (of a visit: of the visitors)."""
    there = [s for s in seats if s.role is not Role.MEDIATOR and s.attendance is not Attendance.DECLINED]
    visitors = [s for s in there if s.role is Role.VISITOR]
    found = {_of_seat(s, known) for s in visitors or there}
    if not found - {Level.UNKNOWN}:
        found = {_of_seat(s, known) for s in there}
    if not found - {Level.UNKNOWN}:
        found = {_of_text(" ".join(t.lower for t in words), known)}
    return next((level for level in _RANK if level in found), Level.UNKNOWN)


def level_named(mention: Mentioned, lists: Mapping[str, frozenset[str]]) -> Level:
    """The level that the noun's own modifier names: "working-level talks", "a ministerial meeting"."""
    ways = {w for noun in mention.nouns for w in _ways(noun)}
    return next((level for level in _NAMED if ways & lists[f"{level}_talks"]), Level.UNKNOWN)


def level_of_sides(seats: Iterable[Seat], sentence: Iterable[Token]) -> Level:
    """That of the delegations, where only sides are named and the sentence says by whom they are represented."""
    if any(s.actor.kind in (ActorKind.PERSON, ActorKind.PEOPLE) for s in seats):
        return Level.UNKNOWN
    return Level.DELEGATION if any(t.lower in _DELEGATIONS for t in sentence) else Level.UNKNOWN


def _of_seat(seat: Seat, known: tuple[tuple[str, Level], ...]) -> Level:
    return seat.level if seat.level is not Level.UNKNOWN else _of_actor(seat.actor, known)


def _of_actor(actor: ActorRef, known: tuple[tuple[str, Level], ...]) -> Level:
    if actor.kind in (ActorKind.STATE, ActorKind.GOVERNMENT) and actor.mention is None:
        return Level.UNKNOWN
    said = actor.mention.quote.lower() if actor.mention is not None else ""
    for text in (actor.office or "", said, actor.name.lower() if actor.kind is not ActorKind.ORGANISATION else ""):
        level = _of_text(text.lower(), known)
        if level is not Level.UNKNOWN:
            return level
    return Level.UNKNOWN


def _of_text(text: str, known: tuple[tuple[str, Level], ...]) -> Level:
    if not text:
        return Level.UNKNOWN
    padded = f" {text} ".replace("-", " ")
    if any(word in padded for word in _DELEGATIONS):
        return Level.ENVOY if any(f" {word} " in padded for word in LEADING) else Level.DELEGATION
    for title, level in known:
        plain = title.replace("-", " ")
        if f" {plain} " in padded or f" {plain}s " in padded:
            return level
    return Level.UNKNOWN


def form_of(mention: Mentioned, seats: Iterable[Seat]) -> MeetingForm:
    """The form that the words name, else that the number of parties gives."""
    words = [w for n in (mention.head, *mention.nouns) for w in (n.lower, *(m.lower for m in _modifiers(n)), *_ways(n))]
    beside = [t for f in mention.all_frames for w in f.words for t in (w, *w.children) if t.dep in ("advmod", "pobj")]
    words += [w.lower for t in beside for w in (t, *_modifiers(t))]
    named = next((_WAYS[w] for w in words if w in _WAYS and _WAYS[w] is not MeetingForm.UNKNOWN), None)
    if named is not None and named is not MeetingForm.MULTILATERAL:
        return named
    forms = {f.card.form for f in mention.frames}
    if "phone" in forms:
        return MeetingForm.VIDEO if "video" in words else MeetingForm.PHONE
    seats = list(seats)
    there = [s for s in seats if s.attendance not in (Attendance.ABSENT, Attendance.DECLINED)]
    there = there if len(there) > 1 else seats
    if any(s.role is Role.VISITOR and s.attendance is Attendance.INVITED for s in seats) and mention.is_verb:
        return MeetingForm.VISIT
    if "visit" in forms and (mention.is_verb or mention.head.lemma in JOURNEYS or len(there) < 2):
        return MeetingForm.VISIT
    if named is not None:
        return named
    if len(there) == 2 and (mention.card("host_meeting") and mention.is_verb):
        return MeetingForm.VISIT
    return _by_number(there)


def _by_number(there: list[Seat]) -> MeetingForm:
    """Two parties are bilateral, whoever hosts or mediates; one party among several others is multilateral."""
    third = [s for s in there if s.role is Role.MEDIATOR or (s.role is Role.HOST and len(there) > 2)]
    parties = [s for s in there if s not in third and s.role is not Role.OBSERVER]
    sides = {s.actor.id if s.actor.country in (None, "IGO", "NGO") else s.actor.country for s in parties}
    number = max(len(sides), min(len(parties), 2))
    body = parties and parties[0].actor.country == "IGO" and parties[0].actor.kind in _BODIES
    if number < 2 and body and not third:
        return MeetingForm.MULTILATERAL  # "the council will hold a special session"
    if number < 2:
        return MeetingForm.MULTILATERAL if len(third) > 1 else MeetingForm.BILATERAL if third else MeetingForm.UNKNOWN
    return {2: MeetingForm.BILATERAL, 3: MeetingForm.TRILATERAL}.get(number, MeetingForm.MULTILATERAL)


def names_its_form(noun: Token) -> bool:
    """Whether a modifier says how many sit there ("a three-way session")."""
    return any(_WAYS.get(way, MeetingForm.UNKNOWN) in _BY_NUMBER for way in _ways(noun))


def _ways(noun: Token) -> list[str]:
    """The modifiers of a noun; those of several words as they are spelt ("three-way")."""
    return ["".join(t.lower for t in c.subtree()) for c in _modifiers(noun)]


def _modifiers(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep in ("amod", "compound", "nmod", "nummod")]
