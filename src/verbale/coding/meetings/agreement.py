"""Whether the times, places and people of two mentions can be those of one meeting."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.coding.meetings.found import Found
from verbale.coding.meetings.seats import Seat
from verbale.findings import Place, Time
from verbale.terms import ActorKind, Attendance, MeetingStatus, PlaceKind, Precision, Role

OFF = frozenset({MeetingStatus.CANCELLED, MeetingStatus.POSTPONED})


def times_agree(one: Time, other: Time) -> bool | None:
    """True when they overlap, False when they cannot, None when one is unknown."""
    if (one.start is None and one.end is None) or (other.start is None and other.end is None):
        return None
    if one.start is not None and other.end is not None and one.start > other.end:
        return False
    return not (other.start is not None and one.end is not None and other.start > one.end)


def on_the_same_days(one: Time, other: Time) -> bool:
    """Whether both are told for exactly the same days."""
    days = (Precision.DAY, Precision.PART_OF_DAY, Precision.RANGE)
    return one.start is not None and (one.start, one.end) == (other.start, other.end) and other.precision in days


def places_agree(one: Place | None, other: Place | None) -> bool | None:
    """The same of two places; a venue or country agrees with any town of that country."""
    if one is None or other is None:
        return None
    if one.name == other.name:
        return True
    if one.country is None or other.country is None:
        return None
    if one.country != other.country:
        return False
    wide = PlaceKind.COUNTRY in (one.kind, other.kind) or PlaceKind.VENUE in (one.kind, other.kind)
    return True if wide else False if {one.kind, other.kind} <= {PlaceKind.CITY} else None


def people_agree(one: Found, other: Found) -> bool | None:
    """The same of those who sat there."""
    ones, others = attending(one.seats), attending(other.seats)
    if not ones or not others:
        return None
    if one.inherited or other.inherited or all(s.role is Role.MEDIATOR for s in ones):
        return bool(countries_of(ones) & countries_of(others)) or None  # supposed people and mediators deny nothing
    people, persons = persons_of(ones), persons_of(others)
    if people and persons and not people & persons and countries_of(ones) & countries_of(others):
        shared = {c for i, c in people} & {c for i, c in persons}
        if shared and len(ones) > 1 and len(others) > 1:
            return False
    if len(people) == len(persons) == len(ones) == len(others) == 2 and len(people & persons) == 1 and not one.definite:
        return False  # "the foreign minister received him; the vice president met him later": two meetings
    mine, theirs = countries_of(ones), countries_of(others)
    shared_countries = mine & theirs
    if mine <= theirs or theirs <= mine:
        return True
    home = one.place.country if one.place else other.place.country if other.place else None
    if shared_countries and (len(mine) == 1 or len(theirs) == 1 or mine ^ theirs <= {home}):
        return True
    return len(shared_countries) > 1


def attending(seats: Iterable[Seat]) -> list[Seat]:
    """Those who were or will be there."""
    return [s for s in seats if s.attendance is not Attendance.DECLINED and s.attendance is not Attendance.ABSENT]


def belonging(meeting: Found) -> list[Seat]:
    """Those who belong to the meeting, also whoever called it off."""
    return list(meeting.seats) if meeting.status in OFF else attending(meeting.seats)


def persons_of(seats: Iterable[Seat]) -> set[tuple[str, str | None]]:
    """The named persons, each with the country that they act for."""
    return {(s.actor.id, s.actor.country) for s in seats if s.actor.kind is ActorKind.PERSON}


def countries_of(seats: Iterable[Seat]) -> set[str]:
    """The sides: countries, and whoever has none of its own."""
    found = set()
    for seat in seats:
        code = seat.actor.country
        armed = seat.actor.kind is ActorKind.ARMED_GROUP or code in (None, "IGO", "NGO")
        found.add(seat.actor.id if armed or code is None else code)
    return found
