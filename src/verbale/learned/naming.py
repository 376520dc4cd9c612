"""Who, when and where: the spans that the network marks as the actors, times and places of the other layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from verbale.coding.grammar import FIRST_PERSON
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.coding.where import Places
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import ActorRef, Place, Time
from verbale.learned.decode import Argument, Seen
from verbale.terms import ActorKind


@dataclass(frozen=True)
class Naming:
    """The layers that give spans their names."""

    document: Document
    who: Who
    times: Times
    places: Places
    speech: Speech

    def head(self, start: int, end: int) -> Token | None:
        """The word of a span that the others hang on; the last one that hangs outside it."""
        tokens = self.document.tokens_in(start, end) or (self.document.token_at(start),)
        inside = {t.i for t in tokens if t is not None}
        tops = [t for t in tokens if t is not None and (t.head.i not in inside or t.head is t) and t.pos != "PUNCT"]
        named = [t for t in tops if self.who.at(t) is not None]
        return named[0] if named else tops[-1] if tops else tokens[0]

    def heads(self, arguments: Iterable[Argument]) -> tuple[Token, ...]:
        """The heads of the spans."""
        found = (self.head(a.start, a.end) for a in arguments)
        return tuple(t for t in found if t is not None)

    def actors(self, arguments: Iterable[Argument]) -> tuple[ActorRef, ...]:
        """The actors of the spans, each once; what no layer names is left out."""
        found: dict[str, ActorRef] = {}
        for argument in arguments:
            for actor in self.of_span(argument.start, argument.end):
                found.setdefault(actor.id, actor)
        return tuple(found.values())

    def of_span(self, start: int, end: int) -> tuple[ActorRef, ...]:
        """The actors that the words of one span stand for."""
        head = self.head(start, end)
        if head is None:
            return ()
        if head.lower in FIRST_PERSON:
            speaker = self.speech.speaker_at(head.start)
            return () if speaker is None else (replace(speaker, mention=self.document.span(head)),)
        named = [m for a in self.who.named_by(head) for m in (a.members or (a,)) if m.kind is not ActorKind.UNKNOWN]
        within = [a for a in named if a.mention is None or (a.mention.start < end and a.mention.end > start)]
        if within or named:
            return tuple(within or named)
        tokens = self.document.tokens_in(start, end)
        other = next((a for t in reversed(tokens) if (a := self.who.at(t)) is not None), None)
        if other is not None:
            return (other,)
        sides = self.who.sides_of(head) or tuple(s for t in tokens if (s := self.who.state_at(t)) is not None)
        return tuple(sides)[:1]

    def unnamed(self, argument: Argument) -> ActorRef:
        """An actor known only by the words of the span ("a villager")."""
        mention = self.document.mention(argument.start, argument.end)
        return ActorRef(f"unknown:{mention.quote.lower()}", mention.quote, ActorKind.UNKNOWN, mention=mention)

    def time(self, seen: Seen, head: Token) -> Time:
        """When: the expression in the span of time that was marked, else what modifies the trigger."""
        marked = seen.one("time")
        if marked is not None:
            for expression in self.times.expressions:
                mention = self.document.span(expression.head)
                if marked.start <= mention.start < marked.end and expression.time.start is not None:
                    return expression.time
        return self.times.of(head)

    def place(self, seen: Seen, head: Token) -> Place | None:
        """Where: the place in the span that was marked, else what modifies the trigger."""
        marked = seen.one("place")
        tokens = self.document.tokens_in(marked.start, marked.end) if marked is not None else ()
        found = [p for t in tokens if (p := self.places.at(t)) is not None]
        return found[-1] if found else self.places.of(head)
