"""Who holds a position and at whom it is aimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from verbale.coding import grammar
from verbale.coding.camps import same_camp
from verbale.coding.positions.words import Words
from verbale.coding.speech import Speech
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import Actor, ActorRef
from verbale.terms import ActorKind

SIDES = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.ARMED_GROUP})
ACTING = SIDES | {ActorKind.PERSON, ActorKind.GROUP, ActorKind.ORGANISATION}
NOBODY = frozenset({ActorKind.MEDIA, ActorKind.UNKNOWN})
_TOWARD = ("from", "to", "with", "against", "on", "toward", "towards")
_OWNED = ("poss", "amod", "compound", "nmod")
_OF_TWO, _BOTH = ("side", "party"), ("each", "both", "two")  # "each side" is both, where the article has two


class Sides:
    """The actors of phrases, and the two sides of the article."""

    def __init__(
        self, who: Who, speech: Speech, document: Document, lists: Words, mediators: frozenset[str] = frozenset()
    ) -> None:
        self._who, self._speech, self._document = who, speech, document
        self._put, self._giving = frozenset(lists["put"]["nouns"]), frozenset(lists["giving"]["verbs"])
        self._conditions = frozenset(lists["conditions"]["beside"])
        self._presence = frozenset(lists["presence"]["nouns"])
        self._mediators = mediators

    def actors(self, head: Token) -> tuple[ActorRef, ...]:
        """The actors of a phrase, the members of a group one by one; "I" and "we" are the speaker."""
        if head.lower in grammar.FIRST_PERSON:
            speaker = self._speech.speaker_at(head.start)
            if speaker is None:
                return ()
            return (replace(speaker, mention=self._document.span(head)),)
        owner = head.child("poss") if head.lemma in ("country", "side", "nation") else None
        named = self._who.named_by(owner if owner is not None else head)  # "his country will never" is he who says it
        if not named and head.dep == "poss":
            state = self._who.state_at(head)  # "Israel's opposition to the plan"
            named = () if state is None else (state,)
        if not named and head.lemma in _OF_TWO and any(c.lower in _BOTH for c in head.children):
            named = tuple(_ref(a) for a in self.two if a is not None)
        return tuple(m for a in named for m in (a.members or (a,)) if m.kind is not ActorKind.UNKNOWN)

    def holders(self, heads: Iterable[Token]) -> tuple[ActorRef, ...]:
        """The actors of all heads, each once, without media."""
        found: dict[str, ActorRef] = {}
        for head in heads:
            for actor in self.actors(head):
                found.setdefault(actor.id, actor)
        return tuple(a for a in found.values() if a.kind is not ActorKind.MEDIA)

    def toward(
        self, act: Token, head: Token, holder: ActorRef, told: Sequence[Token], partners: Sequence[ActorRef]
    ) -> ActorRef | None:
        """At whom it is aimed: who is told, the subject of the demanded act, who is to be given it, the owner of what
        is refused, of whom something is made conditional.

        `told` are the recipients that the pattern names, `partners` the other holders of a mutual agreement. Where the
        sentence says nothing, or only that it is somebody of no country ("the commanders", "its rival"), the other
        side of a negotiation between two.
        """
        found = (
            self._other(told, holder)
            or (self._other(self._asked(head), holder) if head is not act else None)
            or self._other(self._given(head), holder)
            or self._other(_addressed(act, head), holder)
            or self._abroad(self._near(act, head), holder)
            or self._owner(head, holder)
            or self._abroad(self._bound(act, head), holder)
            or (partners[0] if len(partners) == 1 else None)
        )
        if partners or (found is not None and (not _is_vague(found) or self._who.is_of_elsewhere(found))):
            return found
        return self.counterpart(holder) or found

    def _near(self, act: Token, head: Token) -> list[Token]:
        heads = grammar.preposition_objects(act, *_TOWARD)
        if grammar.is_verb(head):
            below = grammar.preposition_objects(head, *_TOWARD) if head is not act else []
            put = [o for o in head.all("dobj", "oprd") if o.lemma in self._put]
            return [*heads, *below, *(w for o in put for w in grammar.preposition_objects(o, "of", "by", "from"))]
        beside = [c for c in head.children if c.dep in _OWNED]
        inner = grammar.preposition_objects(head, "for", "to")  # "support for Moldova's integrity"
        beside += [c for noun in inner for c in noun.all("poss")]
        words = (*_TOWARD, "by", "of") if head.lemma in self._presence else (*_TOWARD, "by")
        return [*heads, head, *beside, *grammar.preposition_objects(head, *words)]

    def _asked(self, head: Token) -> list[Token]:
        """Who is to do it: the subject of the demanded act, also below a noun ("its demand that Lima pay")."""
        if grammar.is_verb(head) or head.lemma not in self._put:
            return _asked(head)
        return [s for clause in head.all("acl", "ccomp") for s in _asked(clause)]

    def _bound(self, act: Token, head: Token) -> list[Token]:
        """Of whom it is made conditional: "offered to wait, provided Lima let them in", "unless Lima pays"."""
        clauses = [c for word in dict.fromkeys((act, head)) for c in word.all("advcl", "prep", "conj")]
        marked = [c for c in clauses if any(m.lower in self._conditions for m in c.all("mark", "advmod"))]
        marked += [v for c in clauses if c.lower in self._conditions for v in c.all("ccomp", "pcomp")]
        return [s for clause in marked for s in grammar.subjects(clause)]

    def _given(self, verb: Token) -> list[Token]:
        """To whom something is to be given, also where the parser took the name for a part of the gift."""
        if verb.lemma not in self._giving or not grammar.is_verb(verb):
            return []
        person = grammar.indirect_object(verb)
        if person is not None:
            return [person]
        gifts = [o for o in verb.all("dobj") if o.tag in ("NN", "NNS") and o.child("det", "poss") is None]
        beside = [c for o in gifts for c in o.all("compound", "nmod", "amod")]
        return [c for c in beside if c.tag.startswith("NNP") and c.i == verb.i + 1]

    def _owner(self, head: Token, holder: ActorRef) -> ActorRef | None:
        """Whose the thing is that one side puts to another ("accept the American proposal")."""
        put = head.all("dobj", "oprd") if grammar.is_verb(head) else [head]
        found = (a for o in put if o.lemma in self._put for a in self._who.sides_of(o))
        return next((a for a in found if not same_camp(a, holder)), None)

    def _other(self, heads: Iterable[Token], holder: ActorRef) -> ActorRef | None:
        return next((a for h in heads for a in self._behind(h) if a.id != holder.id), None)

    def _behind(self, head: Token) -> tuple[ActorRef, ...]:
        """The actors of a phrase, or the state that the name of a place stands for ("that London scrap it")."""
        named = self.actors(head)
        state = None if named else self._who.state_at(head)
        return named if state is None else (state,)

    def _abroad(self, heads: Iterable[Token], holder: ActorRef) -> ActorRef | None:
        """The first actor that is not on the holder's own side."""
        found = (a for head in heads for a in self.actors(head) if not same_camp(a, holder))
        return next((a for a in found if a.country or a.kind is not ActorKind.ORGANISATION), None)

    def counterpart(self, holder: ActorRef) -> ActorRef | None:
        """The other side, where the article tells of two sides far more than of anybody else."""
        first, second = self.two
        if first is None or second is None:
            return None
        for own, other in ((first, second), (second, first)):
            if holder.id == own.id or (holder.country == own.country != other.country):
                return _ref(other)
        return None

    @cached_property
    def two(self) -> tuple[Actor | None, Actor | None]:
        """The two sides of the article: the states and armed groups named most, each at least three times, without
        those who only mediate."""
        weights: dict[str, int] = {}
        chosen: dict[str, Actor] = {}
        for actor in self._who.actors:
            key = actor.id if actor.kind is ActorKind.ARMED_GROUP else actor.country or ""
            if not key or key in ("IGO", "NGO") or key in self._mediators or actor.kind is ActorKind.MEDIA:
                continue
            weights[key] = weights.get(key, 0) + len(actor.mentions)
            if actor.kind in SIDES:
                chosen.setdefault(key, actor)
        ranked = sorted((k for k in weights if k in chosen), key=lambda k: -weights[k])
        if len(ranked) < 2 or weights[ranked[1]] < 3:
            return None, None
        if len(ranked) > 2 and weights[ranked[2]] * 2 > weights[ranked[1]]:
            return None, None
        return chosen[ranked[0]], chosen[ranked[1]]


def _asked(verb: Token) -> list[Token]:
    """Who is to do it, also where the parser took the name for a part of the verb ("demanded that London scrap it")."""
    subjects = grammar.subjects(verb) if grammar.is_verb(verb) else []
    if subjects or verb.child("mark") is None:
        return subjects
    return [c for c in verb.all("compound", "nmod") if c.tag.startswith("NNP") and c.i < verb.i]


def _addressed(act: Token, head: Token) -> list[Token]:
    """Whom the act has beside what it is about ("offered Lima a truce", "offered Lima to host a summit")."""
    if not grammar.is_verb(act) or head is act:
        return []
    person = grammar.indirect_object(act)
    if person is not None:
        return [person]
    return act.all("dobj") if grammar.is_verb(head) else []


def _is_vague(actor: ActorRef) -> bool:
    """Whether the words name nobody and do not say whose he is: "the commanders", "the cabinet", "its rival"."""
    named = actor.kind is ActorKind.ARMED_GROUP or actor.id.startswith("person:")
    return actor.country is None and not named


def _ref(actor: Actor) -> ActorRef:
    return ActorRef(actor.id, actor.name, actor.kind, actor.country, actor.sectors)
