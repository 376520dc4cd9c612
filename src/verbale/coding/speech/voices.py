"""Who speaks, as the parse has it: the subject of a cue verb, undone from inversion, quotation and coordination."""

from __future__ import annotations

from verbale.codebook.reporting import Reporting
from verbale.coding import grammar
from verbale.document import Token

_PARTICLES = ("prt", "advmod")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def speaker_of(verb: Token, reporting: Reporting) -> Token | None:
    """The head word of who says it."""
    quoted = _quoted_person(verb, reporting)
    if quoted is not None:
        return quoted
    if grammar.voice(verb) == "passive":
        return next(iter(grammar.subjects(verb)), None)
    outer = _coordinated_cue(verb, reporting)
    if outer is not None:
        return speaker_of(outer, reporting)
    own = [c for c in verb.all("nsubj") if c.lower not in ("who", "which", "that")]
    behind = _behind_comma(verb, reporting)
    if behind is not None:
        return behind
    if own:
        return min(own, key=lambda c: abs(c.i - verb.i))
    if verb.tag == "VBG" and verb.dep in ("advcl", "conj", "dep", "acl") and verb.child("mark") is None:
        return _reporting_before(verb, reporting) or next(iter(grammar.subjects(verb)), None)
    return next(iter(grammar.subjects(verb)), None)


def _behind_comma(verb: Token, reporting: Reporting) -> Token | None:
    """The speaker right behind an inverted verb ("Kyiv, said its envoy, would agree", "..., shrugged the minister")."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or reporting.verb("addressing", verb) is not None or not is_inverted(verb):
        return None
    follows = [c for c in verb.children if c.i > verb.i and c.dep in ("nsubj", "dobj")]
    alone = verb.child("ccomp") is None or verb.child("ccomp").i < verb.i  # type: ignore[union-attr]
    before = [c for c in verb.children if c.dep == "punct" and c.i == verb.i - 1]
    if follows and alone and (before or follows[0].dep == "nsubj" or verb.child("nsubj") is None):
        return follows[0]
    return None


def _coordinated_cue(verb: Token, reporting: Reporting) -> Token | None:
    """The reporting verb that a verb inside what it reports really goes on with."""
    clause = grammar.first_conjunct(verb)
    cue = clause.head
    if clause is verb or clause.dep != "ccomp" or not reporting.knows(cue):
        return None
    return cue if escapes(verb, cue) else None


def _reporting_before(verb: Token, reporting: Reporting) -> Token | None:
    """The speaker of the report that a participle carries on ("Seoul says two died, adding that it fired back")."""
    for above in verb.ancestors():
        if above.i > verb.i or not grammar.is_verb(above) or above.tag == "VBG":
            continue
        if reporting.verb("speech", above) is not None or reporting.verb("position", above) is not None:
            return speaker_of(above, reporting)
    return None


def _quoted_person(verb: Token, reporting: Reporting) -> Token | None:
    """Who is quoted "as saying" it."""
    if verb.dep != "pcomp" or verb.head.lower != "as":
        return None
    relay = verb.head.head
    if reporting.verb("relay", relay) is None:
        return None
    return relay.child("dobj", "nsubjpass") or (relay.head if relay.dep == "acl" else None)


def escapes(verb: Token, cue: Token) -> bool:
    """Whether a verb coordinated with what is said goes on with the cue ("confirmed that none would come but said")."""
    if (
        verb.dep != "conj"
        or verb.tag not in ("VBD", "VBZ")
        or verb.tag != cue.tag
        or verb.child("nsubj", "aux") is not None
    ):
        return False
    helped = any(c.tag in ("MD", "VBD", "VBZ", "VBP") for c in verb.head.all("aux"))
    return helped and verb.child("ccomp", "xcomp") is not None and verb.i > cue.i


def is_inverted(verb: Token) -> bool:
    """A verb with its noun right behind it or its particle ("..., shrugged the minister", "..., shot back Nairobi")."""
    particle = any(c.i == verb.i + 1 and c.dep in _PARTICLES and c.pos in ("ADP", "ADV") for c in verb.children)
    after = next((c for c in verb.children if c.i > verb.i and c.dep in ("nsubj", "dobj")), None)
    return (
        after is not None
        and after.pos in NOMINAL
        and min(t.i for t in after.subtree()) == verb.i + (2 if particle else 1)
    )
