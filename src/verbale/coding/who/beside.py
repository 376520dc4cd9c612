"""Who a description is that stands beside a name, is given one, or is a name cut short."""

from __future__ import annotations

from collections.abc import Callable

from verbale.coding.grammar import is_verb
from verbale.coding.who.chains import Chains
from verbale.coding.who.descriptions import Description
from verbale.coding.who.gazetteer import KINDS, slug
from verbale.coding.who.layer import NAMED_BODIES, Profile
from verbale.coding.who.names import spelt
from verbale.coding.who.owners import Owners
from verbale.document import Document
from verbale.terms import ActorKind


class Beside:
    """Finds the named actor that the words of a description point at."""

    def __init__(
        self, document: Document, words: Callable[[str], frozenset[str]], chains: Chains, owners: Owners,
        profile: Callable[[Profile], Profile],
    ) -> None:  # fmt: skip
        self._document, self._words, self._chains = document, words, chains
        self._owners, self._profile = owners, profile

    def of(self, description: Description) -> Profile | None:
        """Whoever is named in apposition, by "calling itself", or before in full; None where nobody is."""
        found = self._apposed(description) or self._self_styled(description) or self._shortened(description)
        return found or self._by_last_word(description)

    def _apposed(self, description: Description) -> Profile | None:
        """ "Turkey, a NATO member": what is said beside a name is the one named."""
        head = description.head
        if head.dep != "appos" or description.plural or head.head.i not in self._chains.at:
            return None
        beside = self._chains.at[head.head.i].profile
        return beside if beside.named and not beside.members else None

    def _self_styled(self, description: Description) -> Profile | None:
        """ "A breakaway group calling itself the Free Army": the body of that name."""
        for verb in description.head.all("acl", "relcl"):
            if verb.lemma not in self._words("naming") or description.plural or description.group is None:
                continue
            ahead = [self._chains.ahead[t.i].profile for t in verb.subtree() if t.i in self._chains.ahead]
            bodies = [p for p in ahead if p.kind in NAMED_BODIES]
            called = next((t for t in verb.all("oprd", "dobj", "attr") if t.pos == "PROPN"), None)
            if bodies:
                return bodies[0]
            if called is not None:
                name = spelt([t for t in called.subtree() if t.i <= called.i and t.pos == "PROPN"])
                kind, country = KINDS.get(description.group.kind, ActorKind.ORGANISATION), self._owners.inner(("REB",))
                body = Profile(f"org:{slug(name)}", name, kind, country, description.group.sectors)
                return self._profile(body)
        return None

    def _shortened(self, description: Description) -> Profile | None:
        """ "The Junta" after "the Salvation Junta": a body by the first or last word of its name."""
        head = description.head
        sentence = self._document.sentences[head.sentence].tokens
        begins = all(t.i >= head.i or t.lower == "the" for t in sentence)
        if description.determiner != "the" or len(description.tokens) > 1 or not head.text[0].isupper() or begins:
            return None
        return self._chains.recent(
            head,
            lambda p: p.named and p.kind in NAMED_BODIES and head.text in (p.name.split()[0], p.name.split()[-1]),
            None,
        )

    def _by_last_word(self, description: Description) -> Profile | None:
        """ "The movement" after "the Free Dawn Movement"."""
        head = description.head
        if description.determiner != "the" or len(description.tokens) > 1 or description.plural:
            return None
        if head.lemma not in (self._words("back_groups") | self._words("back_unions")) - {"front"}:
            return None
        return self._chains.recent(
            head, lambda p: p.named and p.kind in NAMED_BODIES and p.name.lower().split()[-1] == head.lower
        )

    def given_to(self, description: Description) -> Profile | None:
        """ "Restored Okello as vice-president": the title is of the one who is given it."""
        prep = description.head.head
        if description.head.dep != "pobj" or prep.lower != "as" or not is_verb(prep.head):
            return None
        given = prep.head.child("dobj", "nsubjpass") or prep.head.child("nsubj")
        profile = self._chains.named(given) if given is not None else None
        return profile if profile is not None and profile.kind is ActorKind.PERSON and not profile.plural else None
