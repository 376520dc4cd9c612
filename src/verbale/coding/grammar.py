"""What English grammar says about a word: who does it, to whom, when, in which voice.

Pure functions over the parse. "Subject" and "object" here are the logical ones: passives, control ("agreed to
meet"), relative clauses, participles, coordination and light verbs are undone, so that a caller sees the same
arguments for "Kyiv rejected the plan", "the plan was rejected by Kyiv" and "the plan that Kyiv rejected".
"""

from __future__ import annotations

from verbale.document import Token

FIRST_PERSON = frozenset({"i", "we", "us", "me", "my", "our"})
NOUNISH = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_WILL = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_MODALS = frozenset({"may", "might", "could", "can", "should", "must", "would", "'d", "ought"})
_CLAUSE_LINKS = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "conj", "dep"})
_CALLING = frozenset({"call", "prevail", "lean", "count", "rely"})  # "called on both sides to meet"
_OF_OBJECT = frozenset({"of", "for", "from", "into", "against"})  # "accused him of", "kept them from"
_OBJECT_CONTROL_EXCEPT = frozenset({"promise", "threaten", "vow", "pledge"})
# Verbs whose infinitive is as past as they are ("failed to reach", "managed to meet", "continued to shell").
_IMPLICATIVE = frozenset("fail manage continue begin start help dare bother happen go appear seem proceed".split())
# Verbs that lend their subject and time to the event noun they govern ("held talks", "launched an attack").
LIGHT_VERBS = frozenset(
    "have hold make take give launch carry conduct stage mount conclude begin start open resume continue attend host "
    "wrap complete finish issue deliver offer reach undertake enter pay do mark stage convene chair lead join "
    "announce schedule plan arrange set call cancel postpone delay suspend break end close".split()
)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb that heads a clause (not an auxiliary)."""
    return token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")


def is_imperative(token: Token) -> bool:
    """Whether a verb tells somebody to do a thing: "Open the gates", also "UN: open the gates"."""
    if token.tag not in ("VB", "VBP") or token.dep != "ROOT" or token.child("aux", "auxpass"):
        return False
    subject = token.child("nsubj")
    if subject is None:
        return token.tag == "VB"
    return any(c.lower == ":" and c.i == subject.i + 1 for c in (*subject.children, *token.children))


def coordinated(token: Token) -> list[Token]:
    """The token and the words coordinated with it ("Putin, Trump and Xi"), first to last."""
    found = [token]
    for child in token.children:
        if child.dep == "conj" and (child.pos in NOUNISH) == (token.pos in NOUNISH):
            found += coordinated(child)
    return found


def beside(verb: Token) -> Token:
    """The verb that a coordinated one goes with: a finite one goes with a finite one, wherever the parser hung it
    ("they demanded that Norway be removed and | rejected ..." goes with "demanded")."""
    above = verb.head
    while is_finite(verb) and not is_finite(above) and above.dep != "conj" and is_verb(above.head):
        if above.head is above:
            return verb.head
        above = above.head
    return above if is_finite(above) else verb.head


def is_finite(verb: Token) -> bool:
    """Whether the verb group has a tense of its own: no infinitive, participle, subjunctive ("that it be removed")."""
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass") and c.i < verb.i]
    return (helpers[0] if helpers else verb).tag in ("VBD", "VBZ", "VBP", "MD")


def first_conjunct(token: Token) -> Token:
    """The first word of the coordination that the token belongs to."""
    while token.dep == "conj" and token.head is not token:
        token = token.head
    return token


def voice(token: Token) -> str:
    """`passive` or `active`."""
    if token.child("auxpass", "nsubjpass"):
        return "passive"
    if token.dep in ("acl", "advcl") and token.tag == "VBN" and not token.child("aux", "nsubj", "dobj"):
        return "passive"
    if token.dep == "conj" and is_verb(token.head) and token.tag == "VBN" and not token.child("nsubj", "aux", "dobj"):
        return voice(token.head)
    return "active"


def tense(token: Token) -> str | None:
    """`past`, `present` or `future` as the word's own verb group (or its governor's) says; None when nothing does.

    A modal counts as future (what may happen lies ahead); a perfect as past; an infinitive as future unless its
    governor is implicative ("managed to meet"); participles and nouns follow the clause that they stand in.
    """
    if not is_verb(token):
        verb = governor(token)
        return tense(verb) if verb is not None else None
    helpers = [c for c in token.children if c.dep in ("aux", "auxpass") and c.i < token.i]
    words = {c.lower for c in helpers}
    if words & _WILL or _is_going_to(token):
        return "future"
    if words & _MODALS:
        return "past" if "have" in words and not words & {"must", "may", "might"} else "future"
    if "to" in words:
        return _infinitive_tense(token, perfect="have" in words)
    if any(c.lemma == "have" for c in helpers):
        return "past"
    if helpers:
        return "past" if any(c.tag == "VBD" for c in helpers) else "present"
    if token.tag == "VBD":
        return "past"
    if token.tag in ("VBZ", "VBP"):
        return "present"
    verb = governor(token)
    if token.tag == "VBN" and token.dep == "acl":
        return "past"
    return tense(verb) if verb is not None else None


def _is_going_to(token: Token) -> bool:
    head = token.head
    return token.dep == "xcomp" and head.lower == "going" and any(c.lemma == "be" for c in head.children)


def _infinitive_tense(token: Token, *, perfect: bool) -> str | None:
    head = token.head
    if perfect or (token.dep == "xcomp" and head.lemma in _IMPLICATIVE):
        return tense(head) if head is not token and not perfect else "past"
    return "future"


def governor(token: Token) -> Token | None:
    """The nearest verb above the token, or None at the top."""
    return next((a for a in token.ancestors() if is_verb(a)), None)


def antecedent(relative: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    for above in relative.ancestors():
        if above.dep == "relcl":
            return above.head
    return None


def subjects(token: Token) -> list[Token]:
    """The head words of who does it (the logical subject), coordination expanded; empty when the text does not say."""
    return _expanded(_subject(token, 0))


def objects(token: Token) -> list[Token]:
    """The head words of what or whom it is done to (the logical direct object), coordination expanded."""
    return _expanded(_object(token))


def _expanded(head: Token | None) -> list[Token]:
    if head is None:
        return []
    if head.lower in _RELATIVE and head.pos in ("PRON", "DET", "SCONJ"):
        head = antecedent(head) or head
    return coordinated(head)


def _subject(token: Token, depth: int) -> Token | None:
    if depth > 6:
        return None
    if not is_verb(token):
        return _noun_agent(token, depth)
    if voice(token) == "passive":
        return _agent(token)
    own = token.child("nsubj", "csubj")
    if own is not None:
        return own if own.dep == "nsubj" else None
    if token.tag == "VBG" and token.dep in ("nsubj", "nsubjpass", "pobj", "dobj"):
        people = token.child("compound")  # "foreign ministers meeting in Lviv agreed": the parser sees one noun
        return people if people is not None and people.tag in ("NNS", "NNPS") else None
    head = token.head
    if head is token:
        return None
    if token.dep == "conj" and is_verb(head):
        return _passive_or_active_subject(beside(token), depth + 1)
    if token.dep in ("relcl", "acl") and not is_verb(head):
        return _modifier_subject(token, head, depth)
    if token.dep in ("xcomp", "ccomp"):
        return _controller(head, depth)
    if token.dep in ("advcl", "pcomp", "dep"):
        verb = head if is_verb(head) else governor(token)
        if token.dep == "pcomp" and head.lower in _OF_OBJECT and verb is head.head:
            person = verb.child("nsubjpass") if voice(verb) == "passive" else verb.child("dobj")
            if person is not None:  # "accused Baku of shelling": Baku shelled
                return person
        return _passive_or_active_subject(verb, depth + 1) if verb is not None else None
    return None


def _modifier_subject(token: Token, noun: Token, depth: int) -> Token | None:
    """Of a verb that modifies a noun: the noun itself ("a man carrying"), or who owns it ("its plan to withdraw")."""
    if token.tag == "VBG" or token.dep == "relcl":
        return noun
    if not any(c.lower == "to" for c in token.all("aux")):  # "the shelling of the camp | killed": a main verb misread
        return _topmost(noun)
    owner = noun.child("poss") or _by_phrase(noun)
    if owner is not None:
        return owner
    verb = governor(noun)
    return _passive_or_active_subject(verb, depth + 1) if verb is not None and verb is not token else None


def _topmost(noun: Token) -> Token:
    """The noun that a chain of phrases hangs on ("the shelling" of "the shelling of the camp")."""
    while noun.dep == "pobj" and noun.head.dep == "prep" and noun.head.head.pos in NOUNISH:
        noun = noun.head.head
    return noun


def _controller(head: Token, depth: int) -> Token | None:
    """Who does the infinitive: the object of "urge, ask, force", else the subject of its governor."""
    if not is_verb(head):
        if head.dep in ("acomp", "oprd") and is_verb(head.head):  # "is likely to travel"
            return _passive_or_active_subject(head.head, depth + 1)
        return _subject(head, depth + 1) if head.dep == "attr" else head.child("poss")
    if head.lemma not in _OBJECT_CONTROL_EXCEPT:
        person = head.child("dobj", "dative")
        if person is not None and person.i > head.i:
            return person
        upon = next((p for p in head.all("prep") if p.lower in ("on", "upon") and head.lemma in _CALLING), None)
        if upon is not None and upon.child("pobj") is not None:
            return upon.child("pobj")
    return _passive_or_active_subject(head, depth + 1)


def _passive_or_active_subject(verb: Token, depth: int) -> Token | None:
    """The grammatical subject of a verb: what an infinitive or a coordinated verb shares."""
    own = verb.child("nsubjpass")
    if own is None and verb.dep == "conj" and is_verb(verb.head) and verb.child("nsubj") is None:
        return _passive_or_active_subject(verb.head, depth + 1) if depth < 6 else None
    return own or _subject(verb, depth)


def _agent(token: Token) -> Token | None:
    by = token.child("agent") or next((c for c in token.all("prep") if c.lower == "by"), None)
    if by is None and token.child("nsubjpass") is not None:  # "was hit with sanctions by Canberra"
        inner = [n for p in token.all("prep") if (n := p.child("pobj")) is not None]
        by = next((p for n in inner for p in n.all("prep") if p.lower == "by"), None)
    if by is not None:
        return by.child("pobj")
    if token.dep == "conj" and is_verb(token.head) and voice(token.head) == "passive":
        return _agent(token.head)
    return None


def _by_phrase(noun: Token) -> Token | None:
    """Whom "by" names behind an event noun, also where the parser hung it on the noun's object."""
    for prep in noun.all("prep"):
        if prep.lower == "by":
            return prep.child("pobj")
        inner = prep.child("pobj") if prep.lower in ("of", "on", "against") else None
        by = next((c for c in inner.all("prep") if c.lower == "by"), None) if inner is not None else None
        if by is not None:
            return by.child("pobj")
    return None


