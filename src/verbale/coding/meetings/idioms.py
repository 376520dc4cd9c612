"""Words of meetings that speak of none: idioms, markets, sport, journeys home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from verbale.coding import grammar
from verbale.coding.meetings.mentions import Mentioned
from verbale.document import Token


def is_idiom(mention: Mentioned, sentence: Iterable[Token], lists: Mapping[str, frozenset[str]]) -> bool:
    """Talks as a word of the markets, press conferences, meetings of boards; "peace talk" in the singular."""
    if any(t.lemma in lists["sports"] for t in sentence):
        return True
    if mention.is_verb and mention.head.dep in ("amod", "compound"):
        return True
    if mention.is_verb:
        return _is_verb_idiom(mention.head, lists)
    for noun in mention.nouns:
        preps = {c.lower for c in noun.all("prep")}
        if noun.dep in ("compound", "nmod") and noun.head.lemma in lists["institutions"]:
            return True
        if noun.lemma == "talk" and noun.tag in ("NN", "VB", "VBZ") and not preps & {"with", "between"}:
            return True
        if {w for c in noun.all("compound", "amod") for w in (c.lower, c.lemma)} & lists["no_meetings"]:
            return True
        partnered = any(f.card.form == "phone" and f.role("PARTNER") for f in mention.frames)
        if noun.lemma == "call" and not partnered and not _is_phone_call(noun, preps):
            return True
    return False


def _is_verb_idiom(verb: Token, lists: Mapping[str, frozenset[str]]) -> bool:
    """ "Spoke of", "meet in the final", "negotiate the missiles away", "flew home"; a question whether they met."""
    preps = verb.all("prep")
    if verb.lemma in ("speak", "talk") and len(preps) == 1 and _is_spoken_for(preps[0]):
        return True
    if verb.lemma == "meet" and any(
        p.lower == "in" and (n := p.child("pobj")) and n.lemma in lists["matches"] for p in preps
    ):
        return True
    if verb.lemma in ("negotiate", "talk", "speak") and (thing := verb.child("dobj", "prt")) is not None:
        return thing.lemma != "face"  # "negotiated face to face"
    if verb.lemma in lists["motions"] and _goes_home(verb, lists["counterparts"]):
        return True
    return any(c.dep == "mark" and c.lower == "whether" for c in verb.children)


def _goes_home(verb: Token, counterparts: frozenset[str]) -> bool:
    """ "Flew home for consultations", "returned to Quito for consultations with her government"."""
    if any(c.lower == "home" for c in verb.children):
        return True
    for noun in grammar.preposition_objects(verb, "for"):
        if noun.lemma != "consultation":
            continue
        partners = grammar.preposition_objects(noun, "with") + grammar.preposition_objects(verb, "with")
        own = [t for t in partners if (o := t.child("poss")) is not None and o.pos == "PRON"]
        if any(t.lemma not in counterparts for t in own):
            return True
        if not partners and verb.lemma == "return":
            return True
    return False


def _is_spoken_for(prep: Token) -> bool:
    """ "Spoke of peace", "speaks for the rebels", but not "spoke for an hour"."""
    noun = prep.child("pobj")
    lasts = noun is not None and (noun.ent in ("TIME", "DATE") or noun.lemma in ("hour", "minute", "time", "day"))
    return prep.lower == "of" or (prep.lower == "for" and not lasts)


def _is_phone_call(noun: Token, preps: set[str]) -> bool:
    """A call by telephone, not one for restraint."""
    kinds = {c.lower for c in noun.all("compound", "amod", "nmod")}
    if kinds & {"phone", "telephone", "video", "conference"}:
        return True
    return bool(preps & {"with", "between"}) and "for" not in preps
