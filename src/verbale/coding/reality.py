"""How real a thing is: negated, future, expected, proposed, cancelled, hypothetical, only reported.

`Realities.of(token)` walks from a predicate or event noun up through what governs it and collects the cue families
(`codebook/cues`) that it passes: its own auxiliaries and negation, the verb that takes it as object or subject
("called off the talks", "the talks collapsed"), the verb, noun or adjective that takes it as complement ("expected
to meet", "plans to meet", "due to meet"), conditionals and prepositions ("without meeting").

The walk stops at a verb of saying (what the speaker did not say is not denied) and at a finite clause of its own.
Negation passes down through complements ("is not expected to meet"), is undone by a negated refusal ("did not rule
out meeting" leaves the meeting possible) and does not pass below verbs of knowing and confirming.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from verbale.codebook import Codebook
from verbale.codebook.cards import CueCard
from verbale.coding.cues import CueIndex
from verbale.coding.grammar import governor, is_verb, tense
from verbale.document import Document, Token
from verbale.terms import Auxiliary

NEGATION, FUTURE, EXPECTED, HYPOTHETICAL, CONDITION = "negation", "future", "expected", "hypothetical", "condition"
PROPOSAL, CANCELLATION, POSTPONEMENT, CONFIRMATION = "proposal", "cancellation", "postponement", "confirmation"
ATTRIBUTION, UNDER_WAY, DENIAL, HEARSAY = "attribution", "under_way", "denial", "hearsay"
# Given by the answer to a report (`coding/refuted.py`).
REFUTED, UNCOMMENTED, GRANTED = "refuted", "uncommented", "granted"

# What a negated governor of these families leaves open instead of denying ("did not rule out", "has not confirmed").
_OPENED_BY_NEGATION = (NEGATION, CANCELLATION, POSTPONEMENT)
_UNCONFIRMED_BY_NEGATION = (CONFIRMATION, HEARSAY, ATTRIBUTION)
_UNREAL = frozenset({NEGATION, FUTURE, EXPECTED, HYPOTHETICAL, CONDITION, PROPOSAL, CANCELLATION, POSTPONEMENT,
                     DENIAL, REFUTED})  # fmt: skip
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "acl", "oprd", "csubj", "csubjpass", "relcl"})
_COPULAS = frozenset({"be", "remain", "look", "seem", "appear"})
_JOINING = ("cc", "preconj")
_FIXED = frozenset({"due", "scheduled", "set", "slated", "meant"})
_MAX_STEPS = 12


@dataclass(frozen=True, slots=True)
class Reality:
    """The cue families that bear on a predicate, each with the word that says so."""

    flags: Mapping[str, Token] = field(default_factory=dict)

    def __contains__(self, family: object) -> bool:
        return family in self.flags

    @property
    def negated(self) -> bool:
        """Whether it is said not to happen, or was cancelled or put off."""
        return bool(self.flags.keys() & {NEGATION, CANCELLATION, POSTPONEMENT})

    @property
    def left_open(self) -> bool:
        """Whether it stands only in a report that somebody denied, dismissed or would not comment on."""
        return bool(self.flags.keys() & {REFUTED, UNCOMMENTED})

    @property
    def conditional(self) -> bool:
        """Whether it stands only in an if-clause or a counterfactual."""
        return CONDITION in self.flags

    @property
    def realised(self) -> bool:
        """Whether nothing says that it did not, or did not yet, happen."""
        return not self.flags.keys() & _UNREAL

    def auxiliary(self) -> tuple[Auxiliary, ...]:
        """PLOVER's auxiliary modes, without `historical` (which needs the time)."""
        found = []
        if self.flags.keys() & {FUTURE, EXPECTED, PROPOSAL, CANCELLATION, POSTPONEMENT, CONFIRMATION}:
            found.append(Auxiliary.FUTURE)
        if self.flags.keys() & {HYPOTHETICAL, CONDITION}:
            found.append(Auxiliary.HYPOTHETICAL)
        if self.negated:
            found.append(Auxiliary.NEGATION)
        return tuple(found)


