"""Who sits at a meeting: the actors of its frames and of the phrases around its noun, each in a role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.acts import Act
from verbale.coding.meetings.levels import LEADING
from verbale.coding.meetings.mentions import JOURNEYS, MEETING, Mentioned, governing_verb
from verbale.coding.meetings.people import (
    actors,
    is_each,
    is_there,
    owners_of_body,
    partners_below,
    planned,
    subject_beyond,
    witnesses,
)
from verbale.coding.meetings.seats import Seat, is_nation, is_political, is_spokesperson, once, persons_first
from verbale.coding.speech import Speech
from verbale.coding.where import Places
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import Actor, ActorRef, Place
from verbale.terms import ActorKind, Attendance, Level, PlaceKind, Role

_TOGETHER = ("between", "among", "with", "involving", "of")
_DELEGATES = frozenset({"negotiators", "delegates", "representatives", "delegations", "teams"})
_MEETS = frozenset({"meet", "sit", "gather"})
_RECEIVES = frozenset({"receive", "welcome", "entertain"})
_TAKES = frozenset({"accept"})  # whoever accepts a meeting comes to it, also where no partner is named
_AT = frozenset({"after", "at", "during", "in", "following", "before", "ahead", "for", "from", "on"})
_WHILE = frozenset({"as", "when", "while", "before"})


class Seating:
    """Finds who sits at each mention of a meeting."""

    def __init__(
        self, document: Document, who: Who, places: Places, reality: r.Realities, acts: Mapping[int, Act],
        states: Mapping[str, str], speech: Speech, lists: Mapping[str, frozenset[str]],
    ) -> None:  # fmt: skip
        self._document, self._who, self._places, self._reality = document, who, places, reality
        self._acts, self._states, self._speech = acts, states, speech
        self._counterparts, self._sitters, self._delegates = lists["counterparts"], lists["sitters"], lists["delegates"]
        self._inviters, self._collapses = lists["inviters"], lists["collapses"]
        self._plain, self._mediators, self._takers = lists["sides"], lists["mediators"], lists["takers"]
        self._brokers, self._previous, self._joint_deeds = lists["brokers"], lists["previous"], lists["joint_deeds"]

    def of(self, mention: Mentioned) -> list[Seat]:
        """The seats of a mention, each actor once, in reading order of the frames."""
        seats: list[Seat] = []
        for frame in mention.all_frames:
            seats += self._of_frame(frame, mention)
        seats += self._of_governor(mention)
        for noun in (*mention.nouns, *(n for m in mention.inner for n in m.nouns)):
            seats += self._of_noun(noun, mention)
        able = [s for s in seats if is_political(s.actor)]
        nations = {s.actor.country for s in seats if is_nation(s.actor)}
        nationals = bool(able) or len(nations) > 1
        seats = persons_first(once(s for s in seats if s in able or (nationals and is_nation(s.actor))))
        seats += self._bystander(mention, seats)
        if all(s.echo for s in seats):
            return []
        return persons_first(once(self._as_side(s) for s in seats))

    def _as_side(self, seat: Seat) -> Seat:
        """Nameless people who only act for their side are the side ("Israeli officials": Israel)."""
        actor = seat.actor
        if actor.kind is not ActorKind.PEOPLE or actor.country is None:
            return seat
        group = next(
            (a for a in self._who.actors if a.kind is ActorKind.ARMED_GROUP and actor.name.startswith(a.name)), None
        )
        if group is None and not self._is_plain(actor):
            return seat
        mediates = any(w in actor.name.lower() for w in self._mediators)
        side = group or self._government(actor.country)
        if side is None:
            return seat
        ref = ActorRef(side.id, side.name, side.kind, side.country, side.sectors, side.office, actor.mention)
        return replace(seat, actor=ref, role=Role.MEDIATOR if mediates else seat.role)

    def _is_plain(self, actor: ActorRef) -> bool:
        """Whether the name is a nationality and words for people who act for a state, in the plural."""
        words = [w.strip(",") for w in actor.name.split()]
        plain = [w for w in words[1:] if w.lower().removesuffix("s") in self._plain or w.lower() in self._plain]
        last = words[-1].lower()
        plural = last.endswith("s") or last in ("team", "delegation", "side", "military", "government")
        return plural and len(plain) >= len([w for w in words[1:] if not w[0].isdigit() and "-" not in w])

    def _government(self, country: str) -> Actor | ActorRef | None:
        known = next(
            (a for a in self._who.actors if a.country == country and a.kind in (ActorKind.GOVERNMENT, ActorKind.STATE)),
            None,
        )
        name = self._states.get(country)
        if known is not None or name is None:
            return known
        return ActorRef(f"{country}.GOV", name, ActorKind.GOVERNMENT, country, ("GOV",))

    def crowd(self, mention: Mentioned) -> list[Seat]:
        """People who only stand before the noun ("a foreign ministers meeting"), of no side."""
        found: list[Seat] = []
        for noun in mention.nouns:
            for child in noun.children:
                if child.dep in ("compound", "nmod", "poss") and child.lemma in self._delegates:
                    found += self._named((child,), Role.PARTY)
        return found

    def _of_frame(self, act: Act, mention: Mentioned) -> Iterator[Seat]:
        """Who sits there by the roles of one frame."""
        if act.head.pos == "NOUN":
            yield from self._named(act.role("PARTNER"), Role.PARTY)
            return
        if act.card.finding != MEETING and act.head.lemma in self._inviters:
            yield from self._of_invitation(act)
            return
        carried = act.head.child("dobj") if act.card.role == "visitor" and act.head.lemma == "fly" else None
        if carried is not None:
            yield from self._named(grammar.coordinated(carried), _role(act))  # "pilots flew them there": they came
            yield from self._visited(act.role("PLACE"))
            return
        yield from self._acting(act)
        objects = (*act.role("PARTNER"), *act.role("RECIPIENT"), *self._person_object(act, mention))
        if act.card.role == "visitor":
            yield from self._of_visit(act)
        elif act.card.role == "host":
            yield from self._received(act, list(self._named(objects, Role.PARTY)), mention)
        else:
            yield from self._named(objects, Role.PARTY)

    def _of_invitation(self, act: Act) -> Iterator[Seat]:
        """Host and guests of "invited both leaders to Oslo"; a single guest visits."""
        guests = list(self._named(act.role("RECIPIENT"), Role.PARTY, Attendance.INVITED))
        yield from self._named(actors(act), Role.HOST)
        yield from (replace(g, role=Role.VISITOR) if len(guests) == 1 else g for g in guests)

    def _acting(self, act: Act) -> Iterator[Seat]:
        """Who meets, with whom, and who looks on."""
        role, attendance = _role(act), self._attendance(act)
        acting = list(self._named(actors(act), role, attendance))
        yield from acting or self._named(subject_beyond(act.head), role, attendance)
        yield from self._named(owners_of_body(act), role)
        for witness in self._named(witnesses(act.head), Role.OBSERVER):
            yield replace(witness, role=Role.MEDIATOR) if witness.actor.country == "IGO" else witness
        if act.card.name in ("speak_with", "phone_call", "meet") or act.head.lemma in _MEETS:
            to = ("with", "to") if act.head.lemma in ("speak", "talk") else ("with",)
            yield from self._named(grammar.preposition_objects(act.head, *to), Role.PARTY)
        if act.card.name == "hold_meeting" and act.head.lemma == "meet":
            yield from self._named(grammar.objects(act.head), Role.PARTY)  # "met the envoy for talks"

    def _of_visit(self, act: Act) -> Iterator[Seat]:
        """Whom a journey leads to; where no goal is named, the state of the place."""
        yield from self._visited((*act.role("PLACE"), *(t for t in act.role("OBJECT") if t not in act.words)))
        if not act.role("PLACE") and not act.role("OBJECT") and (host := self._host_at(act.head)) is not None:
            yield Seat(host, Role.HOST, Attendance.UNKNOWN)
        yield from self._named(act.role("PARTNER"), Role.HOST)

    def _received(self, act: Act, guests: Sequence[Seat], mention: Mentioned) -> Iterator[Seat]:
        """The guests of a host; of "was received in Tunis" the state of the place as host."""
        called = act.head.lemma in _RECEIVES and bool(guests)  # "both presidents were received by the king"
        visiting = (len(guests) == 1 or called) and not mention.nouns
        if visiting and not act.role("ACTOR") and (host := self._host_at(act.head)) is not None:
            yield Seat(host, Role.HOST)
        yield from (replace(g, role=Role.VISITOR) if visiting else g for g in guests)

    def _host_at(self, head: Token) -> ActorRef | None:
        there = self._places.of(head)
        return self.host_of(there) if there is not None else None

    def guests(self, noun: Token) -> list[Seat]:
        """Who does something at a meeting that is only named for where it was done ("quarrelled at a summit")."""
        verb = grammar.governor(noun)
        if noun.dep != "pobj" or noun.head.lower not in ("at", "during") or verb is None or noun.head.head is not verb:
            return []
        return list(self._named(grammar.subjects(verb), Role.PARTY))

    def names(self, token: Token) -> bool:
        """Whether the phrase names a political actor."""
        return any(is_political(a) or is_nation(a) for a in self._who.named_by(token))

    def is_person(self, token: Token) -> bool:
        """Whether the phrase names political people."""
        people = (ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.GROUP)
        return any(a.kind in people and is_political(a) for a in self._who.named_by(token))

    def _of_governor(self, mention: Mentioned) -> Iterator[Seat]:
        """Who calls the meeting off, stays away from it or invites to it."""
        verb = governing_verb(planned(mention.head)) if mention.nouns else None
        if verb is None:
            return
        act = self._acts.get(verb.i)
        if mention.uninvited:
            yield from self._named(grammar.objects(verb), Role.PARTY, Attendance.ABSENT)
        elif mention.declined or (
            self._reality.family(verb, "object_of") in (r.CANCELLATION, r.POSTPONEMENT)
            and not self._reality.of(verb).flags.keys() & {r.HYPOTHETICAL, r.PROPOSAL}
        ):
            yield from self._named(grammar.subjects(verb), Role.PARTY, Attendance.DECLINED)
        elif self._sits(verb, mention):
            yield from self._named(grammar.subjects(verb), Role.PARTY)
        elif verb.lemma in self._inviters and (asked := grammar.objects(verb)) and mention.head not in asked:
            calling = act.role("ACTOR") if act is not None else grammar.subjects(verb)
            yield from self._named(calling, Role.HOST)
            yield from self._named(asked, Role.PARTY, Attendance.INVITED)

    def _sits(self, verb: Token, mention: Mentioned) -> bool:
        """Whether the verb's subject is a party to the meeting it takes ("sought talks with", "accepted a summit")."""
        if verb.lemma in self._sitters:
            return grammar.voice(verb) == "active"
        partner = any(grammar.preposition_objects(noun, "with") for noun in mention.nouns)
        return (partner or verb.lemma in _TAKES) and verb.lemma in self._takers

    def _person_object(self, act: Act, mention: Mentioned) -> tuple[Token, ...]:
        known = {t.i for t in mention.nouns} | {t.i for m in mention.inner for t in m.nouns}
        objects = [t for t in act.role("OBJECT") if t.i not in known and not grammar.is_verb(t)]
        owners = [owner for t in objects if t.lemma == "hand" and (owner := t.child("poss")) is not None]
        return tuple(owners or objects)

    def _attendance(self, act: Act) -> Attendance | None:
        """What the frame's verb says of its actor alone."""
        if act.card.role == "declined":
            return Attendance.DECLINED
        if act.card.name != "attend_meeting" or not act.reality.flags.keys() & {r.NEGATION, r.DENIAL}:
            return None
        cue = act.reality.flags.get(r.NEGATION)
        chosen = r.FUTURE in act.reality.flags or grammar.tense(act.head) == "future"
        return Attendance.DECLINED if chosen or (cue is not None and grammar.is_verb(cue)) else Attendance.ABSENT

    def _visited(self, heads: Iterable[Token]) -> Iterator[Seat]:
        for head in heads:
            place = self._places.at(head)
            if place is not None:
                host = self.host_of(place)
                if host is not None:
                    yield Seat(host, Role.HOST, Attendance.UNKNOWN)
            else:
                yield from self._named((head,), Role.HOST)

    def host_of(self, place: Place) -> ActorRef | None:
        """The state that a place belongs to, as the actor of the document where it is one."""
        if place.country is None:
            return None
        side = self._government(place.country)
        if side is None:
            return None
        return ActorRef(side.id, side.name, side.kind, side.country, side.sectors, side.office, place.mention)

    def _brokering(self, noun: Token) -> set[str]:
        """Who only brings the others together: "EU-mediated talks", "the Qatari-brokered round"."""
        participles = [c for c in noun.all("amod") if any(c.lower in (b + "d", b + "ed") for b in self._brokers)]
        found = (self._who.state_at(t) for c in participles for t in c.children)
        return {actor.id for actor in found if actor is not None}

    def _of_noun(self, noun: Token, mention: Mentioned) -> Iterator[Seat]:
        visit = any(f.card.form == "visit" for f in mention.frames)
        own = Role.VISITOR if visit else Role.PARTY
        owner = noun.child("poss")
        if owner is not None and self._places.at(owner) is None:
            yield from self._named((owner,), own)
        between = self._brokering(noun)
        sides = (a for a in self._who.sides_of(noun) if not self._is_site(a))
        yield from (Seat(a, Role.MEDIATOR if a.id in between else own) for a in sides)
        for child in noun.children:
            if child.dep == "acl" and child.lemma in ("involve", "include", "unite"):
                yield from self._named(grammar.coordinated(o) if (o := child.child("dobj")) else (), Role.PARTY)
            elif child.dep in ("relcl", "acl") and (partners := partners_below(child)):
                yield from self._named(partners, Role.PARTY)  # "talks due to open with the rebels on Monday"
            elif child.dep == "relcl" and is_there(child):
                people = grammar.subjects(child)
                several = len(people) > 1 or any(t.tag in ("NNS", "NNPS") for t in people)
                yield from self._named(people if several else (), Role.PARTY)
        journey = own if noun.lemma in JOURNEYS else Role.PARTY
        yield from self._named(grammar.preposition_objects(noun, *_TOGETHER), journey)
        yield from self._named(grammar.preposition_objects(noun, "by"), own)
        if visit:
            before = [c for c in noun.all("compound", "nmod") if self._places.at(c) is not None]
            verb = governing_verb(noun)  # "put off her trip to Lima": the parser may hang the town on the verb
            off = verb is not None and self._reality.family(verb, "object_of") in (r.CANCELLATION, r.POSTPONEMENT)
            beside = grammar.preposition_objects(verb, "to") if verb is not None and off else []
            yield from self._visited((*grammar.preposition_objects(noun, "to", "in"), *before, *beside))

    def _speaker(self, head: Token) -> tuple[ActorRef, ...]:
        """Who says "I" or "we" in a quotation."""
        if head.lower not in ("i", "we"):
            return ()
        chain = self._speech.attribution(head)
        speaker = chain[-1].actor if chain else None
        return (speaker,) if speaker is not None else ()

    def _is_site(self, side: ActorRef) -> bool:
        """Whether a modifier is the town where they meet ("the Ankara discussions"), not one of those who meet."""
        token = (
            next((t for t in self._document.tokens_in(side.mention.start, side.mention.end)), None)
            if side.mention
            else None
        )
        place = self._places.at(token) if token is not None else None
        return place is not None and place.kind is not PlaceKind.COUNTRY

    def _bystander(self, mention: Mentioned, seats: list[Seat]) -> list[Seat]:
        """The subject of the clause that a meeting stands beside ("after talks with Oman, the minister said")."""
        head = mention.head
        if not seats and (together := self._beside_clause(head)):
            return together
        if grammar.is_verb(head) or head.dep != "pobj" or sum(s.role is not Role.MEDIATOR for s in seats) > 1:
            return []
        if not self._links(head.head, mention):
            return []
        known = {s.actor.id for s in seats}
        found = [s for s in self._named(_beside(head), Role.PARTY) if s.actor.id not in known]
        found = [s for s in found if is_political(s.actor) and not is_spokesperson(s.actor)]
        if mention.head.lemma in JOURNEYS:
            return [replace(s, role=Role.VISITOR) for s in found] if self._places.of(head) or seats else []
        members = any(s.actor.kind is ActorKind.PEOPLE and s.actor.country == "IGO" for s in found)
        if not seats and len(found) < 2 and not members:  # "EU leaders" are several
            return []
        return found

    def _links(self, prep: Token, mention: Mentioned) -> bool:
        """Whether a preposition puts the subject at the meeting: "at the talks", not "paid for earlier rounds"."""
        if prep.lower == "for" and any(c.lower in self._previous for c in mention.head.all("amod")):
            return False
        broken = prep.lower == "over" and any(n.lemma in self._collapses for n in mention.nouns)
        return prep.lower in _AT or broken  # "traded blame over the collapse of the talks"

    def _beside_clause(self, head: Token) -> list[Seat]:
        """Who does something together beside a clause that tells of talks: "failed to agree as talks in Oslo ended"."""
        clause = head.head
        if head.dep != "nsubj" or clause.dep != "advcl" or not any(c.lower in _WHILE for c in clause.children):
            return []
        deeds = [clause.head, *clause.head.all("xcomp")]
        if not any(v.lemma in self._joint_deeds for v in deeds):
            return []
        found = [s for s in self._named(grammar.subjects(clause.head), Role.PARTY) if is_political(s.actor)]
        return found if len(found) > 1 else []

    def _named(self, heads: Iterable[Token], role: Role, attendance: Attendance | None = None) -> Iterator[Seat]:
        for head in (h for h in heads if not is_each(h)):
            leading = any(c.lower in LEADING for c in head.all("amod", "compound"))
            team = head.lower in _DELEGATES and not leading
            level = Level.DELEGATION if team else Level(self._who.level(head))
            if head.lemma in self._counterparts:
                level = Level.UNKNOWN  # as high as whoever they are the counterpart of
            beside = head.child("appos")
            named = self._who.named_by(beside) if beside is not None else ()
            found = named if len(named) > 1 else self._who.named_by(head) or self._speaker(head)
            if len(named) > 1 and beside is not None and beside.tag == "NNS" and self._who.at(head) is not None:
                found = (*self._who.named_by(head), *named)  # "Hamas, Qatari and Egyptian teams": a list
            echo = not found and head.lemma in self._counterparts
            for actor in self._who.sides_of(head) if echo else found:  # "his Kyrgyz colleague"
                for one in actor.members or (actor,):
                    yield Seat(one, role, attendance, level, echo)


def _beside(head: Token) -> list[Token]:
    """Whom the clause that a meeting stands beside says something of: its subject, and "warned him during a call"."""
    prep = head.head
    above = r.hung_on(prep)
    verb = next((a for a in (above, *above.ancestors()) if grammar.is_verb(a)), None)
    if verb is None:
        return []
    people = [t for t in grammar.subjects(verb) if t.i < head.i or t.head is verb]
    if prep.lower == "for" and grammar.voice(verb) == "passive":
        people = list(grammar.objects(verb))  # "the president is confirmed for a visit to Gaborone"
    if prep.lower in ("at", "during", "in") and grammar.is_verb(prep.head):
        people += [t for t in grammar.objects(verb) if t.i < prep.i]
    return people


def _role(act: Act) -> Role:
    try:
        return Role(act.card.role or "party")
    except ValueError:  # "declined" is an attendance: such an actor would have been a party
        return Role.PARTY
