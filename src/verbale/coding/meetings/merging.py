"""Which mentions speak of one meeting.

A later mention is taken up by an earlier one when neither time, place, kind nor participants speak against it and
something speaks for it: a definite description, the same time, the same place, the same people close by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from verbale.coding import grammar
from verbale.coding.meetings.agreement import (
    OFF,
    belonging,
    countries_of,
    on_the_same_days,
    people_agree,
    persons_of,
    places_agree,
    times_agree,
)
from verbale.coding.meetings.found import Found, ordinal_of
from verbale.coding.meetings.seats import Seat, united
from verbale.coding.meetings.setting import over_days
from verbale.coding.meetings.sharing import lean_on_day, share_setting
from verbale.findings import Place, Time
from verbale.terms import ActorKind, Level, MeetingStatus, PlaceKind, Precision, Role

S = MeetingStatus
_AHEAD = frozenset({S.PROPOSED, S.PLANNED, S.EXPECTED, S.CONFIRMED})
_DONE = frozenset({S.HELD, S.UNDER_WAY})
_LONG = frozenset({Precision.MONTH, Precision.SEASON, Precision.YEAR})
_ROUNDS = frozenset({"round", "cycle", "negotiation", "talk"})


def merged(found: Iterable[Found], dyad: Sequence[Seat] = ()) -> list[Found]:
    """One Found a meeting, in the order of their first mention; later mentions stand in `also`.

    `dyad` are the two sides that the article is about, for talks of "both sides" that name nobody.
    """
    meetings: list[Found] = []
    for mention in found:
        lean_on_day(mention, meetings)
        host = _taken_up(mention, meetings)
        if host is not None:
            host.also.append(mention)
            _enrich(host, mention)
        elif _stands_alone(mention):
            _inherit(mention, meetings, dyad)
            if not mention.seats:
                mention.seats = list(mention.spare)
            share_setting(mention, meetings)
            if _is_alone(mention):
                continue
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
    time, place = times_agree(mention.time, meeting.time), places_agree(mention.place, meeting.place)
    people = people_agree(mention, meeting)
    if time is False or place is False or people is False:
        return None
    same = time and (place or on_the_same_days(mention.time, meeting.time))
    if mention.order and mention.order != meeting.order and not mention.anaphoric and not same:
        return None
    near = any(abs(mention.head.sentence - m.head.sentence) <= 1 for m in (meeting, *meeting.also))
    score = 0.6 * bool(time) + 0.5 * bool(place) + 0.5 * bool(people) + 0.2 * near
    if people and near and _names_them(mention, meeting):
        score += 0.4
    if _at_home(mention, meeting) or _at_home(meeting, mention):
        score += 0.4
    if mention.anaphoric:
        return score + 1.0 if near else score
    score += _takes_up(mention, meeting, near=near)
    if mention.kind == "visit" and meeting.kind != "visit" and not place:
        score -= 0.2
    if mention.status is not meeting.status and not mention.definite and not (time and place):
        score -= 0.4
    return score


def _takes_up(mention: Found, meeting: Found, *, near: bool) -> float:
    """How much the form of a mention speaks for one told before: "the talks", or the same noun and nothing else."""
    bare = not mention.seats and not mention.dated
    same = 0.3 if bare and mention.head.lemma == meeting.head.lemma else 0.0
    if mention.definite:
        tells_who = all(s.role is Role.MEDIATOR for s in mention.seats)  # "the round was chaired by the envoy"
        fresh = not meeting.dated or not (mention.dated or meeting.time.precision in _LONG)
        tells_when = near and tells_who and fresh
        return same + (1.0 if bare or tells_when else 0.7)
    return same + (0.5 if bare and not mention.mention.is_verb else 0.0)


def _names_them(mention: Found, meeting: Found) -> bool:
    """Whether a mention names those who a lead called only "rival leaders" or "negotiators"."""
    told = all(s.actor.kind is ActorKind.PEOPLE for s in meeting.seats) and len(mention.seats) > 1
    return told and mention.kind == meeting.kind and bool(persons_of(mention.seats)) and not mention.dated


def _is_another(mention: Found, meeting: Found) -> bool:
    """Whether the words set a meeting apart: another round, one with a host of its own, one held on the side."""
    rounds = [ordinal_of(n) for f in (mention, meeting) for n in f.mention.nouns[:1]]
    if len(rounds) > 1 and all(rounds) and rounds[0] != rounds[1]:
        return True
    hosts = {s.actor.country for s in mention.seats if s.role is Role.HOST} if mention.mention.is_verb else set()
    if hosts and len(meeting.seats) > 1 and not hosts & countries_of(meeting.seats) and meeting.kind != "visit":
        return mention.mention.card("host_meeting")
    told = countries_of(meeting.seats) if not meeting.inherited else set()
    return _opens_another(mention) and not countries_of(mention.seats) <= told


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
    return country in countries_of(mention.seats) and bool(countries_of(mention.seats) & countries_of(meeting.seats))


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
    if one in OFF and other in _AHEAD | OFF:
        return True
    if other in OFF:
        return one in OFF or (one in (S.PLANNED, S.EXPECTED) and not mention.dated)
    if pair <= _AHEAD or pair <= _DONE:
        return True
    bare = not mention.seats and not mention.dated
    same_day = mention.dated and meeting.dated and bool(times_agree(mention.time, meeting.time))
    return (mention.definite and bare) or same_day or (not mention.mention.is_verb and bare)


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
    if mention.days > 1 and meeting.closed and meeting.time.start is not None:
        meeting.time = over_days(meeting.time, mention.days)  # "ended on Monday ... the three-day round"
    if meeting.place is None or _is_closer(mention.place, meeting.place):
        meeting.place = mention.place
    meeting.status = _latest(meeting.status, mention)


def _is_closer(one: Place | None, other: Place) -> bool:
    """Whether a place is a venue or town within the other."""
    ranks = (PlaceKind.VENUE, PlaceKind.CITY, PlaceKind.REGION, PlaceKind.COUNTRY)
    if one is None or one.country != other.country or not {one.kind, other.kind} <= set(ranks):
        return False
    return ranks.index(one.kind) < ranks.index(other.kind)


def _finer(one: Time, other: Time) -> bool:
    if one.start is None or one.end is None:
        return False
    if other.start is None or other.end is None:
        return True
    return one.end - one.start < other.end - other.start


def _latest(known: MeetingStatus, mention: Found) -> MeetingStatus:
    """The latest status; a mention that only refers back keeps what is known."""
    new = mention.status
    if new in OFF or known is new:
        return new
    if known in OFF or (new is S.PLANNED and known in _AHEAD) or (new is S.PROPOSED and known in _AHEAD):
        return known
    if new in _DONE and known in _AHEAD:
        return known  # "the talks produced" of a plan would be a guess: what is ahead is never turned into held
    return known if new in _AHEAD and known in _DONE else new


def _stands_alone(mention: Found) -> bool:
    """Whether a mention that nothing takes up is a finding of its own."""
    if mention.anaphoric or _is_no_one_meeting(mention):
        return False
    if mention.mention.is_verb and not mention.seats:
        return mention.vague
    if mention.counted:
        return True
    if len(mention.seats) > 1 or mention.kind == "visit":
        return bool(mention.seats)
    if mention.seats:
        return not _is_bare(mention) or (mention.mention.is_verb and mention.vague)
    if mention.status is S.PROPOSED and mention.kind != "phone" and mention.place is not None:
        return True
    if mention.status is S.PROPOSED or mention.kind == "phone":
        return mention.dated and (mention.definite or mention.place is not None or mention.vague)
    dated_ahead = mention.dated and mention.status in (S.PLANNED, S.EXPECTED, S.CONFIRMED, *OFF)
    return mention.place is not None or mention.order != "" or mention.status is S.DID_NOT_HAPPEN or dated_ahead


def _is_among_itself(seat: Seat, mention: Found) -> bool:
    """The leaders of a bloc or ministers of a region, or a body that holds a summit or session of its own."""
    kind = seat.actor.kind
    body = kind is ActorKind.ORGANISATION and mention.assembly
    if kind is ActorKind.PEOPLE:
        return seat.actor.country in (None, "IGO")
    return seat.actor.country == "IGO" and body


def _is_alone(mention: Found) -> bool:
    """Whether only one of those who met became known ("the envoy saw them"), and neither day nor town."""
    return mention.mention.is_verb and mention.vague and len(mention.seats) == 1 and _is_bare(mention)


def _is_bare(mention: Found) -> bool:
    return not mention.dated and mention.place is None and mention.status is S.HELD


def _is_no_one_meeting(mention: Found) -> bool:
    """Whether it names nobody and no meeting in particular: a heading, "earlier rounds"."""
    if len(mention.seats) > 1:
        return False
    return mention.fragment or (
        mention.several and mention.order == "previous" and not mention.dated and mention.place is None
    )


def _inherit(mention: Found, meetings: list[Found], dyad: Sequence[Seat]) -> None:
    """The parties of the talks spoken of before, for a round that names nobody; else the sides of the article."""
    if not _lacks_people(mention):
        return
    apart = next((m for m in meetings for f in (m, *m.also) if f.since is mention.head), None)
    if apart is not None and not mention.seats:  # "both have not met since a session in Lima": they met there
        mention.seats = [replace(s, attendance=None) for s in apart.seats]
        mention.inherited, mention.borrowed = apart.inherited, True
        return
    before = _forerunner(mention, meetings)
    parties = _supposed(mention, before, dyad)
    if not parties or _is_of_others(mention, parties):
        return
    if before is not None and before.kind == "phone" and mention.mention.card("speak_with"):
        mention.kind = "phone"
    known = countries_of(mention.seats)
    mention.seats = mention.seats + [
        replace(s, attendance=None, level=mention.level if mention.vague else s.level)
        for s in parties
        if not countries_of([s]) & known
    ]
    mention.inherited = mention.borrowed = True
    if before is not None and mention.definite and not mention.order:
        _tell_back(mention, before)


def _lacks_people(mention: Found) -> bool:
    """Whether others must have been there than those whom its words name."""
    joined = mention.kind == "visit" and mention.vague
    if (len(mention.seats) > 1 and not joined) or _is_journey(mention):
        return False
    if mention.mention.is_verb and not mention.vague:
        return False
    if any(_is_among_itself(s, mention) for s in mention.seats) or (mention.among and mention.seats):
        return False
    # "the envoy held talks with village elders": with nobody else
    return not (mention.seats and not mention.vague and _has_partner(mention))


def _supposed(mention: Found, before: Found | None, dyad: Sequence[Seat]) -> list[Seat]:
    """The parties of the meeting before, or the two sides of the article where only they can be meant."""
    parties = list(_parties(before, mention)) if before is not None else []
    if mention.level is not Level.UNKNOWN and any(s.actor.kind is ActorKind.PERSON for s in parties):
        parties = list(dyad)  # "border commissions" are not the presidents who met before
    if mention.order and mention.head.lemma in _ROUNDS and countries_of(parties) == countries_of(dyad):
        parties = list(dyad)  # who will sit at "a further round", nobody said
    alone = not mention.seats and mention.dated  # "Kyiv's envoy holds talks on Monday" may be talks with anybody
    if not parties and (mention.vague or mention.counted or mention.order or alone):
        return list(dyad)
    return parties


def _is_of_others(mention: Found, parties: Sequence[Seat]) -> bool:
    """Whether somebody who is none of the parties acts at it: "France and Italy quarrelled at a summit in Brussels"."""
    there = countries_of(mention.guests)
    return bool(there) and not mention.definite and not there & countries_of(parties)


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
    if before.status in OFF and mention.status in _AHEAD and not before.dated and before.place is None:
        before.time, before.place = mention.time, mention.place


def _forerunner(mention: Found, meetings: Sequence[Found]) -> Found | None:
    """The meeting whose parties a mention without people means: talks go on from talks, a call from a call."""
    able = [m for m in meetings if len(belonging(m)) > 1 and not (m.inherited and mention.vague is False)]
    talks = [m for m in able if not m.mention.is_verb and m.head.lemma != "visit" and m.kind == "meeting"]
    if not mention.mention.is_verb and talks:
        return talks[-1]
    return able[-1] if able and (mention.vague or not mention.mention.is_verb) else None


def _parties(meeting: Found, mention: Found) -> Iterable[Seat]:
    """Those who sat as parties; hosts and mediators only where the mention speaks of all."""
    everybody = mention.vague and any(t.lower in ("all", "three", "four", "five") for t in mention.head.subtree())
    for seat in belonging(meeting):
        if everybody or seat.role in (Role.PARTY, Role.VISITOR) or (seat.role is Role.HOST and len(meeting.seats) == 2):
            yield replace(seat, role=seat.role if seat.role is Role.MEDIATOR else Role.PARTY)