def _noun_agent(token: Token, depth: int) -> Token | None:
    """Who does what a noun names: its possessor, its by-phrase, or the subject of its light verb."""
    owner = token.child("poss")
    if owner is not None:
        return owner
    by = _by_phrase(token)
    if by is not None:
        return by
    noun = first_conjunct(token)
    if token.pos in ("ADJ", "VERB", "ADV") and noun.dep in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advcl"):
        return _passive_or_active_subject(noun.head, depth + 1)  # "is ready to", "declared itself ready to"
    if noun.dep in ("dobj", "attr", "pobj"):
        verb = governor(noun)
        if verb is not None and verb.lemma in LIGHT_VERBS and voice(verb) == "active":
            return _subject(verb, depth + 1)
    return None


def _object(token: Token) -> Token | None:
    if voice(token) == "passive":
        return _passive_object(token)
    own = token.child("dobj")
    if own is not None:
        return own
    clause = token.dep == "relcl" or (token.dep == "acl" and token.child("mark") is not None)
    if clause and token.child("nsubj") is not None and not _has_relative_subject(token):
        if any(c.dep == "mark" and c.lower == "that" for c in token.children):  # "a trip that he had planned for May"
            return token.head if all(p.child("pobj", "pcomp", "prep") for p in token.all("prep")) else None
        return token.head if token.child("prep", "xcomp", "ccomp") is None else None
    shared = next((c for c in token.all("conj") if is_verb(c)), None)
    if shared is not None and not token.child("prep", "ccomp", "xcomp", "prt"):
        return shared.child("dobj")
    return None


