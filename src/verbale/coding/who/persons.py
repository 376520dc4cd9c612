"""Persons: one profile each, however the text shortens the name."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.codebook import places
from verbale.codebook.actors import Holding
from verbale.coding.who.gazetteer import Gazetteer, Known, person_id, plain
from verbale.coding.who.layer import Naming, Profile
from verbale.coding.who.names import Name, Names, in_small_letters, office_at, person
from verbale.document import Document, Token


class Persons:
    """The persons of one document by name."""

    def __init__(self, document: Document, gazetteer: Gazetteer, names: Names) -> None:
        self._document, self._gazetteer, self._names = document, gazetteer, names
        self._day = (document.published or "")[:10]
        self._by_id: dict[str, Profile] = {}
        self._spelt: set[str] = set()  # those whose full name the document gives
        self._first: dict[str, int] = {}
        self._by_part: dict[str, list[Profile]] = {}
        self._in_full()

    def _in_full(self) -> None:
        """The persons named with more than one word anywhere, so that a surname in the headline finds them."""
        for name in self._names.all:
            if name.label == "person" and len(name.tokens) > 1:
                self.add(name)

    def add(self, name: Name) -> Profile:
        """The profile of the person of that name, new or known already."""
        known = self._same(name)
        if known is None:
            known = person(self._with_table(name), self._day)
            known = self._by_id.setdefault(known.id, known)
            known.guess = name.text if len(name.tokens) == 1 and known.office else ""
        if len(name.tokens) == 1 and known.name == name.text and name_in_table(known.id, self._gazetteer):
            known.name = name_in_table(known.id, self._gazetteer)  # "Putin" alone is Vladimir Putin
        if len(name.tokens) > 1 and (len(name.text) > len(known.name) or known.id not in self._spelt):
            known.name = in_small_letters(name.text)
        if len(name.tokens) > 1:
            self._spelt.add(known.id)
        self._first.setdefault(known.id, name.tokens[0].i)
        for word in plain(name.text).replace("-", " ").split():
            profiles = self._by_part.setdefault(word, [])
            if known not in profiles and len(word) > 1:
                profiles.append(known)
        return known

    def _same(self, name: Name) -> Profile | None:
        """The person of this document that a longer or shorter form of the name means."""
        if name.known is not None and name.label == "person" and name.known.holdings:
            return self._by_id.get(person_id(name.known.holdings[0].person))
        words = _plainly(name.text).split()
        found = [p for p in self._by_part.get(words[-1], ()) if _one_in_other(words, plain(p.name).split())]
        return found[-1] if found else None

    def _with_table(self, name: Name) -> Name:
        """The name with what the tables know of it, where only the model saw it."""
        if name.known is not None and name.known.holdings:
            return name
        found = self.known(plain(name.text).split()[-1])
        if found is None:
            return Name(name.tokens, None, name.label)
        words, full = plain(name.text).split(), plain(found.holdings[0].person).split()
        if len(words) > 1 and not (words[0][0] == full[0][0] and len(words[0].rstrip(".")) == 1):
            return Name(name.tokens, None, name.label)
        return Name(name.tokens, found, name.label)

    def known(self, surname: str) -> Known | None:
        """The only person of that surname who holds an office at the document's day (or at all, without a day)."""
        people = self._gazetteer.surnames.get(surname, [])
        held = {i: h for i in people if (h := self._gazetteer.people[i]) and (not self._day or office_at(h, self._day))}
        held = {i: h for i, h in held.items() if self._well_known(surname, h)}
        return Known("person", holdings=next(iter(held.values()))) if len(held) == 1 else None

    def _well_known(self, surname: str, holdings: tuple[Holding, ...]) -> bool:
        """Family names that stand first ("Wang", "Kim") are too common for any but heads of state and government."""
        if plain(holdings[0].person).split()[-1] == surname or len(holdings[0].person.split()) == 1:
            return True
        first = plain(holdings[0].person).split()[0] == surname
        return not first or any(h.role in ("head_of_state", "head_of_government") for h in holdings)

    def of(self, name: Name) -> Profile | None:
        """The person of a name; None where a single word is rather a place."""
        if len(name.tokens) > 1:
            return self.add(name) if name.known is not None or not self._is_town(name) else None
        word = _plainly(name.text)
        known = self._by_part.get(word)
        if known:
            return next((p for p in known if self._first[p.id] <= name.tokens[0].i), known[0])
        if self.known(word) is None and self._is_place(name.tokens[0]):
            return None
        return self.add(name)

    def _is_town(self, name: Name) -> bool:
        """Whether the model took a town for a person ("reached El Obeid")."""
        head = name.head
        spoken = head.dep == "nsubj" and head.head.lemma in self._gazetteer.words("speech")
        return not spoken and self._is_found(name)

    def _is_found(self, name: Name) -> bool:
        """Whether the tables of places have the name, perhaps with the word before it ("El | Fasher")."""
        gazetteer = places.load(self._gazetteer.folder)
        if gazetteer.find(name.text):
            return True
        first = name.tokens[0]
        before = self._document.tokens[first.i - 1] if first.i else first
        joins = before.i < first.i and before.text[:1].isupper() and before.sentence == first.sentence
        return joins and bool(gazetteer.find(f"{before.text} {name.text}"))

    def is_place_name(self, name: Name) -> bool:
        """Whether the model took a place for a body: a town alone or after "via", a house where people meet."""
        if name.head.dep in ("nsubj", "poss") and name.head.head.lemma in self._gazetteer.words("speech"):
            return False
        return self._is_found(name)

    def _is_place(self, token: Token) -> bool:
        return self._is_found(Name((token,), None, "person")) or (
            token.dep == "pobj" and token.head.lower in ("in", "at", "near")
        )

    def surname(self, word: str) -> Profile | None:
        """The person named in full in this document whose last name this is."""
        bearers = [p for p in self._by_part.get(plain(word), ()) if plain(p.name).endswith(f" {plain(word)}")]
        return bearers[-1] if bearers else None

    def holding(self, held: Holding) -> Profile:
        """The person who holds an office, spelt as the document spells the name if it does."""
        found = self._by_id.get(person_id(held.person))
        if found is None:
            words = tuple(self._document.tokens[:1])
            found = person(Name(words, Known("person", holdings=(held,)), "person"), self._day)
            found.name = held.person
            self._by_id[found.id] = found
        return found

    def surnames(self) -> Iterator[Naming]:
        """The words that are the surname of a person of the document or of somebody in office, unseen by the model."""
        for token in self._document.tokens:
            if token.pos != "PROPN" or token.i in self._names.by_token or not token.text[0].isupper():
                continue
            if token.dep == "compound" and token.head.pos == "PROPN" and token.head.ent == token.ent:
                continue
            word = plain(token.text)
            profiles = self._by_part.get(word)
            bearer = next((p for p in profiles or () if _is_last(word, p)), None)
            if bearer is not None:
                yield Naming(token, (token,), bearer)
            elif not profiles and token.ent in ("", "PERSON", "ORG", "NORP") and self.known(word) is not None:
                yield Naming(token, (token,), self.add(Name((token,), None, "person")))


def _plainly(text: str) -> str:
    """A name without accents, in capitals only at the beginnings of words: "LINDQVIST:" in a transcript."""
    bare = plain(text)
    return bare.title() if bare.isupper() and len(bare) > 3 else bare


def name_in_table(key: str, gazetteer: Gazetteer) -> str:
    """The full name that the tables have for an id, or nothing."""
    holdings = gazetteer.people.get(key)
    return holdings[0].person if holdings else ""


def _one_in_other(words: list[str], others: list[str]) -> bool:
    short, long = sorted((words, others), key=len)
    return set(short) <= set(long) or (short[-1] == long[-1] and short[0][0] == long[0][0] and "." in short[0])


def _is_last(word: str, profile: Profile) -> bool:
    words = plain(profile.name).replace("-", " ").split()
    return word in (words[-1], words[0])
