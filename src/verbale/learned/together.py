"""Two readers, one record: the rule by which the findings of the codebook and of the network become one reading.

Findings of one kind whose words touch are one finding. What both readers see is kept as the codebook tells it, surer
than before; where they tell it differently, the network is believed only in what `trust.toml` lists, and only from the
probability given there; what the codebook left open, the network fills where `trust.toml` says so. What the network
alone sees is kept from the probability given there, and what the codebook alone sees is left out where the network
gives it less than is given there. Numbers are measured on passages that neither reader was made from
(`training/trust.py`).

What an explicit cue of the codebook denies is not asserted: a meeting that the words call planned, proposed, cancelled
or not held is never made a held one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from verbale.codebook import Codebook
from verbale.coding.acts import Act
from verbale.coding.belonging import Belonging
from verbale.coding.claims import status_of
from verbale.coding.events import OF_STANCE, Coder
from verbale.coding.issues import Issues
from verbale.coding.meetings.moods import is_no_single_fact
from verbale.coding.meetings.seats import dyad
from verbale.coding.reality import NEGATION, Realities
from verbale.coding.speech import Speech
from verbale.coding.violence import attacks
from verbale.coding.when import Times
from verbale.coding.where import Places
from verbale.coding.who import Who
from verbale.document import Document, Mention, Token
from verbale.findings import Claim, Event, Finding, Meeting, Position, Statement, Violence
from verbale.learned import sameness
from verbale.learned.decode import Seen, Sight
from verbale.learned.findings import RULE, Maker, touching
from verbale.learned.naming import Naming
from verbale.learned.plain import is_plain
from verbale.learned.seen import LEARNED
from verbale.learned.trust import Trust, trust
from verbale.terms import EventType, Manner, MeetingForm, Movement, Stance

F = TypeVar("F", bound=Finding)
Same = Callable[[Any, Any, Seen], bool]  # whether a finding, and what is seen with its own finding, are one
_GRANTING = (Stance.OPEN_TO, Stance.OFFERS, Stance.ACCEPTS, Stance.COMMITS, Stance.SUPPORTS)
_DENYING = (Stance.REJECTS, Stance.REFUSES, Stance.OPPOSES)
_ASKING = (Stance.DEMANDS, Stance.CONDITIONS)
_BARE = ("VB", "VBP", "VBG")
_NAMES = ("NNP", "NNPS")
_PLURAL = ("NNS", "NNPS")


@dataclass(frozen=True)
class Findings:
    """All findings of a document, kind by kind."""

    meetings: tuple[Meeting, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    violence: tuple[Violence, ...] = ()
    events: tuple[Event, ...] = ()


def together(
    document: Document,
    codebook: Codebook,
    readers: str,
    who: Who,
    times: Times,
    places: Places,
    reality: Realities,
    acts: tuple[Act, ...],
    speech: Speech,
    issues: Issues,
    seen: Sight | None,
    meetings: tuple[Meeting, ...],
    statements: tuple[Statement, ...],
    positions: tuple[Position, ...],
    claims: tuple[Claim, ...],
    violence: tuple[Violence, ...],
    events: tuple[Event, ...],
) -> Findings:
    """The findings of both readers as one; those of the codebook where the network did not look."""
    own = Findings(meetings, statements, positions, claims, violence, events)
    if seen is None:
        return own
    given = {
        "document": document, "codebook": codebook, "readers": readers, "who": who, "times": times, "places": places,
        "reality": reality, "acts": acts, "speech": speech, "issues": issues, "seen": seen,
    }  # fmt: skip
    return merging(given).of(own)


def merging(layers: Mapping[str, Any]) -> Merging:
    """What merges the findings of a document, from its layers."""
    document, codebook, who, times, places = (layers[k] for k in ("document", "codebook", "who", "times", "places"))
    naming = Naming(document, who, times, places, layers["speech"])
    maker = Maker(
        document, codebook, naming, layers["issues"],
        attacks(document, codebook, who, times, places, layers["acts"], layers["speech"]),
        Belonging(document, who, places), layers["seen"].triggers,
        dyad(who, layers["acts"], codebook.lists["brokers"]),
    )  # fmt: skip
    coder = Coder(document, codebook, who, times, places, layers["speech"])
    sole = layers["readers"] == LEARNED
    return Merging(document, maker, layers["reality"], layers["seen"], trust(), coder, sole)


@dataclass(frozen=True)
class Pair(Generic[F]):
    """What the codebook and the network have of one thing; the network may see it and make no finding of it."""

    own: F | None = None
    made: F | None = None
    seen: Seen | None = None


@dataclass(frozen=True)
class Merging:
    """Merges the findings of one document."""

    document: Document
    maker: Maker
    reality: Realities
    seen: Sight
    trust: Trust
    coder: Coder
    sole: bool = False  # whether the network reads alone

    def of(self, own: Findings) -> Findings:
        """The merged findings."""
        found: dict[str, Any] = {}
        for kind, name, same in self.kinds():
            some = getattr(own, name)
            if kind == "event":  # an event that restates a finding stands and falls with it
                ids = {f.id for other in found.values() for f in other}
                some = tuple(e for e in some if e.finding is None or e.finding in ids)
            found[name] = self.kind(kind, some, same)
        asked = [p.object for p in found["positions"] if p.stance in _ASKING]
        found["positions"] = tuple(p for p in found["positions"] if not _is_rejected(p, found["positions"]))
        for name in ("positions", "events"):
            found[name] = tuple(f for f in found[name] if not (_is_learned(f) and self.is_only_asked(f, asked)))
        whole = Findings(**found | {"claims": tuple(_answered_once(found["claims"]))})
        return replace(whole, events=self.events(whole))

    def is_only_asked(self, finding: Finding, asked: Iterable[Mention]) -> bool:
        """Whether a finding is an act that stands in what somebody demands: "that Ghana abandon the port"."""
        head = self.maker.naming.head(finding.trigger.start, finding.trigger.end)
        within = any(a.start <= finding.trigger.start < a.end for a in asked)
        return within and head is not None and head.tag in _BARE

    def kinds(self) -> tuple[tuple[str, str, Same], ...]:
        """Every kind, the name of its findings, and what makes two of them one."""
        return (
            ("meeting", "meetings", self.same_meeting),
            ("statement", "statements", sameness.statements_agree),
            ("position", "positions", sameness.positions_agree),
            ("claim", "claims", sameness.claims_agree),
            ("violence", "violence", sameness.violence_agrees),
            ("event", "events", sameness.events_agree),
        )

    def kind(self, kind: str, own: Sequence[F], same: Same) -> tuple[F, ...]:
        """The findings of one kind: those of the codebook, weighed anew, and those that only the network sees."""
        return tuple(f for pair in self.pairs(kind, own, same) if (f := self.decided(kind, pair)) is not None)

    def pairs(self, kind: str, own: Sequence[F], same: Same) -> list[Pair[F]]:
        """What each reader has of one kind, side by side; what the network has alone only where it may stand."""
        found: list[Pair[F]] = [Pair(f) for f in own]
        for seen in sorted(self.seen.of_kind(kind), key=lambda s: -s.probability):
            made: Any = self.maker.finding(seen)
            fits = [n for n, pair in enumerate(found) if pair.own is not None and same(pair.own, made, seen)]
            free = [n for n in fits if found[n].seen is None]
            if free:
                found[free[0]] = Pair(found[free[0]].own, made, seen)
            elif made is not None and not fits and self.allowed(made, seen):
                told = (pair.own or pair.made for pair in found)
                if not any(f is not None and (same(f, made, seen) or sameness.repeats(f, made)) for f in told):
                    found.append(Pair(None, made, seen))
        return found

    def decided(self, kind: str, pair: Pair[F]) -> F | None:
        """The finding that comes of a pair, if any."""
        own, made, seen = pair.own, pair.made, pair.seen
        if own is not None and seen is not None:
            return self.agreed(own, made, seen)
        if own is not None:
            return self.unseconded(kind, own)
        if made is not None and seen is not None and seen.probability >= self.least(kind, made):
            return replace(made, confidence=self.confidence("network", kind, 0.0, seen.probability))
        return None

    def unseconded(self, kind: str, own: F) -> F | None:
        """What only the codebook sees, unless the network finds it too unlikely."""
        p = self.faint(kind, own)
        restating = isinstance(own, Event) and own.finding is not None
        quoted = isinstance(own, Statement) and own.manner is Manner.DIRECT  # the marks speak for themselves
        held_to = isinstance(own, Position) and own.movement is not Movement.STATED  # by words for just that
        if p < self.trust.doubted(kind) and not (restating or quoted or held_to):
            return None
        return replace(own, confidence=self.confidence("codebook", kind, own.confidence, p))

    def faint(self, kind: str, own: Finding) -> float:
        """What the network gives a finding that it does not see: a meeting or an attack that a sentence tells may hang
        on any of its words."""
        at = own.evidence[0] if isinstance(own, Meeting | Violence) else own.trigger
        return self.seen.probability(kind, at.start, at.end)

    def least(self, kind: str, made: Finding) -> float:
        """The probability that what only the network sees must have; a claim with an answer less than one without."""
        answered = isinstance(made, Claim) and made.responses and not self.sole
        return self.trust.alone("answered" if answered else kind, sole=self.sole)

    def confidence(self, source: str, kind: str, own: float, probability: float) -> float:
        """How often such a finding is right."""
        return round(self.trust.right(source, kind, own, probability, len(self.document.tokens)), 2)

    def agreed(self, own: F, made: Any, seen: Seen) -> F:
        """What both see: as the codebook tells it, and as the network tells it where that is more to be trusted."""
        rule = f"{own.rule} + {RULE}: {seen.probability:.2f}"
        confidence = self.confidence("both", seen.kind, own.confidence, seen.probability)
        changes: dict[str, Any] = {"rule": rule, "confidence": confidence}
        for name in self.trust.believed(seen.kind):
            _, p = seen.choices.get(f"{seen.kind}.{name}", ("", seen.probability))
            if made is not None and p >= self.trust.from_(seen.kind, name):
                changes |= _told(own, made, name)
        for name, least in self.trust.filled(seen.kind).items():
            if made is not None and seen.probability >= least and not getattr(own, name) and getattr(made, name):
                changes[name] = getattr(made, name)
        if isinstance(own, Claim) and "responses" in changes:
            changes["status"] = status_of(a.response for a in changes["responses"])
        return replace(own, **changes)

    def allowed(self, made: Finding, seen: Seen) -> bool:
        """Whether no explicit cue speaks against what only the network sees."""
        token = self.maker.naming.head(seen.start, seen.end)
        if token is None:
            return False
        real = self.reality.of(token)
        if isinstance(made, Meeting):
            if made.status in sameness.REAL and not (real.realised and self.is_plain(token)):
                return False
            return self.is_of_several(made, seen) and not real.conditional and not is_no_single_fact(token, made.time)
        if isinstance(made, Violence):
            return real.realised and bool(made.dead or made.injured or (made.actors and made.targets))
        if isinstance(made, Event):  # what is part of a name is none ("the Dakar Rally")
            return not real.left_open and token.tag not in _NAMES
        if isinstance(made, Position) and made.stance in _GRANTING and NEGATION in real:
            return False  # "no sign that it is prepared to give way"
        return not real.conditional or not isinstance(made, Claim)

    def is_of_several(self, made: Meeting, seen: Seen) -> bool:
        """Whether more than one side sits at a meeting: two are named, or one in the plural, or one that goes to see a
        place."""
        if len(made.participants) > 1 or (made.form is MeetingForm.VISIT and made.place is not None):
            return True
        return any(head.tag in _PLURAL for head in self.maker.naming.heads(seen.all("participant")))

    def is_plain(self, token: Token) -> bool:
        """Whether a word is read with a parse, which shows what cues bear on it, or none bears on it without one."""
        parsed = self.document.sentence_of(token).root.dep
        return bool(parsed) or is_plain(self.document, self.maker.codebook, token)

    def same_meeting(self, own: Meeting, _: Meeting | None, seen: Seen) -> bool:
        """Whether a mention of a meeting is of that meeting: its words, or those of a sentence that tells it."""
        here = self.document.mention(seen.start, seen.end)
        if touching(own.trigger, here):
            return True
        return any(touching(e, here) for e in own.evidence)

    def events(self, found: Findings) -> tuple[Event, ...]:
        """The events, each with the id of the finding that it restates; what only the network found has one too.

        A consultation that no meeting stands behind is a second mention of one, or none.
        """
        restated: list[Finding] = [*found.meetings, *found.violence, *found.positions]
        events = []
        for event in found.events:
            behind = next((f for f in restated if _restates(event, f)), None)
            if event.finding is None and behind is not None:
                event = replace(event, finding=behind.id)
            if event.finding or event.event_type is not EventType.CONSULT or not _is_learned(event):
                events.append(event)
        told = {event.finding for event in events}
        return (*events, *(e for f in restated if _is_learned(f) and f.id not in told for e in self.restating(f)))

    def restating(self, finding: Finding) -> Iterator[Event]:
        """The event that a finding of the network restates in PLOVER's terms."""
        if isinstance(finding, Meeting):
            yield self.coder.of_meeting(finding)
        elif isinstance(finding, Violence):
            yield from self.coder.of_violence(finding)
        elif isinstance(finding, Position) and finding.stance in OF_STANCE:
            yield self.coder.of_position(finding)


