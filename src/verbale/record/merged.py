"""One record: everything that was told of one meeting, position, claim or act of violence, folded together."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """A record, computed from its findings and traceable to each of them.

    `value` is the merged finding in the contract's terms, with `status_history` [{status, from, reported_at,
    recorded_at, finding, document}], `conflicts` [{field, values: [{value, findings}]}], `words` [{document, finding,
    start, end, quote, publisher, published, title, url}] and what the kind adds. `sources` are publishers,
    `independent_sources` stories (reprints of one text are one story). Days are ISO dates, `start` and `end`
    inclusive, None where nothing supports them. `actors` are actor ids, `countries` their countries, `sides` who they
    stand for (`link.sides`), `about` the sides that the sentences name beside them.
    """

    id: str
    kind: str
    findings: tuple[str, ...]
    sources: tuple[str, ...]
    independent_sources: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    status: str | None = None
    stance: str | None = None
    issue: str | None = None
    value: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The record as dictionaries, lists, strings and numbers."""
        plain = {name: getattr(self, name) for name in _ORDER}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}


def merged_from(plain: Mapping[str, Any]) -> Merged:
    """The record that `as_json` wrote."""
    return Merged(  # written out: a view makes thousands of records
        plain["id"], plain["kind"], tuple(plain["findings"]), tuple(plain["sources"]),
        tuple(plain["independent_sources"]), plain["first_reported"], plain["last_reported"], tuple(plain["actors"]),
        tuple(plain["countries"]), tuple(plain["sides"]), tuple(plain["about"]), plain["start"], plain["end"],
        plain["status"], plain["stance"], plain["issue"], plain["value"],
    )  # fmt: skip


_ORDER = tuple(f.name for f in dataclasses.fields(Merged))
