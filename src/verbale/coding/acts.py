"""Acts: the frames of the act cards found on the parse.

Every verb, noun and adjective that some card names is tried against that card's patterns; the pattern that asks for
most wins, one act a word. Arguments come from `grammar`, so voice, control, relative clauses and coordination are
undone before a pattern is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verbale.codebook import Codebook
from verbale.codebook.answers import load_answers
from verbale.codebook.cards import ActCard
from verbale.codebook.patterns import Pattern, Slot
from verbale.coding import grammar
from verbale.coding.reality import NEGATION, Realities, Reality
from verbale.coding.refuted import answered
from verbale.document import Document, Token

SOMEBODY = "somebody"  # in a list of words: also any name of a person or people, and he, she, they
ANYBODY = "anybody"  # the same, and any name of a state or body
_PERSONS, _NAMES = frozenset({"PERSON", "NORP"}), frozenset({"PERSON", "NORP", "GPE", "ORG"})
_PERSONAL = frozenset({"he", "him", "she", "her", "they", "them", "who", "whom"})
_PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl", "relcl"})
_PARTICLES = frozenset({"prt", "advmod", "npadvmod", "prep", "agent", "acomp", "oprd", "advcl"})
_OUT = frozenset({"out", "off", "away"})  # particles that the parser may take for prepositions ("backed out of")
_NO_ACTOR = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY"})  # "a call on Tuesday" calls on nobody
# What a weapon undergoes and still does harm by: "rockets were fired"; a drone that is shot or destroyed hurts nobody.
_LAUNCHING = frozenset("fire launch drop detonate lob hurl throw plant explode release unleash open set".split())


@dataclass(frozen=True, slots=True)
class Act:
    """A card's frame at one place: `words` are the trigger's tokens, `roles` the head tokens of each argument.

    OBJECT may be a noun or the verb of a clause. `entry` is the pattern as the card writes it.
    """

    card: ActCard
    entry: str
    head: Token
    words: tuple[Token, ...]
    roles: Mapping[str, tuple[Token, ...]]
    reality: Reality

    def role(self, name: str) -> tuple[Token, ...]:
        """The head tokens of a role; empty when the text does not say."""
        return self.roles.get(name, ())

    @property
    def rule(self) -> str:
        """Card and entry, as findings name their rule."""
        return f"{self.card.name}: {self.entry}"


@dataclass(frozen=True, slots=True)
class _Entry:
    card: ActCard
    pattern: Pattern
    part: str

    @property
    def order(self) -> tuple[int, int]:
        return (-self.pattern.weight, -self.card.rank)


def acts_in(document: Document, codebook: Codebook, reality: Realities) -> tuple[Act, ...]:
    """Every act of the document, in reading order; at most one a word."""
    index = entries(codebook)
    found = []
    for token in document.tokens:
        act = _best(token, _entries_of(token, index), reality)
        if act is not None and not any(test(act, codebook.lists) for test in _NO_ACTS):
            found.append(act)
    reality.answer(answered(found, load_answers(codebook.folder).nouns))
    return tuple(replace(act, reality=reality.of(act.head)) for act in found)


def _is_need(act: Act, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether people without an office only look for a thing to live on ("families seeking bread"): no demand."""
    if act.card.event != "REQUEST" or act.head.lemma not in lists["looking_for"]:
        return False
    seekers = act.role("ACTOR")
    things = [h for h in act.role("OBJECT") if h.lemma not in lists["necessities"]]
    return bool(seekers) and not things and all(s.lemma in lists["people"] or s.ent == "NORP" for s in seekers)


