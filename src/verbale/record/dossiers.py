"""A dossier: a named negotiation. It selects records; it owns none.

Written as TOML, by hand or by `verbale dossier new`:

    name = "Ghana and Togo, the border"
    parties = ["Ghana", "Togo"]          # states, groups, bodies or people; ISO codes and actor ids will do
    mediators = ["Benin", "ECOWAS"]
    around = []                          # where given, a record must name one of these sides
    issues = ["borders"]                 # issues of the codebook; none means all
    theatres = ["Volta Region"]          # countries, regions or towns: violence there counts whoever did it
    aliases = ["border commission"]      # words that bring a sentence in
    since = 2024-01-01
    until = 2024-12-31
"""

from __future__ import annotations

import difflib
import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from verbale import codebook
from verbale.codebook import actors as tables
from verbale.codebook.places import fold
from verbale.errors import UsageError
from verbale.record.link.sides import side, slug

LISTS = ("parties", "mediators", "around", "issues", "theatres", "aliases")


@dataclass(frozen=True, slots=True)
class Dossier:
    """A negotiation by name. `parties`, `mediators` and `around` are sides (`link.sides`); days are ISO, inclusive."""

    id: str
    name: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    theatres: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    @property
    def everybody(self) -> frozenset[str]:
        """Parties and mediators."""
        return frozenset(self.parties + self.mediators)


def load(path: Path) -> Dossier:
    """The dossier in a file; its id is the name of the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"{path}: cannot be read ({problem.strerror}): name a dossier file") from problem
    return parse(text, path.stem, str(path))


def parse(text: str, id: str | None = None, where: str = "dossier") -> Dossier:
    """The dossier in a TOML text. UsageError names what does not hold, and the likely cure."""
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise UsageError(f"{where}: not TOML: {problem}") from problem
    known = {"name", "since", "until", *LISTS}
    for field in plain:
        if field not in known:
            raise UsageError(f"{where}: unknown field {field!r}{_close(field, known)}")
    name = plain.get("name")
    if not isinstance(name, str) or not name.strip():
        raise UsageError(f'{where}: a dossier needs a name: name = "..."')
    lists = {field: _strings(plain, field, where) for field in LISTS}
    if not lists["parties"]:
        raise UsageError(f'{where}: a dossier needs parties: parties = ["...", "..."]')
    for field in ("parties", "mediators", "around"):
        lists[field] = tuple(dict.fromkeys(_side(word, where) for word in lists[field]))
    _check_issues(lists["issues"], where)
    since, until = (_day(plain.get(field), field, where) for field in ("since", "until"))
    return Dossier(id or slug(name), name, since=since, until=until, **lists)


def written(dossier: Dossier) -> str:
    """The dossier as TOML, with names where the codebook has them; `parse` gives it back."""
    lines = [f"name = {_quoted(dossier.name)}"]
    for field in LISTS:
        values = getattr(dossier, field)
        if values or field in ("parties", "mediators", "issues"):
            words = [name_of(v) if field in ("parties", "mediators", "around") else v for v in values]
            lines.append(f"{field} = [{', '.join(map(_quoted, words))}]")
    lines += [f"{field} = {day}" for field in ("since", "until") if (day := getattr(dossier, field))]
    return "\n".join(lines) + "\n"


def name_of(side: str) -> str:
    """A side by its name: the state's, the body's, or the words of its id.

    >>> name_of("RUS"), name_of("org:hamas"), name_of("SDN.REB")
    ('Russia', 'Hamas', 'rebels in Sudan')
    """
    names = _names()[1]
    if side in names:
        return names[side]
    if side.endswith(".REB"):
        return f"rebels in {names.get(side[:-4], side[:-4])}"
    return side.partition(":")[2].replace("-", " ").title() or side


def side_named(word: str) -> str | None:
    """The side of that name, or None."""
    return _names()[0].get(fold(word))


def _side(word: str, where: str) -> str:
    """The side that a word of a dossier names."""
    by_name, names = _names()
    if word in names or word.startswith(("org:", "person:", "people:")) or word.endswith(".REB"):
        return word
    found = by_name.get(fold(word))
    if found is None:
        raise UsageError(
            f"{where}: nobody is called {word!r} in the codebook{_close(word, names.values())}; "
            'an actor id such as "org:river-commission" names one that the codebook does not know'
        )
    return found


@functools.cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Sides by folded name, and names by side; states before bodies, bodies before people."""
    known = tables.load(codebook.PACKAGED)
    by_name: dict[str, str] = {}
    names: dict[str, str] = {}
    for state in known.states:
        if not state.valid_to and not state.sectors:
            names.setdefault(state.code, state.name)
            for name in (state.name, *state.aliases):
                by_name.setdefault(fold(name), state.code)
    for body in known.bodies:
        whose = side({"id": f"org:{body.id}", "kind": body.kind, "country": body.country, "sectors": body.sectors})
        if whose is not None and whose not in names:
            names[whose] = body.name
        for name in (body.name, *body.aliases):
            if whose is not None:
                by_name.setdefault(fold(name), whose)
    for holding in sorted(known.holdings, key=lambda h: h.start, reverse=True):  # the latest office counts
        person = {"id": f"person:{slug(holding.person)}", "kind": "person", "country": holding.country}
        whose = side(person | {"sectors": holding.sectors})
        if whose is not None:
            by_name.setdefault(fold(holding.person), whose)
    return by_name, names


def _check_issues(issues: Iterable[str], where: str) -> None:
    known = codebook.load().issues
    for issue in issues:
        if issue not in known:
            raise UsageError(f"{where}: no issue is called {issue!r}{_close(issue, known)}")


def _strings(plain: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
    value = plain.get(field, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise UsageError(f'{where}: {field} must be a list of names: {field} = ["...", "..."]')
    return tuple(value)


def _day(value: object, field: str, where: str) -> str | None:
    if value is None:
        return None
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()[:10]
    except ValueError:
        raise UsageError(f"{where}: {field} must be a day such as 2024-01-31, not {value!r}") from None


def _close(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), 3)
    return f"; did you mean {', '.join(close)}?" if close else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " else f"\\u{ord(c):04x}" for c in escaped) + '"'
