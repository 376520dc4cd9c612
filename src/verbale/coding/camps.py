"""Who stands on one side of a conflict: in a civil war both sides carry the country's code."""

from __future__ import annotations

from verbale.findings import ActorRef
from verbale.terms import ActorKind

_AGAINST = frozenset({"REB", "UAF", "OPP"})
_OF_MANY = frozenset({"IGO", "NGO"})  # bodies of many states share a code and nothing else


def same_camp(one: ActorRef, other: ActorRef) -> bool:
    """Whether two actors are one, or of one country and both with its state or both against it.

    >>> state = ActorRef("COL.GOV", "Colombia", country="COL")
    >>> rebels = ActorRef("org:eln", "ELN", ActorKind.ARMED_GROUP, "COL")
    >>> same_camp(state, state), same_camp(state, rebels)
    (True, False)
    """
    if one.id == other.id:
        return True
    if one.country is None or one.country != other.country or one.country in _OF_MANY:
        return False
    return _is_against(one) == _is_against(other)


def _is_against(actor: ActorRef) -> bool:
    """Whether it fights or opposes the state whose code it carries."""
    return actor.kind is ActorKind.ARMED_GROUP or bool(_AGAINST & set(actor.sectors))
