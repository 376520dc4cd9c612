"""What the network sees, as findings: the same classes, ids and layers as the codebook's, and words for every part.

Nothing is said without words: what has no trigger, no holder, no content in the text makes no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.codebook import Codebook, plover
from verbale.coding.belonging import Belonging
from verbale.coding.claims import status_of
from verbale.coding.events import is_political
from verbale.coding.evidence import evidence, finding_id, with_historical
from verbale.coding.issues import Issues
from verbale.coding.meetings import participant
from verbale.coding.meetings.levels import level_of, titles
from verbale.coding.meetings.seats import Seat, at_home
from verbale.coding.meetings.status import AUXILIARIES
from verbale.coding.violence import Attacks
from verbale.document import Document, Mention, Token
from verbale.findings import (
    ActorRef,
    Claim,
    ClaimResponse,
    Event,
    Finding,
    Meeting,
    Position,
    Statement,
    Violence,
)
from verbale.learned.decode import Argument, Seen
from verbale.learned.labels import NO_ISSUE
from verbale.learned.naming import Naming
from verbale.terms import (
    ActorKind,
    Attendance,
    Auxiliary,
    ClaimStatus,
    EventType,
    Level,
    Manner,
    MeetingForm,
    MeetingStatus,
    Movement,
    Response,
    Stance,
)

RULE = "learned"


@dataclass(frozen=True)
class Maker:
    """Turns what is seen into findings."""

    document: Document
    codebook: Codebook
    naming: Naming
    issues: Issues
    attacks: Attacks
    belonging: Belonging
    seen: Sequence[Seen]
    sides: Sequence[Seat] = ()  # the two that the article is about

    def finding(self, seen: Seen) -> Finding | None:
        """The finding of a trigger; None where a part that it needs is not in the text."""
        head = self.naming.head(seen.start, seen.end)
        if head is None:
            return None
        made: Finding | None = getattr(self, seen.kind)(seen, head)
        return made

    def common(self, seen: Seen, head: Token, *more: object) -> dict[str, Any]:
        """What every finding carries."""
        trigger = self.document.mention(seen.start, seen.end)
        return {
            "id": finding_id(seen.kind, self.document, trigger, RULE, *more),
            "evidence": evidence(self.document, head),
            "trigger": trigger,
            "attribution": self.naming.speech.attribution(head),
            "confidence": round(seen.probability, 3),
            "rule": f"{RULE}: {seen.probability:.2f}",
        }

    def meeting(self, seen: Seen, head: Token) -> Meeting | None:
        """A meeting of those marked as its participants; a round that names nobody is the article's two sides'."""
        status = MeetingStatus(seen.choice("status"))
        form = MeetingForm(seen.choice("form"))
        place = self.naming.place(seen, head)
        declined = self.naming.actors(seen.all("declined"))
        away = {a.id for a in declined}
        seats = [Seat(a) for a in self.naming.actors(seen.all("participant")) if a.id not in away]
        if not seats and not declined and head.pos == "NOUN":
            seats = list(self.sides)
        seats = at_home(seats, place, visit=form is MeetingForm.VISIT)
        seats += [Seat(a, attendance=Attendance.DECLINED) for a in declined]
        if not seats:
            return None
        time = self.naming.time(seen, head)
        level = level_of(seats, titles(self.codebook.folder))
        return Meeting(
            **self.common(seen, head),
            time=time,
            place=place,
            auxiliary=with_historical(self.document, time, AUXILIARIES.get(status, ())),
            participants=tuple(participant(s, status) for s in seats),
            status=status,
            form=form,
            level=level if level is not Level.UNKNOWN else Level(seen.choice("level")),
        )

    def statement(self, seen: Seen, head: Token) -> Statement | None:
        """What the marked speaker said."""
        content, speaker = seen.one("content"), seen.one("speaker")
        if content is None or speaker is None:
            return None
        start, end = self.said(content)
        if start >= end or start <= seen.start < end:
            return None
        quotes = tuple(
            self.document.mention(q.start, q.end)
            for q in self.document.quotations
            if q.start < end and q.end > start and q.end > q.start
        )
        actor = next(iter(self.naming.of_span(speaker.start, speaker.end)), None) or self.naming.unnamed(speaker)
        direct = any(q.start <= start + 1 and q.end >= end - 1 for q in quotes)
        manner = Manner.DIRECT if direct else Manner.MIXED if quotes else Manner.INDIRECT
        common = self.common(seen, head, start)
        inside = [t for a, b in ((seen.start, seen.end), (start, end)) for t in self.document.tokens_in(a, b)]
        return Statement(
            **common | {"evidence": evidence(self.document, *inside)},
            speaker=actor,
            manner=manner,
            cue=self.document.text[seen.start : seen.end].lower(),
            content=self.document.mention(start, end),
            quotes=quotes,
        )

    def said(self, content: Argument) -> tuple[int, int]:
        """The span of the content without the marks and stops at its ends."""
        start, end, text = content.start, content.end, self.document.text
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and text[end - 1] in " ,;:.\"“”„«»'’‘":
            end -= 1
        return start, end

    def position(self, seen: Seen, head: Token) -> Position | None:
        """What the marked holder demands, offers, rejects ..."""
        holders = [a for a in self.naming.actors(seen.all("holder")) if a.kind is not ActorKind.MEDIA]
        object_ = seen.one("object")
        if not holders or object_ is None:
            return None
        toward = [a for a in self.naming.actors(seen.all("toward")) if a.id != holders[0].id]
        time = self.naming.times.of(head)
        stance = Stance(seen.choice("stance"))
        return Position(
            **self.common(seen, head, holders[0].id, stance),
            time=time,
            auxiliary=with_historical(self.document, time, ()),
            holder=holders[0],
            stance=stance,
            object=self.document.mention(object_.start, object_.end),
            issue=self.issue(seen, object_),
            toward=toward[0] if toward else None,
            movement=Movement(seen.choice("movement")),
        )

    def issue(self, seen: Seen, object_: Argument) -> str | None:
        """The issue that the object's words name plainly, else the network's."""
        tokens = self.document.tokens_in(object_.start, object_.end)
        head = self.naming.head(object_.start, object_.end)
        named = self.issues.of(tokens, head, plainly=True) if tokens else None
        value = seen.choice("issue")
        return named or (None if value == NO_ISSUE else value)

    def claim(self, seen: Seen, head: Token) -> Claim | None:
        """What is claimed, and the answers marked around it."""
        content = seen.one("content")
        if content is None:
            return None
        claimants = self.naming.actors(seen.all("claimant"))
        answers = tuple(self.answers(seen))
        if not answers and not claimants and ClaimStatus(seen.choice("status")) is not ClaimStatus.UNVERIFIED:
            return None
        said = self.document.mention(*self.said(content))
        return Claim(
            **self.common(seen, head, content.start),
            time=self.naming.times.of(head),
            content=said,
            claimant=claimants[0] if claimants else None,
            responses=answers,
            status=status_of(a.response for a in answers),
        )

    def answers(self, claim: Seen) -> Iterator[ClaimResponse]:
        """The answers that the network links to a claim."""
        for answer in (s for s in self.seen if s.kind == "response"):
            if not any(a.start < answer.end and a.end > answer.start for a in claim.all("answer")):
                continue
            for actor in self.naming.actors(answer.all("actor"))[:1]:
                trigger = self.document.mention(answer.start, answer.end)
                head = self.naming.head(answer.start, answer.end)
                time = self.naming.times.of(head) if head is not None else None
                made = ClaimResponse(actor, Response(answer.choice("response")), trigger)
                yield made if time is None else ClaimResponse(made.actor, made.response, trigger, time)

    def violence(self, seen: Seen, head: Token) -> Violence | None:
        """An attack or a toll: its victims are counted as the codebook counts them."""
        words = self.document.tokens_in(seen.start, seen.end) or (head,)
        victims, attackers = self.naming.heads(seen.all("target")), self.naming.heads(seen.all("actor"))
        rule = f"{RULE}: {seen.probability:.2f}"
        return self.attacks.told(head, words, rule, victims, attackers, round(seen.probability, 3))

    def event(self, seen: Seen, head: Token) -> Event | None:
        """A PLOVER event of the marked actors."""
        event_type = EventType(seen.choice("type"))
        place = self.naming.place(seen, head)
        actor_heads, recipient_heads = self.naming.heads(seen.all("actor")), self.naming.heads(seen.all("recipient"))
        actors = self.belonging.settled(self.naming.actors(seen.all("actor")), actor_heads, place)
        recipients = self.belonging.settled(self.naming.actors(seen.all("recipient")), recipient_heads, place)
        ids = {a.id for a in actors}
        recipients = tuple(r for r in recipients if r.id not in ids)
        if not any(map(is_political, (*actors, *recipients))):
            return None
        time = self.naming.times.of(head)
        scale = plover.categories(self.codebook.folder)[event_type]
        modes = tuple(m for m in seen.flags["event.mode"] if m in scale.modes)
        auxiliary = tuple(map(Auxiliary, seen.flags["event.aux"]))
        return Event(
            **self.common(seen, head, event_type),
            time=time,
            place=place,
            auxiliary=with_historical(self.document, time, auxiliary)
            if Auxiliary.HISTORICAL not in auxiliary
            else auxiliary,
            event_type=event_type,
            mode=modes,
            actors=actors,
            recipients=recipients,
            quad_code=scale.quad_code,
            intensity=plover.intensity(self.codebook.folder, event_type, modes),
        )


def touching(a: Mention, b: Mention) -> bool:
    """Whether two mentions share a character."""
    return a.start < b.end and b.start < a.end


def same_actors(a: Sequence[ActorRef], b: Sequence[ActorRef]) -> bool:
    """Whether some actor, or its country, is on both sides."""
    sides = [{x for actor in some for x in (actor.id, actor.country) if x} for some in (a, b)]
    return bool(sides[0] & sides[1])
