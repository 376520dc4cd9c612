"""Where a meeting stands in its life, from the words around its mention.

When in doubt the weaker reading wins: nothing planned, proposed, denied or conditional is ever `held`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from verbale.codebook.cards import ActCard
from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.acts import Act
from verbale.coding.meetings.adjuncts import beside, is_of_another_thing, is_past_before, temporal_preposition
from verbale.coding.meetings.flags import add_predicate, fate, own_flags, undo_foreign_negation
from verbale.coding.meetings.mentions import Mentioned, governing_verb, is_invitation
from verbale.coding.meetings.moods import OFF, from_flags, from_tense, is_no_single_fact, is_provided, is_refusal
from verbale.coding.reality import Realities
from verbale.document import Token
from verbale.findings import Time
from verbale.terms import Auxiliary, MeetingStatus

S = MeetingStatus
_SCHEDULED = frozenset({"scheduled", "planned", "expected", "postponed"})  # participles that are cues themselves
_AHEAD_OF_NEWS = (S.PLANNED, S.EXPECTED, S.CONFIRMED, S.PROPOSED)
_IF = frozenset({"if", "unless", "provided", "should", "once"})
_ASKED = frozenset({"offers", "demands", "open_to", "conditions", "supports"})
_REFUSED = frozenset({"rejects", "refuses", "opposes"})
# What a frame's own verb says only of who comes, not of the meeting.
_OF_ATTENDANCE = frozenset({"attend_meeting", "decline_meeting"})


AUXILIARIES: Mapping[MeetingStatus, tuple[Auxiliary, ...]] = {
    S.PLANNED: (Auxiliary.FUTURE,),
    S.EXPECTED: (Auxiliary.FUTURE,),
    S.CONFIRMED: (Auxiliary.FUTURE,),
    S.PROPOSED: (Auxiliary.FUTURE,),
    S.CANCELLED: (Auxiliary.FUTURE, Auxiliary.NEGATION),
    S.POSTPONED: (Auxiliary.FUTURE, Auxiliary.NEGATION),
    S.DID_NOT_HAPPEN: (Auxiliary.NEGATION,),
}


class Telling(NamedTuple):
    """A mention of a meeting, with what is known of its day and of the words around it."""

    mention: Mentioned
    time: Time
    acts: Mapping[int, Act]
    reality: Realities
    published: date | None
    lists: Mapping[str, frozenset[str]]


def status_of(told: Telling) -> MeetingStatus | None:
    """The status, or None where the words speak of no meeting (a mere condition, a refusal, an aim)."""
    found = _status(told)
    if found in _AHEAD_OF_NEWS and _collapsed(told.mention, told.reality, told.lists["collapses"]):
        return S.CANCELLED
    return found


def _status(told: Telling) -> MeetingStatus | None:
    mention, time, acts, reality, published, lists = told
    head = mention.head
    if is_provided(head):
        return None
    flags = {**fate(head, reality), **reality.of(head).flags}
    if mention.is_verb and is_invitation(mention.frames[0]):
        return None if flags.keys() & {r.NEGATION, r.CONDITION, r.DENIAL} else S.PROPOSED
    if mention.declined or _of_attendance(mention):
        return _shunned(mention, own_flags(head, flags), time, published)
    if _names_a_matter(mention, reality, flags, lists["matters"]):
        return S.PLANNED if _lies_ahead(time, published) else None
    if _is_answered(head, acts, r.REFUTED):
        return _of_denial(flags)
    if _is_answered(head, acts, r.GRANTED) and flags.keys() & set(OFF):
        return None
    if r.CONDITION in flags or is_no_single_fact(head, time):
        return None
    if head.lemma in lists["departures"] and mention.frames[0].card.form == "visit":
        return _departing(mention, flags, time, published)
    undo_foreign_negation(flags, head, lists["occurrences"])
    if _is_purpose_of(head, lists["motions"]):
        return S.HELD if grammar.tense(head.head) == "past" and not set(flags) - {r.HYPOTHETICAL} else S.PLANNED
    if _ends_it(told) and flags.keys() & {r.PROPOSAL, r.HYPOTHETICAL, r.FUTURE, r.EXPECTED}:
        return None  # to end talks is not to hold them
    said = _told_by_clause(mention.nouns, reality, lists["occurrences"], time, published)
    if said is not None and not flags.keys() & set(OFF):
        return said
    prep = temporal_preposition(head)
    if prep is not None and not any(f.head in prep.ancestors() for f in mention.frames):
        flags = {k: t for k, t in flags.items() if not is_of_another_thing(prep, t)}
        if mention.lasts and is_past_before(prep, time, published):
            return S.HELD
        return beside(prep, head, own_flags(head, flags), flags, time, published, lists["attempts"])
    return _of_clause(told, flags)


def _of_clause(told: Telling, flags: dict[str, Token]) -> MeetingStatus | None:
    """The status of a meeting that the clause itself is about, by its flags, the stance above it or its tense."""
    mention, time, acts, reality, published, lists = told
    head = mention.head
    stance = _stance_above(head, acts)
    if stance == "supports" and any(c.dep == "det" and c.lower == "the" for c in head.children):
        stance = None  # whoever praises the talks does not ask for them
    if stance in _REFUSED or (stance == "open_to" and grammar.is_verb(head) and time.start is None):
        return None
    if is_refusal(flags, head, time):
        return None
    add_predicate(flags, head, reality)
    found = from_flags(flags, head, time, published)
    if found is None:
        found = (
            _from_stance(stance)
            or _aimed_at(mention, lists, time, published)
            or from_tense(head, time, published, headline=is_headline(head))
        )
    if stance in _ASKED and found in (S.HELD, S.UNDER_WAY, S.PLANNED):
        found = S.PROPOSED
    return _by_day(found, told)


def _by_day(found: MeetingStatus | None, told: Telling) -> MeetingStatus | None:
    """The status as the day of publication, an end or a condition leave it."""
    time, published = told.time, told.published
    if found is S.UNDER_WAY and _ends_it(told):
        found = S.HELD  # "the two sides conclude talks"
    if found in (S.PLANNED, S.EXPECTED, S.CONFIRMED) and _has_condition(told.mention.head):
        return S.PROPOSED
    if found is S.UNDER_WAY and time.end is not None and published is not None and time.end < published:
        found = S.HELD
    return S.PLANNED if found in (S.HELD, S.UNDER_WAY) and _lies_ahead(time, published) else found


def _lies_ahead(time: Time, published: date | None) -> bool:
    """Whether a day comes after that of the publication."""
    return time.start is not None and published is not None and time.start > published


def _names_a_matter(
    mention: Mentioned, reality: Realities, flags: Mapping[str, Token], matters: frozenset[str]
) -> bool:
    """ "The date of the sixth round is in dispute": a date or an agenda says nothing of whether they are held.

    A date that was set or agreed on is a plan, and what was called off stays so.
    """
    if mention.is_verb or flags.keys() & set(OFF):
        return False
    noun = next((n for n in mention.nouns if n.lemma in matters), None)
    top = mention.nouns[0]
    if noun is None and (top.dep in ("poss", "compound") or (top.dep == "pobj" and top.head.lower in ("of", "for"))):
        noun = top.head if top.dep != "pobj" else top.head.head
        noun = noun.child("dobj", "nsubjpass") if grammar.is_verb(noun) else noun  # "no date was set for the talks"
    if noun is None or noun.lemma not in matters or noun in (f.head for f in mention.frames if grammar.is_verb(f.head)):
        return False
    verb = governing_verb(noun)
    settled = verb is not None and reality.family(verb, "object_of") in (r.FUTURE, r.CONFIRMATION, r.PROPOSAL)
    return not settled or r.NEGATION in reality.of(noun).flags


def _collapsed(mention: Mentioned, reality: Realities, collapses: frozenset[str]) -> bool:
    """ "The collapse of talks that were to open on Friday": what lay ahead is off, not only feared to fail."""
    unsure = r.HYPOTHETICAL in reality.of(mention.head).flags
    return not unsure and any(n.lemma in collapses for n in mention.nouns)


def _is_answered(head: Token, acts: Mapping[int, Act], how: str) -> bool:
    return head.i in acts and how in acts[head.i].reality


def _of_denial(flags: Mapping[str, Token]) -> MeetingStatus | None:
    """What a denial leaves of a meeting: "denied that the two had met" says that they did not.

    A report that is denied or dismissed, a denied plan and a denied cancellation say nothing of how the meeting stands.
    """
    return S.DID_NOT_HAPPEN if flags.keys() <= {r.DENIAL, r.REFUTED} else None


def _departing(mention: Mentioned, flags: Mapping[str, Token], time: Time, published: date | None) -> MeetingStatus:
    """Whoever leaves for a place, or is due or expected there, has not yet been there."""
    said = from_flags(flags, mention.head, time, published)
    return said or (S.EXPECTED if mention.head.lemma == "expect" else S.PLANNED)


def _is_purpose_of(head: Token, motions: frozenset[str]) -> bool:
    """ "Slipped into the capital to confer with": an infinitive that says why somebody went."""
    return (
        grammar.is_verb(head)
        and head.dep in ("advcl", "xcomp")
        and head.head.lemma in motions
        and head.head.lower != "going"
        and any(c.dep == "aux" and c.lower == "to" for c in head.children)
    )


def _shunned(mention: Mentioned, own: Mapping[str, Token], time: Time, published: date | None) -> MeetingStatus | None:
    """The status of a meeting of which only is said who comes: what the clause denies is that somebody comes."""
    said = from_flags(own, mention.head, time, published) if own else None
    if said is not None:
        return said
    frame = next((f for f in mention.frames if grammar.is_verb(f.head)), None)
    if frame is None:
        return from_tense(mention.head)
    flags = frame.reality.flags
    if r.CONDITION in flags:
        return None
    unsure = {k: t for k, t in flags.items() if k in (r.PROPOSAL, r.HYPOTHETICAL, r.EXPECTED, r.FUTURE, r.CONFIRMATION)}
    if r.NEGATION in flags:
        unsure.pop(r.CONFIRMATION, None)
    ahead = _lies_ahead(time, published)
    return from_flags(unsure, frame.head, time, published) or (S.PLANNED if ahead else from_tense(frame.head))


def is_headline(token: Token) -> bool:
    """Whether the sentence of the token ends without a full stop, as headlines do."""
    last = token
    while last.head is not last:
        last = last.head
    return last.subtree()[-1].pos != "PUNCT"


def _from_stance(stance: str | None) -> MeetingStatus | None:
    return S.PROPOSED if stance in _ASKED else S.PLANNED if stance in ("commits", "accepts") else None


def _told_by_clause(
    nouns: Sequence[Token], reality: Realities, occurrences: frozenset[str], time: Time, published: date | None
) -> MeetingStatus | None:
    """What the noun's own clause says ("talks due to begin on Friday", "the summit, which never happened")."""
    for clause in (c for noun in nouns for c in (*noun.children, *_clause_behind(noun))):
        if clause.dep not in ("relcl", "acl", "advcl") or clause.lower in _SCHEDULED:
            continue
        inner = next((c for c in clause.children if c.dep == "xcomp" and grammar.is_verb(c)), None)
        leads = clause.lower in ("set", "due", "is", "are", "was", "were") or clause.lemma in ("hope", "plan", "expect")
        verb = inner if inner is not None and leads else clause
        if verb.lemma not in occurrences or (clause.dep == "acl" and verb is clause and clause.tag != "VBG"):
            continue
        found = from_flags(dict(reality.of(verb).flags), verb, time, published)
        if found is not None or clause.dep == "relcl":
            return found or from_tense(verb)
    return None


