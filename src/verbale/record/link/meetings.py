"""What speaks for and against two reports of one meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.record.link import places
from verbale.record.link.match import Feature
from verbale.record.link.sides import members, side
from verbale.record.link.spans import AHEAD, Span, span_of, window

_AWAY = frozenset({"declined", "absent"})
_REMOTE = frozenset({"phone", "video"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ROUND = re.compile(
    rf"\b(?:({'|'.join(_ORDINALS)})|(\d+)(?:st|nd|rd|th))\s+(?:\w+\s+)?(?:round|meeting|session|summit)"
)


@dataclass(frozen=True)
class Face:
    """What of a meeting can be compared. `persons` are ids by side; `home` is the country where it takes place."""

    sides: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    level: str
    form: str
    status: str
    span: Span | None
    place: Mapping[str, Any] | None
    home: str | None
    round: int | None
    issues: frozenset[str]
    remembered: bool

    @property
    def remote(self) -> bool:
        """Whether it is a call or a video link."""
        return self.form in _REMOTE

    @property
    def at_table(self) -> frozenset[str]:
        """The sides, and the host country where only the guest is named."""
        return self.sides | {self.home} if len(self.sides) == 1 and self.home and not self.remote else self.sides


def face(meeting: Mapping[str, Any], published: str | None) -> Face:
    """The face of a meeting finding, or of the value of a meeting record."""
    persons: dict[str, set[str]] = {}
    sides: set[str] = set()
    for seat in meeting["participants"]:
        if seat["attendance"] in _AWAY:
            continue
        for actor in members([seat["actor"]]):
            whose = side(actor)
            if whose is not None:
                sides.add(whose)
            if actor["kind"] == "person" and whose is not None:
                persons.setdefault(whose, set()).add(actor["id"])
    place = meeting.get("place")
    remembered = "historical" in meeting["auxiliary"]
    span = span_of(meeting["time"]) or (None if remembered else window(published, meeting["status"]))
    return Face(
        frozenset(sides), {k: frozenset(v) for k, v in persons.items()}, _rank(meeting), meeting["form"],
        meeting["status"], span, place, place["country"] if place else None, _round(meeting),
        frozenset(meeting["issues"]), remembered,
    )  # fmt: skip


def _rank(meeting: Mapping[str, Any]) -> str:
    """The level; delegations of soldiers are of military level."""
    level: str = meeting["level"]
    seats = [set(seat["actor"]["sectors"]) for seat in meeting["participants"]]
    soldiers = bool(seats) and all("MIL" in sectors for sectors in seats)
    return "military" if soldiers and level in ("delegation", "official", "unknown") else level


def _round(meeting: Mapping[str, Any]) -> int | None:
    found = _ROUND.search(meeting["trigger"]["quote"].lower())
    if found is None:
        return None
    return _ORDINALS.index(found[1]) + 1 if found[1] else int(found[2])


def features(one: Face, other: Face) -> Iterator[Feature]:
    """Every comparison of two faces that says something."""
    yield from _status(one, other)
    yield _sides(one, other)
    yield _persons(one, other)
    yield _level(one, other)
    yield _time(one, other)
    yield _place(one, other)
    yield _form(one, other)
    if one.round and other.round and one.round != other.round:
        yield Feature("round", -1.0, f"round {one.round} is not round {other.round}", veto=True)
    if one.issues & other.issues:
        yield Feature("issues", 1.0, f"both about {', '.join(sorted(one.issues & other.issues))}")


def _status(one: Face, other: Face) -> Iterator[Feature]:
    pair = {one.status, other.status}
    if "did_not_happen" in pair and len(pair) > 1:
        yield Feature("status", -1.0, "that no meeting took place is no report of a meeting", veto=True)
    elif pair == {"held", "cancelled"}:
        yield Feature("status", -1.0, "one says held, the other cancelled")


def _sides(one: Face, other: Face) -> Feature:
    ones, others = one.at_table, other.at_table
    common = ones & others
    named = " and ".join(sorted(common))
    if not ones or not others:
        return Feature("sides", 0.0, "")
    if not common:
        return Feature("sides", -1.0, "no side in common", veto=True)
    if ones == others:
        return Feature("sides", 1.0 if len(common) > 1 else 0.4, f"both name {named} and nobody else")
    if len(common) == 1 and len(ones) > 1 and len(others) > 1:
        return Feature("sides", -1.0, f"only {named} in common: another meeting of {named}", veto=True)
    extra = ones ^ others
    if ones <= others or others <= ones:
        if len(common) == 1:
            return Feature("sides", 0.3, f"one names only {named}")
        hosts = {one.home, other.home}
        return Feature(
            "sides",
            0.8 if extra <= hosts or len(common) > 2 else 0.4,
            f"both name {named}; one adds {', '.join(sorted(extra))}",
        )
    share = len(common) / len(ones | others)
    says = f"{named} in common, {', '.join(sorted(extra))} not"
    return Feature("sides", share - 0.6, says, veto=share < 0.8)


def _persons(one: Face, other: Face) -> Feature:
    both = [s for s in one.persons if s in other.persons]
    shared = [s for s in both if one.persons[s] & other.persons[s]]
    apart = [s for s in both if s not in shared]
    if not both:
        return Feature("persons", 0.0, "")
    if apart and (shared or "leader" in (one.level, other.level) or len(one.at_table | other.at_table) == 1):
        return Feature("persons", -1.0, f"other people for {', '.join(sorted(apart))}", veto=True)
    if apart:  # of two delegations an article may name the one half, another article the other
        several = any(len(some.persons[s]) > 1 for some in (one, other) for s in apart)
        return Feature(
            "persons", -0.5 if several else -1.0, f"other people for {', '.join(sorted(apart))}", not several
        )
    names = sorted({p.removeprefix("person:") for s in shared for p in one.persons[s] & other.persons[s]})
    return Feature("persons", 1.0 if len(shared) > 1 else 0.6, f"both name {', '.join(names)}")


def _level(one: Face, other: Face) -> Feature:
    pair = {one.level, other.level}
    if "unknown" in pair:
        return Feature("level", 0.0, "")
    if len(pair) == 1:
        return Feature("level", 0.5, f"both of {one.level} level")
    apart = "leader" in pair or pair == {"minister", "military"}
    says = f"{one.level} level is not {other.level} level"
    return Feature("level", -1.0 if apart else -0.5, says, veto=apart and not _same_people(one, other))


def _same_people(one: Face, other: Face) -> bool:
    return any(one.persons[s] & other.persons.get(s, frozenset()) for s in one.persons)


def _time(one: Face, other: Face) -> Feature:
    a, b = one.span, other.span
    if a is None or b is None:
        return Feature("time", 0.0, "")
    words = f"{a.words()} and {b.words()}"
    if "did_not_happen" in (one.status, other.status) and a.start == b.start:
        return Feature("time", 1.0, f"both since {a.start}")
    if not (a.stated or b.stated) and {one.status, other.status} <= AHEAD and abs((a.start - b.start).days) > 14:
        return Feature("time", -0.4, "plans without a day, reported weeks apart")
    if not (a.stated and b.stated):
        if a.overlaps(b):
            return Feature("time", 0.2, "reported at about that time")
        return Feature("time", -1.0, f"reported at other times ({words})", veto=a.gap(b) > 14)
    if not a.overlaps(b):
        near = a.gap(b) == 1 and a.days == b.days == 1 and not (one.remote or other.remote)
        return Feature("time", 0.2 if near else -1.0, f"{words} conflict", veto=not near)
    wider = max(a.days, b.days)
    value = 1.0 if wider == 1 else 0.8 if wider <= 3 else 0.6 if wider <= 7 else 0.4 if wider <= 31 else 0.1
    return Feature("time", value, f"both on {a.words()}" if a == b else f"{words} overlap")


def _place(one: Face, other: Face) -> Feature:
    if one.remote or other.remote:
        return Feature("place", 0.0, "")
    value, says = places.agreement(one.place, other.place)
    return Feature("place", value, says, veto=value == -1.0)


def _form(one: Face, other: Face) -> Feature:
    if "unknown" in (one.form, other.form) or one.form == other.form:
        same = one.form == other.form != "unknown"
        return Feature("form", 0.5 if same else 0.0, f"both {one.form}")
    if one.remote != other.remote:
        return Feature("form", -1.0, f"{one.form} is not {other.form}", veto=True)
    if "proximity" in (one.form, other.form):
        return Feature("form", -0.5, f"{one.form} and {other.form}")
    return Feature("form", 0.0, "")
