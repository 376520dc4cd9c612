"""Which names are known: states and capitals, organisations, office holders, and titles, found in a text at once.

Built once a process from the codebook's tables. Accents do not count ("Erdogan" is "Erdoğan"), case does, so that
"US" is not "us". Titles and common nouns for people are looked for in small letters.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick_rs

from verbale.codebook import actors as tables
from verbale.codebook.actors import ActorTables, Body, GroupNoun, Holding, State, Title
from verbale.terms import ActorKind

KINDS = {
    "people": ActorKind.PEOPLE,
    "organisation": ActorKind.ORGANISATION,
    "armed_group": ActorKind.ARMED_GROUP,
    "media": ActorKind.MEDIA,
    "group": ActorKind.GROUP,
}


class _Plain(dict[int, str]):
    """Characters without their accents, each one still one character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = _EVEN.get(character) or unicodedata.normalize("NFKD", character)[0]
        self[code] = base
        return base


_EVEN = {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "’": "'", "‘": "'", "–": "-", "‑": "-",
         "\n": " ", "\t": " ", "\xa0": " ", "æ": "a", "ß": "s"}  # fmt: skip
_PLAIN = _Plain()


def plain(text: str) -> str:
    """The text without accents and with straight apostrophes, of the same length.

    >>> plain("Erdoğan’s")
    "Erdogan's"
    """
    return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Known:
    """What a name may mean; `sort` is state, capital, seat, demonym, body or person."""

    sort: str
    state: State | None = None
    body: Body | None = None
    holdings: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at characters [start, end)."""

    start: int
    end: int
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class NounHit:
    """A title or a noun for people or a body at characters [start, end)."""

    start: int
    end: int
    title: Title | None
    group: GroupNoun | None


class Gazetteer:
    """The known names of one codebook."""

    def __init__(self, known: ActorTables, folder: Path) -> None:
        self.tables, self.folder = known, folder
        self.names: dict[str, list[Known]] = {}
        self.surnames: dict[str, list[str]] = {}
        self.unions: dict[str, Body] = {}
        self.people: dict[str, tuple[Holding, ...]] = {}
        self.governments: dict[str, State] = {s.id: s for s in known.states}
        self.demonyms: dict[str, State] = {}
        self._add_all()
        self._patterns = list(self.names)
        self._names = ahocorasick_rs.AhoCorasick(self._patterns, implementation=_QUICK)
        self._nouns = [*dict.fromkeys(_noun_forms(known))]
        self._noun_finder = ahocorasick_rs.AhoCorasick(self._nouns, implementation=_QUICK)

    def words(self, name: str) -> frozenset[str]:
        """A named word list of `actors/contexts.toml`."""
        return self.tables.words.get(name, frozenset())

    def hits(self, folded: str) -> list[Hit]:
        """The known names in a text (`plain` already), longest first at each place, left to right, none overlapping."""
        found = self._names.find_matches_as_indexes(folded, overlapping=True)
        return [Hit(s, e, tuple(self.names[self._patterns[i]])) for i, s, e in _longest(found, folded)]

    def nouns(self, folded: str) -> list[NounHit]:
        """The titles and nouns for people in a text, as `hits` gives names."""
        text = folded.lower()
        if len(text) != len(folded):  # a letter whose small form is two characters
            text = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
        found = self._noun_finder.find_matches_as_indexes(text, overlapping=True)
        return [self._noun(s, e, self._nouns[i]) for i, s, e in _longest(found, text)]

    def _noun(self, start: int, end: int, form: str) -> NounHit:
        one = next((f for f in (form, *_singulars(form)) if f in self.tables.titles), None)
        group = next((f for f in (form, *_singulars(form)) if f in self.tables.groups), None)
        return NounHit(
            start, end, self.tables.titles[one] if one else None, self.tables.groups[group] if group else None
        )

    def _add_all(self) -> None:
        for state in self.tables.states:
            self._add_state(state)
        seats = dict(pair.split("=") for pair in sorted(self.words("union_seats")))
        for body in self.tables.bodies:
            self.unions.update({seat: body for seat, union in seats.items() if union == body.id})
            for name in (body.name, *body.aliases):
                self._add(name, Known("body", body=body))
        by_person: dict[str, list[Holding]] = {}
        for holding in self.tables.holdings:
            by_person.setdefault(holding.person, []).append(holding)
        for person, holdings in by_person.items():
            self._add_person(person, tuple(holdings))

    def _add_state(self, state: State) -> None:
        for name in (state.name, *state.aliases):
            self._add(name, Known("state", state=state))
        for name in (n for n in state.capitals if n not in self.words("no_metonyms")):
            self._add(name, Known("capital", state=state))
        offices = [s for s in state.seats if set(s.lower().split()) & self.words("office_seats")]
        for name in state.seats:
            self._add(
                name, Known("body", body=_office(state, offices)) if name in offices else Known("seat", state=state)
            )
        for name in state.demonyms:
            known = self.demonyms.get(plain(name))
            better = known is None or (state.id == state.code and (known.id != known.code or (name == state.demonyms[0]
                                                                    and name != known.demonyms[0])))  # fmt: skip
            if better:
                self.demonyms[plain(name)] = state
                self._add(name, Known("demonym", state=state))

    def _add_person(self, person: str, holdings: tuple[Holding, ...]) -> None:
        known = Known("person", holdings=holdings)
        self.people[person_id(person)] = holdings
        aliases = dict.fromkeys((person, *(a for h in holdings for a in h.aliases)))
        for name in aliases:
            words = plain(name).split()
            if len(words) > 1:
                self._add(name, known)
            self.surnames.setdefault(words[-1], []).append(person_id(person))
        first = plain(person).split()[0]
        if holdings[0].country in self.words("family_name_first") and first.lower() not in self.tables.titles:
            self.surnames.setdefault(first, []).append(person_id(person))

    def _add(self, name: str, known: Known) -> None:
        name = plain(name).removeprefix("the ")
        if len(name) > 1:
            meanings = self.names.setdefault(name, [])
            if not any(m.sort == known.sort and _same(m, known) for m in meanings):
                meanings.append(known)


_BACK = ("back_groups", "back_unions", "back_states", "pair_persons", "pair_sides")
_QUICK = ahocorasick_rs.Implementation.NoncontiguousNFA


@functools.cache
def _office_body(code: str, name: str) -> Body:
    return Body(slug(name), name, (), "organisation", code, ("GOV",))


def _office(state: State, names: Sequence[str]) -> Body:
    """The ministry that all these names of a state's seats are: by its longest one."""
    return _office_body(state.code, max(names, key=len))


