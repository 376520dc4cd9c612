"""Positions: who demands, offers, accepts, rejects ... what, since when, and whether that moved.

Made from the acts whose card is a position, from what speakers say must be done ("said that Kyiv must withdraw"), from
what a party will or will not do, and from a party's own conditions ("will stop if they leave"). An agreement of several
parties is one position each. What stands only in an if-clause is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from verbale.codebook import Codebook
from verbale.coding import grammar
from verbale.coding.acts import Act
from verbale.coding.camps import same_camp
from verbale.coding.issues import Issues
from verbale.coding.positions.implied import Implied
from verbale.coding.positions.maker import Maker
from verbale.coding.positions.sides import Sides
from verbale.coding.positions.stated import Stated
from verbale.coding.positions.words import words
from verbale.coding.reality import Realities
from verbale.coding.speech import Speech
from verbale.coding.when import Times
from verbale.coding.who import Who
from verbale.document import Document
from verbale.findings import ActorRef, Meeting, Position
from verbale.terms import ActorKind, Role, Stance

_ANSWERS = frozenset({Stance.REFUSES, Stance.REJECTS, Stance.ACCEPTS, Stance.OPPOSES})
_SHORT = 4  # words of an object that a pointing word may stand in
_PROFORMS = frozenset({"do", "such"})  # before a word that points back at the end of a longer object
_ANSWERED = frozenset({Stance.DEMANDS, Stance.OFFERS, Stance.CONDITIONS})


def positions_in(
    document: Document,
    codebook: Codebook,
    who: Who,
    times: Times,
    reality: Realities,
    acts: tuple[Act, ...],
    speech: Speech,
    issues: Issues,
    meetings: tuple[Meeting, ...],
) -> tuple[Position, ...]:
    """Every position of the document, one per holder."""
    lists = words(codebook.folder)
    make = Maker(document, lists, times, speech, issues, Sides(who, speech, document, lists, _mediators(meetings)))
    stated = Stated(make, reality)
    found: list[Position] = []
    implied = Implied(make, reality, {a.head.i for a in acts if a.card.finding == "position"})
    asked = [(head, p) for report in speech.reports for head, p in implied.of_obligation(report)]
    for act in stated.worth_reading(acts, {head.i for head, _ in asked}):
        found += stated.of_act(act)
    taken = {p.trigger.start for p in found}
    found += (p for _, p in asked if p.trigger.start not in taken)
    for token in document.tokens:
        if grammar.is_verb(token):
            found += implied.of_intention(token)
        if token.dep in ("advcl", "ccomp", "pcomp"):
            found += implied.of_condition(token)
    return tuple(_pointing_back(_once(found), lists["pointing"]["nouns"]))


def _mediators(meetings: Iterable[Meeting]) -> frozenset[str]:
    """The countries that the meetings of an article have as mediators rather than as parties."""
    seats = Counter((p.actor.country, p.role is Role.MEDIATOR) for m in meetings for p in m.participants)
    return frozenset(c for c, mediates in seats if c and mediates and seats[c, True] > seats[c, False])


def _once(positions: Iterable[Position]) -> Iterator[Position]:
    """Each position once: the same holder, stance and object words say nothing new.

    That a party has not moved, said twice without naming another issue, is one position with both sentences.
    """
    kept: dict[tuple[object, ...], Position] = {}
    for p in positions:
        key: tuple[object, ...] = (p.holder.id, p.stance, p.object.start, p.object.end)
        if p.rule.startswith("unmoved") and p.stance is Stance.DEMANDS:
            earlier = next((k for k, e in kept.items() if k[0] == p.holder.id and e.rule.startswith("unmoved")), None)
            if earlier is not None and p.issue in (None, kept[earlier].issue):
                kept[earlier] = replace(kept[earlier], evidence=(*kept[earlier].evidence, *p.evidence))
                continue
        kept.setdefault(key, p)
    yield from (p for p in kept.values() if p.issue or p.holder.country or p.holder.kind is not ActorKind.PEOPLE)


def _pointing_back(positions: Iterable[Position], nouns: Container[str]) -> Iterator[Position]:
    """Give "these conditions", "the offer", "it" the issue and the holder of the nearest position before."""
    ordered = sorted(positions, key=lambda p: p.trigger.start)
    for at, position in enumerate(ordered):
        if not _points_back(position, nouns):
            yield position
            continue
        before = (p.issue for p in reversed(ordered[:at]) if p.issue)
        issue = position.issue or next(before, None)
        yield replace(position, issue=issue, toward=position.toward or _answered(position, ordered[:at]))


def _points_back(position: Position, nouns: Container[str]) -> bool:
    """Whether its object is only a word that points back, or ends in one ("will never do so", "no such thing")."""
    words = position.object.quote.lower().split()
    if len(words) > _SHORT:
        words = words[-2:] if position.issue is None and words[-2] in _PROFORMS else []
    return any(w in nouns for w in words)


def _answered(position: Position, before: Sequence[Position]) -> ActorRef | None:
    """Who holds the position that another answers: the nearest before of another camp, unless aimed elsewhere."""
    other = next((p for p in reversed(before) if not same_camp(p.holder, position.holder)), None)
    if position.stance not in _ANSWERS or other is None or other.stance not in _ANSWERED:
        return None
    aimed = other.toward is None or same_camp(other.toward, position.holder)
    return other.holder if aimed else None