def _clause_behind(noun: Token) -> Iterator[Token]:
    """The clause that "that" or "which" right behind the noun opens, where the parser hung it elsewhere."""
    last, top = noun.subtree()[-1], noun
    while top.head is not top:
        top = top.head
    word = next((t for t in top.subtree() if t.i == last.i + 1 and t.tag == "WDT"), None)
    verb = next((a for a in word.ancestors() if a.dep == "advcl"), None) if word is not None else None
    if verb is not None and verb.i > noun.i:
        yield verb


def _aimed_at(
    mention: Mentioned, lists: Mapping[str, frozenset[str]], time: Time, published: date | None
) -> MeetingStatus | None:
    """The status of a meeting that something is for or leads to ("delegates for the summit", "a return to talks")."""
    head = mention.head
    if grammar.is_verb(head) or head.dep != "pobj" or head.head.lower not in ("for", "to"):
        return None
    if any(c.lower in lists["previous"] for c in head.all("amod")):
        return None  # "paid for earlier rounds"
    above = head.head.head
    verb = above if grammar.is_verb(above) else None
    if time.end is not None and published is not None and time.end < published:
        return None
    if verb is not None and (
        verb.lemma in lists["motions"] or verb.lemma == "be" or any(f.head is verb for f in mention.frames)
    ):
        return None
    return S.PLANNED if head.head.lower == "for" else S.PROPOSED


