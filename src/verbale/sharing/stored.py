"""Rows for the exporters out of a store: the findings that answer a question, document by document."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from verbale.record.store.answering import TOLD
from verbale.sharing.export.rows import KINDS, Row

_BESIDE = frozenset({*TOLD, "kind", "about"})  # what an answer says beside the finding

if TYPE_CHECKING:
    from verbale.record.book import Record


def rows(record: Record, **filters: Any) -> Iterator[Row]:
    """The findings that answer the filters (those of `Record`), in the order of publication.

    They are all held while they are written, documents one at a time. A finding that an event restates is looked for
    among those of its document, whether it answers the filters or not.
    """
    found = [f for kind in KINDS for f in record.findings(kind, **filters)]
    found.sort(key=lambda f: (f["published"] or "", f["document"], KINDS.index(f["kind"]), f["trigger"]["start"]))
    cut = {name: filters[name] for name in ("as_of", "reported_by") if filters.get(name)}
    for id, group in itertools.groupby(found, key=lambda f: str(f["document"])):
        yield from _of(record, id, list(group), cut)


def _of(record: Record, id: str, found: list[Mapping[str, Any]], cut: Mapping[str, Any]) -> Iterator[Row]:
    document = record.document(id)
    if document is None:
        return
    known = {f["id"]: f for f in found}
    wanted = {f["finding"] for f in found if f.get("finding")} - set(known)
    if wanted:
        kinds = {name.partition("-")[0] for name in wanted} & set(KINDS)
        known |= {f["id"]: f for kind in kinds for f in record.findings(kind, document=id, **cut)}
    plain = {name: _plain(f) for name, f in known.items()}
    for finding in found:
        yield Row(finding["kind"], document, plain[finding["id"]], plain.get(finding.get("finding") or ""))


def _plain(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """A finding as the contract has it, without what the store says beside it."""
    return {key: value for key, value in found.items() if key not in _BESIDE}
