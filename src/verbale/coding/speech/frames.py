"""Reporting frames in the parse: a cue, who speaks, and the clause or phrase that is said.

Quotation marks play no part here; `quoting` looks at them. A frame's family says what kind of words it reports
(`speech`, `position`, `thought`, `naming` ...), from which follows whether it makes a statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.codebook.reporting import Reporting
from verbale.coding import grammar
from verbale.coding.speech.voices import escapes, is_inverted, speaker_of
from verbale.document import Document, Token

CLAUSE_FAMILIES = ("speech", "position", "thought", "evidence", "question", "manner")
_PARENTHETIC = frozenset({"parataxis", "dep", "advcl", "conj", "ccomp"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EDGE = frozenset(",;:.–—-!?")


@dataclass(frozen=True, slots=True)
class Frame:
    """`speaker` is the head word of who says it; `start` and `end` the content; `head` the word that governs it."""

    cue: tuple[Token, ...]
    family: str
    speaker: Token | None
    start: int
    end: int
    head: Token

    @property
    def verb(self) -> Token:
        """The cue's main word."""
        return self.cue[0]


def frames(document: Document, reporting: Reporting) -> list[Frame]:
    """The reporting frames of a document, in the order of their cues."""
    return [f for f in _candidates(document, reporting) if f is not None]


def _candidates(document: Document, reporting: Reporting) -> list[Frame | None]:
    found: list[Frame | None] = []
    for token in document.tokens:
        if token.lower == "according":
            found.extend(_according(document, token))
        elif grammar.is_verb(token) and reporting.knows(token):
            found.extend(_verb_frames(token, reporting))
        elif token.pos in ("NOUN", "PROPN"):
            found.extend(_noun_frames(token, reporting))
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
            words = sorted({*_outside(host, verb), *_behind_second_comma(verb)}, key=lambda t: t.i)
            yield _frame(cue, family, speaker_of(verb, reporting), words, host)
            return
    for make in (_infinitive, _accusation, _relay, _naming, _topic):
        frame = make(verb, reporting)
        if frame is not None:
            yield frame
            return


def _clause_frame(verb: Token, clause: Token, reporting: Reporting) -> Iterator[Frame | None]:
    if grammar.voice(verb) == "passive" and _agentless(verb) and reporting.verb("impersonal", verb):
        yield _frame((verb,), "impersonal", None, _inside(clause, verb), clause)
        return
    family, cue = _family(verb, reporting, CLAUSE_FAMILIES)
    if not family:
        naming = _naming(verb, reporting)
        if naming is not None:
            yield naming
        return
    if family == "manner" and clause.i > verb.i:
        if not _is_that_clause(clause):
            return
        family = "speech"
    yield _frame(cue, family, speaker_of(verb, reporting), _inside(clause, verb), clause)


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
        return next((c for c in clauses[0].all("ccomp") if _is_that_clause(c)), None)
    clauses = [c for c in clauses if not (c.tag == "VBG" and c.child("nsubj", "aux") is None and reporting.knows(c))]
    near = [c for c in clauses if not any(t.text == ";" and _between(t, c, verb) for t in verb.children)]
    if near:
        return next((c for c in near if c.i > verb.i and _is_that_clause(c)), near[0])
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
        if that is None or subject is None or that.i > subject.i:
            continue
        if that.dep != "dobj" or (noun.dep == "dobj" and noun.head.lemma in ("tell", "inform", "remind")):
            return clause
    return None


def _is_that_clause(clause: Token) -> bool:
    mark = clause.child("mark")
    return mark is not None and mark.lower == "that"


def _is_small(clause: Token) -> bool:
    """Whether it is no clause but a predicate after an object ("called the deal a start")."""
    return (
        clause.pos in ("NOUN", "PROPN", "ADJ")
        and clause.child("cop", "aux", "mark") is None
        and clause.i > clause.head.i
    )


def _is_infinitive(clause: Token) -> bool:
    return any(c.dep == "aux" and c.lower == "to" for c in clause.children) and clause.child("nsubj") is None


def _host(verb: Token) -> Token | None:
    """The clause that a parenthetic verb comments on ("They will not go, she said, until he is back")."""
    head = verb.head
    if head is verb or verb.dep not in _PARENTHETIC or not grammar.is_verb(head):
        return None
    if verb.dep == "parataxis":
        return head if verb.child("nsubj") is not None else None
    if verb.dep == "advcl":
        mark = verb.child("mark")
        return head if mark is not None and mark.lower == "as" and not verb.all("ccomp", "xcomp") else None
    if verb.dep == "conj" and is_inverted(verb) and verb.child("cc") is None and not _has_conjunction(verb):
        return head
    return None


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
        return _frame((verb,), "impersonal", None, _inside(to, verb), to)
    if grammar.voice(verb) == "active" and reporting.verb("infinitive", verb):
        return _frame((verb,), "speech", speaker_of(verb, reporting), _inside(to, verb), to)
    return None


def _accusation(verb: Token, reporting: Reporting) -> Frame | None:
    if reporting.verb("accusing", verb) is None or verb.child("dobj", "nsubjpass") is None:
        return None
    of = next((c for c in _below(verb) if c.dep == "prep" and c.lower in ("of", "for", "with")), None)
    said = of.child("pcomp", "pobj") if of is not None else None
    if said is None:
        return None
    return _frame((verb,), "accusing", speaker_of(verb, reporting), _inside(said, verb), said)


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
    name = _name_given(verb, thing)
    if name is None or (thing is None and verb.dep not in ("relcl", "pcomp", "ccomp", "csubj", "acl", "advcl")):
        return None
    words = [*(t for t in thing.subtree() if thing is not None and t is not verb)] if thing is not None else []
    words = [t for t in (*words, *name.subtree()) if t.i > verb.i] or name.subtree()
    return _frame((verb,), "naming", speaker_of(verb, reporting), words, name)


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
    said = verb.child("dobj", "xcomp") if prep is verb else prep.child("pobj", "pcomp")
    if said is None or grammar.voice(verb) == "passive":
        return None
    cue = (verb,) if prep is verb else (verb, prep)
    return _frame(cue, "topic", speaker_of(verb, reporting), _inside(said, verb), said)


