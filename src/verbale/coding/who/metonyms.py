"""Whether the name of a state or a capital acts ("Moscow dismissed") or is a place ("in Moscow").

A state acts wherever it is not plainly a place; a capital only where it does something, is spoken to, or is a party.
"""

from __future__ import annotations

from verbale.coding.grammar import first_conjunct, governor, is_verb
from verbale.coding.who.gazetteer import Gazetteer
from verbale.document import Token

_PARTY_PREPOSITIONS = frozenset({"between", "with", "by", "against", "toward", "towards", "versus", "v", "vs", "upon"})
_STATE_PREPOSITIONS = frozenset({"on", "of", "for", "about", "among", "like", "under", "than", "as", "behind"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


class Metonyms:
    """Decides about names with the word lists of the codebook."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._words = gazetteer.words
        self._nouns = gazetteer.tables

    def acts(self, token: Token, sort: str) -> bool:
        """Whether the name headed by `token` (sort: state, capital or seat) stands for the government."""
        own = first_conjunct(token)
        role = own.dep
        if role in ("nsubj", "nsubjpass", "csubj"):
            return self._subject(own, sort)
        if role == "dobj":
            return self._object(own, sort)
        if role == "dative":
            return True
        if role == "pobj":
            return self._after(own.head, sort)
        if role == "poss":
            return self._owner(own, sort)
        if role == "appos":
            return sort == "state" and own.head.ent not in _PLACE_LABELS and own.head.dep in ("nsubj", "dobj", "pobj")
        return role in ("attr", "ROOT", "oprd", "ccomp") and sort != "capital"

    def _subject(self, token: Token, sort: str) -> bool:
        verb = token.head
        if verb.dep in ("aux", "auxpass"):
            verb = verb.head  # the parser hangs some subjects on the auxiliary
        if not is_verb(verb):
            return sort == "state"
        if token.dep == "nsubjpass":
            return sort != "capital" or verb.lemma not in self._words("city_objects") | self._words("place_objects")
        if verb.lemma == "be" and sort != "seat":
            return self._is_somebody(verb, sort)
        return sort != "capital" or verb.lemma not in self._words("city_subjects")

    def _is_somebody(self, verb: Token, sort: str) -> bool:
        said = verb.child("acomp", "attr")
        if said is None:
            prep = verb.child("prep")
            return sort == "state" and (prep is None or prep.lower in ("at", "behind", "against", "under", "for"))
        return said.lemma in self._words("attitudes") or (sort == "state" and said.lemma not in
                                                          self._words("place_parts"))  # fmt: skip

    def _object(self, token: Token, sort: str) -> bool:
        verb = token.head
        if verb.lemma in self._words("place_objects"):
            return False
        return sort != "capital" or verb.lemma not in self._words("city_objects")

    def _after(self, prep: Token, sort: str) -> bool:
        word, above = prep.lower, prep.head
        if word in _PARTY_PREPOSITIONS or prep.dep in ("agent", "dative"):
            return True
        if word in self._words("locative"):
            return False
        verb = above if is_verb(above) else governor(above)
        governs = {above.lemma, verb.lemma} if verb is not None and above.dep in ("dobj", "prep") else {above.lemma}
        if word == "from":
            return bool(governs & self._words("given_by")) and above.lemma not in self._words("motion") - {"come"}
        if word == "to":
            return not governs & self._words("motion") and above.lemma not in self._words("place_parts")
        if word in ("of", "for") and above.lemma in self._words("place_parts") | self._words("motion"):
            return False
        if word == "of" and self._is_person_noun(above):
            return False
        return (sort != "capital" and word in _STATE_PREPOSITIONS) or (sort == "capital" and word in ("on", "for")
                                                                     and not is_verb(above))  # fmt: skip

    def _owner(self, token: Token, sort: str) -> bool:
        owned = token.head
        return owned.lemma not in self._words("place_parts") and not self._is_person_noun(owned) and bool(sort)

    def _is_person_noun(self, token: Token) -> bool:
        forms = {token.lemma, token.lower}
        return token.ent == "PERSON" or any(f in self._nouns.titles or f in self._nouns.groups for f in forms)
