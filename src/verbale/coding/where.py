"""Where: the places that the text names, and the place of an event.

A name is a place only where it does not act: "Kyiv said" is the government, "in Kyiv" is the city. Of several places
of one name the one in a country that the article speaks of comes before the more populous one elsewhere.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verbale.codebook import Codebook
from verbale.codebook import places as gazetteers
from verbale.codebook.places import Gazetteer, KnownPlace, fold
from verbale.coding.grammar import LIGHT_VERBS, coordinated, first_conjunct, governor, is_verb, preposition_objects
from verbale.coding.who import Who
from verbale.document import Document, Token
from verbale.findings import Place
from verbale.terms import PlaceKind

_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "above", "on", "from", "across", "off", "over"}
)
_DIRECTION = frozenset({"to", "into", "for", "towards", "toward", "through", "via", "against"})
_OF_TOPICS = frozenset({"on", "over", "for", "against", "from"})  # "talks on a Gaza ceasefire" are not in Gaza
_PARTNERS = frozenset({"with", "between", "to", "among"})
_BESIDE = ("in", "near", "outside", "at", "above")
_TOWN_WORDS = frozenset("city town port capital village suburb resort island region province state district".split())
_MODEL_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACE = frozenset({"PERSON", "ORG", "NORP", "DATE", "TIME", "MONEY", "PERCENT"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text: its words and the place that it is taken for."""

    tokens: tuple[Token, ...]
    place: Place

    @property
    def head(self) -> Token:
        """The word that the rest of the sentence attaches to."""
        inside = set(self.tokens)
        return next((t for t in reversed(self.tokens) if t.head not in inside or t.head is t), self.tokens[-1])