def _far_preposition(verb: Token, reporting: Reporting) -> Token | None:
    """The preposition of a topic behind an adverbial ("spoke minutes later of a false state")."""
    below = (g for c in verb.children if c.i > verb.i for g in c.all("prep"))
    return next((g for g in below if f"{verb.lemma} {g.lower}" in reporting.verbs["topic"]), None)


def _noun_frames(noun: Token, reporting: Reporting) -> Iterator[Frame | None]:
    """ "the army's claim that ...", "reports of shelling", "in the words of an official"."""
    if reporting.noun("saying", noun):
        for child in noun.all("acl", "ccomp"):
            if _is_that_clause(child) and not _belongs_to_verb(noun, reporting):
                yield _frame((noun,), "noun", _owner(noun), _inside(child, noun), child)
                return
    if reporting.noun("hearsay", noun) and noun.child("poss") is None:
        of = next((c for c in noun.all("prep") if c.lower == "of"), None)
        event = of.child("pobj", "pcomp") if of is not None else None
        if event is not None:
            yield _frame((noun,), "hearsay", _owner(noun), _inside(event, noun), event)
            return
    if reporting.noun("words_of", noun) and noun.dep == "pobj" and noun.head.lower in ("in", "by"):
        of = next((c for c in noun.all("prep") if c.lower == "of"), None)
        speaker = noun.child("poss") or (of.child("pobj") if of is not None else None)
        host = grammar.governor(noun)
        if speaker is not None and host is not None and speaker.pos != "PRON":
            yield _frame((noun,), "source", speaker, _outside(host, noun.head), host)


def _belongs_to_verb(noun: Token, reporting: Reporting) -> bool:
    """Whether the clause behind the noun is what a verb reports ("said in a statement that ...")."""
    verb = noun.head.head if noun.dep == "pobj" else noun
    return noun.dep == "pobj" and reporting.verb("speech", verb) is not None and grammar.is_verb(verb)


def _owner(noun: Token) -> Token | None:
    by = next((c for c in noun.all("prep", "agent") if c.lower in ("by", "from")), None)
    return noun.child("poss") or (by.child("pobj") if by is not None else None)


def _according(document: Document, token: Token) -> Iterator[Frame | None]:
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
        yield _frame((token, to), "source", speaker, _outside(whole, token), near)
        return
    yield _frame((token, to), "source", speaker, _outside(host, token), host)


def _opening_source(document: Document, token: Token, to: Token) -> Frame | None:
    """ "According to X, ..." at the start of a sentence: X runs to the comma, what is said from there."""
    sentence = document.sentence_of(token)
    if any(t.pos not in ("CCONJ", "PUNCT", "ADV", "SCONJ") for t in sentence.tokens if t.i < token.i):
        return None
    after = [t for t in sentence.tokens if t.i > to.i]
    comma = next((n for n, t in enumerate(after) if t.text == ","), None)
    if comma is None or comma == 0 or any(t.tag in _FINITE for t in after[:comma]):
        return None
    said = _trimmed(_beside(token, after[comma + 1 :]))
    head = next((t for t in said if t.tag in _FINITE and t.dep not in ("aux", "auxpass", "relcl")), None)
    if head is None:
        return None
    return Frame((token, to), "source", _name_in(after[:comma], to), said[0].start, said[-1].end, head)


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


def _inside(clause: Token, cue: Token) -> list[Token]:
    """The words of a clause without the cue's own and without its opening "that"."""
    words = _without(clause, cue)
    if words and words[0].lower == "that" and words[0].dep == "mark":
        words = words[1:]
    return words


def _outside(host: Token, comment: Token) -> list[Token]:
    """The words of a clause without the phrase that comments on it."""
    return _without(host, comment)


def _without(top: Token, left_out: Token) -> list[Token]:
    found, stack = [], [top]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(c for c in token.children if c is not left_out and not escapes(c, left_out))
    found.sort(key=lambda t: t.i)
    while found and found[-1].dep in ("cc", "punct") and found[-1].lower in ("and", "but", "or", ","):
        found.pop()
    return found


def _frame(cue: tuple[Token, ...], family: str, speaker: Token | None, words: list[Token], head: Token) -> Frame | None:
    kept = _trimmed(words) or [head]
    return Frame(cue, family, speaker, kept[0].start, kept[-1].end, head)


def _beside(cue: Token, words: list[Token]) -> list[Token]:
    """The words on the cue's side of any semicolon."""
    breaks = [t.i for t in words if t.text == ";"]
    low = max((i for i in breaks if i < cue.i), default=-1)
    high = min((i for i in breaks if i > cue.i), default=1 << 40)
    return [t for t in words if low < t.i < high] if breaks else words


def _trimmed(words: list[Token]) -> list[Token]:
    begin, end = 0, len(words)
    while begin < end and words[begin].text in _EDGE:
        begin += 1
    while end > begin and words[end - 1].text in _EDGE:
        end -= 1
    return words[begin:end]
