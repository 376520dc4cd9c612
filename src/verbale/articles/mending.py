"""Where the English model's parse goes wrong in ways that its own words show, and what to make of it."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.document import Token

# Verbs whose object may stand behind what they say of it ("dismissed as nonsense reports that ...").
_CALLING = frozenset(
    "dismiss reject denounce condemn describe brand deride ridicule decry characterise characterize hail".split()
)
_BEFORE_NOUN = ("amod", "nmod", "compound")
_CLOSING = frozenset({'"', "”", "’", "'", "''"})
# What a noun behind a comma is called where it says of the whole clause what it was ("..., their first talks since").
_ORDERS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth latest last".split())


def mend(tokens: Sequence[Token]) -> None:
    """Relink what is wrong in a sentence."""
    for at, token in enumerate(tokens):
        if token.dep == "ccomp" and _is_parted(token):
            token.dep = "parataxis"
        elif token.lower == "as" and at > 0:
            _put_back_object(tokens[at - 1], token)
        elif token.dep == "dobj" and _is_afterthought(token):
            token.dep = "appos"
        elif token.lower == "both" and token.dep == "preconj" and at > 0:
            _put_back_both(tokens[at - 1], token)
        elif token.lemma == "say" and token.dep not in ("aux", "auxpass"):
            _join_subjects(token)


def _is_parted(clause: Token) -> bool:
    """Whether a semicolon parts a clause from the verb behind it that the parser takes for its governor ("the army
    blamed the rebels; they denied it")."""
    return any(c.text == ";" and clause.i < c.i < clause.head.i for c in clause.head.children)


def _put_back_both(verb: Token, both: Token) -> None:
    """ "Invited | both to Vienna": two people are invited, not to two places."""
    prep = both.head
    lists = any(c.dep == "conj" for n in (prep, *prep.all("pobj")) for c in n.children)
    if prep.pos == "ADP" and prep.head is verb and verb.pos == "VERB" and not lists and _lacks_object(verb):
        _hang(both, verb, "dobj")


def _is_afterthought(noun: Token) -> bool:
    """Whether a noun behind a comma is no object but says what the deed was: "met in Lima, their first talks since"."""
    orders = [c for c in noun.all("amod", "nmod", "compound") if c.lower in _ORDERS]
    if not orders or noun.child("det", "poss") is None or noun.pos == "PROPN" or noun.i < noun.head.i:
        return False
    commas = [c.i for c in noun.head.all("punct") if c.text == "," and noun.head.i < c.i < noun.i]
    return commas == [noun.subtree()[0].i - 1]  # two of them would part off what stands between verb and object


def _put_back_object(verb: Token, as_: Token) -> None:
    """ "Rejected as false | claims that ...": the noun is what is rejected, not what it is called."""
    if verb.lemma not in _CALLING or not _lacks_object(verb):
        return
    noun, name = _misread(as_) if as_.dep == "mark" else _named_last(as_)
    if noun is None or name is None or as_.head not in (verb, noun):
        return
    last = name.subtree()[-1].i
    _hang(as_, verb, "prep")
    _hang(noun, verb, "dobj")
    for word in [c for c in noun.children if c.i <= last + (c.text in _CLOSING)]:
        _hang(word, as_, word.dep)
    _hang(name, as_, "pobj" if name.pos in ("NOUN", "PROPN") else "amod")
    _take_clauses(noun, verb)


def _take_clauses(noun: Token, verb: Token) -> None:
    """ "Reports | that the bridge fell": a that-clause on the noun, or right behind it, says what the noun is."""
    end = max(t.i for t in noun.subtree())
    for clause in (*noun.all("ccomp"), *verb.all("ccomp")):
        first = clause.subtree()[0]
        if first.lower == "that" and first.dep == "mark" and (clause.head is noun or first.i == end + 1):
            _hang(clause, noun, "acl")


def _lacks_object(verb: Token) -> bool:
    """Whether an active verb of a clause of its own has no object."""
    if verb.child("dobj", "nsubjpass", "auxpass", "ccomp") and not _only_that(verb):
        return False
    return verb.dep not in ("relcl", "acl", "amod") and (verb.tag != "VBN" or verb.child("aux") is not None)


def _only_that(verb: Token) -> bool:
    """Whether all that may be its object is a that-clause, which may belong to the noun before it."""
    found = verb.all("dobj", "nsubjpass", "auxpass", "ccomp")
    return len(found) == 1 and found[0].dep == "ccomp" and found[0].i > verb.i


def _named_last(as_: Token) -> tuple[Token | None, Token | None]:
    """The object among what is hung on "as", and the name before it."""
    nouns = as_.all("pobj")
    if not nouns:
        return None, None
    noun = nouns[-1]
    before = [c for c in (*as_.all("pobj", "amod"), *noun.all(*_BEFORE_NOUN)) if c.i < noun.i]
    name = before[0] if before else None
    determiners = noun.all("det")
    if name is not None and determiners and all(d.i < name.i for d in determiners):
        return None, None  # "as a false claim": one phrase, its name
    return noun, name


def _misread(as_: Token) -> tuple[Token | None, Token | None]:
    """The same where the object is taken for a verb ("as nonsense | reports that ...")."""
    noun = as_.head
    name = as_.child("pobj") or next((c for c in noun.all("nsubj", *_BEFORE_NOUN) if as_.i < c.i < noun.i), None)
    if noun.tag != "VBZ" or noun.dep != "advcl" or name is None or noun.child("dobj", "aux"):
        return None, None
    noun.pos, noun.tag = "NOUN", "NNS"
    return noun, name


def _join_subjects(say: Token) -> None:
    """ "Said more than nine monks and their abbot were killed": the monks are no object, they were killed too."""
    first = say.child("dobj")
    clause = next((c for c in say.all("ccomp", "conj") if c.i > say.i and c.child("mark", "cc") is None), None)
    if first is None or clause is None or not any(c.dep == "nummod" for c in first.children):
        return
    second = clause.child("nsubj", "nsubjpass")
    and_ = next((c for c in (*say.all("cc"), *first.all("cc")) if c.i == first.subtree()[-1].i + (c.head is say)), None)
    if second is None or and_ is None or and_.i + 1 != second.subtree()[0].i:
        return
    _hang(first, clause, second.dep)
    _hang(and_, first, "cc")
    _hang(second, first, "conj")
    _hang(clause, say, "ccomp")


def _hang(word: Token, head: Token, label: str) -> None:
    """Move a word under another head, with what hangs on it."""
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, label
    head.children.append(word)
    head.children.sort(key=lambda t: t.i)