class Places:
    """The places of a document."""

    def __init__(
        self, mentions: Sequence[PlaceMention], document: Document, dateline: Place | None = None,
        subjects: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.mentions = tuple(mentions)
        self._document, self._dateline, self._subjects = document, dateline, subjects
        self._at = {t.i: m for m in mentions for t in m.tokens}

    def at(self, token: Token) -> Place | None:
        """The place whose name the token belongs to."""
        found = self._at.get(token.i)
        return found.place if found else None

    def of(self, token: Token) -> Place | None:
        """The place of a predicate or event noun; None when its words name none."""
        return next(self._around(token), None)

    def _around(self, token: Token) -> Iterator[Place]:
        """The places that modify the token, then its light verb, then its clause, nearest first."""
        yield from self._modifiers(token)
        if not is_verb(token):
            noun = first_conjunct(token)
            verb = governor(noun)
            if verb is not None and (noun.dep in ("nsubj", "nsubjpass") or verb.lemma in LIGHT_VERBS):
                yield from self._modifiers(verb, lent=True)
        elif token.dep == "xcomp" and is_verb(token.head):
            yield from self._modifiers(token.head)

    def _modifiers(self, token: Token, *, lent: bool = False) -> Iterator[Place]:
        for child in token.children:
            if child.dep in ("compound", "poss", "nmod", "amod") and not is_verb(token):
                yield from self._if_place(child)
            elif child.dep == "advmod" and child.lower in ("there", "here"):
                yield from self._before(child)
        yield from self._adjoined(token, lent=lent)

    def _adjoined(self, token: Token, *, lent: bool) -> Iterator[Place]:
        """The places in prepositional phrases: its own, those of verbs beside it, those that it leads to, far ones.

        A verb that is `lent` to its noun lends no origin: "the talks stole the show from Oslo".
        """
        direct = [c for c in token.children if c.dep in ("prep", "agent") and c.lower in _LOCATIVE]
        direct = [c for c in direct if not (lent and c.lower == "from")]
        carriers = [c for c in token.children if _carries_adjunct(c, token) and not self._is_subject(c)]
        nearby = [p for c in carriers for p in _adjuncts(c)]
        toward = [c for c in token.children if c.dep == "prep" and c.lower in _DIRECTION]
        topics = frozenset() if is_verb(token) else _OF_TOPICS  # "a session on El Fasher in Geneva"
        for prep in sorted((*direct, *nearby, *toward), key=lambda p: p.lower in topics):
            for noun in prep.children:
                if noun.dep == "pobj":
                    yield from self._phrase(noun) if prep.lower not in _OF_TOPICS else self._if_place(noun)
        for prep in (p for c in token.children if _carries_adjunct(c, token) for p in _far_adjuncts(c)):
            for noun in prep.all("pobj"):
                yield from (p for p in self._phrase(noun) if p.kind in (PlaceKind.CITY, PlaceKind.VENUE))

    def _is_subject(self, child: Token) -> bool:
        """Whether a phrase says what was spoken about: talks "on Sunday on the war in Yemen" were not held there."""
        noun = child.child("pobj") if child.lower in ("on", "over", "about") else None
        return noun is not None and noun.lemma in self._subjects

    def _phrase(self, noun: Token) -> Iterator[Place]:
        """The place that a prepositional object is: its own name, or the name in its apposition or "of"-phrase."""
        yield from self._if_place(noun)
        for child in noun.children:
            if child.dep in ("appos", "compound", "nmod"):
                yield from self._if_place(child)
            elif (
                child.dep == "prep"
                and child.lower in ("of", "in", "near", "outside")
                and (noun.lemma in _TOWN_WORDS or child.lower != "of")
            ):
                for inner in child.children:
                    yield from self._if_place(inner)

    def _if_place(self, token: Token) -> Iterator[Place]:
        place = self.at(token)
        if place is not None:
            yield place

    def _before(self, word: Token) -> Iterator[Place]:
        """What "there" points at: the last place named before it, at most one sentence back; "here" is the dateline."""
        here = self._dateline if word.lower == "here" else None
        found = here or self.before(word)
        if found is not None:
            yield found

    def before(self, word: Token) -> Place | None:
        """The last place named before a word, at most one sentence back; of "Kazan, Russia" the town."""
        named = [m for m in self.mentions if m.tokens[-1].i < word.i and word.sentence - m.head.sentence <= 1]
        named = [m for m in named if m.head.dep not in ("poss", "amod")] or named  # "Liberia's leader flew there"
        if len(named) > 1 and named[-1].tokens[0].i == named[-2].tokens[-1].i + 2:
            last, town = named[-1].place, named[-2].place
            if last.kind in (PlaceKind.COUNTRY, PlaceKind.REGION) and town.country == last.country:
                return town
        return named[-1].place if named else None

    def just_before(self, word: Token) -> Place | None:
        """The place whose name ends right before a word ("Vienna, where"); of "Kazan, Russia, where" the town."""
        near = any(0 < word.i - m.tokens[-1].i <= 2 for m in self.mentions)
        return self.before(word) if near else None


def _carries_adjunct(child: Token, token: Token) -> bool:
    """Whether the parser may have hung the token's own place on this argument ("held talks in Turkey on Wednesday")."""
    return child.i > token.i and child.dep in ("dobj", "attr", "prep", "prt", "advmod", "xcomp", "npadvmod", "acomp")


def _adjuncts(child: Token) -> Iterator[Token]:
    noun = child.child("pobj") if child.dep == "prep" else child
    for part in coordinated(noun) if noun is not None else ():
        for prep in part.all("prep"):
            if prep.lower in _LOCATIVE and prep.lower != "from":
                yield prep


def _far_adjuncts(child: Token) -> Iterator[Token]:
    """The places behind the partner ("held talks with the envoy in Oslo"), which the parser hung on that partner."""
    noun = child.child("pobj") if child.dep == "prep" and child.lower in _PARTNERS else child
    for prep in noun.children if noun is not None and child.dep != "xcomp" else ():
        partner = prep.child("pobj") if prep.dep == "prep" and prep.lower in _PARTNERS else None
        yield from _adjuncts(partner) if partner is not None else ()


def places_in(document: Document, codebook: Codebook, who: Who) -> Places:
    """The places layer of a document."""
    gazetteer = gazetteers.load(codebook.folder)
    spans = list(_spans(document, gazetteer, who))
    context = _context(spans, who)
    mentions = [
        _mention(document, tokens, found, context, _stated_country(document, tokens, gazetteer))
        for tokens, found in spans
    ]
    mentions += _capitals(document, gazetteer)
    mentions += _unknown_places(document, who, {t.i: m.place for m in mentions for t in m.tokens})
    ordered = sorted(mentions, key=lambda m: m.tokens[0].i)
    return Places(ordered, document, _dateline(document, gazetteer, context), codebook.lists["subjects"])


def _dateline(document: Document, gazetteer: Gazetteer, context: Counter[str]) -> Place | None:
    """The town that the dateline names, where the gazetteer knows it: "GENEVA", "TRIPOLI, Lebanon"."""
    town, _, country = (document.dateline or "").partition(",")
    found = [p for p in gazetteer.find(town.strip()) if p.kind is PlaceKind.CITY]
    stated = next((p.country for p in gazetteer.find(country.strip()) if p.kind is PlaceKind.COUNTRY), None)
    best = max(found, key=lambda p: _fit(p, context, stated), default=None)
    return Place(best.name, best.country, best.kind, best.lat, best.lon, best.geonames_id) if best else None


def _spans(
    document: Document, gazetteer: Gazetteer, who: Who
) -> Iterator[tuple[tuple[Token, ...], tuple[KnownPlace, ...]]]:
    """The longest gazetteer names in the text that may be places, left to right."""
    tokens, at = document.tokens, 0
    while at < len(tokens):
        if not tokens[at].text[:1].isupper() and not tokens[at].text[:1].isdigit():
            at += 1
            continue
        found = _longest(tokens, at, gazetteer)
        if found is None:
            at += 1
            continue
        size, places = found
        if tokens[at].lower == "the" and not any(p.name.startswith("The ") for p in places):
            at += 1  # "The Krasnodar region" begins with its second word
            continue
        words = tokens[at : at + size]
        if _may_be_place(words, gazetteer, who):
            yield words, places
        at += size


def _longest(tokens: Sequence[Token], at: int, gazetteer: Gazetteer) -> tuple[int, tuple[KnownPlace, ...]] | None:
    sentence = tokens[at].sentence
    for size in range(min(gazetteer.longest, 6), 0, -1):
        words = tokens[at : at + size]
        if len(words) < size or words[-1].sentence != sentence or (size > 1 and not words[-1].text[:1].isalnum()):
            continue
        places = gazetteer.names.get(fold(_spelt(words)))
        if places:
            return size, places
    return None


def _spelt(words: Sequence[Token]) -> str:
    """The words as the text has them: a space only where the text has one."""
    return "".join(t.text + " " * (t.end < after.start) for t, after in pairwise((*words, words[-1])))


def _may_be_place(words: Sequence[Token], gazetteer: Gazetteer, who: Who) -> bool:
    if words[0].pos not in ("PROPN", "NOUN", "ADJ", "X", "DET"):
        return False
    name = fold(_spelt(words))
    if any(fold(actor.name) != name or len(words) == 1 for t in words if (actor := who.at(t)) is not None):
        return False  # an actor, unless the model took the whole name of a place for one
    labels = {t.ent for t in words}
    if name in gazetteer.stop or len(name) < 3:
        return bool(labels & _MODEL_PLACES)
    if labels & {"PERSON"} and len(words) == 1:
        return _after_locative(words[0])
    return not labels <= _NO_PLACE or _after_locative(words[0]) or "PERSON" not in labels or len(words) > 1


def _after_locative(token: Token) -> bool:
    return token.dep == "pobj" and token.head.lower in _LOCATIVE | _DIRECTION


def _context(spans: Iterable[tuple[tuple[Token, ...], tuple[KnownPlace, ...]]], who: Who) -> Counter[str]:
    """How often the article speaks of each country: its actors, its countries, its unmistakable cities."""
    context: Counter[str] = Counter()
    for actor in who.actors:
        if actor.country:
            context[actor.country] += len(actor.mentions)
    for _, found in spans:
        countries = {p.country for p in found}
        if len(countries) == 1 or found[0].kind is PlaceKind.COUNTRY:
            context[found[0].country or ""] += 1
    return context


def _mention(
    document: Document, tokens: tuple[Token, ...], found: tuple[KnownPlace, ...], context: Counter[str],
    stated: str | None,
) -> PlaceMention:  # fmt: skip
    best = max(found, key=lambda p: _fit(p, context, stated))
    mention = document.span(*tokens)
    name = mention.quote if best.kind is not PlaceKind.COUNTRY else best.name
    return PlaceMention(
        tokens,
        Place(name, best.country, best.kind, best.lat, best.lon, best.geonames_id, mention, best.contested),
    )


def _stated_country(document: Document, tokens: Sequence[Token], gazetteer: Gazetteer) -> str | None:
    """The country that the text adds to the name after a comma: "Tripoli, Lebanon", "Paris, Texas"."""
    after = tokens[-1].i + 1
    if after + 1 >= len(document.tokens) or document.tokens[after].text != ",":
        return None
    found = _longest(document.tokens, after + 1, gazetteer)
    broader = [p for p in found[1] if p.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)] if found else []
    return broader[0].country if broader else None


