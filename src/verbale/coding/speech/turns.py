"""Turns of a transcript: paragraphs that open with a name and a colon ("Ama Mensah: We have come to listen.").

Only a person whom the actors' layer knows by name takes a turn; "Q:", "A:" and a heading take none, nor does who asks
and tells for the outlet. A turn runs to the next label; the last one goes on only while its paragraphs say I, we or
you.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.codebook.reporting import Reporting
from verbale.coding.speech.outlet import own_names
from verbale.coding.speech.spans import FINITE
from verbale.coding.speech.speakers import Who
from verbale.document import Document, Token
from verbale.findings import Actor, ActorRef
from verbale.terms import ActorKind

_LABEL = re.compile(r"(?m)^[ \t]*(?P<name>[^\W\d_][^:\n\"“”«»]{1,70}?)[ \t]*:[ \t]+(?P<said>\S[^\n]*)")
_ENDED = re.compile(r"[.!?…][\"”’)\]>]*\s*$")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|you|You|your|Your)\b")
_LONGEST_LABEL = 9  # words


@dataclass(frozen=True, slots=True)
class Turn:
    """`head` is the head word of the name, `speaker` who that is; `start` and `end` what is said."""

    head: Token
    speaker: ActorRef
    start: int
    end: int


def turns(document: Document, who: Who, reporting: Reporting) -> list[Turn]:
    """The turns of a document, in order, without those of the outlet's own people ("PRESENTER: ...")."""
    text, own = document.text, own_names(document, reporting)
    labels = list(_LABEL.finditer(text))
    named = [(label, _speaker(document, who, *label.span("name"))) for label in labels]
    found: list[Turn] = []
    for n, (label, speaker) in enumerate(named):
        words = [w.lower() for w in label["name"].split()]
        outlet = words[-1] in own or any(w in reporting.nouns["presenting"] for w in words)
        if speaker is None or outlet or not _is_speech(document, label):
            continue
        start, end = label.span("said")
        if n + 1 < len(named):
            end = start + len(text[start : named[n + 1][0].start()].rstrip())
        elif len(named) > 1:
            end = _while_first_person(text, end)
        found.append(Turn(*speaker, start, end))
    return found


def _speaker(document: Document, who: Who, start: int, end: int) -> tuple[Token, ActorRef] | None:
    """The person that a label names, where it holds nothing but a name and a title."""
    words = document.tokens_in(start, end)
    if not words or len(words) > _LONGEST_LABEL or any(t.tag in FINITE for t in words):
        return None
    spelt = document.text[start:end].casefold()
    known = next((a for a in who.actors if _is_named(a) and f" {spelt}".endswith(f" {a.name.casefold()}")), None)
    if known is not None:  # also in capitals, which the model takes for no name
        mention = document.mention(end - len(known.name), end)
        ref = ActorRef(known.id, known.name, known.kind, known.country, known.sectors, known.office, mention)
        return words[-1], ref
    for token in reversed(words):
        actor = who.at(token) if token.pos in ("PROPN", "NOUN", "X") else None
        if actor is not None and actor.kind is ActorKind.PERSON and token.text[0].isupper():
            return token, actor
    return None


def _is_named(actor: Actor) -> bool:
    return actor.kind is ActorKind.PERSON and " " in actor.name and not actor.name.isupper()


def _is_speech(document: Document, label: re.Match[str]) -> bool:
    said = document.tokens_in(*label.span("said"))
    ended = _ENDED.search(label["said"]) is not None
    quoted = document.quotation_at(label.start("said") + 1) is not None
    return ended and not quoted and any(t.tag in FINITE for t in said)


def _while_first_person(text: str, end: int) -> int:
    """The end of the last turn: later paragraphs belong to it while somebody speaks of himself or to another."""
    for paragraph in re.compile(r"[^\n]+").finditer(text, end):
        if not _FIRST_PERSON.search(paragraph.group()):
            break
        end = paragraph.start() + len(paragraph.group().rstrip())
    return end
