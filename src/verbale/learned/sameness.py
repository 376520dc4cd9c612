"""Whether what the network sees is what a finding of the codebook tells: their words touch, or they say the same."""

from __future__ import annotations

from verbale.document import Mention
from verbale.findings import Claim, Event, Finding, Meeting, Position, Statement, Violence
from verbale.learned.decode import Seen
from verbale.learned.findings import same_actors, touching
from verbale.terms import MeetingStatus

REAL = (MeetingStatus.HELD, MeetingStatus.UNDER_WAY)


def _mention(seen: Seen, like: Mention) -> Mention:
    return Mention(seen.start, seen.end, like.quote)


def statements_agree(own: Statement, made: Statement | None, seen: Seen) -> bool:
    here = _mention(seen, own.trigger)
    if touching(own.trigger, here):
        return True
    return made is not None and touching(own.content, made.content)


def positions_agree(own: Position, made: Position | None, seen: Seen) -> bool:
    alike = made is not None and own.stance is made.stance and own.holder.id == made.holder.id
    if made is not None and alike and touching(own.object, made.object):  # by another word ("insisted it *be signed*")
        return True
    if not touching(own.trigger, _mention(seen, own.trigger)):
        return False
    return made is None or same_actors((own.holder,), (made.holder,))


def claims_agree(own: Claim, made: Claim | None, seen: Seen) -> bool:
    here = _mention(seen, own.trigger)
    return touching(own.trigger, here) or (made is not None and touching(own.content, made.content))


def violence_agrees(own: Violence, made: Violence | None, seen: Seen) -> bool:
    here = _mention(seen, own.trigger)
    return touching(own.trigger, here) or (made is not None and own.evidence[0] == made.evidence[0])


def events_agree(own: Event, _: Event | None, seen: Seen) -> bool:
    return touching(own.trigger, _mention(seen, own.trigger))


def repeats(own: Finding, made: Finding) -> bool:
    """Whether a finding of the network says nothing beside one that stands already: a meeting of the same sides, as
    real as that and on no other day; an event of the same actors in the same sentence."""
    if isinstance(own, Meeting) and isinstance(made, Meeting):
        alike = _reality(own) == _reality(made) and made.time.start in (None, own.time.start)
        sides = [p.actor for p in own.participants]
        shared = sum(same_actors([p.actor], sides) for p in made.participants)
        return alike and shared >= min(2, len(own.participants), len(made.participants))
    if isinstance(own, Event) and isinstance(made, Event):
        near = own.evidence[:1] == made.evidence[:1] and own.event_type is made.event_type
        return near and {a.id for a in own.actors} == {a.id for a in made.actors}
    return False


def _reality(meeting: Meeting) -> str:
    """Whether a meeting was, was not, or is only spoken of."""
    off = meeting.status is MeetingStatus.DID_NOT_HAPPEN
    return "real" if meeting.status in REAL else "off" if off else "planned"
