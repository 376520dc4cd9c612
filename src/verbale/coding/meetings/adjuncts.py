"""A meeting that only sets the scene for something else: "agreed on a truce after talks", "ahead of the summit"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.meetings.moods import OFF, from_flags
from verbale.document import Token
from verbale.findings import Time
from verbale.terms import MeetingStatus

S = MeetingStatus
_BEFORE_IT = frozenset({"after", "following", "since"})
_AT_IT = frozenset({"at", "during", "in", "on", "from", "through", "throughout", "amid"})
_RESOLVES = frozenset({"pledge", "promise", "vow", "decide", "undertake", "commit"})  # after talks, that is
_AHEAD = frozenset({"before", "ahead", "until", "pending"})
_UNSURE = (r.PROPOSAL, r.HYPOTHETICAL, r.EXPECTED, r.FUTURE)


def temporal_preposition(head: Token) -> Token | None:
    """The preposition that only places another event beside the meeting ("after talks", "ahead of the summit")."""
    if grammar.is_verb(head) or head.dep != "pobj":
        return None
    prep = head.head
    if prep.lower == "of" and prep.head.lower in ("ahead", "sidelines", "margins", "sideline", "margin", "wake"):
        outer = prep.head
        return outer if outer.lower == "ahead" else outer.head if outer.dep == "pobj" else None
    if prep.lower not in _BEFORE_IT | _AT_IT | _AHEAD:
        return None
    beside_noun = not grammar.is_verb(prep.head) and prep.lower in ("in", "from", "on", "through")
    return None if beside_noun else prep  # "its participation in the talks" is about the talks themselves


def is_of_another_thing(prep: Token, cue: Token) -> bool:
    """Whether a cue speaks of a thing that "at the talks" hangs on: "failed to agree on the border at talks"."""
    if prep.lower not in ("at", "during", "after", "following"):
        return False
    token = prep
    while token.head is not cue and token.head is not token:
        token = token.head
    return token.head is cue and token is not prep and token.dep in ("prep", "dobj", "nsubjpass")


def is_past_before(prep: Token, time: Time, published: date | None) -> bool:
    """Whether what is told of in the past came after it: "offered to lead a force after two days of talks"."""
    verb = next((a for a in prep.ancestors() if grammar.is_verb(a) and grammar.is_finite(a)), None)
    if prep.lower not in ("after", "following") or verb is None or grammar.tense(verb) != "past":
        return False
    return time.start is None or published is None or time.start <= published


def beside(
    prep: Token,
    head: Token,
    own: Mapping[str, Token],
    flags: Mapping[str, Token],
    time: Time,
    published: date | None,
    attempts: frozenset[str],
) -> MeetingStatus | None:
    """The status of the meeting that the preposition names, from its own cues, else from the clause beside it."""
    if prep.lower in _AHEAD and any(c.lower == "any" for c in head.all("det")):
        return None  # "before any direct talks": nobody says that there will be some
    said = from_flags(own, head, time, published) if own else None
    if said is not None:
        return said
    if r.is_unfulfilled(flags) and prep.lower in _AT_IT:  # "were to have discussed it at a summit"
        return (
            None if any(c.lower != "a" for c in head.all("det", "poss")) else from_flags(flags, head, time, published)
        )
    unsure = {k: t for k, t in flags.items() if k in (_UNSURE if prep.lower != "from" else (*_UNSURE, *OFF))}
    if unsure and prep.lower not in ("since", *_AHEAD):
        return from_flags(unsure, head, time, published)
    verb = next((a for a in prep.ancestors() if grammar.is_verb(a)), None)
    leading = attempts | _RESOLVES if prep.lower in _BEFORE_IT else attempts
    while verb is not None and verb.dep == "xcomp" and verb.head.lemma in leading and prep.lower not in _AHEAD:
        verb = verb.head  # "failed to agree at talks": the talks took place
    tense = grammar.tense(verb) if verb is not None else "past"
    over = time.end is not None and published is not None and time.end < published
    if time.start is not None and published is not None and time.start > published:
        return S.PLANNED
    if prep.lower in _BEFORE_IT:
        return S.PLANNED if tense == "future" and not over and prep.lower != "since" else S.HELD
    if prep.lower in _AHEAD:
        return S.HELD if over else S.PLANNED
    if tense == "future":
        return S.HELD if over else S.PLANNED
    return S.HELD if tense == "past" or over else S.UNDER_WAY if tense == "present" else S.PROPOSED
