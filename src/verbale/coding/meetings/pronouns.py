"""What becomes of a meeting that is only called "it" or "that": "a summit on Thursday; the chairman put it off"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verbale.coding import grammar
from verbale.coding import reality as r
from verbale.coding.meetings.found import Found
from verbale.coding.meetings.mentions import verb_words
from verbale.coding.reality import Realities
from verbale.document import Document, Token
from verbale.terms import MeetingStatus

S = MeetingStatus
_OPEN = frozenset({S.PROPOSED, S.PLANNED, S.EXPECTED, S.CONFIRMED, S.CANCELLED, S.DID_NOT_HAPPEN})
_OFF = {r.CANCELLATION: S.CANCELLED, r.POSTPONEMENT: S.POSTPONED}
_NUMBERS = {"it": False, "that": False, "this": False, "they": True, "them": True}


def put_off(
    document: Document, found: Sequence[Found], reality: Realities, lists: Mapping[str, frozenset[str]]
) -> None:
    """Give each meeting ahead that the text then puts or calls off by a pronoun the status that this leaves it in."""
    for token in document.tokens:
        plural = _NUMBERS.get(token.lower)
        if plural is None or token.dep not in ("dobj", "nsubj", "nsubjpass") or not grammar.is_verb(token.head):
            continue
        if token.head.dep == "relcl":  # "a visit that was put off" says so itself
            continue
        flags = reality.of(token).flags
        status = next((s for family, s in _OFF.items() if family in flags), None)
        if status is None or len(flags) > 1 or not verb_words(token.head) & lists["unmakers"]:
            continue
        meeting = _antecedent(token, found, plural=plural)
        if meeting is not None:
            meeting.status, meeting.undone = status, token.head


def _antecedent(token: Token, found: Sequence[Found], *, plural: bool) -> Found | None:
    """The last meeting named before in the sentence or the one before it, if it lay ahead and agrees in number."""
    near = [f for f in found if f.head.i < token.i and token.sentence - f.head.sentence <= 1]
    named = [f for f in near if f.mention.nouns and (f.head.tag in ("NNS", "NNPS")) is plural]
    last = max(named, key=lambda f: f.head.i, default=None)
    return last if last is not None and last.status in _OPEN else None
