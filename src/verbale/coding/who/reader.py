"""The reading of actors: names, then titles beside them, then all else in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.codebook.actors import State
from verbale.coding.grammar import coordinated, first_conjunct
from verbale.coding.who.chains import PRONOUNS, Chains
from verbale.coding.who.descriptions import Description, Descriptions
from verbale.coding.who.gazetteer import Gazetteer, Known, plain
from verbale.coding.who.holders import beside_name, give_title
from verbale.coding.who.layer import Naming, Profile, Who
from verbale.coding.who.metonyms import Metonyms
from verbale.coding.who.names import Name, Names, government, organisation
from verbale.coding.who.nominals import Nominals
from verbale.coding.who.persons import Persons
from verbale.coding.who.setting import home, torn
from verbale.document import Document, Token
from verbale.terms import ActorKind

_NOBODY = frozenset({"that", "which", "it", "its", "itself"})  # these stand for things as often as for actors


class Reader:
    """Reads the actors of one document."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self.document, self.gazetteer = document, gazetteer
        self.names = Names(document, gazetteer)
        self.descriptions = Descriptions(document, self.names, gazetteer)
        self.metonyms = Metonyms(gazetteer)
        self.profiles: dict[str, Profile] = {}
        self.compass: dict[str, Profile] = {}
        self.titles: dict[int, Description] = {}
        self.chains = Chains(document, gazetteer.words)
        self.persons = Persons(document, gazetteer, self.names)
        self.nominals = Nominals(document, gazetteer, self.names, self.chains, self.persons, self.profile)

    def read(self) -> Who:
        """The layer."""
        named = {n.head.i: n for n in self._named()}
        owners = self.nominals.owners
        owners.home, owners.sure_home = home(self.names, named, 2, 0.65), home(self.names, named, 3, 0.8)
        self.compass = self._compass()
        described = self._describe(named)
        owners.filed = self._filed(named)
        owners.torn = torn(self.names, named, self.descriptions.all, self.gazetteer)
        self.chains.ahead = named
        for token in self.document.tokens:
            if token.tag in ("NNPS", "NNS") and (both := self.nominals.pairs.namesakes(token.text)) is not None:
                self.chains.at[token.i] = Naming(token, (token,), both)
            elif token.i in named:
                self.chains.at[token.i] = named[token.i]
                self._late_side(token)
            elif token.i in described:
                self._resolve(described[token.i])
            elif token.lower in ("two", "both", "three", "four") and self._is_two(token):
                self._two(token)
            elif token.text in self.compass and token.dep in ("nsubj", "poss", "agent", "nsubjpass"):
                self.chains.at[token.i] = Naming(token, (token,), self.compass[token.text])
            elif self._is_national(token):
                self._national(token)
            elif self._speaks(token) or self._is_national_noun(token):
                self._speaker(token)
            elif token.lower in PRONOUNS and token.pos in ("PRON", "DET", "SCONJ"):
                self._pronoun(token)
        return Who(self.document, self.chains.at, self._sides(), self.gazetteer.words)

    def _filed(self, named: dict[int, Naming]) -> str | None:
        """The country of the capital in the dateline, where the text names that state as well."""
        place = plain(self.document.dateline or "").title()
        states = (k.state for k in self.gazetteer.names.get(place, ()) if k.sort == "capital" and k.state is not None)
        code = next((s.code for s in states), None)
        return code if any(n.profile.country == code for n in named.values()) else None

    def _late_side(self, token: Token) -> None:
        """The country of "its leader, X", once it is known whom "its" stands for."""
        description = self.titles.get(token.i)
        profile = self.chains.at[token.i].profile
        if description is not None:
            self.nominals.as_counterpart(profile, description)
        if description is not None and profile.country is None and not description.former:
            profile.country, sectors = self.nominals.side(description)
            by_words = self._of_state(token) or self._by_title(description) or self._of_side_led(token)
            profile.country = profile.country or by_words
            profile.sectors = profile.sectors or sectors
            public = description.title is not None and set(description.title.sectors) & {"GOV", "MIL", "LEG"}
            if profile.country is None and public and not description.sides:
                owners = self.nominals.owners
                profile.country = owners.home or owners.torn or owners.filed

    def _of_side_led(self, token: Token) -> str | None:
        """The country of the side that somebody leads: "X led the Chinese side", "represented by X and Y"."""
        first = first_conjunct(token)
        verb = first.head.head if first.head.dep == "agent" else first.head
        if verb.lemma not in self.gazetteer.words("leading"):
            return None
        led = verb.child("nsubjpass") if first.head.dep == "agent" else verb.child("dobj")
        names = (self.names.by_token.get(c.i) for c in (led.children if led is not None else ()))
        states = {n.known.state.code for n in names if n is not None and n.known is not None and n.known.state}
        return states.pop() if len(states) == 1 else None

    def _by_title(self, description: Description) -> str | None:
        """The country whose title it is and no other's ("secretary of state")."""
        pairs = (pair.split("=") for pair in self.gazetteer.words("title_countries"))
        return next((country for title, country in pairs if title == description.words), None)

    def _of_state(self, token: Token) -> str | None:
        """The country in "President X of Norway", "Mayor X of Accra"."""
        for prep in token.children:
            noun = prep.child("pobj") if prep.dep == "prep" and prep.lower == "of" else None
            name = self.names.by_token.get(noun.i) if noun is not None else None
            known = name.known if name is not None and name.label in ("state", "capital") else None
            if known is not None and known.state is not None:
                return known.state.code
        return None

    def profile(self, fresh: Profile) -> Profile:
        """The one profile of that id in this document."""
        return self.profiles.setdefault(fresh.id, fresh)

    def _named(self) -> Iterable[Naming]:
        for name in self.names.all:
            profile = self._of_name(name)
            if profile is not None:
                yield Naming(name.head, name.tokens, profile)
        yield from self.persons.surnames()

    def _of_name(self, name: Name) -> Profile | None:
        if name.label == "person":
            return self.persons.of(name)
        introduced = self.names.in_full(name)
        if introduced is not None and introduced is not name:
            return self._of_body(introduced)
        full = self._in_full(name) if name.label in ("organisation", "people") else None
        if full is not None:
            return self._of_body(full)
        if len(name.tokens) == 1 and name.label in ("state", "capital") and self.persons.surname(name.text) is not None:
            acts = self.metonyms.acts(name.head, "capital")  # "Paris said" of Valeska Paris
            return self.persons.surname(name.text) if acts else None
        if name.label == "organisation" and len(name.tokens) == 1 and self.persons.known(plain(name.text)) is not None:
            return self.persons.of(name)  # "Macron, Scholz and Draghi came": the model takes surnames for firms
        if name.label in ("body", "organisation"):
            return self._of_body(name)
        if name.label in ("demonym", "people"):
            return self._of_people(name)
        state = name.known.state if name.known else None
        if state is None or not self.metonyms.acts(name.head, name.label):
            return None
        union = self.gazetteer.unions.get(name.text) if name.label == "capital" else None
        if union is not None and not self._speaks_of(state):
            return self.profile(organisation(Name((), Known("body", body=union), "body"), frozenset()))
        return self.profile(government(state))

    def _speaks_of(self, state: State) -> bool:
        """Whether the text names a state, not only its capital, which may be a union's too ("Brussels")."""
        return any(n.label in ("state", "demonym") and n.known and n.known.state is state for n in self.names.all)

    def _in_full(self, name: Name) -> Name | None:
        """The one body named before of which a single word is the last: "the Tigers" after "the Tamil Tigers"."""
        if len(name.tokens) > 1 or name.known is not None or name.head.dep in ("compound", "nmod", "amod"):
            return None
        before = [n for n in self.names.all if n.label == "body" and n.tokens[0].i < name.tokens[0].i]
        ends = [n for n in before if len(n.tokens) > 1 and n.tokens[-1].text == name.text and n.known is not None]
        bodies = {n.known.body.id for n in ends if n.known is not None and n.known.body is not None}
        return Name(name.tokens, ends[0].known, "body") if len(bodies) == 1 else None

    def _of_body(self, name: Name) -> Profile | None:
        head = name.head
        if head.dep in ("compound", "nmod", "amod") and head.head.pos in ("NOUN", "PROPN"):
            return None  # "UN envoy", "Hamas talks": a side, found by `sides_of`
        body = name.known.body if name.known else None
        if body is None and head.i != name.tokens[-1].i and head.pos not in ("PROPN", "NOUN"):
            return None
        if body is None and self.persons.is_place_name(name):
            return None  # "Lachin", "Lancaster House"
        profile = self.profile(organisation(name, self.gazetteer.words("media_names")))
        if name.tokens[-1].lemma in self.gazetteer.tables.groups:
            profile.noun = name.tokens[-1].lemma  # "the army" after "Sudan's army"
            if name.known is not None and "MIL" in profile.sectors:
                profile.name = self.nominals.wording.military(name, profile)
        if profile.country is None:
            profile.country = self._owner(head)
        return profile

    def _owner(self, head: Token) -> str | None:
        """The country of whose body it is: "the FARC's 34th Front"."""
        owner = head.child("poss")
        name = self.names.by_token.get(owner.i) if owner is not None else None
        known = name.known if name is not None else None
        if known is None or known.sort == "person":
            return None
        return self._side(known).country

    def _of_people(self, name: Name) -> Profile | None:
        """ "The Russians", "Palestinians": people; never the adjective."""
        head = name.head
        last = name.tokens[-1]
        plural = last.tag in ("NNPS", "NNS") or (last.pos in ("PROPN", "NOUN") and last.lower.endswith(("ese", "ish")))
        if not plural or head.dep in ("compound", "amod", "nmod"):
            return None
        state = name.known.state if name.known else None
        country = state.code if state else self.nominals.people_of(name.tokens)
        return self.profile(
            Profile(f"people:{name.text.lower().replace(' ', '-')}", name.text, ActorKind.PEOPLE, country, plural=True)
        )

    def _describe(self, named: dict[int, Naming]) -> dict[int, Description]:
        """Give titles to the names they stand beside; what is left describes somebody by itself."""
        left: dict[int, Description] = {}
        people = {d.head.i for d in self.descriptions.all if d.title or (d.group and d.group.kind == "people")}
        for description in self.descriptions.all:
            persons = beside_name(description, self.document, named, people) or self._unseen(description, named)
            if persons:
                for person in persons:
                    self.titles.setdefault(person.head.i, description)
                    give_title(person.profile, description, self.nominals, self.document.published)
                if not description.plural:
                    named.setdefault(
                        description.head.i, Naming(description.head, persons[0].tokens, persons[0].profile)
                    )
                else:
                    left[description.head.i] = description
            elif description.head.i not in named:
                left[description.head.i] = description
        return left

    def _unseen(self, description: Description, named: dict[int, Naming]) -> list[Naming]:
        """A person whom only the title before the name gives away: "Chairman Mao"."""
        tokens, at = self.document.tokens, description.core[-1].i + 1
        comma = at < len(tokens) and tokens[at].text == ","
        at += comma
        words: list[Token] = []
        while at < len(tokens) and tokens[at].pos == "PROPN" and tokens[at].text[0].isupper() and at not in named:
            if tokens[at].i in self.names.by_token or tokens[at].sentence != description.head.sentence:
                break
            words.append(tokens[at])
            at += 1
        if description.title is None or not words:
            return []
        apposed = any(t.dep == "appos" and t.head is description.head for t in words)
        if not apposed and (comma or description.core[-1].head not in (*words, description.head.head)):
            return []
        if comma and len(words) < 2:
            return []
        name = Name(tuple(words), None, "person")
        naming = Naming(name.head, name.tokens, self.persons.add(name))
        named[name.head.i] = naming
        others = [named[t.i] for t in coordinated(name.head) if t.i in named]
        return others if description.plural else [naming]

    def _resolve(self, description: Description) -> None:
        profile = self.nominals.resolve(description)
        if profile is None and self._speaks(description.head):
            profile = self.nominals.speaker(description)
        if profile is not None:
            words = description.tokens
            if description.tail and profile.name.endswith(description.tail[-1].text):
                words += description.tail
            self.chains.at[description.head.i] = Naming(description.head, words, profile)

    def _is_two(self, token: Token) -> bool:
        """ "The two met", "both agreed": a number that stands for two actors."""
        if token.pos not in ("NUM", "PRON", "DET", "NOUN") or token.child("prep") is not None:
            return False
        if token.dep == "dobj":  # "invited both", unlike "signed both"
            return token.lower == "both" and token.head.lemma in self.gazetteer.words("addressed")
        return token.dep in ("nsubj", "pobj", "nsubjpass") and (token.lower == "both" or token.child("det") is not None)

    def _two(self, token: Token) -> None:
        profile = self.nominals.pairs.two(token)
        if profile is not None:
            self.chains.at[token.i] = Naming(token, (token,), profile)

    def _compass(self) -> dict[str, Profile]:
        """ "The North", where the article is about North Korea."""
        pairs = dict(pair.split("=") for pair in self.gazetteer.words("compass"))
        named = {n.known.state.code: n.known.state for n in self.names.all if n.known and n.known.state}
        return {word: self.profile(government(named[code])) for word, code in pairs.items() if code in named}

    def _is_national(self, token: Token) -> bool:
        """ "The Venezuelan": one person by nationality, not the adjective."""
        name = self.names.by_token.get(token.i)
        if name is None or name.label != "demonym" or token.tag not in ("NN", "NNP", "JJ"):
            return False
        return token.dep in ("nsubj", "pobj", "dobj") and token.child("det") is not None

    def _national(self, token: Token) -> None:
        state = self.names.by_token[token.i].known
        code = state.state.code if state is not None and state.state is not None else None
        profile = self.chains.recent(token, lambda p: p.kind is ActorKind.PERSON and p.country == code)
        if profile is not None:
            self.chains.at[token.i] = Naming(token, (token,), profile)

    def _is_national_noun(self, token: Token) -> bool:
        """ "American engineers", "Spain's legionnaires": a nationality before a noun for people, by its ending."""
        if token.tag != "NNS" or token.dep in ("compound", "nmod") or token.lemma in self.gazetteer.words("no_people"):
            return False
        if not token.lower.endswith(tuple(self.gazetteer.words("people_endings"))):
            return False
        sides = (self.names.by_token.get(c.i) for c in token.children if c.dep in ("amod", "poss", "compound", "nmod"))
        return any(n is not None and n.label in ("demonym", "state") for n in sides)

    def _speaks(self, token: Token) -> bool:
        """Whether a word that names nobody known is said to speak: "Tunisia's coach said"."""
        if token.dep != "nsubj" or token.head.lemma not in self.gazetteer.words("says"):
            return False
        return token.pos in ("NOUN", "PROPN") and token.lemma not in self.gazetteer.words("documents")

    def _speaker(self, token: Token) -> None:
        """Somebody described by a noun that the tables do not have, or an unknown name."""
        description = self.descriptions.of(token)
        if description is not None:
            profile = self.nominals.speaker(description)
            self.chains.at[token.i] = Naming(token, description.tokens, profile)

    def _pronoun(self, token: Token) -> None:
        profile = self.chains.pronoun(token)
        if profile is None and (token.lower in _NOBODY or token.dep == "poss" or token.lower == "who"):
            return
        found = profile or Profile(f"unknown:{token.i}", token.text, ActorKind.UNKNOWN, named=False)
        self.chains.at[token.i] = Naming(token, (token,), found)

    def _sides(self) -> dict[int, tuple[Profile, ...]]:
        found: dict[int, tuple[Profile, ...]] = {}
        for name in self.names.all:
            if name.known is not None and name.label != "person":
                found[name.head.i] = (self._side(name.known),)
                found[name.tokens[-1].i] = (self._side(name.known),)
        for at, known in self.names.partial.items():
            found[at] = tuple(self._side(k) for k in known if k.sort != "person")
        return found

    def _side(self, known: Known) -> Profile:
        if known.state is not None:
            return self.profile(government(known.state))
        return self.profile(organisation(Name((), known, "body"), frozenset()))
