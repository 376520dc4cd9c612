"""Seats at a meeting: one actor each, in a role; and what all seats together say of hosts, guests and mediators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from verbale.coding.acts import Act
from verbale.coding.who import Who
from verbale.findings import Actor, ActorRef, Place
from verbale.terms import ActorKind, Attendance, Level, MeetingStatus, Role

S = MeetingStatus
_NOT_POLITICAL = frozenset({"JRN", "BUS", "EDU", "CVL", "MED", "AGR", "LAB", "CRM"})
_POLITICAL = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "PRE", "COP", "REL", "ELI"}
)
_SPOKESPEOPLE = ("spokes", "source", "reporter", "analyst", "press secretary", "journalist")
_SIDES = (ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.ORGANISATION)
_STATES = (ActorKind.GOVERNMENT, ActorKind.STATE)
_OPEN = (None, Attendance.UNKNOWN)
_AWAY = (Attendance.DECLINED, Attendance.ABSENT)
PRESENT_AT = {
    S.HELD: Attendance.PRESENT,
    S.UNDER_WAY: Attendance.PRESENT,
    S.PLANNED: Attendance.EXPECTED,
    S.EXPECTED: Attendance.EXPECTED,
    S.CONFIRMED: Attendance.CONFIRMED,
}


@dataclass(frozen=True, slots=True)
class Seat:
    """One actor at a meeting; `attendance` None follows the status of the meeting."""

    actor: ActorRef
    role: Role = Role.PARTY
    attendance: Attendance | None = None
    level: Level = Level.UNKNOWN
    echo: bool = False  # known only as the counterpart of another


def is_political(actor: ActorRef) -> bool:
    """Whether the actor is a state, a body, an armed group or somebody who acts for one."""
    if actor.members:
        return any(map(is_political, actor.members))
    if actor.kind in (ActorKind.MEDIA, ActorKind.UNKNOWN):
        return False
    if actor.kind in (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ARMED_GROUP):
        return True
    sectors = set(actor.sectors)
    if actor.kind is ActorKind.PEOPLE and actor.country is not None and not sectors & _POLITICAL:
        return actor.country == "IGO" and actor.name.lower().endswith("leaders")  # of a bloc: "EU leaders"
    if sectors & _POLITICAL or actor.country in ("IGO", "NGO"):
        return True
    if sectors & _NOT_POLITICAL:
        return False
    return bool(actor.office or actor.country) or actor.kind is ActorKind.PERSON


def is_nation(actor: ActorRef) -> bool:
    """Whether the actor is a nation's people by their bare name, who at a table act for it ("met the Israelis")."""
    said = actor.mention.quote if actor.mention is not None else ""
    return actor.kind is ActorKind.PEOPLE and actor.country is not None and said.istitle() and " " not in said


def is_spokesperson(actor: ActorRef) -> bool:
    """Whether the actor only speaks for another."""
    said = f"{actor.office or ''} {actor.name}".lower()
    return any(word in said for word in _SPOKESPEOPLE)


def is_vague(seat: Seat) -> bool:
    """Whether the words name people of no side ("negotiators", "both teams"), not "West African ministers"."""
    actor = seat.actor
    if any(w[:1].isupper() for w in actor.name.split()[1:]):
        return False
    return actor.country is None and actor.kind in (ActorKind.PEOPLE, ActorKind.UNKNOWN, ActorKind.GROUP)


def once(seats: Iterable[Seat]) -> list[Seat]:
    """Each actor once, in the role that says most."""
    found: dict[str, Seat] = {}
    for seat in seats:
        known = found.get(seat.actor.id)
        if known is None or (known.role is Role.PARTY and seat.role is not Role.PARTY):
            found[seat.actor.id] = replace(seat, attendance=seat.attendance or (known.attendance if known else None))
        elif known.attendance is None and seat.attendance is not None:
            found[seat.actor.id] = replace(known, attendance=seat.attendance)
    return list(found.values())


def united(one: Iterable[Seat], other: Iterable[Seat]) -> list[Seat]:
    """The seats of two mentions of one meeting, each actor once."""
    return persons_first(once((*one, *other)))


def persons_first(seats: list[Seat]) -> list[Seat]:
    """The seats without a state for which a person sits there; the person takes its role as host or visitor."""
    people = {s.actor.country: s for s in seats if s.actor.kind is ActorKind.PERSON and s.actor.country}
    bare = (ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.PEOPLE)
    kept: list[Seat] = []
    roles: dict[str, Role] = {}
    for seat in seats:
        person = people.get(seat.actor.country or "") if seat.actor.kind in bare and seat.attendance in _OPEN else None
        if person is None or seat.role is Role.MEDIATOR or person.attendance in _AWAY:
            kept.append(seat)
        elif seat.role in (Role.HOST, Role.VISITOR):
            roles[person.actor.id] = seat.role
    return [replace(s, role=roles[s.actor.id]) if s.actor.id in roles and s.role is Role.PARTY else s for s in kept]