def _has_relative_subject(token: Token) -> bool:
    subject = token.child("nsubj")
    return subject is not None and subject.lower in _RELATIVE


def _passive_object(token: Token) -> Token | None:
    own = token.child("nsubjpass")
    if own is not None:
        return own
    if token.dep in ("acl", "relcl"):
        return token.head
    if token.dep == "conj" and is_verb(token.head):
        return token.head.child("nsubjpass")
    if token.dep in ("advcl", "xcomp") and is_verb(token.head):
        return _passive_or_active_subject(token.head, 1)
    return None


def indirect_object(token: Token) -> Token | None:
    """The person given or told something ("told reporters", "gave Kyiv a week")."""
    dative = token.child("dative")
    if dative is None:
        return None
    return dative.child("pobj") if dative.pos == "ADP" else dative


def preposition_objects(token: Token, *words: str) -> list[Token]:
    """The nouns after one of the prepositions `words` that hang on the token, coordination expanded."""
    found: list[Token] = []
    for prep in token.all("prep", "agent", "dative", "prt"):
        if prep.lower in words:
            noun = prep.child("pobj")
            found += coordinated(noun) if noun is not None else []
            for inner in prep.all("prep"):  # "ahead of", "out of"
                deeper = inner.child("pobj")
                found += coordinated(deeper) if deeper is not None else []
    return found


