"""Phoenix: tab-separated text without a header, 26 columns, one source and one target (flattened as `coded` says).

Lists are joined with `;`. Issues stand as `ISSUE,COUNT;...`: those of the meeting, position or other finding that the
event restates. Its "QuadClass" counts from 0 (a statement) to 4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.codebook import cameo
from verbale.sharing.export.cells import tabbed
from verbale.sharing.export.coded import Dyad, actor_code, dyads
from verbale.sharing.export.rows import Json, Row, sentence_of

_SIDE = ("ActorFull", "ActorEntity", "ActorRole", "ActorAttribute")
COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", *(f"Source{n}" for n in _SIDE), *(f"Target{n}" for n in _SIDE),
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName",
    "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip


def lines(rows: Iterable[Row], left: Counter[str]) -> Iterator[str]:
    """One line for each source and target of an event, without a header."""
    for dyad in dyads(rows, left):
        yield tabbed(_values(dyad))


def _values(dyad: Dyad) -> Iterator[Any]:
    found, row = dyad.coded, dyad.coded.row
    place: Json = found.event["place"] or {}
    region = place.get("name") if place.get("kind") == "region" else None
    name = None if region or place.get("kind") == "country" else place.get("name")
    yield from (dyad.number, found.day.replace("-", ""), *(int(part) for part in found.day.split("-")))
    yield from _side(dyad.source)
    yield from _side(dyad.target)
    yield from (found.code, found.code[:2], cameo.penta_class(found.code), found.goldstein, issues(row))
    yield from (place.get("lat"), place.get("lon"), name, region, place.get("country"))
    yield f"{row.document['id'][:12]}_{sentence_of(row) or 0}"
    yield from (row.document.get("url"), row.document.get("publisher"))


def _side(actor: Json | None) -> tuple[str, str, str, str]:
    code = actor_code(actor)
    role, *attributes = (*code.roles, "")
    return code.whole, code.country + code.group, role, ";".join(filter(None, attributes))


def issues(row: Row) -> str:
    """The issues of what an event restates, as `CEASEFIRE,1;...`."""
    restated = row.restated or {}
    named = restated.get("issues") or [restated.get("issue")]
    counted = Counter(filter(None, named))
    return ";".join(f"{issue.upper()},{count}" for issue, count in sorted(counted.items()))