def _told(own: Any, made: Any, name: str) -> dict[str, Any]:
    """What the network tells of a field, with what hangs on it: the modes of an event only where both see one category,
    and its intensity with them; whether it took place only of an act that no other finding tells, and never less than
    the codebook's cues say."""
    if name == "mode":
        same = own.event_type is made.event_type
        return {"mode": made.mode, "intensity": made.intensity} if same else {}
    if name == "auxiliary" and (own.finding is not None or not set(own.auxiliary) <= set(made.auxiliary)):
        return {}
    return {name: getattr(made, name)}


def _answered_once(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, each answer at one of them: what the codebook linked stays, and what the network links to a nearer
    claim. A claim of the network that loses its answers so is none."""
    taken = [answer.trigger for claim in claims if not _is_learned(claim) for answer in claim.responses]
    yield from (claim for claim in claims if not _is_learned(claim))
    for claim in sorted(filter(_is_learned, claims), key=lambda c: -c.trigger.start):
        left = tuple(a for a in claim.responses if not any(touching(a.trigger, t) for t in taken))
        taken += [a.trigger for a in left]
        if left or not claim.responses:
            yield replace(claim, responses=left, status=status_of(a.response for a in left))


def _is_rejected(position: Position, others: Iterable[Position]) -> bool:
    """Whether what only the network sees is what the same holder turns down: "rejected the demand that ..."."""
    if not _is_learned(position) or position.stance is Stance.CONDITIONS:
        return False
    return any(
        other.stance in _DENYING
        and other.holder.id == position.holder.id
        and other.object.start <= position.trigger.start < other.object.end
        for other in others
    )


def _is_learned(finding: Finding) -> bool:
    return finding.rule.startswith(RULE)


def _restates(event: Event, finding: Finding) -> bool:
    """Whether an event says in PLOVER's terms what a finding at the same words says."""
    if not touching(event.trigger, finding.trigger):
        return False
    if isinstance(finding, Position):
        return finding.stance in OF_STANCE and OF_STANCE[finding.stance][0] is event.event_type
    return event.event_type is (EventType.CONSULT if isinstance(finding, Meeting) else EventType.ASSAULT)
