"""The mood in which a meeting is told: what the cues on a word and the tense of its verb say of it, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.meetings.mentions import SOON, is_custom
from verbale.document import Token
from verbale.findings import UNKNOWN_TIME, Time
from verbale.terms import MeetingStatus

S = MeetingStatus
OFF = (r.CANCELLATION, r.POSTPONEMENT)
_HABITS = frozenset({"rarely", "seldom", "often", "usually", "regularly", "routinely", "normally", "periodically"})
INVERTED = ("Had", "Were", "Should")  # by which a condition begins like a question
_PROVIDED = frozenset({"provided", "providing"})


def from_flags(flags: Mapping[str, Token], head: Token, time: Time, published: date | None) -> MeetingStatus | None:
    """The status that cues alone give; None where they leave it open."""
    if r.CANCELLATION in flags:
        return S.PLANNED if _is_only_feared(flags, flags[r.CANCELLATION]) else S.CANCELLED
    if r.POSTPONEMENT in flags:
        return S.PLANNED if _is_only_feared(flags, flags[r.POSTPONEMENT]) else S.POSTPONED
    if r.NEGATION in flags or r.DENIAL in flags:
        return _negated(flags, head, time, published)
    if r.PROPOSAL in flags or r.HYPOTHETICAL in flags:
        return S.PROPOSED
    if r.EXPECTED in flags:
        return S.EXPECTED
    lies_ahead = r.FUTURE in flags or _tense(head) == "future"
    if lies_ahead:
        return S.CONFIRMED if r.CONFIRMATION in flags else S.PLANNED
    if r.UNDER_WAY in flags:
        return S.UNDER_WAY
    return None


def _is_only_feared(flags: Mapping[str, Token], cue: Token) -> bool:
    """ "May call the summit off", "threatened to postpone it": nobody has done so yet."""
    doubt = [flags[f] for f in (r.HYPOTHETICAL, r.PROPOSAL) if f in flags]
    return grammar.is_verb(cue) and any(d in (*cue.all("aux"), *cue.ancestors()) for d in doubt)


def _negated(flags: Mapping[str, Token], head: Token, time: Time, published: date | None) -> MeetingStatus:
    """Not held: on a date that lies ahead it is cancelled, otherwise it did not happen."""
    ahead = r.FUTURE in flags or _tense(head) == "future"
    dated = time.start is not None and published is not None and time.start >= published
    named = not grammar.is_verb(head) and any(c.dep == "det" and c.lower == "the" for c in head.children)
    return S.CANCELLED if dated or (ahead and named) else S.DID_NOT_HAPPEN


def is_refusal(flags: Mapping[str, Token], head: Token, time: Time) -> bool:
    """ "Said it would not enter talks": nothing was planned; the speaker will not talk, which is a position."""
    unplanned = not {r.EXPECTED, r.HEARSAY, r.CONFIRMATION, r.CANCELLATION, r.POSTPONEMENT} & flags.keys()
    if not {r.NEGATION, r.ATTRIBUTION} <= flags.keys() or time.start is not None or not unplanned:
        return False
    definite = not grammar.is_verb(head) and any(c.dep == "det" and c.lower == "the" for c in head.children)
    return not definite and (r.FUTURE in flags or _tense(head) == "future")


def from_tense(
    head: Token, time: Time = UNKNOWN_TIME, published: date | None = None, *, headline: bool = False
) -> MeetingStatus:
    """The status that the tense of the clause gives where no cue speaks of it."""
    verb = head if grammar.is_verb(head) else grammar.governor(head)
    if verb is None:
        return S.HELD
    tense = grammar.tense(verb)
    perfect = any(c.dep == "aux" and c.lower in ("has", "have") for c in verb.children)
    if tense == "past" and verb.lemma == "be" and perfect and head.dep == "pobj":
        return S.UNDER_WAY  # "have been in close consultation"
    if perfect and verb.tag == "VBG":
        return S.UNDER_WAY  # "have been sitting with the mediators since noon"
    if tense == "past":
        return S.HELD
    if tense == "present" and (verb.tag == "VBG" or verb is not head):
        return S.UNDER_WAY
    if tense == "present":
        return S.HELD if headline else _in_the_present(verb, time, published)
    return S.HELD if tense is None else S.PLANNED


def _in_the_present(verb: Token, time: Time, published: date | None) -> MeetingStatus:
    """ "The ministers meet on Friday" is a plan; "the president meets the king", without a day, is told as it goes."""
    if time.start is None and time.end is None:
        return S.PLANNED if any(c.lower in SOON for c in verb.children) else S.UNDER_WAY
    return S.HELD if time.end is not None and published is not None and time.end < published else S.PLANNED


def _tense(head: Token) -> str | None:
    return grammar.tense(head)


def is_no_single_fact(head: Token, time: Time) -> bool:
    """Whether the words tell of what would have been, of a habit, or of several times at once."""
    return _is_counterfactual(head) or _is_habit(head) or _is_iterated(head, time)


def is_provided(head: Token) -> bool:
    """Whether it stands behind a "provided" that the parser took for a verb or preposition.

    "Offered to wait, provided Oslo paid up and came to talks" tells of nothing that happened.
    """
    top = head
    while top.head is not top:
        top = top.head
    before = [w for w in top.subtree() if w.i < head.i and w.lower in _PROVIDED]
    bare = [w for w in before if w.child("nsubj", "nsubjpass", "auxpass", "aux", "dobj") is None]
    clauses = [c for w in bare for c in w.all("ccomp", "pcomp", "advcl")]
    loose = {w.i + 1 for w in bare if w.dep == "prep" and not w.children}
    clauses += [a for a in (head, *head.ancestors()) if a.subtree()[0].i in loose]
    return any(c.child("nsubj", "nsubjpass") is not None for c in clauses)


def _is_counterfactual(head: Token) -> bool:
    """ "Had the two sides met", "the talks would have been the first"."""
    verb = head if grammar.is_verb(head) else grammar.governor(head)
    if verb is None:
        return False
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    words = [c.lower for c in helpers]
    if "have" in words and ("would" in words or "could" in words or "should" in words):
        return True
    first = helpers[0] if helpers else None
    subject = verb.child("nsubj", "nsubjpass")
    return (
        first is not None
        and first.text in INVERTED
        and subject is not None
        and first.i < subject.i
        and verb.dep == "advcl"
    )


def _is_habit(head: Token) -> bool:
    """ "The two rarely meet", "a group in which they sit down together": no meeting in particular."""
    verb = head if grammar.is_verb(head) else grammar.governor(head)
    return verb is not None and (
        any(c.dep == "advmod" and c.lower in _HABITS for c in verb.children) or is_custom(verb)
    )


def _is_iterated(head: Token, time: Time) -> bool:
    """ "Met him three times", "have met twice": no one meeting, unless a day is told."""
    if not grammar.is_verb(head) or time.start is not None or time.end is not None:
        return False
    counted = any(c.lower in ("twice", "thrice", "repeatedly", "frequently") for c in head.all("advmod"))
    nouns = [c for c in head.children if c.dep in ("npadvmod", "dobj") and c.lemma in ("time", "occasion")]
    return counted or any(n.tag == "NNS" and n.child("nummod", "amod") is not None for n in nouns)
