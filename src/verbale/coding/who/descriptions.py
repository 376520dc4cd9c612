"""Noun phrases that describe somebody: their words, their side, and the name that they go by.

"Qatari mediators" and "mediators from Qatar" have the side Qatar; "Russian and Ukrainian negotiators" have two; "its
army" has the side of whatever "its" stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from verbale.codebook.actors import GroupNoun, Title
from verbale.coding.who.gazetteer import Gazetteer, Known, NounHit, plain
from verbale.coding.who.names import Name, Names, head_of, spelt
from verbale.document import Document, Token

_IN_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "PART", "NUM", "ADV", "X"})
_POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their", "whose"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LINKS = frozenset({"of", "from", "for", "in", "on", "at", "to", "with"})


@dataclass(frozen=True, slots=True)
class Side:
    """Whom a description belongs to: a known state or body, a named person, or a possessive pronoun."""

    known: Known | None = None
    name: Name | None = None
    pronoun: Token | None = None
    owner: bool = False  # "Russia's", not "Russian"


@dataclass(frozen=True)
class Description:
    """A noun phrase for somebody who is not named in it; `tokens` from its first word (no determiner) to its head."""

    head: Token
    tokens: tuple[Token, ...]
    core: tuple[Token, ...]  # the title or noun itself
    title: Title | None
    group: GroupNoun | None
    sides: tuple[Side, ...] = ()
    determiner: str = ""
    plural: bool = False
    former: bool = False
    tail: tuple[Token, ...] = field(default=(), compare=False)

    @property
    def words(self) -> str:
        """The title or noun in small letters."""
        return spelt(self.core).lower()


class Descriptions:
    """All descriptions of a document, by the index of the last word of their core."""

    def __init__(self, document: Document, names: Names, gazetteer: Gazetteer) -> None:
        self._document, self._names, self._gazetteer = document, names, gazetteer
        self.all: list[Description] = []
        for hit in gazetteer.nouns(plain(document.text)):
            found = self._read(hit)
            if found is not None:
                self.all.append(found)

    def _read(self, hit: NounHit) -> Description | None:
        core = tuple(self._document.tokens_in(hit.start, hit.end))
        if not core or core[0].start != hit.start or core[-1].end > hit.end or len({t.sentence for t in core}) > 1:
            return None
        head = head_of(core)
        if head.pos not in ("NOUN", "PROPN") and not _is_noun(head):
            return None
        name = self._names.by_token.get(head.i)
        if name is not None and name.label != "organisation" and set(core) <= set(name.tokens):
            return None  # "the White House", "Congress": names by themselves
        if (
            name is not None
            and name.label not in ("people", "organisation")
            and name.tokens != core[: len(name.tokens)]
        ):
            return None
        first, sides, determiner, former = self._leftwards(core[0])
        tail, more = self._rightwards(core[-1], head)
        first = min(first, core[0].i)
        plural = _is_plural(head) or (hit.group is not None and hit.title is None and head.lower == "people")
        return Description(
            head, tuple(self._document.tokens[first : core[-1].i + 1]), core, hit.title, hit.group,
            tuple(sides or more), determiner, plural, former, tail,
        )  # fmt: skip

    def of(self, token: Token) -> Description | None:
        """The description headed by any noun ("Tunisia's coach")."""
        return self._read(NounHit(token.start, token.end, None, None))

    def _leftwards(self, token: Token) -> tuple[int, list[Side], str, bool]:
        """Where the phrase begins (after its determiner), its sides, its determiner, and whether it says "former"."""
        tokens, sides, at, first = self._document.tokens, [], token.i - 1, token.i
        former, owner = False, False
        inside = self._names.by_token.get(token.i)
        if inside is not None and inside.known is not None:
            sides += self._side_of(inside, owner=False)  # "Kremlin spokesman" is one title and holds its side
            first = inside.tokens[0].i  # "Sudan's army" is a name, "army chief" a title
            at = first - 1
        while at >= 0 and tokens[at].sentence == token.sentence:
            word = tokens[at]
            name = self._names.by_token.get(at)
            if word.lower in _POSSESSIVE and word.pos == "PART":
                owner = True
            elif word.lower in _POSSESSIVE_PRONOUNS and word.tag in ("PRP$", "WP$"):
                if not sides:
                    sides.append(Side(pronoun=word))
                return first, sides, word.lower, former
            elif name is None and owner and word.pos == "NOUN" and word.dep == "poss":
                return first, sides or [Side(pronoun=word)], "the", former  # "the rebels' delegation"
            elif name is not None and name.tokens[-1].i == at:
                found = self._side_of(name, owner=owner)
                if not found or (sides and not self._coordinates(at + 1)) or not _premodifies(name, owner):
                    break
                sides = found + sides
                at = name.tokens[0].i
                first = at
                owner = False
            elif at in self._names.partial:
                sides = [Side(known=k) for k in self._names.partial[at]] + sides
                first = at
            elif word.pos in ("DET", "PRON", "SCONJ"):
                return first, sides, word.lower if word.pos == "DET" else "", former
            elif word.lower in ("and", ",", "/", "-", "or") and sides and self._more_sides(at):
                pass
            elif word.pos in _IN_PHRASE or word.text == "-":
                former = former or word.lower in self._gazetteer.words("former")
                if (
                    word.text != "-"
                    and not owner
                    and word.pos != "ADV"
                    and not (word.dep in ("advmod", "quantmod") and word.head.pos == "NUM")  # "at least six"
                    and not (word.pos == "NOUN" and word.head.i > token.i + 3)
                ):
                    first = at
            else:
                break
            at -= 1
        return first, sides, "", former

    def _coordinates(self, at: int) -> bool:
        return self._document.tokens[at].lower in ("and", ",", "/", "-", "or")

    def _more_sides(self, at: int) -> bool:
        """Whether another side stands before a comma or "and": "Russian and Ukrainian negotiators"."""
        name = self._names.by_token.get(at - 1)
        return (
            name is not None and name.label in ("demonym", "state", "body") and
            (name.label == "demonym" or name.head.dep in ("amod", "nmod", "compound", "poss"))
        )  # fmt: skip

    def _side_of(self, name: Name, *, owner: bool) -> list[Side]:
        if name.known is not None and name.label in ("demonym", "state", "seat", "body"):
            return [Side(known=name.known, name=name, owner=owner)]
        if name.known is not None and name.label == "capital":
            return [Side(known=name.known, name=name, owner=owner)]
        if name.label in ("person", "organisation", "people"):
            return [Side(name=name, owner=owner)]
        return []

    def _rightwards(self, last: Token, head: Token) -> tuple[tuple[Token, ...], list[Side]]:
        """The "of"- or "from"-phrase after the noun, and the sides that it names."""
        tokens = self._document.tokens
        prep = tokens[last.i + 1] if last.i + 1 < len(tokens) else None
        if prep is not None and prep.head is head and prep.lower in self._gazetteer.words("acquainted"):
            words = tuple(t for t in tokens[prep.i : prep.i + 6] if t is prep or _below(t, prep))
            return words, []  # "two sources close to the talks"
        if prep is None or prep.sentence != last.sentence or prep.lower not in _LINKS or prep.pos != "ADP":
            return (), []
        noun = prep.child("pobj")
        if noun is None or prep.head not in (head, last):
            return (), []
        words = tuple(t for t in tokens[prep.i : prep.i + 9] if t is prep or _below(t, prep))
        if prep.lower in ("of", "from", "for"):
            return words, list(self._coordinated_sides(noun))
        if prep.lower == "in" and head.lemma not in self._gazetteer.words("abroad"):
            return words, [s for s in self._coordinated_sides(noun) if s.known is not None and s.known.state]
        return words, []

    def _coordinated_sides(self, noun: Token) -> Iterator[Side]:
        name = self._names.by_token.get(noun.i)
        if name is not None:
            yield from self._side_of(name, owner=True)
        else:  # "speaker of the Bosnian Serb assembly", "envoy of the Secretary-General of the United Nations"
            for child in noun.children:
                beyond = child.child("pobj") if child.dep == "prep" and child.lower == "of" else None
                if beyond is not None and noun.lower in self._gazetteer.tables.titles:
                    yield from self._coordinated_sides(beyond)
                inner = self._names.by_token.get(child.i) if child.dep in ("amod", "poss", "compound", "nmod") else None
                if inner is not None and child.i < noun.i:
                    yield from self._side_of(inner, owner=True)
        for child in noun.children:
            beside = self._names.by_token.get(child.i) if child.dep == "appos" else None
            if child.dep in ("conj", "appos") and (beside is None or beside.label != "person"):
                yield from self._coordinated_sides(child)


def _is_noun(head: Token) -> bool:
    """Whether an adjective stands for people: "the wounded", unlike "less patient was the mayor"."""
    compared = any(c.lower in ("less", "more", "least", "most", "so", "too", "very") for c in head.children)
    return head.pos == "ADJ" and head.dep in ("nsubj", "pobj", "dobj") and not compared


def _is_plural(head: Token) -> bool:
    """Whether a noun is in the plural, also one that the tagger takes for a name since it begins the sentence."""
    if head.tag != "NNP" or not head.lower.endswith("s") or head.lower.endswith("ss"):
        return head.tag in ("NNS", "NNPS")
    return all(t.i >= head.i for t in head.subtree())


def _premodifies(name: Name, owner: bool) -> bool:
    """Whether a name before a noun belongs to it ("Iranian ministers", not "in Tehran three ministers")."""
    return owner or name.label == "demonym" or name.head.dep not in ("pobj", "nsubj", "dobj", "npadvmod", "attr")


def _below(token: Token, above: Token) -> bool:
    return any(a is above for a in token.ancestors())