def _fit(place: KnownPlace, context: Counter[str], stated: str | None) -> float:
    """How well a candidate fits: the country that the article speaks of first, then how big and well known it is."""
    size = math.log10(place.population + 10)
    known = {PlaceKind.COUNTRY: 6.0, PlaceKind.VENUE: 5.0, PlaceKind.REGION: 4.5}.get(place.kind, 0.0)
    spoken_of = min(3.0, 1.5 * math.log2(1 + context[place.country or ""]))
    host = 2.5 * place.hosts  # Geneva is not the one in Illinois, however much a text speaks of the United States
    return size + known + spoken_of + host + 1.5 * place.capital + 10 * (stated is not None and stated == place.country)


def _capitals(document: Document, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """Cities called by their rank: "in the South African capital", "Ethiopia's capital", "the capital of Chad"."""
    for token in document.tokens:
        if token.lower != "capital" or not _after_locative(token):
            continue
        owners = [t for t in token.children if t.dep in ("amod", "compound", "poss", "nmod")]
        owners += [t for prep in token.all("prep") if prep.lower == "of" for t in prep.all("pobj")]
        codes = (_country_of(document, owner, gazetteer) for owner in owners)
        code = next((c for c in codes if c in gazetteer.capitals), None)
        city = next((p for p in gazetteer.find(gazetteer.capitals[code]) if p.country == code), None) if code else None
        if city is not None:
            mention = document.span(token)
            place = Place(city.name, city.country, city.kind, city.lat, city.lon, city.geonames_id, mention)
            yield PlaceMention((token,), place)


def _country_of(document: Document, token: Token, gazetteer: Gazetteer) -> str | None:
    """The country that a name or demonym of one to four words ending with `token` stands for."""
    for size in range(4, 0, -1):
        words = document.tokens[max(0, token.i - size + 1) : token.i + 1]
        code = gazetteer.demonyms.get(_spelt(words).casefold())
        countries = [p.country for p in gazetteer.find(_spelt(words)) if p.kind is PlaceKind.COUNTRY]
        if code or countries:
            return code or countries[0]
    return None


def _unknown_places(document: Document, who: Who, taken: Mapping[int, Place]) -> Iterator[PlaceMention]:
    """Places that only the model knows, after a locative preposition: a name without coordinates.

    Of "Vienna's Grand Hotel" and "the Hilton in Muscat" the country is that of the town.
    """
    for token in document.tokens:
        if (
            token.ent not in _MODEL_PLACES
            or token.i in taken
            or not _after_locative(token)
            or who.at(token) is not None
        ):
            continue
        words = [t for t in token.subtree() if t.ent == token.ent and t.dep in ("compound", "pobj", "nmod", "amod")]
        words = [t for t in words if t.i <= token.i]
        if token.text[:1].isupper():
            mention = document.span(*words)
            beside = [*token.all("poss", "nmod", "compound"), *preposition_objects(token, *_BESIDE)]
            country = next((taken[t.i].country for t in beside if t.i in taken), None)
            yield PlaceMention(tuple(words), Place(mention.quote, country, mention=mention))
