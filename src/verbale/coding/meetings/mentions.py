"""Mentions of meetings: each verb or noun of the text that speaks of one, with the frames that bear on it.

The noun is the centre where there is one ("held talks", "stayed away from the summit"): the verbs around it are its
frames. A purpose belongs to the journey that it gives a reason for ("flew to Oslo for talks with", "to meet").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.reality import Realities
from verbale.document import Document, Token

MEETING = "meeting"
MARGINS = frozenset({"sideline", "margin"})
JOURNEYS = frozenset({"visit", "trip", "journey", "tour", "stopover"})
_SPANS = frozenset({"hour", "day", "night", "week", "month"})
SOON = frozenset({"next", "again", "soon", "later", "shortly", "tomorrow"})


@dataclass(slots=True)
class Mentioned:
    """One place that speaks of a meeting: its central word, the nouns that name it, the frames around it."""

    head: Token
    nouns: tuple[Token, ...]
    frames: list[Act] = field(default_factory=list)
    inner: list[Mentioned] = field(default_factory=list)  # purposes of a journey ("for talks with")
    declined: bool = False  # whether its verb says that somebody stays away
    uninvited: bool = False  # or was not asked to come

    @property
    def is_verb(self) -> bool:
        """Whether no noun names it."""
        return not self.nouns

    @property
    def words(self) -> tuple[Token, ...]:
        """The words that speak of it, in reading order."""
        if not self.nouns and self.inner and self.card("visit"):
            return self.inner[0].words
        if self.nouns:
            return tuple(sorted({t.i: t for t in self.nouns}.values(), key=lambda t: t.i))
        return self.frames[0].words

    @property
    def all_frames(self) -> list[Act]:
        """Its own frames and those of its purposes."""
        return [*self.frames, *(f for m in self.inner for f in m.all_frames)]

    @property
    def lasts(self) -> bool:
        """Whether its words say how long it went on ("two days of talks")."""
        return any(n.lemma in _SPANS for n in self.nouns)

    def card(self, *names: str) -> bool:
        """Whether one of its frames comes from one of the cards."""
        return any(f.card.name in names for f in self.all_frames)


def mentioned(acts: Iterable[Act], lists: Mapping[str, frozenset[str]]) -> list[Mentioned]:
    """Every place that speaks of a meeting, in reading order, purposes inside the journeys that they belong to."""
    frames = [a for a in acts if a.card.finding == MEETING or a.card.role or is_signing(a, lists)]
    frames = [a for a in frames if not (a.head.pos == "PROPN" and a.head.lemma in lists["houses"])]
    frames += [a for a in acts if is_invitation(a) and _asks_somewhere(a, lists["occasions"])]
    nouns = {a.head.i: a for a in frames if not grammar.is_verb(a.head)}
    found: dict[int, Mentioned] = {}
    for act in frames:
        for noun in _nouns(act, nouns) or (None,):
            chain = _chain(noun, lists["portions"]) if noun is not None else ()
            head = chain[0] if chain else act.head
            found.setdefault(head.i, Mentioned(head, chain)).frames.append(act)
            if chain:
                known = {t.i for t in found[head.i].nouns}
                found[head.i].nouns = (*found[head.i].nouns, *(t for t in chain if t.i not in known))
    for mention in found.values():
        verb = governing_verb(mention.head)
        if mention.is_verb or verb is None:
            continue
        mention.uninvited = verb.lemma in lists["inviters"] and any(c.dep == "neg" for c in verb.children)
        mention.declined = mention.uninvited or bool(verb_words(verb) & lists["decliners"])
    return sorted((m for m in _absorb(found) if not _is_setting(m, found)), key=lambda m: m.head.i)


def elliptic(
    document: Document, known: Iterable[Mentioned], reality: Realities, lists: Mapping[str, frozenset[str]]
) -> list[Mentioned]:
    """Mentions that leave the noun out: "a second round is due in May; the first ended in Tunis", "the last was held".

    The verb must be one of meetings ("was held", "took place"), or the noun just before be one of several rounds.
    """
    orders, course = lists["previous"] | lists["another"], lists["openings"] | lists["endings"]
    found: list[Mentioned] = []
    for token in document.tokens:
        bare = token.lower in orders or (token.lower == "one" and any(c.lower in orders for c in token.all("amod")))
        if not bare or token.dep not in ("nsubj", "nsubjpass") or not grammar.is_verb(token.head):
            continue
        verb = token.head
        held = verb.lemma == "hold" and token.dep == "nsubjpass"
        held = held or (verb.lemma == "take" and any(c.lower == "place" for c in verb.all("dobj")))
        before = [m for m in known if m.nouns and m.head.i < token.i and token.sentence - m.head.sentence <= 1]
        last = max(before, key=lambda m: m.head.i, default=None)
        act = next((f for f in last.frames if f.head in last.nouns), None) if last is not None else None
        if last is None or act is None or token.head in (f.head for f in last.frames):
            continue
        numbered = any(c.lower in orders for n in last.nouns for c in n.all("amod"))
        if held or (numbered and verb.lemma in course and verb.child("dobj") is None):
            act = replace(act, head=token, words=(token,), roles={}, reality=reality.of(token))
            found.append(Mentioned(token, (token,), [act]))
    return found


def _is_setting(mention: Mentioned, found: Mapping[int, Mentioned]) -> bool:
    """Whether it only says on the margins of what, or amid what, another meeting takes place."""
    token = mention.head
    aside = token.lemma in MARGINS or token.head.lower in ("amid", "amidst")
    return token.dep == "pobj" and aside and any(a.i in found for a in token.ancestors())


def is_signing(act: Act, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether an act signs a text, for which people come together."""
    texts = lists["deal"] | lists["truce"]
    if act.card.name == "sign" and act.head.lemma not in lists["signings"]:  # "put their names to an accord"
        return any(t.lemma in texts for t in grammar.preposition_objects(act.head, "to"))
    return act.head.lemma in lists["signings"] and any(t.lemma in texts for t in _texts(act))


