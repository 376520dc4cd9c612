"""Events: the findings, and the other acts, in PLOVER and CAMEO terms.

A meeting is CONSULT, a toll ASSAULT; every act whose card names a category is that. Several actors are one event with
a list. The visitor is the actor and the host the recipient; elsewhere everybody who met is an actor. What was negated,
planned or hypothetical keeps its category and carries `auxiliary`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from verbale.codebook import Codebook, plover
from verbale.coding import grammar, retold
from verbale.coding.acts import Act
from verbale.coding.belonging import Belonging
from verbale.coding.camps import same_camp
from verbale.coding.evidence import evidence, finding_id, is_historical, with_historical
from verbale.coding.headings import once_below_headings
from verbale.coding.reality import CONDITION, HYPOTHETICAL, NEGATION, Reality
from verbale.coding.recipients import Recipients
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.coding.where import Places
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import ActorRef, Claim, Count, Event, Finding, Magnitude, Meeting, Position, Time, Violence
from verbale.terms import ActorKind, Attendance, Auxiliary, EventType, MeetingForm, MeetingStatus, Role, Stance

OF_STANCE = {
    Stance.DEMANDS: (EventType.REQUEST, "100"),
    Stance.REJECTS: (EventType.REJECT, "120"),
    Stance.REFUSES: (EventType.REJECT, "120"),
    Stance.OPPOSES: (EventType.REJECT, "120"),
    Stance.OFFERS: (EventType.AGREE, "030"),
    Stance.ACCEPTS: (EventType.AGREE, "030"),
    Stance.COMMITS: (EventType.AGREE, "030"),
    Stance.SUPPORTS: (EventType.SUPPORT, "051"),
}
# Categories that are an event also where only who suffers or receives it is named ("three men were arrested").
_SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "AID", "ACCUSE", "THREATEN"})
_BODIES = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.GROUP})
_ARMED = frozenset({"GOV", "MIL", "COP", "SPY", "REB", "UAF", "PRM", "LEG", "JUD", "PTY", "OPP", "REF", "PRE"})
_IFS = frozenset({"if", "unless", "provided"})


def events_in(
    document: Document,
    codebook: Codebook,
    who: Who,
    times: Times,
    places: Places,
    acts: tuple[Act, ...],
    speech: Speech,
    meetings: tuple[Meeting, ...],
    positions: tuple[Position, ...],
    claims: tuple[Claim, ...],
    violence: tuple[Violence, ...],
) -> tuple[Event, ...]:
    """Every event of the document."""
    coder = Coder(document, codebook, who, times, places, speech)
    restated = {f.trigger.start: f for f in reversed((*positions, *claims))}
    found = [*map(coder.of_meeting, meetings), *(e for v in violence for e in coder.of_violence(v))]
    refused = {p.trigger.start for p in positions if p.stance is Stance.REFUSES}
    inside = retold.governed(acts) | {a.head.i for a in acts if retold.is_known(a, times)}
    known = retold.Retold(times, codebook.lists["looking_for"], meetings, positions, violence, inside)
    for act in acts:
        if act.card.name == "attend_meeting" and _declines(act, meetings):
            found += coder.of_refusal(act)
        event = None if known.has_no_event(act) else coder.of_act(act, restated, refused)
        if event is not None and not known.has_toll(act, event.actors):
            found.append(event)
    within = {document.span(*a.words).start for a in acts if a.head.i in inside}
    restating = {e.finding for e in found} | {p.id for p in positions if p.trigger.start in within}
    shared = (group for group in _shared(positions) if not restating & {p.id for p in group})
    found = [*_once(found), *(coder.of_position(*group) for group in shared if group[0].stance in OF_STANCE)]
    return tuple(once_below_headings(document, found, lambda a, b: a.event_type is b.event_type))


def _shared(positions: Iterable[Position]) -> Iterable[list[Position]]:
    """The positions, those together that several holders take in the same words: "Oslo and Riga agreed to"."""
    found: dict[tuple[object, ...], list[Position]] = {}
    for position in positions:
        key = (position.trigger.start, position.trigger.end, position.object.start, position.stance)
        found.setdefault(key, []).append(position)
    return found.values()


def _declines(act: Act, meetings: Iterable[Meeting]) -> bool:
    """Whether the act is one of not coming, on purpose: its actor declined a meeting ("will not take part")."""
    if NEGATION not in act.reality:
        return False
    said = {t.start for head in act.role("ACTOR") for t in head.subtree()}
    away = [p.actor.mention for m in meetings for p in m.participants if p.attendance is Attendance.DECLINED]
    return any(mention is not None and mention.start in said for mention in away)


def _once(events: Iterable[Event]) -> Iterator[Event]:
    """Each event once: a second one of the same type and actors in the same sentence says nothing new."""
    seen = set()
    for event in events:
        key = (event.event_type, _ids(event.actors), _ids(event.recipients), event.auxiliary, event.evidence[:1])
        if key not in seen:
            seen.add(key)
            yield event


def _ids(actors: Iterable[ActorRef]) -> tuple[str, ...]:
    return tuple(sorted(a.id for a in actors))


class Coder:
    """Makes events of one document."""

    def __init__(
        self, document: Document, codebook: Codebook, who: Who, times: Times, places: Places, speech: Speech
    ) -> None:
        self.document, self.codebook, self.who = document, codebook, who
        self.times, self.places, self.speech = times, places, speech
        self.people = codebook.lists["people"] | codebook.lists["forces"]
        self.recipients = Recipients(who, self.named, codebook.lists["summings"], codebook.lists["calling"])
        self.belonging = Belonging(document, who, places)

    def of_act(self, act: Act, restated: Mapping[int, Finding], refused: Container[int] = ()) -> Event | None:
        """The event of an act; None when the text names no actor at all. `refused` are where positions refuse.

        `restated` are the positions and claims by where they begin: the event of a position that its own words aim at
        nobody is aimed where the position is.
        """
        place = self.places.of(act.head)
        heads = act.role("ACTOR")
        actors = self.belonging.settled(self.named(heads) or self.owners(heads), heads, place)
        recipients = self.recipients.of(act, actors)
        recipients = self.belonging.settled(recipients, (*act.role("RECIPIENT"), *act.role("OBJECT")), place)
        if not actors and (heads or act.card.event not in _SUFFERED or not any(r.country for r in recipients)):
            return None
        if not _is_of_note(act, actors, recipients):
            return None
        trigger = self.document.span(*act.words)
        finding = restated.get(trigger.start)
        if not any(map(_is_somebodys, recipients)):
            recipients = _aimed_at(finding, actors) or recipients
        time = self.times.of(act.head)
        event_type, cameo = self._category(act, refused=trigger.start in refused)
        return Event(
            id=finding_id("event", self.document, trigger, act.rule),
            evidence=evidence(self.document, act.head),
            trigger=trigger,
            time=time,
            place=place,
            attribution=self.speech.attribution(act.head),
            auxiliary=with_historical(self.document, time, self._modes(act, time)),
            confidence=0.9 if actors and recipients else 0.7,
            rule=act.rule,
            actors=actors,
            recipients=recipients,
            context=act.card.context,
            cameo=cameo,
            finding=None if finding is None else finding.id,
            **self._scale(event_type, act.card.mode if event_type == act.card.event else ()),
        )

    def _category(self, act: Act, *, refused: bool) -> tuple[EventType, str | None]:
        """The category and the CAMEO code, of what the act amounts to where that is something else."""
        if _turned(act):
            return OF_STANCE[Stance(act.card.negated)]
        if act.card.event == "AGREE" and refused:  # "vowed not to negotiate"
            return OF_STANCE[Stance.REFUSES]
        if _is_offer(act):  # promised, and not yet given
            return OF_STANCE[Stance.OFFERS]
        return EventType(act.card.event), act.card.cameo or None

    def _modes(self, act: Act, time: Time) -> tuple[Auxiliary, ...]:
        """How real the act is; what a negation turned into an act of its own is real."""
        modes = tuple(dict.fromkeys((*act.reality.auxiliary(), *map(Auxiliary, act.card.auxiliary))))
        if _is_past(act):
            modes = (Auxiliary.HISTORICAL,) if act.card.name == "abduct" else ()
            modes = () if is_historical(self.document, time) else modes
        if _turned(act):
            modes = tuple(m for m in modes if m not in (Auxiliary.NEGATION, Auxiliary.FUTURE))
        return modes

    def of_refusal(self, act: Act) -> Iterator[Event]:
        """Whoever will not take part rejects the meeting, which is itself no CONSULT of theirs."""
        flags = {k: t for k, t in act.reality.flags.items() if k == CONDITION}
        declined = replace(act, card=self.codebook.acts["decline_meeting"], reality=Reality(flags))
        event = self.of_act(declined, {})
        if event is not None:
            yield replace(event, rule=act.rule)

    def named(self, heads: Sequence[Token]) -> tuple[ActorRef, ...]:
        """The actors that the heads stand for, each once, members of groups one by one."""
        found: dict[str, ActorRef] = {}
        for head in heads:
            for actor in self.who.named_by(head):
                for one in actor.members or (actor,):
                    found.setdefault(one.id, one)
        return tuple(found.values())

    def owners(self, heads: Sequence[Token]) -> tuple[ActorRef, ...]:
        """Whose the thing is that acts: "Spanish commandos", "a communiqué from Amman"; the speaker of "we"."""
        found: dict[str, ActorRef] = {}
        for head in heads:
            speaker = self.speech.speaker_at(head.start) if head.lower in grammar.FIRST_PERSON else None
            if speaker is not None:
                found.setdefault(speaker.id, speaker)
            for side in self.who.sides_of(head) if head.tag == "NNS" or head.lemma in self.people else ():
                found.setdefault(side.id, side)
        senders = [n for h in heads for n in grammar.preposition_objects(h, "from", "of")]
        return tuple(found.values()) or (self.named(senders) if senders else ())

    def of_position(self, position: Position, *others: Position) -> Event:
        """The event of a position that no act card made, which others may hold together with its holder."""
        event_type, cameo = OF_STANCE[position.stance]
        holders = {p.holder.id: p.holder for p in (position, *others)}
        toward = {p.toward.id: p.toward for p in (position, *others) if p.toward is not None}
        return Event(
            id=finding_id("event", self.document, position.trigger, position.rule, position.holder.id),
            evidence=position.evidence,
            trigger=position.trigger,
            time=position.time,
            attribution=position.attribution,
            auxiliary=position.auxiliary,
            confidence=position.confidence,
            rule=position.rule,
            actors=tuple(holders.values()),
            recipients=tuple(t for t in toward.values() if t.id not in holders),
            cameo=cameo,
            finding=position.id,
            **self._scale(event_type, ()),
        )

    def of_meeting(self, meeting: Meeting) -> Event:
        """CONSULT between those who were there or are to be; negated where all that is told is who stayed away.

        Who received a visit or a call is the recipient.
        """
        parties = [p for p in meeting.participants if p.role is not Role.MEDIATOR]
        present = [p for p in parties if p.attendance not in (Attendance.DECLINED, Attendance.ABSENT)]
        absent = [p for p in parties if p.attendance is Attendance.ABSENT]
        there = present or absent
        hosts = [p.actor for p in there if p.role is Role.HOST] if any(p.role is Role.VISITOR for p in there) else []
        words = self.document.tokens_in(meeting.trigger.start, meeting.trigger.end)
        called = {a.id for a in self.recipients.called(words)} if len(there) > 1 else set()
        hosts = hosts or [p.actor for p in there if p.actor.id in called]
        actors = [p.actor for p in there if p.actor not in hosts]
        return Event(
            id=finding_id("event", self.document, meeting.trigger, meeting.rule),
            evidence=meeting.evidence,
            trigger=meeting.trigger,
            time=meeting.time,
            place=meeting.place,
            attribution=meeting.attribution,
            auxiliary=_of_status(meeting) if present or not absent else (Auxiliary.NEGATION,),
            confidence=meeting.confidence,
            rule=meeting.rule,
            actors=tuple(actors),
            recipients=tuple(hosts),
            context=("diplomatic",),
            cameo=_meeting_cameo(meeting),
            finding=meeting.id,
            **self._scale(EventType.CONSULT, _meeting_modes(meeting)),
        )

    def of_violence(self, violence: Violence) -> Iterator[Event]:
        """ASSAULT, where an actor or a target is named."""
        if not violence.actors and not violence.targets:
            return
        modes = (violence.mode,) if violence.mode else ()
        yield Event(
            id=finding_id("event", self.document, violence.trigger, violence.rule),
            evidence=violence.evidence,
            trigger=violence.trigger,
            time=violence.time,
            place=violence.place,
            attribution=violence.attribution,
            auxiliary=violence.auxiliary,
            confidence=violence.confidence,
            rule=violence.rule,
            actors=self.belonging.settled(violence.actors, (), violence.place),
            recipients=self.belonging.settled(violence.targets, (), violence.place),
            context=("military",),
            cameo="190",
            magnitude=Magnitude(_low(violence.dead), _low(violence.injured)),
            finding=violence.id,
            **self._scale(EventType.ASSAULT, modes),
        )

    def _scale(self, event_type: EventType, modes: tuple[str, ...]) -> dict[str, Any]:
        folder = self.codebook.folder
        return {
            "event_type": event_type,
            "mode": modes,
            "quad_code": plover.categories(folder)[event_type].quad_code,
            "intensity": plover.intensity(folder, event_type, modes),
        }


def is_political(actor: ActorRef) -> bool:
    """Whether it is somebody of a country, a body or an armed side: a chef who seizes a pan makes no event, nor a
    reporter who tells of it."""
    if _is_of_the_press(actor):
        return False
    return actor.country is not None or actor.kind in _BODIES or bool(_ARMED & set(actor.sectors))


def _is_of_note(act: Act, actors: Sequence[ActorRef], recipients: Sequence[ActorRef]) -> bool:
    """Whether somebody of politics does or suffers it; what the press claims is a report, no accusation."""
    if act.card.finding == "claim" and actors and all(map(_is_of_the_press, actors)):
        return False
    if act.card.event == "PROTEST" and any(a.kind is ActorKind.PEOPLE or a.country for a in actors):
        return True
    suffered = not actors and any(r.country for r in recipients)
    return suffered or any(map(is_political, (*actors, *recipients)))


def _aimed_at(finding: Finding | None, actors: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """The other side at which a position is aimed, unless it is one of those who hold it together."""
    toward = finding.toward if isinstance(finding, Position) else None
    if toward is None or toward.country is None or any(same_camp(toward, a) for a in actors):
        return ()
    return (toward,)


def _is_somebodys(actor: ActorRef) -> bool:
    """Whether it is known whose the actor is: not of "its rival" and "the commanders"."""
    return actor.country is not None or actor.kind is ActorKind.ARMED_GROUP


def _is_offer(act: Act) -> bool:
    """Whether a concession is only offered, for something in return: "could drop its claim if Oslo pays"."""
    if act.card.event not in ("CONCEDE", "RETREAT") or HYPOTHETICAL not in act.reality:
        return False
    marks = [m.lower for c in act.head.all("advcl") for m in c.all("mark")]
    return bool(_IFS & set(marks))


def _is_of_the_press(actor: ActorRef) -> bool:
    return actor.kind is ActorKind.MEDIA or "JRN" in actor.sectors


def _is_past(act: Act) -> bool:
    """Whether it is told of somebody as done to him before ("the release of the pilots abducted by the rebels")."""
    return (
        act.card.finding == "violence" and act.head.dep == "acl" and act.head.tag == "VBN" and not act.reality.negated
    )


def _turned(act: Act) -> bool:
    """Whether a negated act amounts to another one: "will not accept" rejects."""
    if NEGATION not in act.reality or act.card.polarity == "negative" or not act.card.negated:
        return False
    return Stance(act.card.negated) in OF_STANCE


def _low(count: Count | None) -> int | None:
    return None if count is None else count.low if count.low is not None else count.high


def _of_status(meeting: Finding) -> tuple[Auxiliary, ...]:
    """The auxiliary modes that a meeting's status implies, beside those that it carries."""
    status = getattr(meeting, "status", None)
    implied = {
        MeetingStatus.PLANNED: (Auxiliary.FUTURE,),
        MeetingStatus.EXPECTED: (Auxiliary.FUTURE,),
        MeetingStatus.CONFIRMED: (Auxiliary.FUTURE,),
        MeetingStatus.PROPOSED: (Auxiliary.FUTURE,),
        MeetingStatus.CANCELLED: (Auxiliary.FUTURE, Auxiliary.NEGATION),
        MeetingStatus.POSTPONED: (Auxiliary.FUTURE, Auxiliary.NEGATION),
        MeetingStatus.DID_NOT_HAPPEN: (Auxiliary.NEGATION,),
    }.get(status, ()) if status is not None else ()  # fmt: skip
    return meeting.auxiliary or implied


def _meeting_modes(meeting: Meeting) -> tuple[str, ...]:
    if meeting.form in (MeetingForm.PHONE, MeetingForm.VIDEO):
        return ("phone",)
    if meeting.form is MeetingForm.VISIT or any(p.role is Role.VISITOR for p in meeting.participants):
        return ("visit",)
    if any(p.role is Role.MEDIATOR for p in meeting.participants):
        return ("third-party",)
    return ("multilateral",) if meeting.form is MeetingForm.MULTILATERAL else ()


def _meeting_cameo(meeting: Meeting) -> str:
    if meeting.status in (
        MeetingStatus.PROPOSED,
        MeetingStatus.PLANNED,
        MeetingStatus.EXPECTED,
        MeetingStatus.CONFIRMED,
    ):
        return "036"
    if meeting.form in (MeetingForm.PHONE, MeetingForm.VIDEO):
        return "041"
    return "042" if "visit" in _meeting_modes(meeting) else "046"
