"""The outlet's own people: its correspondents, and who presents a broadcast. What they say the outlet says."""

from __future__ import annotations

from verbale.codebook.reporting import Reporting
from verbale.document import Document, Token

_OWNERS = frozenset({"our", "my"})


def is_own(head: Token | None, reporting: Reporting) -> bool:
    """Whether the noun is one of the outlet's people: "our Nairobi correspondent, Ama Mensah"."""
    return head is not None and any(_is_owned(t, reporting) for t in (head, *head.all("compound", "appos")))


def own_names(document: Document, reporting: Reporting) -> frozenset[str]:
    """The names of the outlet's people that the text introduces as such, word by word in small letters."""
    nouns = [t for t in document.tokens if _is_owned(t, reporting)]
    found = [w for noun in nouns for t in (noun, noun.head, *noun.all("appos")) for w in (t, *t.all("compound"))]
    return frozenset(w.lower for w in found if w.pos == "PROPN")


def _is_owned(noun: Token, reporting: Reporting) -> bool:
    owners = (*noun.children, *(noun.head.children if noun.dep in ("compound", "appos") else ()))
    return reporting.noun("staff", noun) and any(c.dep == "poss" and c.lower in _OWNERS for c in owners)
