"""What stands only inside a report that somebody answers: it is that report's word, and here it was not let stand.

"Dismissed reports that the pipeline was blown up", "denied that it had recalled its envoy", "reports that the two met
are false": the claim keeps what was reported; nothing in it is an event, an attack or a position of its own. The same
of a report that is only not commented on, which leaves positions out and keeps the rest as reported.

A thing that is taken for granted stays: "denied a role in the attack that killed nine" denies no attack. What the
report says of such a thing is left open all the same ("reports that the summit was called off"): that is `GRANTED`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from verbale.coding import grammar
from verbale.coding.content_clauses import said_of
from verbale.coding.reality import GRANTED, NEGATION, REFUTED, UNCOMMENTED
from verbale.document import Token

if TYPE_CHECKING:
    from verbale.coding.acts import Act

_ANSWERS = {
    "denies": REFUTED, "dismisses": REFUTED, "contradicts": REFUTED, "declines_comment": UNCOMMENTED,
}  # fmt: skip
_CLAUSES = frozenset({"acl", "relcl", "ccomp", "pcomp", "xcomp"})
_SAYING = frozenset({"denies", "declines_comment"})  # of these a clause without "reports" is answered too
_GRANTING = frozenset({"the", "this", "that", "these", "those"})


def answered(acts: Iterable[Act], nouns: frozenset[str]) -> dict[int, tuple[str, Token]]:
    """Every word (by index) whose truth an answer leaves open, with how and the answering word.

    How is `REFUTED`, `UNCOMMENTED`, or, where only what is said of a thing is left open, `GRANTED`.

    `nouns` are those that stand for something claimed ("report", "allegation").
    """
    found: dict[int, tuple[str, Token]] = {}
    for act in acts:
        how = _how(act)
        for token, granted in _content(act, nouns) if how else ():
            found.setdefault(token.i, (GRANTED if granted else how, act.head))
    return found


def _how(act: Act) -> str:
    """What the answer does to the report; "did not deny" does nothing."""
    if act.card.finding != "response" or act.reality.conditional:
        return ""
    if _is_neither(act.head):
        return UNCOMMENTED
    how = _ANSWERS.get(act.card.response, "")
    return "" if how == REFUTED and NEGATION in act.reality else how


def _is_neither(verb: Token) -> bool:
    """Whether the verb stands in "neither confirm nor deny"."""
    pair = [first := grammar.first_conjunct(verb), *grammar.coordinated(first)]
    return any(c.lower in ("neither", "nor") for t in pair for c in t.children)


def _content(act: Act, nouns: frozenset[str]) -> Iterator[tuple[Token, bool]]:
    for head in _told(act):
        if head.lemma in nouns and not grammar.is_verb(head):
            clauses = [c for c in head.children if c.dep in _CLAUSES and grammar.is_verb(c)]
            for clause in dict.fromkeys((*clauses, *said_of(head))):
                yield from _asserted(clause)
            for prep in head.all("prep"):
                if prep.lower in ("of", "about"):
                    yield from (t for noun in prep.all("pobj", "pcomp") for t in _asserted(noun))
        elif grammar.is_verb(head) and head is not act.head and act.card.response in _SAYING:
            yield from _asserted(head)


def _told(act: Act) -> Iterator[Token]:
    """What is answered: the object; of an adjective ("the reports are false") its subject."""
    yield from act.role("OBJECT")
    if act.head.pos == "ADJ" or act.head.dep in ("acomp", "attr"):
        yield from grammar.subjects(act.head.head)
    yield from (c for c in act.head.children if c.dep == "ccomp" and c.i > act.head.i)


def _asserted(head: Token) -> Iterator[tuple[Token, bool]]:
    """The words below that are part of what is claimed, each with whether it is only taken for granted there."""
    if not grammar.is_verb(head) and any(c.dep == "det" and c.lower in _GRANTING for c in head.children):
        yield head, True
        return
    yield head, False
    for child in head.children:
        if child.dep == "relcl" or (child.dep == "advcl" and _is_aside(child)):
            continue
        yield from _asserted(child)


def _is_aside(clause: Token) -> bool:
    """Whether a clause gives only time or reason ("after the rebels attacked")."""
    return any(
        c.dep in ("mark", "advmod") and c.lower not in ("that", "by") and c.i < clause.i for c in clause.children
    )
