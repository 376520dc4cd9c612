"""Answers narrowed to a dossier: the indexes narrow, the dossier's own rules decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from verbale.errors import UnknownIdError
from verbale.record import query
from verbale.record.dossiers import Dossier, parse, side_named
from verbale.record.merged import Merged, merged_from
from verbale.record.selection import Selected, why, why_told
from verbale.record.store import answering, dossiers
from verbale.record.store.asking import Filters
from verbale.record.store.choosing import Chosen
from verbale.record.store.lookup import Cut
from verbale.record.store.search import folded
from verbale.record.told import Told

if TYPE_CHECKING:
    from verbale.record.store.engine import Connection


def dossier_named(connection: Connection, name: str, cut: Cut) -> Dossier:
    """The dossier of that id as it stood; UnknownIdError names those that there are."""
    text = dossiers.text_of(connection, name, cut)
    if text is None:
        known = ", ".join(row.name for row in dossiers.texts(connection, cut))
        raise UnknownIdError(f"no dossier {name!r}; " + (f"there are {known}" if known else "there is none yet"))
    return parse(text, name)


def chosen_of(dossier: Dossier) -> Chosen:
    """The dossier as the indexes see it."""
    countries = {code for theatre in dossier.theatres if (code := side_named(theatre))}
    return Chosen(
        dossier.everybody, frozenset(map(folded, dossier.theatres)), frozenset(countries), frozenset(dossier.issues),
        dossier.aliases, dossier.since, dossier.until,
    )  # fmt: skip


def records(connection: Connection, asked: Filters, dossier: Dossier) -> Iterator[Mapping[str, Any]]:
    """The records of a dossier that answer."""
    yield from _sliced((row for row, _, _ in _rows(connection, asked, dossier)), asked)


def selected(connection: Connection, asked: Filters, dossier: Dossier) -> Iterator[Selected]:
    """The same records as values, each with why the dossier selects it."""
    yield from ((record, cause) for _, record, cause in _rows(connection, asked, dossier))


def _rows(connection: Connection, asked: Filters, dossier: Dossier) -> Iterator[tuple[Mapping[str, Any], Merged, str]]:
    for row in query.records(connection, _wide(asked, dossier)):
        record = merged_from(row)
        if cause := why(dossier, record):
            yield row, record, cause


def findings(connection: Connection, asked: Filters, dossier: Dossier) -> Iterator[Mapping[str, Any]]:
    """The findings of a dossier that answer."""
    found = answering.findings(connection, _wide(asked, dossier))
    yield from _sliced((f for f in found if why_told(dossier, told_from(f))), asked)


def told_from(finding: Mapping[str, Any]) -> Told:
    """The Told of a finding as it is answered."""
    return Told(
        finding["id"], finding["kind"], finding["document"], finding["published"], finding["publisher"],
        finding["title"], finding["url"], finding["story"], finding["recorded_at"], finding, tuple(finding["about"]),
    )  # fmt: skip


def _wide(asked: Filters, dossier: Dossier) -> Filters:
    """Everything that may belong to the dossier, within its time."""
    since = max(filter(None, (asked.since, dossier.since)), default=None)
    until = min(filter(None, (asked.until, dossier.until)), default=None)
    return query.replaced(asked, chosen=chosen_of(dossier), since=since, until=until, limit=None, offset=0)


def _sliced(found: Iterator[Mapping[str, Any]], asked: Filters) -> Iterator[Mapping[str, Any]]:
    end = None if asked.limit is None else asked.offset + asked.limit
    return islice(found, asked.offset, end)