def _is_past_war(act: Act, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether a noun only names a war or a fall as known ("an end to the invasion of", "since the fall of")."""
    head = act.head
    if act.card.finding != "violence" or grammar.is_verb(head) or head.lemma not in lists["wars"]:
        return False
    verb = grammar.governor(head)
    begun = head.dep in ("dobj", "nsubjpass") and verb is not None and verb.lemma in lists["waging"]
    return not begun and head.dep not in ("nsubj", "ROOT")


def _is_figurative(act: Act, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether it is fought with words or the like alone ("a war of words", "a legal battle", "the starting gun")."""
    if act.card.finding != "violence":
        return False
    fought = (act.head, *act.role("OBJECT"), *act.role("RECIPIENT"))
    if any(n.lemma in lists["fought_with"] for h in fought for n in grammar.preposition_objects(h, "of")):
        return True
    nouns = [h for h in fought if not grammar.is_verb(h) and (h is act.head or h.lemma in lists["contests"])]
    return any(c.lemma in lists["bloodless"] for n in nouns for c in n.all("amod", "compound"))


# What makes no act of what a pattern fits.
_NO_ACTS = (_is_need, _is_past_war, _is_figurative)

_INDEXES: dict[int, tuple[Codebook, dict[str, tuple[_Entry, ...]]]] = {}


def entries(codebook: Codebook) -> dict[str, tuple[_Entry, ...]]:
    """All patterns of the codebook by head lemma, the most demanding first."""
    known = _INDEXES.get(id(codebook))
    if known is not None and known[0] is codebook:
        return known[1]
    index: dict[str, list[_Entry]] = {}
    for card in codebook.acts.values():
        for part in ("verbs", "nouns", "adjectives"):
            for pattern in getattr(card, part):
                for head in pattern.heads:
                    index.setdefault(head, []).append(_Entry(card, pattern, part))
    ordered = {head: tuple(sorted(found, key=lambda e: e.order)) for head, found in index.items()}
    _INDEXES[id(codebook)] = (codebook, ordered)
    return ordered


def _entries_of(token: Token, index: Mapping[str, tuple[_Entry, ...]]) -> tuple[_Entry, ...]:
    """The patterns of a word; of a verb form whose lemma the model does not know ("readmitte"), by its ending."""
    found = index.get(token.lemma)
    if token.tag == "VBN" and token.lower != token.lemma and token.lower in index:  # "opposed to", "committed to"
        return tuple(sorted((*(found or ()), *index[token.lower]), key=lambda e: e.order))
    if found is not None or token.pos != "VERB":
        return found or ()
    stems = (token.lower[: -len(end)] for end in ("ed", "ing") if token.lower.endswith(end))
    guesses = (guess for stem in stems for guess in (stem, stem + "e", stem[:-1]))
    return next((index[g] for g in guesses if g in index), ())


def candidates(token: Token, codebook: Codebook, reality: Realities) -> Iterator[Act]:
    """Every act that the word could be, best first (for `verbale codebook try`)."""
    for entry in _entries_of(token, entries(codebook)):
        act = _match(token, entry, reality)
        if act is not None:
            yield act


def _best(token: Token, tried: Iterable[_Entry], reality: Realities) -> Act | None:
    return next(filter(None, (_match(token, entry, reality) for entry in tried)), None)


def _match(token: Token, entry: _Entry, reality: Realities) -> Act | None:
    if not _is_part(token, entry.part):
        return None
    roles: dict[str, tuple[Token, ...]] = {}
    words = [token]
    for slot in entry.pattern.slots:
        if not _fill(token, entry.part, slot, roles, words):
            return None
    if entry.part == "nouns" and entry.pattern.subject is not None and entry.pattern.subject.words:
        if not _fill_modifier(token, entry.pattern.subject, words):
            return None
        roles.setdefault("ACTOR", tuple(grammar.subjects(token)))
    elif not _fill_subject(token, entry, roles):
        return None
    if _is_of_another_verb(token, words):
        return None
    _fill_default_object(token, entry, roles)
    found = reality.of(token)
    if entry.card.polarity == "negative" and NEGATION not in found:
        return None
    words.sort(key=lambda t: t.i)
    return Act(entry.card, entry.pattern.text, token, tuple(words), roles, found)


def _is_of_another_verb(token: Token, words: Sequence[Token]) -> bool:
    """Whether a particle that the pattern does not ask for makes another verb of it: "backed out" does not back."""
    after = next((c for c in token.children if c.i == token.i + 1), None)
    if after is None or after in words:
        return False
    return after.dep == "prt" or (after.dep == "prep" and after.lower in _OUT)


def _is_part(token: Token, part: str) -> bool:
    if part == "verbs":
        return grammar.is_verb(token)
    if part == "nouns":
        return token.pos in ("NOUN", "PROPN")
    return (token.pos in ("ADJ", "VERB", "ADV", "NOUN") and not grammar.is_verb(token)) or token.tag == "VBN"


def _fill_modifier(noun: Token, slot: Slot, words: list[Token]) -> bool:
    """Before a noun the words in braces are a modifier: "{drone|missile} strike", also "air and missile strikes"."""
    for child in noun.children:
        if child.dep in ("compound", "amod", "nmod", "nummod", "npadvmod") and child.i < noun.i:
            found = next((c for c in (child, *child.children) if c.lemma in slot.words or c.lower in slot.words), None)
            if found is not None:
                words.append(found)
                return True
    return False


def _described(token: Token) -> list[Token]:
    """The subject that a participle describes, as the parser sees it: an adjective or a passive verb."""
    if token.dep in ("acomp", "oprd", "attr"):
        return grammar.subjects(token.head)
    return [h for h in grammar.objects(token) if grammar.voice(token) == "passive" and h.i < token.i]


def _fill_subject(token: Token, entry: _Entry, roles: dict[str, tuple[Token, ...]]) -> bool:
    slot = entry.pattern.subject
    heads = tuple(grammar.subjects(token))
    if entry.part == "adjectives" and not heads:  # "Lima is opposed to": a participle that describes its subject
        heads = tuple(_described(token))
    if slot is None:
        roles.setdefault("ACTOR", heads)
        return True
    if slot.role == "ACTOR":  # who does it must be one of these ("tanks entered")
        heads = tuple(h for h in heads if h.lemma in slot.words)
        roles["ACTOR"] = heads
        return bool(heads)
    if slot.words:  # an inanimate subject ("the talks collapsed"), also of a passive-looking clause
        undergone = grammar.objects(token) if entry.card.finding != "violence" or token.lemma in _LAUNCHING else []
        heads = tuple(h for h in (*heads, *undergone) if h.lemma in slot.words)
        if not heads:
            return False
    other = any(h not in heads for h in grammar.objects(token)) if slot.words else False
    other = other or entry.card.finding == "violence"  # "Russian jets struck near Homs": jets are never hit by it
    roles.setdefault(slot.role or ("INSTRUMENT" if other else "OBJECT"), heads)
    return True


def _fill(token: Token, part: str, slot: Slot, roles: dict[str, tuple[Token, ...]], words: list[Token]) -> bool:
    """Find what a slot asks for; False when the pattern does not hold."""
    if slot.clause:
        return _fill_clause(token, slot, roles, words)
    if not slot.prep:
        heads = [h for h in _direct(token, part) if not slot.words or _is_one_of(h, slot.words)]
        return _put(heads, slot, roles, words)
    marker = _marker(token, slot, words)
    if marker is None:
        return False
    heads = grammar.loose_preposition_objects(token, *slot.prep)
    if _is_particle(marker, heads) and (slot.role or slot.words):  # "shut down the paper", "the aid was cut off"
        heads = _direct(token, part)
    if not heads and marker.head is token.head:
        noun = marker.child("pobj")
        heads = grammar.coordinated(noun) if noun is not None else []
    if not slot.role and not slot.words:  # a particle, or a preposition whose noun is the object
        words.append(marker)
        if heads:
            roles.setdefault("OBJECT", tuple(heads))
        return True
    words.append(marker)
    if slot.role in ("RECIPIENT", "PARTNER", "PLACE"):
        heads = [h for h in heads if h.ent not in _NO_ACTOR]
    return _put([h for h in heads if not slot.words or _is_one_of(h, slot.words)], slot, roles, words)


def _is_particle(marker: Token, heads: list[Token]) -> bool:
    """Whether the marker has no noun of its own, so that the verb's object is what the pattern speaks of."""
    return marker.child("pobj") is None and (not heads or any(c.lower == "by" for c in marker.children))


def _put(heads: list[Token], slot: Slot, roles: dict[str, tuple[Token, ...]], words: list[Token]) -> bool:
    if not heads:
        return False
    roles[slot.role or "OBJECT"] = tuple(heads)
    if slot.words and not slot.role:
        words.append(heads[0])
    return True


def _is_one_of(head: Token, words: frozenset[str]) -> bool:
    """Whether a noun is one of the words, or a measure or part of one ("tons of food", "a package of aid")."""
    if head.lemma in words or head.lower in words:
        return True
    if SOMEBODY in words and (head.ent in _PERSONS or head.lower in _PERSONAL):
        return True
    if ANYBODY in words and (head.ent in _NAMES or head.lower in _PERSONAL):
        return True
    return any(h.lemma in words for h in grammar.preposition_objects(head, "of"))


def _direct(token: Token, part: str) -> list[Token]:
    if part != "verbs":
        return grammar.preposition_objects(token, "of")
    heads = grammar.objects(token)
    person = grammar.raised_object(token) or grammar.indirect_object(token)
    return heads or (grammar.coordinated(person) if person is not None else [])


def _marker(token: Token, slot: Slot, words: Sequence[Token] = ()) -> Token | None:
    """The particle or preposition of a slot, on the word itself, on its object or on another word of the pattern."""
    for child in (*token.children, *_hung_above(token)):
        if child.dep in _PARTICLES and child.lower in slot.prep:
            return child
    for child in token.children:
        after = child.i > token.i or child in words  # "a claim to the island was rejected"
        if child.dep in ("dobj", "nsubjpass", "prep", "attr", "prt", "advmod") and after:
            inner = child.child("pobj") if child.dep == "prep" else child
            below: list[Token] = [*(inner.children if inner is not None else ()), *child.all("prep")]
            for prep in below:
                if prep.dep in _PREPOSITIONAL and prep.lower in slot.prep:
                    return prep
    return None


def _fill_clause(token: Token, slot: Slot, roles: dict[str, tuple[Token, ...]], words: list[Token]) -> bool:
    for verb in _clauses(token, slot):
        if not slot.words or verb.lemma in slot.words:
            roles["OBJECT"] = (verb,)
            if slot.words:
                words.append(verb)
            return True
    return False


def _clauses(token: Token, slot: Slot) -> Iterator[Token]:
    behind = sorted(token.children, key=lambda c: c.i < token.i)  # a clause before it may be only the one beside it
    for child in (*behind, *_hung_above(token)):
        if slot.prep and child.dep == "prep" and child.lower in slot.prep:
            yield from (c for c in child.children if c.dep == "pcomp")
        elif not slot.prep and child.dep in _CLAUSES and _is_clause(child, slot.clause):
            yield child


def _hung_above(token: Token) -> list[Token]:
    """The phrase of an adjective that the parser hung on its verb ("remained open | to hearing")."""
    if token.dep not in ("acomp", "oprd"):
        return []
    return [c for c in token.head.children if c.dep == "prep" and c.i == token.i + 1]


def _is_clause(verb: Token, kind: str) -> bool:
    to = any(c.dep == "aux" and c.lower == "to" for c in verb.children)
    if kind == "TO":
        return to or (verb.tag == "VB" and verb.head.lemma in ("let", "make", "help", "see"))
    if kind == "ING":
        added = verb.dep == "advcl" and grammar.is_behind_comma(verb)  # "denied this, noting that" denies no noting
        return verb.tag == "VBG" and not to and not added
    if to:
        return False
    if kind == "WILL" and grammar.tense(verb) != "future":
        return False
    said = any(c.dep == "mark" and c.lower == "that" for c in verb.children)  # "reports that ...", however it hangs
    return verb.dep == "ccomp" or (verb.dep in ("acl", "relcl") and said)


def _fill_default_object(token: Token, entry: _Entry, roles: dict[str, tuple[Token, ...]]) -> None:
    """The logical object of a pattern that names none ("reject")."""
    if "OBJECT" not in roles and not any(not s.prep and s.role for s in entry.pattern.slots):
        heads = _direct(token, entry.part)
        if not heads and entry.part == "verbs":
            heads = grammar.complements(token)
        if heads:
            roles["OBJECT"] = tuple(heads)
