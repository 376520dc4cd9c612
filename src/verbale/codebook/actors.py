"""The tables of actors: states, titles, nouns for people and bodies, organisations, and who held which office when.

Read from `actors/*.csv` and `actors/holders/*.csv` when first asked for; a file that is not there counts as empty.
"""

from __future__ import annotations

import csv
import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory; `id` differs from the ISO `code` where it is not a state of its own today."""

    id: str
    code: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title or office as it stands beside a name: what it is called, and what its holder is."""

    role: str
    level: str
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A common noun for people or a body: `number` is one (a body) or many (people)."""

    kind: str
    sectors: tuple[str, ...]
    level: str
    number: str


@dataclass(frozen=True, slots=True)
class Body:
    """A named organisation, armed group or medium."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str | None
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """An office held by a person from `start` until `end` (ISO dates; empty when open or not known)."""

    person: str
    aliases: tuple[str, ...]
    country: str | None
    office: str
    role: str
    sectors: tuple[str, ...] = ()
    body: str | None = None
    start: str = ""
    end: str = ""

    def covers(self, day: str) -> bool:
        """Whether the office was held on that day (an ISO date)."""
        return (not self.start or self.start <= day) and (not self.end or day[: len(self.end)] <= self.end)


@dataclass(frozen=True)
class ActorTables:
    """The tables of one codebook folder."""

    states: tuple[State, ...]
    titles: dict[str, Title]
    groups: dict[str, GroupNoun]
    bodies: tuple[Body, ...]
    holdings: tuple[Holding, ...]
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def by_office(self) -> dict[tuple[str | None, str], tuple[Holding, ...]]:
        """The holdings of each (country, role)."""
        found: dict[tuple[str | None, str], list[Holding]] = {}
        for holding in self.holdings:
            found.setdefault((holding.country, holding.role), []).append(holding)
        return {key: tuple(held) for key, held in found.items()}

    def holders(self, country: str | None, role: str, day: str) -> tuple[Holding, ...]:
        """Who held the office on that day."""
        return tuple(h for h in self.by_office.get((country, role), ()) if h.covers(day))


@functools.cache
def load(folder: Path) -> ActorTables:
    """The tables in a codebook folder; the same object at every call."""
    home = folder / "actors"
    titles: dict[str, Title] = {}
    groups: dict[str, GroupNoun] = {}
    for row in _rows(home / "titles.csv"):
        title = Title(row["role"], row["level"], _sectors(row["sectors"]))
        titles.update({form.lower(): title for form in _parts(row["title"])})
    for row in _rows(home / "groups.csv"):
        noun = GroupNoun(row["kind"], _sectors(row["sectors"]), row["level"], row["number"])
        for form in _parts(row["noun"]):
            groups.setdefault(form.lower(), noun)
    holdings = tuple(
        _holding(row) for path in sorted((home / "holders").glob("*.csv")) for row in _rows(path) if row.get("person")
    )
    return ActorTables(
        tuple(_state(row) for row in _rows(home / "states.csv")),
        titles,
        groups,
        tuple(_body(row) for row in _rows(home / "bodies.csv")),
        holdings,
        _words(home / "contexts.toml"),
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield {key: value or "" for key, value in row.items() if key}


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _sectors(text: str) -> tuple[str, ...]:
    return tuple(text.replace("|", " ").split())


def _words(path: Path) -> dict[str, frozenset[str]]:
    if not path.exists():
        return {}
    return {name: frozenset(words) for name, words in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def _state(row: dict[str, str]) -> State:
    return State(
        row["id"], row["code"], row["name"].removeprefix("the "), _parts(row["aliases"]), _parts(row["demonyms"]),
        _parts(row["capital"]), _parts(row["seats"]), _sectors(row["sectors"]), row["valid_from"], row["valid_to"],
    )  # fmt: skip


def _body(row: dict[str, str]) -> Body:
    return Body(
        row["id"], row["name"], _parts(row["aliases"]), row["kind"], row["country"] or None, _sectors(row["sectors"])
    )


def _holding(row: dict[str, str]) -> Holding:
    return Holding(
        row["person"], _parts(row["aliases"]), row["country"] or None, row["office"], row["role"],
        _sectors(row["sectors"]), row.get("body") or None, row.get("start", ""), row.get("end", ""),
    )  # fmt: skip