def _ends_it(told: Telling) -> bool:
    endings = told.lists["endings"]
    return any(f.card.name == "hold_meeting" and f.head.lemma in endings for f in told.mention.frames)


def _of_attendance(mention: Mentioned) -> bool:
    return not mention.is_verb and any(f.card.name in _OF_ATTENDANCE for f in mention.frames)


def _has_condition(head: Token) -> bool:
    """Whether an if-clause hangs on the clause ("will meet if")."""
    verb = head if grammar.is_verb(head) else grammar.governor(head)
    while verb is not None:
        for child in verb.all("advcl", "prep"):
            mark = child.child("mark")
            if (mark is not None and mark.lower in _IF) or (child.dep == "prep" and child.lower == "provided"):
                return True
        verb = verb.head if verb.dep in ("xcomp", "conj") and verb.head is not verb else None
    return False


def _stance_above(head: Token, acts: Mapping[int, Act]) -> str | None:
    """The stance of the position that takes the meeting as its object ("offered to host talks", "rejected talks")."""
    for above in _governors(head):
        act = acts.get(above.i)
        if above is governing_verb(head) and act is None and above.lemma not in grammar.LIGHT_VERBS:
            return None  # "declined to characterise the talks" is about their character
        if act is not None and act.card.event == "THREATEN":
            return "rejects"
        if act is not None and act.card.stance:
            return _stance(act.card, act)
    return None


def _stance(card: ActCard, act: Act) -> str:
    if act.reality.flags.keys() & {r.NEGATION} and card.negated:
        return card.negated
    return card.stance


def _governors(head: Token) -> Iterator[Token]:
    """The words that take the token as their object or complement, nearest first, within its clause."""
    token = head
    for _ in range(6):
        above = token.head
        if above is token:
            return
        if token.dep in (
            "dobj",
            "xcomp",
            "pobj",
            "pcomp",
            "prep",
            "acl",
            "nsubjpass",
            "conj",
            "dative",
            "attr",
            "acomp",
        ):
            yield above
            token = above
        elif token.dep == "ccomp" and token.tag == "VBN" and token.i < above.i:
            return  # "the chiefs, gathered in Abuja, are weighing a landing"
        elif token.dep == "ccomp" and not any(c.dep == "aux" and c.lower in ("will", "would") for c in token.children):
            yield above
            return
        else:
            return