def _texts(act: Act) -> list[Token]:
    """What is signed; of "a cessation of hostilities which both signed" the whole."""
    whole = [t.head.head for t in act.role("OBJECT") if t.dep == "pobj" and t.head.lower == "of"]
    return [*act.role("OBJECT"), *whole]


def is_invitation(act: Act) -> bool:
    """Whether an act asks somebody to come ("invited both leaders to Oslo")."""
    return act.card.name == "offer_talks" and act.head.lemma == "invite" and grammar.is_verb(act.head)


def _asks_somewhere(act: Act, occasions: frozenset[str]) -> bool:
    """Whether it asks them to a town or an occasion; talks that it names speak for themselves."""
    return any(t.pos == "PROPN" or t.lemma in occasions for t in act.role("OBJECT"))


def governing_verb(noun: Token) -> Token | None:
    """The verb whose object the noun is, directly or behind a preposition ("stay away from the talks")."""
    token = grammar.first_conjunct(noun)
    if token.dep in ("dobj", "nsubjpass"):
        return token.head if grammar.is_verb(token.head) else None
    while token.dep in ("pobj", "prep"):
        token = token.head
    if token is not noun and grammar.is_verb(token):
        return token
    if token.dep in ("dobj", "advmod", "prt") and grammar.is_verb(token.head):
        return token.head
    return None


def verb_words(verb: Token) -> frozenset[str]:
    """The verb's lemma, alone and with each of its particles."""
    particles = [c.lower for c in verb.children if c.dep in ("prt", "advmod", "prep")]
    return frozenset({verb.lemma, *(f"{verb.lemma} {p}" for p in particles)})


def _nouns(act: Act, nouns: Mapping[int, Act]) -> tuple[Token, ...]:
    """The meeting nouns of an act: its own head, or those that its pattern names."""
    if act.head.i in nouns:
        return (act.head,)
    words = (w for w in act.words if w is not act.head)
    behind = (t for w in words for t in ((w,) if w.i in nouns else grammar.preposition_objects(w, "of")))
    named = tuple(t for t in behind if t.i in nouns)  # "held talks", "held two days of talks"
    return named or tuple(t for t in act.role("ACTOR") if t.i in nouns)  # "a meeting that brought together"


def _chain(noun: Token, portions: frozenset[str]) -> tuple[Token, ...]:
    """The noun, and the words of portion above it ("the second round of talks", "the collapse of the talks")."""
    chain = [noun]
    while True:
        prep = chain[-1].head
        if chain[-1].dep != "pobj" or prep.dep != "prep" or prep.lower not in ("of", "in", "to", "for"):
            break
        above = prep.head
        if above.lemma not in portions or grammar.is_verb(above) or (prep.lower != "of" and above.lemma != "end"):
            break
        chain.append(above)
    return tuple(reversed(chain))


def _absorb(found: Mapping[int, Mentioned]) -> Iterator[Mentioned]:
    """The mentions that are not the purpose of another one; purposes are put inside the one they belong to."""
    for mention in found.values():
        outer = _outer(mention, found)
        if outer is not None and outer is not mention:
            outer.inner.append(mention)
        else:
            yield mention


def _outer(mention: Mentioned, found: Mapping[int, Mentioned]) -> Mentioned | None:
    head = mention.head
    if mention.is_verb:
        if is_custom(head):  # "the group, in which both sides sit down, has not met": its members
            return next((m for m in found.values() if any(head.head in f.role("ACTOR") for f in m.frames)), None)
        if head.dep in ("advcl", "xcomp", "relcl") and any(c.dep == "aux" and c.lower == "to" for c in head.children):
            return _verb_mention(head.head, found)
        return None
    if head.dep == "pobj" and head.head.lower == "for" and grammar.is_verb(head.head.head):
        return _verb_mention(head.head.head, found)
    if head.dep == "pobj" and head.head.lower == "for" and head.head.head.i in found:
        return found[head.head.head.i]
    return None


def _verb_mention(verb: Token, found: Mapping[int, Mentioned]) -> Mentioned | None:
    outer = found.get(verb.i)
    if outer is not None and outer.is_verb:
        return outer
    return next((m for m in found.values() if any(f.head is verb and f.card.form == "visit" for f in m.frames)), None)


def is_custom(verb: Token) -> bool:
    """Whether a relative clause tells in the present what a body is for ("the group, in which both sides meet")."""
    helped = verb.child("aux", "auxpass") is not None
    if verb.dep != "relcl" or verb.tag not in ("VB", "VBZ", "VBP") or helped:
        return False
    if any(c.lower in SOON for c in verb.children):
        return False
    within = grammar.preposition_objects(verb, "in", "at", "within", "through", "under")
    return any(t.lower == "which" for t in within) or any(c.lower in ("where", "whereby") for c in verb.children)