def loose_preposition_objects(token: Token, *words: str) -> list[Token]:
    """As `preposition_objects`, also where the parser hung the phrase on the object or a later noun of the clause."""
    found = preposition_objects(token, *words)
    nested = [inner for c in token.all("prep", "prt", "advmod") for inner in c.all("prep") if inner.lower in words]
    for prep in () if found else nested:  # "walked out of the talks"
        noun = prep.child("pobj")
        found += coordinated(noun) if noun is not None else []
    if found:
        return found
    below = [
        c for c in token.children if c.i > token.i and c.dep in ("dobj", "prep", "attr", "prt", "nsubjpass", "advmod")
    ]
    for child in below:
        noun = child.child("pobj") if child.dep == "prep" else child
        if noun is not None:
            found = preposition_objects(noun, *words)
            if found:
                return found
    return []


def raised_object(token: Token) -> Token | None:
    """The person that an infinitive is asked of, where the parser made it the infinitive's subject."""
    for child in token.all("xcomp", "ccomp"):
        bare = child.tag == "VB" and token.lemma in ("let", "make", "help", "see")
        if is_verb(child) and (bare or any(c.dep == "aux" and c.lower == "to" for c in child.children)):
            subject = child.child("nsubj")
            if subject is not None and subject.i > token.i:
                return subject
    return None


def complements(token: Token) -> list[Token]:
    """The verbs of the clauses that complete the token ("said that ...", "agreed to ...", "ruled out meeting")."""
    found = [c for c in token.children if c.dep in ("ccomp", "xcomp") and is_verb(c)]
    for prep in token.all("prep"):
        found += [c for c in prep.children if c.dep == "pcomp"]
    return found


def phrase(token: Token) -> list[Token]:
    """The words of the noun phrase or clause headed by the token, without coordinated parts and trailing commas."""
    dropped = {id(t) for c in token.children if c.dep in ("conj", "cc", "preconj") for t in c.subtree()}
    kept = [t for t in token.subtree() if id(t) not in dropped]
    while kept and kept[-1].pos == "PUNCT" and kept[-1].text not in "”’\"'»)":
        kept.pop()
    while kept and kept[0].pos == "PUNCT" and kept[0].text not in "“‘\"'«(":
        kept.pop(0)
    return kept or [token]


def clause(token: Token) -> list[Token]:
    """The words of the clause that the token heads, without clauses coordinated to it."""
    return phrase(token)


def is_behind_comma(clause: Token) -> bool:
    """Whether a comma parts a clause from its governor ("..., noting that", "..., which denied it")."""
    before = clause.subtree()[0].i - 1
    return any(c.text == "," and c.i == before for c in clause.head.children)
