"""Which mentions speak of one meeting.

A later mention is taken up by an earlier one when neither time, place, kind nor participants speak against it and
something speaks for it: a definite description, the same time, the same place, the same people close by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from verbale.coding import grammar
from verbale.coding.meetings.found import Found, ordinal_of
from verbale.coding.meetings.seats import Seat, united
from verbale.findings import Place, Time
from verbale.terms import ActorKind, Attendance, Level, MeetingStatus, PlaceKind, Role

S = MeetingStatus
_AHEAD = frozenset({S.PROPOSED, S.PLANNED, S.EXPECTED, S.CONFIRMED})
_OFF = frozenset({S.CANCELLED, S.POSTPONED})
_DONE = frozenset({S.HELD, S.UNDER_WAY})


def merged(found: Iterable[Found], dyad: Sequence[Seat] = ()) -> list[Found]:
    """One Found a meeting, in the order of their first mention; later mentions stand in `also`.

    `dyad` are the two sides that the article is about, for talks of "both sides" that name nobody.
    """
    meetings: list[Found] = []
    for mention in found:
        host = _taken_up(mention, meetings)
        if host is not None:
            host.also.append(mention)
            _enrich(host, mention)
        elif _stands_alone(mention):
            _inherit(mention, meetings, dyad)
            if not mention.seats:
                mention.seats = list(mention.spare)
            _share_setting(mention, meetings)
            if mention.seats or mention.place is not None or mention.dated:
                meetings.append(mention)
    return meetings


def _taken_up(mention: Found, meetings: list[Found]) -> Found | None:
    """The earlier meeting that the mention speaks of, the likeliest first, the nearest of equals."""
    best, score = None, 0.0
    for at, meeting in enumerate(meetings):
        fit = _fit(mention, meeting)
        if fit is not None and fit + at * 0.01 > score:
            best, score = meeting, fit + at * 0.01
    return best if score >= 1.0 else None


def _fit(mention: Found, meeting: Found) -> float | None:
    """How well the mention fits the meeting; None when they cannot be the same."""
    if not (_kinds_agree(mention, meeting) and _statuses_agree(mention, meeting)):
        return None
    if _travels_home(mention, meeting) or _travels_home(meeting, mention) or _is_another(mention, meeting):
        return None
    time, place = _times_agree(mention.time, meeting.time), _places_agree(mention.place, meeting.place)
    people = _people_agree(mention, meeting)
    if time is False or place is False or people is False:
        return None
    if mention.order and mention.order != meeting.order and not mention.anaphoric and not (time and place):
        return None
    near = abs(mention.head.sentence - meeting.head.sentence) <= 1 or any(
        abs(mention.head.sentence - a.head.sentence) <= 1 for a in meeting.also
    )
    score = 0.6 * bool(time) + 0.5 * bool(place) + 0.5 * bool(people) + 0.2 * near
    if _at_home(mention, meeting) or _at_home(meeting, mention):
        score += 0.4
    if mention.anaphoric:
        return score + 1.0 if near else score
    bare = not mention.seats and not mention.dated
    if bare and mention.mention.head.lemma == meeting.mention.head.lemma:
        score += 0.3
    if mention.definite:
        score += 1.0 if bare else 0.7
    elif bare and not mention.mention.is_verb:
        score += 0.5
    if mention.kind == "visit" and meeting.kind != "visit" and not place:
        score -= 0.2
    if mention.status is not meeting.status and not mention.definite and not (time and place):
        score -= 0.4
    return score


def _is_another(mention: Found, meeting: Found) -> bool:
    """Whether the words set a meeting apart: another round, one with a host of its own, one held on the side."""
    rounds = [ordinal_of(n) for f in (mention, meeting) for n in f.mention.nouns[:1]]
    if len(rounds) > 1 and all(rounds) and rounds[0] != rounds[1]:
        return True
    hosts = {s.actor.country for s in mention.seats if s.role is Role.HOST} if mention.mention.is_verb else set()
    if hosts and len(meeting.seats) > 1 and not hosts & _countries(meeting.seats) and meeting.kind != "visit":
        return mention.mention.card("host_meeting")
    told = _countries(meeting.seats) if not meeting.inherited else set()
    return _opens_another(mention) and not _countries(mention.seats) <= told


def _opens_another(mention: Found) -> bool:
    """ "The delegation held a meeting with the hosts": an indefinite one, told for itself, with partners of its own."""
    head = mention.head
    held = head.dep == "dobj" and head.head.dep == "ROOT" and mention.mention.card("hold_meeting")
    own = any(grammar.preposition_objects(t, "with") for t in (head, head.head)) and len(mention.seats) > 1
    return held and own and any(c.lower in ("a", "an") for c in head.all("det"))


def _travels_home(journey: Found, meeting: Found) -> bool:
    """Whether the traveller of the one would be at home where the other takes place."""
    country = meeting.place.country if meeting.place is not None else None
    visitors = [s for s in journey.seats if s.role is Role.VISITOR]
    return journey.kind == "visit" and bool(visitors) and all(s.actor.country == country for s in visitors)


def _at_home(mention: Found, meeting: Found) -> bool:
    """Whether the one meets somebody of the country where the other takes place."""
    country = meeting.place.country if meeting.place is not None else None
    if country is None or mention.place is not None or mention.dated:
        return False
    return country in _countries(mention.seats) and bool(_countries(mention.seats) & _countries(meeting.seats))


def _kinds_agree(mention: Found, meeting: Found) -> bool:
    if mention.kind == meeting.kind:
        return True
    if "phone" in (mention.kind, meeting.kind):
        return not mention.seats and mention.head.lemma in ("conversation", "talk", "exchange", "discussion")
    return True


def _statuses_agree(mention: Found, meeting: Found) -> bool:
    one, other = mention.status, meeting.status
    if one is other:
        return True
    pair = {one, other}
    if S.DID_NOT_HAPPEN in pair:
        return False
    if one in _OFF and other in _AHEAD | _OFF:
        return True
    if other in _OFF:
        return one in _OFF or (one in (S.PLANNED, S.EXPECTED) and not mention.dated)
    if pair <= _AHEAD or pair <= _DONE:
        return True
    bare = not mention.seats and not mention.dated
    same_day = mention.dated and meeting.dated and bool(_times_agree(mention.time, meeting.time))
    return (mention.definite and bare) or same_day or (not mention.mention.is_verb and bare)


def _times_agree(one: Time, other: Time) -> bool | None:
    """True when they overlap, False when they cannot, None when one is unknown."""
    if (one.start is None and one.end is None) or (other.start is None and other.end is None):
        return None
    if one.start is not None and other.end is not None and one.start > other.end:
        return False
    return not (other.start is not None and one.end is not None and other.start > one.end)


def _places_agree(one: Place | None, other: Place | None) -> bool | None:
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


def _people_agree(one: Found, other: Found) -> bool | None:
    ones, others = _there(one.seats), _there(other.seats)
    if not ones or not others:
        return None
    if one.inherited or other.inherited:
        return True if _countries(ones) & _countries(others) else None  # people merely supposed speak against nothing
    people, persons = _persons(ones), _persons(others)
    if people and persons and not people & persons and _countries(ones) & _countries(others):
        shared = {c for i, c in people} & {c for i, c in persons}
        if shared and len(ones) > 1 and len(others) > 1:
            return False
    mine, theirs = _countries(ones), _countries(others)
    shared_countries = mine & theirs
    if mine <= theirs or theirs <= mine:
        return True
    home = one.place.country if one.place else other.place.country if other.place else None
    if shared_countries and (len(mine) == 1 or len(theirs) == 1 or mine ^ theirs <= {home}):
        return True
    return len(shared_countries) > 1 or False


def _there(seats: Iterable[Seat]) -> list[Seat]:
    return [s for s in seats if s.attendance is not Attendance.DECLINED and s.attendance is not Attendance.ABSENT]


def _parted(meeting: Found) -> list[Seat]:
    """Those who belong to the meeting, also whoever called it off."""
    return list(meeting.seats) if meeting.status in _OFF else _there(meeting.seats)


def _persons(seats: Iterable[Seat]) -> set[tuple[str, str | None]]:
    return {(s.actor.id, s.actor.country) for s in seats if s.actor.kind is ActorKind.PERSON}


def _countries(seats: Iterable[Seat]) -> set[str]:
    found = set()
    for seat in seats:
        code = seat.actor.country
        armed = seat.actor.kind is ActorKind.ARMED_GROUP or code in (None, "IGO", "NGO")
        found.add(seat.actor.id if armed or code is None else code)
    return found


def _enrich(meeting: Found, mention: Found) -> None:
    """Add to the meeting what the mention knows better."""
    meeting.seats = (
        mention.seats if meeting.inherited and len(mention.seats) > 1 else united(meeting.seats, mention.seats)
    )
    meeting.inherited = meeting.inherited and len(mention.seats) < 2
    if not meeting.dated or (
        mention.dated and meeting.time.precision != mention.time.precision and _finer(mention.time, meeting.time)
    ):
        meeting.time = mention.time if mention.dated else meeting.time
    if meeting.place is None:
        meeting.place = mention.place
    meeting.status = _latest(meeting.status, mention)


def _finer(one: Time, other: Time) -> bool:
    if one.start is None or one.end is None:
        return False
    if other.start is None or other.end is None:
        return True
    return one.end - one.start < other.end - other.start


def _latest(known: MeetingStatus, mention: Found) -> MeetingStatus:
    """The latest status; a mention that only refers back keeps what is known."""
    new = mention.status
    if new in _OFF or known is new:
        return new
    if known in _OFF or (new is S.PLANNED and known in _AHEAD) or (new is S.PROPOSED and known in _AHEAD):
        return known
    if new in _DONE and known in _AHEAD:
        return known  # "the talks produced" of a plan would be a guess: what is ahead is never turned into held
    return known if new in _AHEAD and known in _DONE else new


def _stands_alone(mention: Found) -> bool:
    """Whether a mention that nothing takes up is a finding of its own."""
    if mention.anaphoric:
        return False
    if mention.mention.is_verb and not mention.seats:
        return mention.vague
    if mention.counted:
        return True
    if len(mention.seats) > 1 or mention.kind == "visit":
        return bool(mention.seats)
    if mention.seats:
        return mention.dated or mention.place is not None or mention.status is not S.HELD
    if mention.status is S.PROPOSED and mention.kind != "phone" and mention.place is not None:
        return True
    if mention.status is S.PROPOSED or mention.kind == "phone":
        return mention.dated and (mention.definite or mention.place is not None or mention.vague)
    dated_ahead = mention.dated and mention.status in (S.PLANNED, S.EXPECTED, S.CONFIRMED, *_OFF)
    return mention.place is not None or mention.order != "" or mention.status is S.DID_NOT_HAPPEN or dated_ahead


def _inherit(mention: Found, meetings: list[Found], dyad: Sequence[Seat]) -> None:
    """The parties of the talks spoken of before, for a round that names nobody; else the sides of the article."""
    joined = mention.kind == "visit" and mention.vague
    if (
        (len(mention.seats) > 1 and not joined)
        or (mention.mention.is_verb and not mention.vague)
        or _is_journey(mention)
    ):
        return
    if any(s.actor.kind is ActorKind.PEOPLE and s.actor.country == "IGO" for s in mention.seats):
        return  # the leaders of a bloc are among themselves
    if mention.seats and not mention.vague and _has_partner(mention):
        return  # "the envoy held talks with village elders": with nobody else
    before = _forerunner(mention, meetings)
    parties = list(_parties(before, mention)) if before is not None else []
    if mention.level is not Level.UNKNOWN and any(s.actor.kind is ActorKind.PERSON for s in parties):
        parties = list(dyad)  # "border commissions" are not the presidents who met before
    alone = not mention.seats and mention.dated  # "Kyiv's envoy holds talks on Monday" may be talks with anybody
    if not parties and (mention.vague or mention.counted or mention.order or alone):
        parties = list(dyad)
    if not parties or _is_of_others(mention, parties):
        return
    if before is not None and before.kind == "phone" and mention.mention.card("speak_with"):
        mention.kind = "phone"
    known = _countries(mention.seats)
    mention.seats = mention.seats + [
        replace(s, attendance=None, level=mention.level if mention.vague else s.level)
        for s in parties
        if not _countries([s]) & known
    ]
    mention.inherited = mention.borrowed = True
    if before is not None and mention.definite and not mention.order:
        _tell_back(mention, before)


def _is_of_others(mention: Found, parties: Sequence[Seat]) -> bool:
    """Whether somebody who is none of the parties acts at it: "France and Italy quarrelled at a summit in Brussels"."""
    there = _countries(mention.guests)
    return bool(there) and not mention.definite and not there & _countries(parties)


def _is_journey(mention: Found) -> bool:
    """Whether somebody named travels; nameless negotiators who travel to talks are those who negotiate here."""
    return mention.kind == "visit" and (not mention.vague or any(s.role is Role.VISITOR for s in mention.seats))


def _has_partner(mention: Found) -> bool:
    """Whether its words say with whom it was, in a plural of their own ("with opposition leaders")."""
    nouns = mention.mention.nouns
    partners = [t for noun in nouns for t in grammar.preposition_objects(noun, "with")]
    partners += [t for f in mention.mention.frames for t in grammar.preposition_objects(f.head, "with")]
    definite = ("the", "both", "these", "those", "his", "her", "its", "their")
    return any(t.tag == "NNS" and not any(c.lower in definite for c in t.children) for t in partners)


def _tell_back(mention: Found, before: Found) -> None:
    """Let a summit called off have the day and town that are told only when it is spoken of again."""
    if before.status in _OFF and mention.status in _AHEAD and not before.dated and before.place is None:
        before.time, before.place = mention.time, mention.place


def _share_setting(mention: Found, meetings: Sequence[Found]) -> None:
    """The day and town of the talks just told, for a meeting of people from their midst ("on leaving, both spoke")."""
    if mention.dated or mention.status not in _DONE or mention.kind != "meeting" or mention.order:
        return
    for talks in reversed(meetings):
        near = any(0 <= mention.head.sentence - m.head.sentence <= 1 for m in (talks, *talks.also))
        same = talks.status in _DONE and talks.kind == "meeting"
        within = _countries(mention.seats) <= _countries(talks.seats)
        if (
            near
            and same
            and within
            and len(mention.seats) > 1
            and _places_agree(mention.place, talks.place) is not False
        ):
            mention.time, mention.place = talks.time, mention.place or talks.place
            return


def _forerunner(mention: Found, meetings: Sequence[Found]) -> Found | None:
    """The meeting whose parties a mention without people means: talks go on from talks, a call from a call."""
    able = [m for m in meetings if len(_parted(m)) > 1 and not (m.inherited and mention.vague is False)]
    talks = [m for m in able if not m.mention.is_verb and m.head.lemma != "visit" and m.kind == "meeting"]
    if not mention.mention.is_verb and talks:
        return talks[-1]
    return able[-1] if able and (mention.vague or not mention.mention.is_verb) else None


def _parties(meeting: Found, mention: Found) -> Iterable[Seat]:
    """Those who sat as parties; hosts and mediators only where the mention speaks of all."""
    everybody = mention.vague and any(t.lower in ("all", "three", "four", "five") for t in mention.head.subtree())
    for seat in _parted(meeting):
        if everybody or seat.role in (Role.PARTY, Role.VISITOR) or (seat.role is Role.HOST and len(meeting.seats) == 2):
            yield replace(seat, role=seat.role if seat.role is Role.MEDIATOR else Role.PARTY)