class Realities:
    """The reality of every predicate of a document, worked out when asked for."""

    def __init__(self, cues: Mapping[str, CueCard], beginnings: frozenset[str] = frozenset()) -> None:
        self._cues = CueIndex(cues, beginnings)
        self._known: dict[int, Reality] = {}
        self._answers: Mapping[int, tuple[str, Token]] = {}

    def of(self, token: Token) -> Reality:
        """What the words say of the predicate or event noun `token`."""
        if token.i not in self._known:
            answer = self._answers.get(token.i)
            self._known[token.i] = Reality(self._walk(token) | (dict([answer]) if answer else {}))
        return self._known[token.i]

    def answer(self, answers: Mapping[int, tuple[str, Token]]) -> None:
        """Note the words (by index) whose truth somebody's answer leaves open, with how and the answering word."""
        self._answers = answers
        self._known.clear()

    def family(self, token: Token, slot: str) -> str | None:
        """The cue family that `token` (with its particle) belongs to as `slot` ("object_of", "complement_of" ...)."""
        return self._cues.word(slot, token)

    def _walk(self, token: Token) -> dict[str, Token]:
        flags = dict(self._own(token))
        current = token
        for _ in range(_MAX_STEPS):
            step = self._step(current)
            if step is None:
                break
            head, family, passes = step
            own = dict(self._own(head)) if passes else {}
            if current.dep == "conj":  # "neither confirm nor deny": said of each, and of the second already
                own = {f: cue for f, cue in own.items() if cue.dep not in _JOINING}
            open_ = _combine(flags, family, head, own)
            if family == ATTRIBUTION or not passes or open_:
                break
            current = head
        return flags

    def _step(self, token: Token) -> tuple[Token, str | None, bool] | None:
        """The governor above, the family it puts the token in, and whether its own cues hold for the token too."""
        head = token.head
        if head is token:
            return None
        if token.dep == "conj":
            return (head, None, True) if _shares_clause(token) else None
        if token.dep in ("pobj", "pcomp") and head.dep in ("prep", "agent", "dative", "prt"):
            return self._step_over_preposition(token, head)
        if token.dep in _COMPLEMENTS:
            return self._complement_step(token, head)
        if token.dep in ("dobj", "nsubjpass"):
            family = self._cues.word("object_of", head) or self._cues.word("complement_of", head)
            return head, family, True
        if token.dep == "nsubj":
            return head, self._cues.word("subject_of", head) or self._predicate(head), True
        if token.dep in ("acomp", "attr", "advmod", "compound", "amod", "poss", "appos", "dep", "npadvmod"):
            return (head, None, True) if token.dep != "appos" else None
        if token.dep == "advcl" and not _is_finite(token):
            family = self._cues.word("complement_of", head) if _is_infinitive(token) else None
            return head, family if family != ATTRIBUTION else None, True
        return None

    def _predicate(self, verb: Token) -> str | None:
        """What "be" says of its subject ("a meeting is likely", "the conference is underway")."""
        if verb.lemma not in _COPULAS:
            return None
        words = verb.all("acomp", "advmod")
        found = (self._cues.word("complement_of", w) or self._cues.family("adverbs", w.lower) for w in words)
        return next((f for f in found if f in (EXPECTED, HYPOTHETICAL, UNDER_WAY)), None)

    def _step_over_preposition(self, token: Token, prep: Token) -> tuple[Token, str | None, bool] | None:
        head = hung_on(prep)
        if head is prep:
            return None
        if head.dep in ("prep", "prt", "advmod") and is_verb(head.head):  # "pulled out of", "stayed away from"
            words = f"{head.head.lemma} {head.lower} {prep.lower}"
            family = self._cues.family("object_of", words) or self._cues.family("complement_of", words)
            return head.head, family, True
        adjective = head.child("acomp") if is_verb(head) else None  # "remained open to hearing"
        clausal = token.dep == "pcomp" or token.tag == "VBG"
        family = (
            self._cues.with_preposition(head, prep)
            or (self._cues.with_preposition(adjective, prep) if adjective is not None else None)
            or (self._cues.word("noun_of", head) if prep.lower in ("of", "in", "to", "over", "on", "for") else None)
            or (self._cues.word("complement_of", head) if clausal or head.pos == "ADJ" else None)
        )
        return head, family, is_verb(head) or family is not None or prep.lower in ("of", "in", "for", "at")

    def _complement_step(self, token: Token, head: Token) -> tuple[Token, str | None, bool] | None:
        if token.dep == "relcl":
            return None
        yet = any(c.lower == "yet" for c in head.children)
        if token.dep == "xcomp" and yet and head.lemma in ("have", "be", "remain"):
            return head, NEGATION, True  # "have yet to agree"
        family = self._cues.word("complement_of", head)
        if family == ATTRIBUTION and token.dep == "xcomp" and head.child("auxpass") is not None:
            return head, HEARSAY, True  # "are believed to have met": nobody in particular says so
        if family == ATTRIBUTION:
            return head, family, False
        if token.dep == "ccomp" and token.tag == "VBN" and token.i < head.i:
            return None  # "the chiefs, gathered in Abuja, are weighing a landing": a participle on its own
        if token.dep == "acl" and family is None:
            return (head, HYPOTHETICAL, False) if _is_infinitive(token) else (head, None, True)
        if family is None and head.lemma == "be" and _is_infinitive(token):
            return head, FUTURE, True  # "the commanders are to meet"
        if family is None and _is_infinitive(token) and tense(token) == "future" and token.dep == "xcomp":
            return head, HYPOTHETICAL, True
        if family is None and token.dep == "ccomp" and any(c.dep == "neg" for c in head.children):
            return head, HYPOTHETICAL, False
        return head, family, token.dep != "ccomp" or family is not None

    def _own(self, token: Token) -> Iterator[tuple[str, Token]]:
        """The cues that stand beside the token itself, or before the first of those that it is coordinated with."""
        if token.dep == "conj" and token.child("nsubj", "nsubjpass") is None:
            for child in token.head.all(*_JOINING):
                if self._own_cue(token, child) == NEGATION:
                    yield NEGATION, child
        for child in token.children:
            family = self._own_cue(token, child)
            if family is not None:
                yield family, child
        unfulfilled = _perfect_of_plan(token)
        if unfulfilled is not None:
            yield NEGATION, unfulfilled
        if token.dep in ("pobj", "pcomp"):
            family = self._cues.family("prepositions", token.head.lower)
            if family is not None:
                yield family, token.head

    def _own_cue(self, token: Token, child: Token) -> str | None:
        if child.dep == "neg":
            return None if self._cues.is_pseudo(child) else NEGATION
        if child.dep in ("aux", "auxpass"):
            return self._auxiliary(token, child)
        if child.dep in ("advmod", "npadvmod", "cc", "preconj", "prep"):
            return None if self._cues.is_pseudo(child) else self._adverb(child)
        if child.dep in ("mark",) or (child.dep == "advmod" and child.tag == "WRB"):
            return self._cues.family("subordinators", child.lower)
        if child.dep == "det":
            return None if self._cues.is_pseudo(child) else self._cues.family("determiners", child.lower)
        if child.dep in ("amod", "compound", "acl", "nmod"):
            return self._cues.family("modifiers", child.lower) or self._cues.family("modifiers", child.lemma)
        if child.dep in ("nsubj", "nsubjpass", "dobj"):
            return self._argument_negation(child)
        return None

    def _adverb(self, child: Token) -> str | None:
        """The family of an adverb, with the word before it ("never once"), or of a phrase like one ("at no point")."""
        if child.dep == "prep":
            words = [f"{child.lower} {d.lower} {o.lemma}" for o in child.all("pobj") for d in o.all("det")]
        else:
            words = [child.lower, *(f"{c.lower} {child.lower}" for c in child.children)]
        return next(filter(None, (self._cues.family("adverbs", word) for word in words)), None)

    def _argument_negation(self, argument: Token) -> str | None:
        """ "No delegates came", "neither side met", "nobody was invited", "neither Ghana nor Togo came"."""
        words = (argument, *argument.all("det", "preconj"))
        return NEGATION if any(self._cues.family("determiners", w.lower) == NEGATION for w in words) else None

    def _auxiliary(self, token: Token, aux: Token) -> str | None:
        family = self._cues.family("auxiliaries", aux.lower)
        if family == HYPOTHETICAL and aux.lower in ("would", "'d", "’d") and _is_backshifted(token):
            return FUTURE
        return family


