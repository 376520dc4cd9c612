"""Meetings: who meets whom, when and where, and how real that is, in all its mentions.

Mentions are found first (`mentions`), read one by one (`found`, with `status`, `setting` and `seating`), then merged
(`merging`): one meeting is one Meeting with every mention in its evidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.codebook import Codebook
from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.evidence import evidence, finding_id, with_historical
from verbale.coding.issues import Issues
from verbale.coding.meetings.delegations import represented
from verbale.coding.meetings.found import Finder, Found
from verbale.coding.meetings.levels import form_of, level_named, level_of, level_of_sides, states, titles
from verbale.coding.meetings.mentions import elliptic, mentioned
from verbale.coding.meetings.merging import merged
from verbale.coding.meetings.pronouns import put_off
from verbale.coding.meetings.seats import PRESENT_AT, Seat, at_home, dyad, third_parties, with_mediators
from verbale.coding.meetings.status import AUXILIARIES
from verbale.coding.reality import HYPOTHETICAL, Realities
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.coding.where import Places
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import Meeting, Participant, Place
from verbale.terms import Attendance, Auxiliary, Level, MeetingForm, MeetingStatus, PlaceKind, Role

_PURPOSES = ("on", "about", "over", "regarding", "concerning")


def meetings_in(
    document: Document,
    codebook: Codebook,
    who: Who,
    times: Times,
    places: Places,
    reality: Realities,
    acts: tuple[Act, ...],
    speech: Speech,
    issues: Issues,
) -> tuple[Meeting, ...]:
    """Every meeting of the document, each once, in the order of their first mention."""
    finder = Finder(document, codebook, who, times, places, acts, reality, speech)
    mentions = mentioned(acts, codebook.lists)
    mentions += elliptic(document, mentions, reality, codebook.lists)
    mentions.sort(key=lambda m: m.head.i)
    found = [f for f in map(finder.found, mentions) if f is not None]
    put_off(document, found, reality, codebook.lists)
    represented(document, found, who, codebook.lists)
    third = third_parties(who, acts, codebook.lists["brokers"], codebook.lists["mediators"])
    maker = _Maker(document, codebook, finder, speech, issues, third)
    return tuple(maker.meeting(f) for f in merged(found, dyad(who, acts, codebook.lists["brokers"])))


class _Maker:
    """Turns merged mentions into findings."""

    def __init__(
        self, document: Document, codebook: Codebook, finder: Finder, speech: Speech, issues: Issues,
        third: frozenset[str],
    ) -> None:  # fmt: skip
        self._third = third
        self._document, self._finder, self._speech, self._issues = document, finder, speech, issues
        self._titles, self._states = titles(codebook.folder), states(codebook.folder)

    def meeting(self, found: Found) -> Meeting:
        """The finding: the words of the fullest mention as trigger, the sentences of all as evidence."""
        main = max((found, *found.also), key=_fullness)
        main = main if not found.seats or found.inherited else found if len(found.also) == 0 else main
        seats = with_mediators(found.seats, self._third, self._finder.lists["envoys"])
        form = MeetingForm.PHONE if found.kind == "phone" and not _by_phone(main) else form_of(main.mention, seats)
        place = found.place or self._place(found, seats)
        seats = at_home(seats, place, visit=form is MeetingForm.VISIT)
        trigger = self._document.span(*_span(main.mention.words))
        rule = main.mention.frames[0].rule
        purpose = self._purpose(main)
        return Meeting(
            id=finding_id("meeting", self._document, trigger, rule),
            evidence=evidence(self._document, main.head, *_heads(found)),
            trigger=trigger,
            time=found.time,
            place=place,
            attribution=() if self._is_aside(main.head) else self._speech.attribution(main.head),
            auxiliary=self._auxiliary(found, main),
            confidence=_confidence(found, main),
            rule=rule,
            participants=tuple(participant(s, found.status) for s in seats),
            status=found.status,
            form=form,
            level=self._level(found, main, seats),
            purpose=self._document.span(*purpose) if purpose else None,
            issues=self._issues.all(purpose) if purpose else (),
        )

    def _level(self, found: Found, main: Found, seats: Sequence[Seat]) -> Level:
        """How high those rank who sit there, by the noun, the people or the words around."""
        level = level_named(main.mention, self._finder.lists)
        if level is Level.UNKNOWN:
            level = level_of(seats, self._titles, grammar.phrase(main.head) if not main.mention.is_verb else ())
        sentences = (self._document.sentence_of(f.head).tokens for f in (found, *found.also))
        told = (level_of_sides(seats, tokens) for tokens in sentences)
        return level if level is not Level.UNKNOWN else next((x for x in told if x is not Level.UNKNOWN), level)

    def _place(self, found: Found, seats: Sequence[Seat]) -> Place | None:
        """Where a meeting was that does not say: in the country of the one who received the others."""
        if found.kind == "phone" or found.status is MeetingStatus.DID_NOT_HAPPEN:
            return None
        hosts = {s.actor.country for s in seats if s.role is Role.HOST and s.level not in (Level.ENVOY, Level.OFFICIAL)}
        country = hosts.pop() if len(hosts) == 1 else None
        return Place(self._states[country], country, PlaceKind.COUNTRY) if country in self._states else None

    def _is_aside(self, head: Token) -> bool:
        """Whether it is told in passing, outside quotation marks: "both, who met in May, will speak, he said"."""
        clause = next((t for t in (head, *head.ancestors()) if t.dep == "relcl"), None)
        first = clause.subtree()[0] if clause is not None else None
        before = self._document.tokens[first.i - 1].text if first is not None and first.i > 0 else ""
        quoted = any(self._document.quotation_at(t.start) for t in self._document.sentence_of(head).tokens)
        return before == "," and not quoted

    def _auxiliary(self, found: Found, main: Found) -> tuple[Auxiliary, ...]:
        modes = AUXILIARIES.get(found.status, ())
        if found.status is MeetingStatus.PROPOSED and HYPOTHETICAL in self._finder.reality.of(main.head):
            modes = (*modes, Auxiliary.HYPOTHETICAL)
        if found.status is MeetingStatus.DID_NOT_HAPPEN:
            return modes
        return with_historical(self._document, found.time, modes)

    def _purpose(self, found: Found) -> list[Token]:
        """The words that say what it is about ("on the border", "to discuss the border")."""
        heads = [found.head, *found.mention.nouns, *(f.head for f in found.mention.all_frames)]
        for head in heads:
            for noun in grammar.preposition_objects(head, *_PURPOSES):
                if self._finder.times.of(head).text not in (None, "") and noun.ent in ("DATE", "TIME"):
                    continue
                if noun.ent not in ("DATE", "TIME"):
                    return grammar.phrase(noun)
            for child in head.children:
                if child.dep in ("advcl", "acl", "xcomp") and child.lemma in (
                    "discuss",
                    "review",
                    "negotiate",
                    "address",
                ):
                    goal = child.child("dobj")
                    if goal is not None:
                        return grammar.phrase(goal)
        return []


def _heads(found: Found) -> list[Token]:
    """The central words of all mentions, and the verbs that undo what they speak of."""
    mentions = (found, *found.also)
    return [*(f.head for f in mentions), *(f.undone for f in mentions if f.undone is not None)]


def _fullness(found: Found) -> tuple[bool, bool, int]:
    """How much the words of a mention say by themselves: day and place, then people; the first of equals."""
    set_ = found.dated and found.place is not None and bool(found.seats)
    return set_, not found.borrowed and len(found.seats) > 1, -found.head.i


def _by_phone(found: Found) -> bool:
    return any(f.card.form == "phone" for f in found.mention.frames)


def _span(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words of a trigger, cut where they lie far apart."""
    kept = [words[0]]
    for word in words[1:]:
        if word.i - kept[-1].i > 4:
            break
        kept.append(word)
    return tuple(kept)


def participant(seat: Seat, status: MeetingStatus) -> Participant:
    """The participant of a seat at a meeting of that status."""
    attendance = seat.attendance
    if attendance is None:
        attendance = PRESENT_AT.get(status, Attendance.UNKNOWN)
        if seat.role is Role.HOST and status is not MeetingStatus.HELD and status is not MeetingStatus.UNDER_WAY:
            attendance = PRESENT_AT.get(status, Attendance.UNKNOWN)
    return Participant(seat.actor, seat.role, attendance)


def _confidence(found: Found, main: Found) -> float:
    if found.inherited or len(found.seats) < 2:
        return 0.5
    return 0.9 if main.mention.is_verb else 0.7
