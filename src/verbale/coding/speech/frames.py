"""Reporting frames in the parse: a cue, who speaks, and the clause or phrase that is said.

Quotation marks play no part here; `quoting` looks at them. A frame's family says what kind of words it reports
(`speech`, `position`, `thought`, `naming` ...), from which follows whether it makes a statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.codebook.reporting import Reporting
from verbale.coding import grammar
from verbale.coding.speech.sources import according, noun_frames
from verbale.coding.speech.spans import Frame, inside, is_that_clause, make_frame, outside
from verbale.coding.speech.voices import is_inverted, speaker_of
from verbale.document import Document, Token

CLAUSE_FAMILIES = ("speech", "position", "thought", "evidence", "question", "manner")
_PARENTHETIC = frozenset({"parataxis", "dep", "advcl", "conj", "ccomp"})


def frames(document: Document, reporting: Reporting) -> list[Frame]:
    """The reporting frames of a document, in the order of their cues."""
    return [f for f in _candidates(document, reporting) if f is not None]


def _candidates(document: Document, reporting: Reporting) -> list[Frame | None]:
    found: list[Frame | None] = []
    for token in document.tokens:
        if token.lower == "according":
            found.extend(according(document, token))
        elif grammar.is_verb(token) and reporting.knows(token):
            found.extend(_verb_frames(token, reporting))
        elif token.pos in ("NOUN", "PROPN"):
            found.extend(noun_frames(token, reporting))
    return found


def _verb_frames(verb: Token, reporting: Reporting) -> Iterator[Frame | None]:
    clause = _clause(verb, reporting)
    if clause is not None:
        yield from _clause_frame(verb, clause, reporting)
        return
    host = _host(verb)
    if host is not None:
        family, cue = _family(verb, reporting, CLAUSE_FAMILIES)
        if family and family not in ("evidence", "question") and (family != "manner" or _closes(verb)):
            words = sorted({*outside(host, verb), *_behind_second_comma(verb)}, key=lambda t: t.i)
            yield make_frame(cue, family, speaker_of(verb, reporting), words, host)
            return
    for make in (_infinitive, _accusation, _relay, _naming, _topic):
        frame = make(verb, reporting)
        if frame is not None:
            yield frame
            return


def _clause_frame(verb: Token, clause: Token, reporting: Reporting) -> Iterator[Frame | None]:
    if grammar.voice(verb) == "passive" and _agentless(verb) and reporting.verb("impersonal", verb):
        if not any(c.lower in ("where", "when") for c in clause.all("advmod")):  # "is expected in Lima, where he may"
            yield make_frame((verb,), "impersonal", None, inside(clause, verb), clause)
        return
    family, cue = _family(verb, reporting, CLAUSE_FAMILIES)
    if family == "thought" and _is_a_clause_of_its_own(verb, clause):
        return
    if not family:
        naming = _naming(verb, reporting)
        if naming is not None:
            yield naming
        return
    if family == "manner" and clause.i > verb.i:
        if not is_that_clause(clause):
            return
        family = "speech"
    yield make_frame(cue, family, speaker_of(verb, reporting), inside(clause, verb), clause)


def _is_a_clause_of_its_own(verb: Token, clause: Token) -> bool:
    """Whether a verb of thought has another object than the clause, or a thing ("held what he called talks")."""
    if clause.i < verb.i:
        return verb.child("dobj") is not None
    first = clause.subtree()[0]
    return first.lower == "what" and verb.lemma in ("hold", "see", "find", "accept", "determine", "ensure")


def _agentless(verb: Token) -> bool:
    subject = verb.child("nsubjpass", "nsubj")
    return verb.child("agent") is None and (subject is None or subject.lower in ("it", "that", "what"))


def _family(verb: Token, reporting: Reporting, families: tuple[str, ...]) -> tuple[str, tuple[Token, ...]]:
    """The first family that the verb belongs to, and its cue words; the verb with a particle wins over the bare one."""
    best: tuple[str, tuple[Token, ...]] = ("", (verb,))
    for family in families:
        part = reporting.verb(family, verb)
        if part is not None and part is not verb:
            return family, (verb, part)
        if part is verb and not best[0]:
            best = (family, (verb,))
    return best


def _clause(verb: Token, reporting: Reporting) -> Token | None:
    """The finite clause that the verb governs as its content."""
    clauses = [c for c in verb.all("ccomp") if not _is_small(c) and not _is_infinitive(c)]
    if verb.lemma == "let" and clauses and clauses[0].lemma == "know":  # "let it be known that ..."
        return next((c for c in clauses[0].all("ccomp") if is_that_clause(c)), None)
    clauses = [c for c in clauses if not (c.tag == "VBG" and c.child("nsubj", "aux") is None and reporting.knows(c))]
    near = [c for c in clauses if not any(t.text == ";" and _between(t, c, verb) for t in verb.children)]
    if near:
        return next((c for c in near if c.i > verb.i and is_that_clause(c)), near[0])
    return next((said for noun in _nouns_behind(verb) if (said := _misplaced(noun)) is not None), None)


def _between(token: Token, one: Token, other: Token) -> bool:
    return min(one.i, other.i) < token.i < max(one.i, other.i)


def _nouns_behind(verb: Token) -> Iterator[Token]:
    """The nouns that a content clause may wrongly hang on ("told the agency in a statement that ...")."""
    for child in verb.all("prep", "dobj"):
        noun = child.child("pobj") if child.dep == "prep" else child if verb.lemma in ("tell", "inform") else None
        while noun is not None:
            yield noun
            inner = noun.child("prep")
            noun = inner.child("pobj") if inner is not None else None


def _misplaced(noun: Token) -> Token | None:
    """A that-clause with a subject of its own that the parser hung on a noun before it."""
    for clause in noun.all("acl", "ccomp", "relcl"):
        that = next((t for t in clause.subtree()[:1] if t.lower == "that"), None)
        subject = clause.child("nsubj", "nsubjpass")
        if that is None or subject is None or that.i >= subject.i:
            continue
        if that.dep != "dobj" or (noun.dep == "dobj" and noun.head.lemma in ("tell", "inform", "remind")):
            return clause
    return None


def _is_small(clause: Token) -> bool:
    """Whether it is no clause but a predicate after an object ("called the deal a start")."""
    return (
        clause.pos in ("NOUN", "PROPN", "ADJ")
        and clause.child("cop", "aux", "mark") is None
        and clause.i > clause.head.i
        and not (clause.lower.endswith("ed") and clause.child("nsubj") and clause.child("ccomp"))  # "it proved that"
    )


def _is_infinitive(clause: Token) -> bool:
    return any(c.dep == "aux" and c.lower == "to" for c in clause.children) and clause.child("nsubj") is None


def _host(verb: Token) -> Token | None:
    """The clause that a parenthetic verb comments on ("They will not go, she said, until he is back")."""
    head = verb.head
    if head is verb or verb.dep not in _PARENTHETIC or not grammar.is_verb(head):
        return None
    if verb.dep == "parataxis":
        return head if verb.child("nsubj") is not None and _is_set_off(verb) else None
    if verb.dep == "advcl":
        mark = verb.child("mark")
        return head if mark is not None and mark.lower == "as" and not verb.all("ccomp", "xcomp") else None
    if verb.dep == "conj" and is_inverted(verb) and verb.child("cc") is None and not _has_conjunction(verb):
        return head
    return None


def _is_set_off(verb: Token) -> bool:
    """Whether a mark stands before a parenthetic clause, or nothing does ("the man | it says led them" goes on)."""
    first = verb.subtree()[0]
    before = next((t for t in verb.head.subtree() if t.i == first.i - 1), None)
    return first.pos == "PUNCT" or before is None or before.pos in ("PUNCT", "CCONJ")


def _closes(verb: Token) -> bool:
    """Whether nothing but its own subject stands behind the verb ("..., shrugged the minister")."""
    return not any(c.i > verb.i and c.dep not in ("nsubj", "punct", "npadvmod", "dobj") for c in verb.children)


def _has_conjunction(verb: Token) -> bool:
    return any(c.dep == "cc" and c.i < verb.i for c in verb.head.children) or verb.child("mark") is not None


def _behind_second_comma(verb: Token) -> list[Token]:
    """What hangs on a parenthetic cue though it goes on with the clause ("..., she said, until he is back")."""
    commas = [c.i for c in verb.children if c.text == "," and c.i > verb.i]
    if not commas or verb.dep != "parataxis":
        return []
    later = [c for c in verb.all("advcl", "prep", "conj") if c.i > commas[0] and c.tag != "VBG"]
    return [t for c in later for t in c.subtree()]


def _infinitive(verb: Token, reporting: Reporting) -> Frame | None:
    to = next((c for c in verb.children if c.dep == "xcomp" and _is_infinitive(c)), None)
    if to is None:
        return None
    if grammar.voice(verb) == "passive" and verb.child("agent") is None and reporting.verb("impersonal", verb):
        return make_frame((verb,), "impersonal", None, inside(to, verb), to)
    if grammar.voice(verb) == "active" and reporting.verb("infinitive", verb):
        return make_frame((verb,), "speech", speaker_of(verb, reporting), inside(to, verb), to)
    return None


def _accusation(verb: Token, reporting: Reporting) -> Frame | None:
    if reporting.verb("accusing", verb) is None or verb.child("dobj", "nsubjpass") is None:
        return None
    of = next((c for c in _below(verb) if c.dep == "prep" and c.lower in ("of", "for", "with")), None)
    said = of.child("pcomp", "pobj") if of is not None else None
    if said is None:
        return None
    return make_frame((verb,), "accusing", speaker_of(verb, reporting), inside(said, verb), said)


def _below(verb: Token) -> Iterator[Token]:
    yield from verb.children
    for child in verb.all("dobj", "nsubjpass"):
        yield from child.children


def _relay(verb: Token, reporting: Reporting) -> Frame | None:
    """ "quoted a spokesman as saying ...": the outer source; the inner verb makes its own frame."""
    if reporting.verb("relay", verb) is None or grammar.voice(verb) == "passive" or verb.tag == "VBG":
        return None
    whom, as_ = verb.child("dobj"), next((c for c in verb.all("prep") if c.lower == "as"), None)
    said = as_.child("pcomp") if as_ is not None else None
    if whom is None or said is None:
        return None
    start = min(t.start for t in whom.subtree())
    end = max(t.end for t in said.subtree())
    return Frame((verb,), "relay", speaker_of(verb, reporting), start, end, said)


def _naming(verb: Token, reporting: Reporting) -> Frame | None:
    """ "called the deal a start", "described it as hopeless": from the thing named to the end of its name."""
    if reporting.verb("naming", verb) is None or verb.child("prt") is not None:
        return None
    thing = verb.child("dobj") or verb.child("nsubjpass")
    if thing is not None and thing.lower.endswith(("self", "selves")):  # "calls itself the Front" only gives its name
        return None
    name = _name_given(verb, thing)
    if name is None or (thing is None and verb.dep not in ("relcl", "pcomp", "ccomp", "csubj", "acl", "advcl")):
        return None
    words = [*(t for t in thing.subtree() if thing is not None and t is not verb)] if thing is not None else []
    words = sorted({t for t in (*words, *name.subtree()) if t.i > verb.i}, key=lambda t: t.i) or name.subtree()
    return make_frame((verb,), "naming", speaker_of(verb, reporting), words, name)


def _name_given(verb: Token, thing: Token | None) -> Token | None:
    """What something is called: an adjective or noun behind it, or what follows "as", "to" (refer, compare, liken)."""
    small = next((c for c in verb.children if c.dep in ("oprd", "ccomp", "attr", "acomp") and c.i > verb.i), None)
    if small is not None and verb.lemma not in ("welcome", "praise", "reject") and not grammar.is_verb(small):
        return small
    for child in _below(verb):
        if child.dep == "prep" and child.lower in ("as", "to", "with") and child.i > verb.i:
            if child.lower != "as" and verb.lemma not in ("compare", "liken"):
                continue
            return child.child("pobj", "pcomp", "amod", "acomp", "advmod")
    return (
        thing.child("appos") if thing is not None and verb.lemma in ("brand", "call", "dub", "label", "term") else None
    )


def _topic(verb: Token, reporting: Reporting) -> Frame | None:
    """ "spoke of a naked invasion": the frame of a topic, which counts only where words of it are quoted."""
    prep = reporting.verb("topic", verb) or _far_preposition(verb, reporting)
    if prep is None or (verb.tag == "VBG" and verb.dep == "amod"):
        return None
    asked = next((c for c in verb.all("xcomp") if _is_infinitive(c)), None)  # "urged them to ..."
    said = asked or (verb.child("dobj", "xcomp") if prep is verb else prep.child("pobj", "pcomp"))
    if said is None or grammar.voice(verb) == "passive":
        return None
    cue = (verb,) if prep is verb else (verb, prep)
    return make_frame(cue, "topic", speaker_of(verb, reporting), inside(said, verb), said)


def _far_preposition(verb: Token, reporting: Reporting) -> Token | None:
    """The preposition of a topic behind an adverbial ("spoke minutes later of a false state")."""
    below = (g for c in verb.children if c.i > verb.i for g in c.all("prep"))
    return next((g for g in below if f"{verb.lemma} {g.lower}" in reporting.verbs["topic"]), None)
