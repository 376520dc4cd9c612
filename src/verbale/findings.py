"""What one article says: the findings, each pointing at its words.

The classes are the contract's objects, field by field; `to_json` turns any of them into the plain dictionaries of
`verbale read --format json`. Unknown is `None` (or an empty tuple), never a guess.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from verbale.document import Document, Mention
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
    PlaceKind,
    Precision,
    Response,
    Role,
    SourceKind,
    Stance,
    TimeBasis,
)


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor as one place in the text names it.

    `country` is ISO 3166 alpha-3, or IGO or NGO; `sectors` are PLOVER codes; `office` is the one held at the date of
    the document. Two references with the same `id` are the same actor.
    """

    id: str
    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    mention: Mention | None = None
    members: tuple[ActorRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """One distinct actor of a document with every place that names it."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    office: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """An interval of days, both ends included, as the words support it; `clock` is a stated time of day (HH:MM)."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    text: str | None = None
    basis: TimeBasis = TimeBasis.NONE
    clock: str | None = None


UNKNOWN_TIME = Time()


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `lat` and `lon` in degrees; `contested` says in a few words who disputes it, if anybody does."""

    name: str
    country: str | None = None
    kind: PlaceKind = PlaceKind.UNKNOWN
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    mention: Mention | None = None
    contested: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One link of an attribution chain: who is said to have said it, and by which words."""

    actor: ActorRef | None
    source_kind: SourceKind
    cue: str
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What every finding carries; `attribution` runs from the outermost source inwards."""

    id: str = ""
    evidence: tuple[Mention, ...]
    trigger: Mention
    time: Time = UNKNOWN_TIME
    place: Place | None = None
    attribution: tuple[Source, ...] = ()
    auxiliary: tuple[Auxiliary, ...] = ()
    confidence: float = 0.7
    rule: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a meeting."""

    actor: ActorRef
    role: Role = Role.UNKNOWN
    attendance: Attendance = Attendance.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Finding):
    """A meeting, call, visit or round of talks, wherever in its life it stands."""

    participants: tuple[Participant, ...]
    status: MeetingStatus
    form: MeetingForm = MeetingForm.UNKNOWN
    level: Level = Level.UNKNOWN
    purpose: Mention | None = None
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Finding):
    """Who said what; `quotes` holds only words that stood between quotation marks."""

    speaker: ActorRef
    manner: Manner
    cue: str
    content: Mention
    quotes: tuple[Mention, ...] = ()
    addressee: ActorRef | None = None
    occasion: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Finding):
    """What a holder demands, offers, accepts, rejects ... since when, and whether that moved."""

    holder: ActorRef
    stance: Stance
    object: Mention
    issue: str | None = None
    toward: ActorRef | None = None
    since: Time | None = None
    movement: Movement = Movement.STATED


@dataclass(frozen=True, slots=True)
class ClaimResponse:
    """One answer to a claim."""

    actor: ActorRef
    response: Response
    trigger: Mention
    time: Time = UNKNOWN_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Finding):
    """Something reported as true that the outlet does not itself assert, and what was answered to it."""

    content: Mention
    claimant: ActorRef | None
    responses: tuple[ClaimResponse, ...] = ()
    status: ClaimStatus = ClaimStatus.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people: `low` to `high`, either end open (at least, up to)."""

    low: int | None
    high: int | None
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Violence(Finding):
    """An attack or a toll; the claimant is the attribution."""

    actors: tuple[ActorRef, ...] = ()
    targets: tuple[ActorRef, ...] = ()
    mode: str | None = None
    dead: Count | None = None
    injured: Count | None = None
    captured: Count | None = None


@dataclass(frozen=True, slots=True)
class Magnitude:
    """The numbers of an event."""

    dead: int | None = None
    injured: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Finding):
    """A finding, or another act, in PLOVER and CAMEO terms; `finding` is the id of what it restates."""

    event_type: EventType
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    cameo: str | None = None
    quad_code: int = 0
    intensity: float = 0.0
    magnitude: Magnitude = field(default_factory=Magnitude)
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a user should know about this reading."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Reading:
    """Everything that reading one document gives."""

    document: Document
    actors: tuple[Actor, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    violence: tuple[Violence, ...] = ()
    events: tuple[Event, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def findings(self) -> tuple[Finding, ...]:
        """All findings, kind by kind, in the order of the text within each kind."""
        return (*self.meetings, *self.statements, *self.positions, *self.claims, *self.violence, *self.events)

    def to_json(self) -> dict[str, Any]:
        """The reading as the contract's plain dictionary."""
        given = {"id": self.document.given_id} if self.document.given_id is not None else {}
        kinds = ("actors", "meetings", "statements", "positions", "claims", "violence", "events", "warnings")
        return given | {"document": _document(self.document)} | {k: to_json(getattr(self, k)) for k in kinds}


def to_json(value: Any) -> Any:
    """A finding, or any part of one, as dictionaries, lists, strings and numbers.

    >>> to_json(Mention(0, 4, "Kyiv"))
    {'start': 0, 'end': 4, 'quote': 'Kyiv'}
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [to_json(v) for v in value]
    return value


def _document(document: Document) -> dict[str, Any]:
    plain = ("id", "title", "url", "publisher", "published", "published_basis", "language", "text")
    return {k: to_json(getattr(document, k)) for k in plain} | {
        "sentences": [[s.start, s.end] for s in document.sentences]
    }