def hung_on(prep: Token) -> Token:
    """What a preposition hangs on; after an aside ("as asked by Cyprus, at a summit"), what the aside hangs on."""
    head = prep.head
    aside = head.dep == "advcl" and head.tag == "VBN" and any(m.lower == "as" for m in head.all("mark"))
    if aside and any(c.lower == "," and head.i < c.i < prep.i for c in head.children):
        return head.head
    return head


def realities(document: Document, codebook: Codebook) -> Realities:
    """The reality layer of a document."""
    del document  # the parse is reached through the tokens
    return Realities(codebook.cues, codebook.lists["beginnings"])


def _combine(flags: dict[str, Token], family: str | None, head: Token, own: dict[str, Token]) -> bool:
    """Add what a governor says: its family, and its own cues with negation undone or kept as grammar has it.

    True where a denial is itself negated ("did not deny that they met"): what was not denied stands as it was reported.
    """
    negated = own.pop(NEGATION, None)
    if negated is not None and family == DENIAL:
        flags.setdefault(HEARSAY, negated)
        return True
    if negated is not None and family in _OPENED_BY_NEGATION:
        flags.setdefault(HYPOTHETICAL, negated)
        own.clear()
        return False
    if negated is not None and family in _UNCONFIRMED_BY_NEGATION:
        flags.setdefault(HEARSAY, negated)
        return False
    if family is not None:
        flags.setdefault(family, head)
    if negated is not None:
        flags.setdefault(NEGATION, negated)
    for name, cue in own.items():
        flags.setdefault(name, cue)
    return False


