"""One mention of a meeting with all that its own words say, before mentions are merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from verbale.codebook import Codebook
from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.evidence import published_on
from verbale.coding.meetings.idioms import is_idiom
from verbale.coding.meetings.levels import names_its_form, states
from verbale.coding.meetings.mentions import MEETING, Mentioned, is_invitation, is_signing
from verbale.coding.meetings.people import is_each
from verbale.coding.meetings.seating import Seating
from verbale.coding.meetings.seats import Seat, is_vague
from verbale.coding.meetings.setting import Setting
from verbale.coding.meetings.status import Telling, status_of
from verbale.coding.occasions import BRIEF, is_simple_present, published_day
from verbale.coding.reality import Realities
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.coding.where import Places
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import UNKNOWN_TIME, Place, Time
from verbale.terms import ActorKind, Attendance, Level, MeetingStatus, Precision, Role

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_GOES_ON = frozenset({"continue", "go", "remain", "be", "have", "proceed"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "their", "its"})


@dataclass(slots=True)
class Found:
    """A mention and what its own words say of the meeting.

    `order` is `previous`, `another` or "": whether the words set it apart from the meeting spoken of; `anaphoric`
    marks mentions that can only take up a meeting named before ("it was their first encounter since May").
    """

    mention: Mentioned
    status: MeetingStatus
    seats: list[Seat]
    time: Time
    place: Place | None
    kind: str
    order: str = ""
    definite: bool = False
    anaphoric: bool = False
    since: Token | None = None
    vague: bool = False  # its people are only "negotiators", "both sides", "the two"
    level: Level = Level.UNKNOWN
    counted: bool = False  # "ten days of talks", "21 rounds"
    spare: list[Seat] = field(default_factory=list)  # the vague people, for want of better
    guests: list[Seat] = field(default_factory=list)  # who does something at it ("quarrelled at a summit")
    fragment: bool = False  # in a heading without a verb ("Oslo talks, day two")
    among: bool = False  # its people, all of one side by their name, face one another
    several: bool = False  # meetings in the plural, and nobody says how many ("earlier rounds")
    assembly: bool = False  # of a kind that a body can hold by itself ("the council held a session")
    inherited: bool = False  # whether its people are supposed from what was told before
    borrowed: bool = False  # whether its own words named nobody
    days: int = 0  # how many it lasted
    closed: bool = False  # whether its day is that on which it ended
    undone: Token | None = None  # the verb that calls "it" off afterwards
    also: list[Found] = field(default_factory=list)

    @property
    def head(self) -> Token:
        """The central word of the mention."""
        return self.mention.head

    @property
    def dated(self) -> bool:
        """Whether its time is known."""
        return self.time.start is not None or self.time.end is not None


class Finder:
    """Works out what each mention says."""

    def __init__(
        self, document: Document, codebook: Codebook, who: Who, times: Times, places: Places, acts: tuple[Act, ...],
        reality: Realities, speech: Speech,
    ) -> None:  # fmt: skip
        self.document, self.times, self.reality = document, times, reality
        self.lists = codebook.lists
        self.acts: Mapping[int, Act] = {a.head.i: a for a in acts}
        self.seating = Seating(
            document, who, places, reality, self.acts, states(codebook.folder), speech, codebook.lists
        )
        self.published: date | None = published_on(document)
        self.setting = Setting(times, places, reality, self.published, codebook.lists)

    def found(self, mention: Mentioned) -> Found | None:
        """What the mention says; None where it speaks of no meeting."""
        if is_idiom(mention, self.document.sentence_of(mention.head).tokens, self.lists):
            return None
        time, place = self.setting.time_of(mention), self.setting.place_of(mention)
        status = status_of(Telling(mention, time, self.acts, self.reality, self.published, self.lists))
        if status is None:
            return None
        status, time = self._told_today(mention, status, time)
        status, time = self._going_on(mention, status, time)
        aside = self._is_afterthought(mention)
        time = UNKNOWN_TIME if aside else time  # "their third talks this year" does not say when
        seats = self.seating.of(mention)
        vague = [s for s in seats if is_vague(s) and self._are_delegates(s)]
        seats = [s for s in seats if not is_vague(s) and not (aside and s.role is Role.MEDIATOR)]
        spare = vague or self.seating.crowd(mention)
        since = self._since(mention)
        if since is not None and place is not None and place.mention is not None and place.mention.start > since.start:
            place = None  # "since a meeting in Istanbul" says where they met then
        if status is MeetingStatus.DID_NOT_HAPPEN:
            time = self.setting.interval(time, since, mention.head)
        found = Found(
            mention, status, seats, time, place, _kind(mention), self._order(mention), _is_definite(mention),
            aside or _is_anaphoric(mention), since, bool(vague) or self._is_plural_subject(mention),
            next((s.level for s in spare), Level.UNKNOWN), self._is_counted(mention), spare,
            self.seating.guests(mention.head), self._is_fragment(mention), self._is_among_themselves(mention),
            self._are_several(mention), self._is_assembly(mention), days=self.setting.days_of(mention),
            closed=self._ended(mention),
        )  # fmt: skip
        return found if self._counts(found) else None

    def _ended(self, mention: Mentioned) -> bool:
        """Whether what is told of it is how it ended: "ended their talks on Monday", "the talks broke up"."""
        verb = grammar.governor(mention.head)
        return verb is not None and verb.lemma in self.lists["endings"]

    def _told_today(self, mention: Mentioned, status: MeetingStatus, time: Time) -> tuple[MeetingStatus, Time]:
        """What a short report tells in the present was held, and on the day of its publication."""
        published = self.document.published
        done = status in (MeetingStatus.HELD, MeetingStatus.UNDER_WAY) and time == UNKNOWN_TIME
        verb = mention.head if mention.is_verb else grammar.governor(mention.head)
        if not done or verb is None or published is None or len(self.document.sentences) > BRIEF:
            return status, time
        if not is_simple_present(verb) or verb.lemma in _GOES_ON:
            return status, time
        return MeetingStatus.HELD, published_day(published)

    def _going_on(self, mention: Mentioned, status: MeetingStatus, time: Time) -> tuple[MeetingStatus, Time]:
        """What has opened and is to last until a day not yet over is under way."""
        last = self.setting.last_day(mention)
        if status not in (MeetingStatus.HELD, MeetingStatus.UNDER_WAY) or last is None or time.start is None:
            return status, time
        over = self.published is not None and last < self.published
        time = replace(time, end=last, precision=Precision.RANGE)
        return MeetingStatus.HELD if over else MeetingStatus.UNDER_WAY, time

    def _are_delegates(self, seat: Seat) -> bool:
        """Whether the people are of the sort that sits at tables ("envoys", not "protesters")."""
        said = seat.actor.name.lower().replace("-", " ").split()
        return any(w in self.lists["delegates"] or w.removesuffix("s") in self.lists["delegates"] for w in said)

    def _is_plural_subject(self, mention: Mentioned) -> bool:
        """Whether those who meet are several but not named: "the two", "both sides", "commissions", "they"."""
        if not mention.is_verb:
            return False
        actor = mention.frames[0].role("ACTOR")
        partner = (*actor, *mention.frames[0].role("PARTNER"), *mention.frames[0].role("OBJECT"))
        return any(t.lower in self.lists["pairs"] or is_each(t) for t in partner) or any(
            t.lemma in self.lists["delegates"] and t.tag == "NNS" for t in actor
        )

    def _is_among_themselves(self, mention: Mentioned) -> bool:
        """Whether its people, all of one side by their name, face one another: "rival Cypriot leaders met"."""
        heads = mention.frames[0].role("ACTOR") if mention.is_verb else ()
        return any(t.tag == "NNS" and any(c.lower in self.lists["rivals"] for c in t.children) for t in heads)

    def _is_counted(self, mention: Mentioned) -> bool:
        """Whether a quantity of talks is told, or how many sit there, which is no mere idea of talks."""
        first = mention.nouns[0] if mention.nouns else None
        if any(names_its_form(n) for n in mention.nouns):
            return True
        return first is not None and len(mention.nouns) > 1 and first.lemma in ("round", "day", "week", "hour", "month")

    def _are_several(self, mention: Mentioned) -> bool:
        """Whether it speaks of meetings in the plural without their number."""
        head = mention.head
        return head.lemma in self.lists["countable_meetings"] and head.tag == "NNS" and not self._is_counted(mention)

    def _is_assembly(self, mention: Mentioned) -> bool:
        """Whether a body can hold it by itself: a summit, a session, not talks."""
        return mention.head.lemma in self.lists["assemblies"] and mention.card("hold_meeting", "meeting")

    def _is_fragment(self, mention: Mentioned) -> bool:
        """Whether no verb tells anything of it: a heading says of a meeting what it is called, not how it stands."""
        return not any(grammar.is_verb(t) and t.dep != "amod" for t in self.document.sentence_of(mention.head).tokens)

    def _since(self, mention: Mentioned) -> Token | None:
        """The meeting noun or other head after "since", where the mention is bounded by one."""
        head = mention.head
        verb = head if grammar.is_verb(head) else grammar.governor(head)
        for token in (head, verb):
            for prep in token.all("prep") if token is not None else ():
                if prep.lower == "since" and prep.child("pobj") is not head:
                    return prep.child("pobj")
        return None

    def _order(self, mention: Mentioned) -> str:
        for noun in (mention.head, *mention.nouns):
            for child in noun.children:
                if child.dep in ("amod", "compound", "nummod", "det", "nmod"):
                    if child.lower in self.lists["previous"]:
                        return "previous"
                    if child.lower in self.lists["another"] or ordinal_of(noun) > 1:
                        return "another"
            if noun.lower in self.lists["previous"] | self.lists["another"]:
                return "previous" if noun.lower in self.lists["previous"] else "another"  # "the first ended"
        return ""

    def _is_afterthought(self, mention: Mentioned) -> bool:
        """Whether it says only which one of several a meeting just told was: "met in Lima, the third round since May",
        "received both in Brussels in the latest round of a dialogue".
        """
        head = mention.head
        within = head.dep == "pobj" and head.head.lower == "in"
        verb = head.head.head if within else head.head
        act = self.acts.get(verb.i) if grammar.is_verb(verb) and verb.i < head.i else None
        if mention.is_verb or act is None or act.card.finding != MEETING or not self._order(mention):
            return False
        return within or (head.dep in ("appos", "npadvmod", "dep") and head.child("det", "poss") is not None)

    def _counts(self, found: Found) -> bool:
        """Whether the words are enough for a concrete meeting, or may take one up."""
        mention, seats = found.mention, found.seats
        if mention.is_verb:
            return self._verb_counts(found)
        off = found.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED) and found.place is not None
        nobody = not found.vague and not any(s.role is Role.VISITOR for s in seats)
        if found.kind == "visit" and nobody and not found.definite and not off:
            return False  # "a research trip to Chad" of nobody
        if found.order == "another" and found.status is MeetingStatus.PROPOSED and not found.dated:
            return False  # "open to hearing the outcome of later talks"
        if len(seats) > 1:
            return not self._is_aim(found) or found.dated
        if self._is_aim(found) or (not seats and self._is_of_others(mention)):
            return False
        weak = mention.head.lemma in self.lists["weak_meetings"]
        if mention.head.lemma in self.lists["partner_meetings"] and len(seats) < 2:
            return bool(seats) and {c.lower for c in mention.head.all("prep")} & {"with", "between", "among"} != set()
        if found.place is not None and (not weak or found.dated):
            return True
        off = found.dated and found.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
        return bool(seats) or found.definite or not weak or found.order != "" or found.counted or off

    def _is_of_others(self, mention: Mentioned) -> bool:
        """Whether those who hold or attend it are named and deal for no side ("two airlines held talks")."""
        people = self.lists["delegates"] | self.lists["pairs"]
        actors = [t for f in mention.frames if grammar.is_verb(f.head) for t in f.role("ACTOR")]
        actors = [t for t in actors if t.pos == "NOUN" and t not in mention.nouns]
        return bool(actors) and not any(t.lemma in people or t.lower in people for t in actors)

    def _is_aim(self, found: Found) -> bool:
        """Talks to be revived, derailed or supported: an aim, not a meeting."""
        if found.dated or (found.place is not None and found.status is not MeetingStatus.PROPOSED):
            return False
        verb = grammar.governor(found.head)
        aim = verb is not None and verb.lemma in self.lists["aspirations"]
        stalled = any(c.lower in ("stalled", "possible", "direct", "future", "any") for c in found.head.children)
        return aim or (stalled and not found.seats)

    def _verb_counts(self, found: Found) -> bool:
        seats = found.seats
        act = found.mention.frames[0]
        if is_invitation(act):
            return self._invitation_counts(act, found)
        if is_signing(act, self.lists):
            people = [s for s in seats if s.actor.kind is ActorKind.PERSON]
            return len(people) > 1 and found.place is not None
        if not self._partner_sits(act) or not self._discusses_with_somebody(act):
            return False
        if found.vague and not seats:
            return act.card.name in ("meet", "speak_with", "phone_call") and not act.role("PARTNER")
        if not seats:
            return False
        if found.kind == "visit":
            return self._is_journey(found)
        if len(seats) < 2 and any(t not in act.words for t in self._object(act)):
            return found.vague or any(t.ent == "PERSON" for t in self._object(act))
        if found.status is MeetingStatus.PROPOSED and act.card.name == "speak_with" and not found.dated:
            return found.place is not None
        if act.head.lemma == "consult" and not found.dated and found.place is None:
            return False
        return len(seats) > 1 or self._one_counts(act, found)

    def _invitation_counts(self, act: Act, found: Found) -> bool:
        """Whether somebody in particular is asked to a place or an occasion."""
        seats = found.seats
        asked = any(s.attendance is Attendance.INVITED and s.actor.kind is not ActorKind.PEOPLE for s in seats)
        there = found.place is not None or any(t.lemma in self.lists["occasions"] for t in act.role("OBJECT"))
        return asked and there and len(seats) > 1

    def _one_counts(self, act: Act, found: Found) -> bool:
        """Whether a meeting counts of which one side is known: a body, delegates, or with people who sit at tables."""
        actor = act.role("ACTOR")
        body = any(s.actor.country == "IGO" for s in found.seats)
        if act.card.name not in ("meet", "speak_with", "phone_call"):
            return body
        plural = any(t.tag in ("NNS", "NNPS") or t.lower in ("they", "we", "both", "two") for t in actor)
        delegates = any(t.lemma in self.lists["delegates"] for t in actor)
        sorts, pairs = self.lists["delegates"], self.lists["pairs"]
        partner = any(t.lemma in sorts or t.lower in pairs for t in (*act.role("PARTNER"), *self._object(act)))
        return body or (plural and delegates) or partner or (len(actor) > 1 and found.place is not None)

    def _partner_sits(self, act: Act) -> bool:
        """Whether the one met, called or received is somebody ("met resistance", "welcomed the bid")."""
        partner = [t for t in (*act.role("PARTNER"), *self._object(act)) if t not in act.words]
        if not partner or act.card.form == "visit":
            return True
        if any(t.lower in self.lists["pairs"] for t in partner):
            return True
        if act.head.lemma in ("call", "see", "welcome", "receive", "entertain", "host"):
            return _is_call(act.head) and any(self.seating.is_person(t) for t in partner)
        people = self.lists["delegates"] | self.lists["counterparts"]
        return any(self.seating.names(t) or t.lemma in people or t.ent == "PERSON" for t in partner)

    def _discusses_with_somebody(self, act: Act) -> bool:
        """ "Discussed the dam with the envoy" is talk with him, "discussed relations with Togo" perhaps with nobody."""
        partner = act.role("PARTNER")
        return act.head.lemma != "discuss" or not partner or all(self.seating.is_person(t) for t in partner)

    def _object(self, act: Act) -> tuple[Token, ...]:
        """The one met or called, where the frame takes an object ("met them", not "talked about them")."""
        takes = act.card.name in ("meet", "phone_call", "host_meeting") and len(act.words) < 3
        return tuple(t for t in act.role("OBJECT") if takes and not grammar.is_verb(t) and t.pos != "ADJ")

    def _is_journey(self, found: Found) -> bool:
        """A journey counts where a political actor goes to a country that is not its own, or to somebody."""
        visitors = [s for s in found.seats if s.role.value == "visitor"]
        hosts = [s for s in found.seats if s.role.value != "visitor"]
        if not visitors:
            return False
        if found.mention.inner and (len(found.seats) > 1 or found.dated):
            return True
        homes = {s.actor.country for s in visitors}
        return any(h.actor.country not in homes for h in hosts)


def ordinal_of(noun: Token) -> int:
    """The number of a round ("third", "61st"), 0 where none is told."""
    for word in (noun, *noun.all("amod", "nummod", "compound")):
        if word.lower in _ORDINALS:
            return _ORDINALS.index(word.lower) + 1
        if word.lower[:-2].isdigit() and word.lower[-2:] in ("st", "nd", "rd", "th"):
            return int(word.lower[:-2])
    return 0


def _is_call(verb: Token) -> bool:
    """ "Called Putin", but not "called him a liar", "called off", "sees him as"."""
    cut = ("for", "upon", "off", "as", "on") if verb.lemma == "call" else ("as",)
    if verb.lemma == "call" and verb.child("prt", "oprd", "ccomp", "xcomp", "acomp") is not None:
        return False
    return not any(c.lower in cut for c in verb.all("prep", "advmod"))


def _kind(mention: Mentioned) -> str:
    forms = {f.card.form for f in mention.frames}
    return "phone" if "phone" in forms else "visit" if "visit" in forms else "meeting"


def _is_definite(mention: Mentioned) -> bool:
    return any(
        c.dep in ("det", "poss") and c.lower in _DEFINITE for n in (mention.head, *mention.nouns) for c in n.children
    )


def _is_anaphoric(mention: Mentioned) -> bool:
    """ "It was their first encounter", "..., their first meeting since May"."""
    head = mention.head
    if mention.is_verb:
        return False
    if head.dep == "attr" and grammar.is_verb(head.head):
        subject = head.head.child("nsubj")
        return subject is not None and subject.lower in ("it", "this", "that")
    return head.dep == "appos" and head.child("poss") is not None