def at_home(seats: Iterable[Seat], place: Place | None, *, visit: bool) -> list[Seat]:
    """The seats with host and visitors told apart where the place belongs to one of the parties alone."""
    seats = list(seats)
    country = place.country if place is not None else None
    parties = [s for s in seats if s.role in (Role.PARTY, Role.VISITOR, Role.HOST) and s.attendance not in _AWAY]
    home = [s for s in parties if s.actor.country == country]
    away = [s for s in parties if s.actor.country != country]
    if country is None or not home or not away or (len(away) > 1 and not visit):
        return seats
    if len({s.actor.id for s in home}) > 1 and not visit:
        return seats  # two of the country itself meet each other as much as the guest
    if not visit and all(s.actor.kind in _STATES for s in parties):
        return seats  # where two sides as such meet, nobody in particular is at home
    if any(s.role is Role.HOST for s in away) or any(s.role is Role.VISITOR for s in home):
        return seats
    return [
        replace(s, role=Role.HOST) if s in home else replace(s, role=Role.VISITOR) if s in away else s for s in seats
    ]


def third_parties(who: Who, acts: Iterable[Act], brokers: frozenset[str], mediators: frozenset[str]) -> frozenset[str]:
    """The countries and bodies that the article calls mediators or lets mediate, host or guarantee."""
    sides = {code for code, _ in _weights(who).most_common(2)}
    brokering = [a for act in acts if act.head.lemma in brokers for t in act.role("ACTOR") for a in who.named_by(t)]
    called = [a for a in who.actors if any(w in a.name.lower() for w in mediators)]
    named = {_side(a.id, a.country) for a in brokering} - sides  # a side that hosts is still a side
    return frozenset(named | {_side(a.id, a.country) for a in called})


def _is_envoy_of_a_body(actor: ActorRef, envoys: frozenset[str]) -> bool:
    """Whether somebody acts for an international body as its envoy, and so for none of two sides."""
    said = f"{actor.office or ''} {actor.name}".lower()
    return actor.country == "IGO" and any(word in said for word in envoys)


def _weights(who: Who) -> Counter[str]:
    """How often each state or group of an article is named."""
    counts: Counter[str] = Counter()
    for actor in who.actors:
        counts[_side(actor.id, actor.country)] += len(actor.mentions)
    return counts


def _side(id_: str, country: str | None) -> str:
    """The country of an actor, or the actor itself where it has none of its own."""
    return country if country is not None and country not in ("IGO", "NGO") else id_


def with_mediators(seats: list[Seat], third: frozenset[str], envoys: frozenset[str]) -> list[Seat]:
    """The seats with those who mediate elsewhere in the article told apart from the parties, if a party is left."""
    sides = {s.actor.country or s.actor.id for s in seats if s.actor.country != "IGO"}
    acting = [s for s in seats if (s.actor.country if s.actor.country != "IGO" else s.actor.id) in third]
    if len(sides) == 2:  # "met his counterpart and the UN envoy"
        acting += [s for s in seats if s not in acting and _is_envoy_of_a_body(s.actor, envoys)]
    rest = [s for s in seats if s not in acting]
    host = next((s for s in seats if s.role is Role.HOST), None)
    guests = [s for s in seats if s.role is Role.VISITOR]
    if host is not None and host.actor.country == "IGO" and third and len({s.actor.country for s in guests}) > 1:
        return [replace(s, role=Role.MEDIATOR if s is host else Role.PARTY) for s in seats]
    if not rest or sum(s.attendance not in _AWAY for s in seats) < 3 or any(s.role is Role.VISITOR for s in seats):
        return seats
    return [replace(s, role=Role.MEDIATOR) if s in acting and s.role is Role.PARTY else s for s in seats]


def dyad(who: Who, acts: Iterable[Act], brokers: frozenset[str]) -> list[Seat]:
    """The two governments or armed groups that an article is mostly about; empty where there are not clearly two.

    Whoever mediates, hosts or guarantees is left out.
    """
    apart = third_parties(who, acts, brokers, frozenset())
    counts: Counter[str] = Counter()
    best: dict[str, Actor] = {}
    for actor in who.actors:
        armed = actor.kind is ActorKind.ARMED_GROUP
        if actor.country in (None, "IGO", "NGO", *apart) or not (armed or actor.kind in _SIDES):
            continue
        side = actor.id if armed else str(actor.country)
        counts[side] += len(actor.mentions)
        if actor.kind in (ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.ARMED_GROUP):
            best.setdefault(side, actor)
    first = [side for side, n in counts.most_common(2) if n > 2 and side in best]
    third = counts.most_common(3)[2][1] if len(counts) > 2 else 0
    if len(first) < 2 or counts[first[1]] <= third:
        return []
    found = (best[side] for side in first)
    return [Seat(ActorRef(a.id, a.name, a.kind, a.country, a.sectors, a.office, a.mentions[0])) for a in found]