def _shares_clause(token: Token) -> bool:
    """Whether a coordinated predicate shares the auxiliaries of the first ("will meet and discuss")."""
    if not is_verb(token):
        return True
    return (
        is_verb(token.head)
        and token.child("nsubj", "aux", "nsubjpass") is None
        and token.tag not in ("VBD", "VBZ", "VBP")
    )


def _is_finite(token: Token) -> bool:
    return token.child("mark") is not None or token.tag in ("VBD", "VBZ", "VBP") or token.child("nsubj") is not None


def _is_infinitive(token: Token) -> bool:
    return any(c.dep == "aux" and c.lower == "to" for c in token.children)


def _perfect_of_plan(token: Token) -> Token | None:
    """The "have" of "were to have met", "were due to have met", which tells of a plan that did not come about."""
    have = next((c for c in token.all("aux") if c.lower == "have"), None)
    over = (token.head, token.head.head, *token.head.children) if token.head.lower in _FIXED else (token.head,)
    planned = token.dep == "xcomp" and any(t.lower in ("was", "were") for t in over) and _is_infinitive(token)
    return have if planned else None


def is_unfulfilled(flags: Mapping[str, Token]) -> bool:
    """Whether the denial is that of a plan: "was to have met", not "did not meet"."""
    cue = flags.get(NEGATION)
    return cue is not None and cue.lower == "have" and _perfect_of_plan(cue.head) is cue


def _is_backshifted(token: Token) -> bool:
    """Whether "would" is the future seen from a past report ("said he would come"), not a condition."""
    marks = [c.child("mark") for c in token.all("advcl")]
    if any(m is not None and m.lower in ("if", "unless") for m in marks):
        return False
    first = token
    while first.dep == "conj" and is_verb(first.head):
        first = first.head
    if token.dep == "relcl":
        return tense(governor(token.head) or token) == "past"
    return first.dep == "ccomp" and is_verb(first.head) and tense(first.head) in ("past", None)
