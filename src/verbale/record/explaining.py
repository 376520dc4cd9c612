"""The chain from a record or finding back to the words: what it is made of, why it was linked, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from verbale.errors import UnknownIdError
from verbale.record.store import chains, judging
from verbale.record.store.lookup import Cut

if TYPE_CHECKING:
    from verbale.record.store.engine import Connection


def explain(connection: Connection, id: str, cut: Cut) -> Mapping[str, Any]:
    """What is behind an id (its beginning is enough); UnknownIdError where the record does not hold it.

    For a record: `record`, `versions` [{recorded_at, superseded_at, status, start, end}], `findings` (each as below)
    and `verdicts`. For a finding: `finding`, `document`, `readings`, `links` [{record, score, decision, reasons}] and
    `verdicts`.
    """
    record = judging.only(judging.records_like(connection, id), id)
    if record is not None:
        return chains.record_chain(connection, record, cut)
    finding = judging.only(judging.findings_like(connection, id), id)
    if finding is None:
        raise UnknownIdError(f"no finding and no record {id!r}; `verbale meetings` and its kin print ids")
    return chains.finding_chain(connection, finding, cut)
