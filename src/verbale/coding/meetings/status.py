"""Where a meeting stands in its life, from the words around its mention.

When in doubt the weaker reading wins: nothing planned, proposed, denied or conditional is ever `held`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from verbale.codebook.cards import ActCard
from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.acts import Act
from verbale.coding.meetings.mentions import Mentioned, governing_verb
from verbale.coding.reality import Realities
from verbale.document import Token
from verbale.findings import UNKNOWN_TIME, Time
from verbale.terms import Auxiliary, MeetingStatus

S = MeetingStatus
_BEFORE_IT = frozenset({"after", "following", "since"})
_AT_IT = frozenset({"at", "during", "in", "on", "from", "through", "throughout", "amid"})
_RESOLVES = frozenset({"pledge", "promise", "vow", "decide", "undertake", "commit"})  # after talks, that is
_AHEAD = frozenset({"before", "ahead", "until", "pending"})
_ENDINGS = frozenset({"end", "conclude", "finish", "complete", "wrap"})
_PREDICATES = {
    "off": r.CANCELLATION, "possible": r.HYPOTHETICAL, "unlikely": r.HYPOTHETICAL, "underway": r.UNDER_WAY,
    "conceivable": r.HYPOTHETICAL, "imminent": r.EXPECTED, "scheduled": r.FUTURE, "planned": r.FUTURE, "due": r.FUTURE,
}  # fmt: skip
_UNSURE = (r.PROPOSAL, r.HYPOTHETICAL, r.EXPECTED, r.FUTURE)
_OFF = (r.CANCELLATION, r.POSTPONEMENT)
_AHEAD_OF_NEWS = (S.PLANNED, S.EXPECTED, S.CONFIRMED, S.PROPOSED)
_IF = frozenset({"if", "unless", "provided", "should", "once"})
_ASKED = frozenset({"offers", "demands", "open_to", "conditions", "supports"})
_REFUSED = frozenset({"rejects", "refuses", "opposes"})
# What a frame's own verb says only of who comes, not of the meeting.
_OF_ATTENDANCE = frozenset({"attend_meeting", "decline_meeting"})

_SOON = frozenset({"next", "again", "soon", "later", "shortly", "tomorrow"})
_HABITS = frozenset({"rarely", "seldom", "often", "usually", "regularly", "routinely", "normally", "periodically"})

AUXILIARIES: Mapping[MeetingStatus, tuple[Auxiliary, ...]] = {
    S.PLANNED: (Auxiliary.FUTURE,),
    S.EXPECTED: (Auxiliary.FUTURE,),
    S.CONFIRMED: (Auxiliary.FUTURE,),
    S.PROPOSED: (Auxiliary.FUTURE,),
    S.CANCELLED: (Auxiliary.FUTURE, Auxiliary.NEGATION),
    S.POSTPONED: (Auxiliary.FUTURE, Auxiliary.NEGATION),
    S.DID_NOT_HAPPEN: (Auxiliary.NEGATION,),
}


def status_of(
    mention: Mentioned,
    time: Time,
    acts: Mapping[int, Act],
    reality: Realities,
    published: date | None,
    lists: Mapping[str, frozenset[str]],
) -> MeetingStatus | None:
    """The status, or None where the words speak of no meeting (a mere condition, a refusal, an aim)."""
    found = _status(mention, time, acts, reality, published, lists)
    if found in _AHEAD_OF_NEWS and _collapsed(mention, reality, lists["collapses"]):
        return S.CANCELLED
    return found


def _status(
    mention: Mentioned,
    time: Time,
    acts: Mapping[int, Act],
    reality: Realities,
    published: date | None,
    lists: Mapping[str, frozenset[str]],
) -> MeetingStatus | None:
    head = mention.head
    headline = is_headline(head)
    flags = dict(reality.of(head).flags)
    if mention.declined or _of_attendance(mention):
        return _shunned(mention, _own_flags(head, flags), time, published)
    if _is_answered(head, acts, r.REFUTED):
        return _of_denial(flags)
    if _is_answered(head, acts, r.GRANTED) and flags.keys() & set(_OFF):
        return None
    if r.CONDITION in flags or is_no_single_fact(head, time):
        return None
    if head.lemma in lists["departures"] and mention.frames[0].card.form == "visit":
        return _departing(mention, flags, time, published)
    _undo_foreign_negation(flags, head, lists["occurrences"])
    if _is_purpose_of(head, lists["motions"]):
        return S.HELD if grammar.tense(head.head) == "past" and not set(flags) - {r.HYPOTHETICAL} else S.PLANNED
    if _ends_it(mention) and flags.keys() & {r.PROPOSAL, r.HYPOTHETICAL, r.FUTURE, r.EXPECTED}:
        return None  # to end talks is not to hold them
    told = _told_by_clause(mention.nouns, reality, lists["occurrences"], time, published)
    if told is not None and not flags.keys() & set(_OFF):
        return told
    prep = _temporal_preposition(head)
    if prep is not None and not any(f.head in prep.ancestors() for f in mention.frames):
        flags = {k: t for k, t in flags.items() if not _of_another_thing(prep, t)}
        return _beside(prep, head, _own_flags(head, flags), flags, time, published, lists["attempts"])
    stance = _stance_above(head, acts)
    if stance == "supports" and any(c.dep == "det" and c.lower == "the" for c in head.children):
        stance = None  # whoever praises the talks does not ask for them
    if stance in _REFUSED or (stance == "open_to" and grammar.is_verb(head) and time.start is None):
        return None
    if _is_refusal(flags, head, time):
        return None
    _add_predicate(flags, head, reality)
    found = _from_flags(flags, head, time, published)
    if found is None:
        found = (
            _from_stance(stance)
            or _aimed_at(mention, lists["motions"], time, published)
            or _from_tense(head, time, published, headline=headline)
        )
    if stance in _ASKED and found in (S.HELD, S.UNDER_WAY, S.PLANNED):
        found = S.PROPOSED
    if found is S.UNDER_WAY and _ends_it(mention):
        found = S.HELD  # "the two sides conclude talks"
    if found in (S.PLANNED, S.EXPECTED, S.CONFIRMED) and _has_condition(head):
        found = S.PROPOSED
    if found is S.UNDER_WAY and time.end is not None and published is not None and time.end < published:
        found = S.HELD
    if found in (S.HELD, S.UNDER_WAY) and time.start is not None and published is not None and time.start > published:
        found = S.PLANNED
    return found


def _collapsed(mention: Mentioned, reality: Realities, collapses: frozenset[str]) -> bool:
    """ "The collapse of talks that were to open on Friday": what lay ahead is off, not only feared to fail."""
    unsure = r.HYPOTHETICAL in reality.of(mention.head).flags
    return not unsure and any(n.lemma in collapses for n in mention.nouns)


def _of_another_thing(prep: Token, cue: Token) -> bool:
    """Whether a cue speaks of a thing that "at the talks" hangs on: "failed to agree on the border at talks"."""
    if prep.lower not in ("at", "during", "after", "following"):
        return False
    token = prep
    while token.head is not cue and token.head is not token:
        token = token.head
    return token.head is cue and token is not prep and token.dep in ("prep", "dobj", "nsubjpass")


def _is_iterated(head: Token, time: Time) -> bool:
    """ "Met him three times", "have met twice": no one meeting, unless a day is told."""
    if not grammar.is_verb(head) or time.start is not None or time.end is not None:
        return False
    counted = any(c.lower in ("twice", "thrice", "repeatedly", "frequently") for c in head.all("advmod"))
    nouns = [c for c in head.children if c.dep in ("npadvmod", "dobj") and c.lemma in ("time", "occasion")]
    return counted or any(n.tag == "NNS" and n.child("nummod", "amod") is not None for n in nouns)


def _is_answered(head: Token, acts: Mapping[int, Act], how: str) -> bool:
    return head.i in acts and how in acts[head.i].reality


def _of_denial(flags: Mapping[str, Token]) -> MeetingStatus | None:
    """What a denial leaves of a meeting: "denied that the two had met" says that they did not.

    A report that is denied or dismissed, a denied plan and a denied cancellation say nothing of how the meeting stands.
    """
    return S.DID_NOT_HAPPEN if flags.keys() <= {r.DENIAL} else None


def _departing(mention: Mentioned, flags: Mapping[str, Token], time: Time, published: date | None) -> MeetingStatus:
    """Whoever leaves for a place, or is due or expected there, has not yet been there."""
    said = _from_flags(flags, mention.head, time, published)
    return said or (S.EXPECTED if mention.head.lemma == "expect" else S.PLANNED)


def _undo_foreign_negation(flags: dict[str, Token], head: Token, occurrences: frozenset[str]) -> None:
    """Take out a denial that is not one of the meeting ("the talks produced no deal")."""
    cue = flags.get(r.NEGATION)
    if cue is None or cue.i in {t.i for t in head.subtree()}:
        return
    if grammar.is_verb(head):
        if head.dep in ("acl", "advcl") and head.tag in ("VBG", "VBN"):
            del flags[r.NEGATION]
        return
    verb = grammar.governor(head)
    subject = grammar.first_conjunct(head)
    if verb is not None and subject.dep == "nsubj" and subject.head is verb and verb.lemma not in occurrences:
        del flags[r.NEGATION]


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
    said = _from_flags(own, mention.head, time, published) if own else None
    if said is not None:
        return said
    frame = next((f for f in mention.frames if grammar.is_verb(f.head)), None)
    if frame is None:
        return _from_tense(mention.head)
    flags = frame.reality.flags
    if r.CONDITION in flags:
        return None
    unsure = {k: t for k, t in flags.items() if k in (r.PROPOSAL, r.HYPOTHETICAL, r.EXPECTED, r.FUTURE, r.CONFIRMATION)}
    if r.NEGATION in flags:
        unsure.pop(r.CONFIRMATION, None)
    lies_ahead = time.start is not None and published is not None and time.start > published
    return _from_flags(unsure, frame.head, time, published) or (S.PLANNED if lies_ahead else _from_tense(frame.head))


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
        if clause.dep not in ("relcl", "acl", "advcl") or clause.lower in (
            "scheduled",
            "planned",
            "expected",
            "postponed",
        ):
            continue
        inner = next((c for c in clause.children if c.dep == "xcomp" and grammar.is_verb(c)), None)
        leads = clause.lower in ("set", "due", "is", "are", "was", "were") or clause.lemma in ("hope", "plan", "expect")
        verb = inner if inner is not None and leads else clause
        if verb.lemma not in occurrences or (clause.dep == "acl" and verb is clause and clause.tag != "VBG"):
            continue
        found = _from_flags(dict(reality.of(verb).flags), verb, time, published)
        if found is not None or clause.dep == "relcl":
            return found or _from_tense(verb)
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


def _aimed_at(mention: Mentioned, motions: frozenset[str], time: Time, published: date | None) -> MeetingStatus | None:
    """The status of a meeting that something is for or leads to ("delegates for the summit", "a return to talks")."""
    head = mention.head
    if grammar.is_verb(head) or head.dep != "pobj" or head.head.lower not in ("for", "to"):
        return None
    above = head.head.head
    verb = above if grammar.is_verb(above) else None
    if time.end is not None and published is not None and time.end < published:
        return None
    if verb is not None and (
        verb.lemma in motions or verb.lemma == "be" or any(f.head is verb for f in mention.frames)
    ):
        return None
    return S.PLANNED if head.head.lower == "for" else S.PROPOSED


def _ends_it(mention: Mentioned) -> bool:
    return any(f.card.name == "hold_meeting" and f.head.lemma in _ENDINGS for f in mention.frames)


def _add_predicate(flags: dict[str, Token], head: Token, reality: Realities) -> None:
    """What the predicate of the noun says ("a meeting is likely", "the summit is off", "the talks are set for")."""
    verb = grammar.first_conjunct(head).head
    if grammar.is_verb(head) or head.dep != "nsubj" or verb.lemma not in ("be", "remain", "look", "seem", "appear"):
        return
    for child in verb.all("acomp", "attr", "oprd", "prt", "advmod", "prep"):
        family = reality.family(child, "complement_of") or _PREDICATES.get(child.lower)
        if family is not None:
            flags.setdefault(family, child)


def _of_attendance(mention: Mentioned) -> bool:
    return not mention.is_verb and any(f.card.name in _OF_ATTENDANCE for f in mention.frames)


def _own_flags(head: Token, flags: Mapping[str, Token]) -> dict[str, Token]:
    """The flags whose cue stands inside the noun phrase itself."""
    own = {t.i for t in head.subtree()}
    return {k: t for k, t in flags.items() if t.i in own}


def _from_flags(flags: Mapping[str, Token], head: Token, time: Time, published: date | None) -> MeetingStatus | None:
    if r.CANCELLATION in flags:
        return S.CANCELLED
    if r.POSTPONEMENT in flags:
        return S.POSTPONED
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


def _negated(flags: Mapping[str, Token], head: Token, time: Time, published: date | None) -> MeetingStatus:
    """Not held: on a date that lies ahead it is cancelled, otherwise it did not happen."""
    ahead = r.FUTURE in flags or _tense(head) == "future"
    dated = time.start is not None and published is not None and time.start >= published
    named = not grammar.is_verb(head) and any(c.dep == "det" and c.lower == "the" for c in head.children)
    return S.CANCELLED if dated or (ahead and named) else S.DID_NOT_HAPPEN


def _is_refusal(flags: Mapping[str, Token], head: Token, time: Time) -> bool:
    """ "Said it would not enter talks": nothing was planned; the speaker will not talk, which is a position."""
    unplanned = not {r.EXPECTED, r.HEARSAY, r.CONFIRMATION, r.CANCELLATION, r.POSTPONEMENT} & flags.keys()
    if not {r.NEGATION, r.ATTRIBUTION} <= flags.keys() or time.start is not None or not unplanned:
        return False
    definite = not grammar.is_verb(head) and any(c.dep == "det" and c.lower == "the" for c in head.children)
    return not definite and (r.FUTURE in flags or _tense(head) == "future")


def _tense(head: Token) -> str | None:
    return grammar.tense(head)


def _in_the_present(verb: Token, time: Time, published: date | None) -> MeetingStatus:
    """ "The ministers meet on Friday" is a plan; "the president meets the king", without a day, is told as it goes."""
    if time.start is None and time.end is None:
        return S.PLANNED if any(c.lower in _SOON for c in verb.children) else S.UNDER_WAY
    return S.HELD if time.end is not None and published is not None and time.end < published else S.PLANNED


def _is_habit(head: Token) -> bool:
    """ "The two rarely meet": no meeting in particular."""
    verb = head if grammar.is_verb(head) else grammar.governor(head)
    return verb is not None and any(c.dep == "advmod" and c.lower in _HABITS for c in verb.children)


def _from_tense(
    head: Token, time: Time = UNKNOWN_TIME, published: date | None = None, *, headline: bool = False
) -> MeetingStatus:
    verb = head if grammar.is_verb(head) else grammar.governor(head)
    if verb is None:
        return S.HELD
    tense = grammar.tense(verb)
    perfect = any(c.dep == "aux" and c.lower in ("has", "have") for c in verb.children)
    if tense == "past" and verb.lemma == "be" and perfect and head.dep == "pobj":
        return S.UNDER_WAY  # "have been in close consultation"
    if tense == "past":
        return S.HELD
    if tense == "present" and (verb.tag == "VBG" or verb is not head):
        return S.UNDER_WAY
    if tense == "present":
        return S.HELD if headline else _in_the_present(verb, time, published)
    return S.HELD if tense is None else S.PLANNED


def _temporal_preposition(head: Token) -> Token | None:
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


def _beside(
    prep: Token,
    head: Token,
    own: Mapping[str, Token],
    flags: Mapping[str, Token],
    time: Time,
    published: date | None,
    attempts: frozenset[str],
) -> MeetingStatus | None:
    if prep.lower in _AHEAD and any(c.lower == "any" for c in head.all("det")):
        return None  # "before any direct talks": nobody says that there will be some
    said = _from_flags(own, head, time, published) if own else None
    if said is not None:
        return said
    unsure = {k: t for k, t in flags.items() if k in (_UNSURE if prep.lower != "from" else (*_UNSURE, *_OFF))}
    if unsure and prep.lower not in ("since", *_AHEAD):
        return _from_flags(unsure, head, time, published)
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


def is_no_single_fact(head: Token, time: Time) -> bool:
    """Whether the words tell of what would have been, of a habit, or of several times at once."""
    return _is_counterfactual(head) or _is_habit(head) or _is_iterated(head, time)


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
        and first.text in ("Had", "Were", "Should")
        and subject is not None
        and first.i < subject.i
        and verb.dep == "advcl"
    )


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
