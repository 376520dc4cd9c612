"""Sources named by nouns and phrases: "the army's claim that", "reports of", "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.codebook.reporting import Reporting
from verbale.coding import grammar
from verbale.coding.speech.spans import FINITE, Frame, beside, inside, is_that_clause, make_frame, outside, trimmed
from verbale.document import Document, Token


def noun_frames(noun: Token, reporting: Reporting) -> Iterator[Frame | None]:
    """ "the army's claim that ...", "reports of shelling", "in the words of an official"."""
    if reporting.noun("saying", noun):
        for child in noun.all("acl", "ccomp", "relcl"):
            if is_that_clause(child) and not _belongs_to_verb(noun, reporting):
                yield make_frame((noun,), "noun", _owner(noun), inside(child, noun), child)
                return
    if reporting.noun("hearsay", noun) and noun.child("poss") is None:
        of = next((c for c in noun.all("prep") if c.lower == "of"), None)
        event = of.child("pobj", "pcomp") if of is not None else None
        if event is not None:
            yield make_frame((noun,), "hearsay", _owner(noun), inside(event, noun), event)
            return
    if reporting.noun("words_of", noun) and noun.dep == "pobj" and noun.head.lower in ("in", "by"):
        of = next((c for c in noun.all("prep") if c.lower == "of"), None)
        speaker = noun.child("poss") or (of.child("pobj") if of is not None else None)
        host = grammar.governor(noun)
        if speaker is not None and host is not None and speaker.pos != "PRON":
            yield make_frame((noun,), "source", speaker, outside(host, noun.head), host)


def _belongs_to_verb(noun: Token, reporting: Reporting) -> bool:
    """Whether the clause behind the noun is what a verb reports ("said in a statement that ...")."""
    verb = noun.head.head if noun.dep == "pobj" else noun
    about = noun.head.lower in ("on", "about", "to")  # "declined to comment on a report that ..."
    return noun.dep == "pobj" and not about and reporting.verb("speech", verb) is not None and grammar.is_verb(verb)


def _owner(noun: Token) -> Token | None:
    by = next((c for c in noun.all("prep", "agent") if c.lower in ("by", "from")), None)
    return noun.child("poss") or (by.child("pobj") if by is not None else None)


def according(document: Document, token: Token) -> Iterator[Frame | None]:
    to = token.child("prep") or next((c for c in token.head.children if c.i == token.i + 1), None)
    speaker = to.child("pobj") if to is not None else None
    if to is None or to.lower != "to" or speaker is None:
        return
    opening = _opening_source(document, token, to)
    if opening is not None:
        yield opening
        return
    host = token.head if grammar.is_verb(token.head) else _clause_above(token)
    if host is None or host is token:
        return
    near = _modifier_before(token, host)
    if near is not None:  # "... after strikes killing 19 people, according to officials": the strikes, not the rest
        whole = near.head if near.dep == "acl" else near
        yield make_frame((token, to), "source", speaker, outside(whole, token), near)
        return
    yield make_frame((token, to), "source", speaker, outside(host, token), host)


def _opening_source(document: Document, token: Token, to: Token) -> Frame | None:
    """ "According to X, ..." at the start of a sentence: X runs to the comma, what is said from there."""
    sentence = document.sentence_of(token)
    if any(t.pos not in ("CCONJ", "PUNCT", "ADV", "SCONJ") for t in sentence.tokens if t.i < token.i):
        return None
    after = [t for t in sentence.tokens if t.i > to.i]
    commas = [n for n, t in enumerate(after) if t.text == ","]
    if not commas or commas[0] == 0 or any(t.tag in FINITE for t in after[: commas[0]]):
        return None
    name, comma = after[: commas[0]], commas[0]
    if len(commas) > 1 and not any(t.tag in FINITE for t in after[comma : commas[1]]):
        comma = commas[1]  # an apposition: "according to the envoy, a former general, ..."
    said = trimmed(beside(token, after[comma + 1 :]))
    head = next((t for t in said if t.tag in FINITE and t.dep not in ("aux", "auxpass", "relcl")), None)
    if head is None:
        return None
    return Frame((token, to), "source", _name_in(name, to), said[0].start, said[-1].end, head)


def _name_in(words: list[Token], to: Token) -> Token | None:
    """The head of a source's name: the person in it, else the noun that the preposition governs."""
    known = set(words)
    person = next((t for t in words if t.ent == "PERSON" and (t.head not in known or t.head.ent != "PERSON")), None)
    return person or next((t for t in words if t.head is to), None) or words[-1]


def _modifier_before(token: Token, host: Token) -> Token | None:
    """The participle of a prepositional phrase that ends right before a trailing comment."""
    for below in host.subtree():
        if below.tag not in ("VBG", "VBN") or not host.i < below.i < token.i:
            continue
        absolute = below.dep == "pcomp" and below.head.lower == "with" and below.child("nsubj") is not None
        if absolute or (below.dep == "acl" and below.head.dep == "pobj"):
            last = max(t.i for t in below.subtree() if t.i < token.i)
            if token.i - last <= 2:
                return below
    return None


def _clause_above(token: Token) -> Token | None:
    """The clause or modifying participle that a phrase hung on a noun belongs to."""
    noun = token.head
    own = next((c for c in noun.children if c.dep in ("acl", "relcl") and c.i < token.i), None)
    return own or grammar.governor(token)