def _same(one: Known, other: Known) -> bool:
    return one.state is other.state and one.body is other.body and one.holdings == other.holdings


def _longest(found: Iterable[tuple[int, int, int]], text: str) -> Iterator[tuple[int, int, int]]:
    """Of all matches that stand at word boundaries, the leftmost longest that do not overlap."""
    whole = [(i, s, e) for i, s, e in found if _stands_alone(text, s, e)]
    at = 0
    for i, start, end in sorted(whole, key=lambda m: (m[1], -m[2])):
        if start >= at:
            yield i, start, end
            at = end


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False
    return not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


def _noun_forms(known: ActorTables) -> Iterator[str]:
    back = [w for name in _BACK for w in sorted(known.words.get(name, ()))]
    for form in (*known.titles, *known.groups, *back):
        form = plain(form).lower()
        yield form
        yield _plural(form)


def _plural(form: str) -> str:
    first, _, rest = form.partition(" of ")
    for ending, new in (("man", "men"), ("child", "children"), ("person", "persons"), ("y", "ies"), ("s", "s")):
        if first.endswith(ending) and not (ending == "y" and first[-2:-1] in "aeou"):
            first = first[: -len(ending)] + new
            break
    else:
        first += "es" if first.endswith(("ch", "sh", "x")) else "s"
    return f"{first} of {rest}" if rest else first


def _singulars(form: str) -> Sequence[str]:
    first, _, rest = form.partition(" of ")
    tail = f" of {rest}" if rest else ""
    found = []
    if first.endswith("ies"):
        found.append(first[:-3] + "y" + tail)
    if first.endswith("men"):
        found.append(first[:-3] + "man" + tail)
    if first.endswith("children"):
        found.append(first[:-3] + tail)
    if first.endswith("es"):
        found.append(first[:-2] + tail)
    if first.endswith("s"):
        found.append(first[:-1] + tail)
    return found


def person_id(name: str) -> str:
    """The id of a person of that name.

    >>> person_id("Recep Tayyip Erdoğan")
    'person:recep-tayyip-erdogan'
    """
    return "person:" + slug(name)


def slug(name: str) -> str:
    """A name in small letters, accents gone, hyphens for all else."""
    return "-".join("".join(c if c.isalnum() else " " for c in plain(name).lower().replace("'", "")).split())


@functools.cache
def load(folder: Path) -> Gazetteer:
    """The gazetteer of a codebook folder; the same object at every call."""
    return Gazetteer(tables.load(folder), folder)
