"""A dossier as one HTML file that needs nothing else, to read, send or print to PDF; and its records as CSV.

The same record on the same day gives the same bytes. No script, nothing loaded from elsewhere; drawings lead to the
lines below them, and lines to their words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Any

from verbale.record.dossiers import name_of
from verbale.record.merged import Merged
from verbale.record.wording import line
from verbale.sharing.days import when
from verbale.sharing.digest import source, templates, web_address
from verbale.sharing.export.cells import guarded
from verbale.sharing.safe import safe
from verbale.sharing.web.charts.timeline import span_of, timeline
from verbale.sharing.web.charts.world import box_of, grouped, spot, world

if TYPE_CHECKING:
    from verbale.record.book import Record

KINDS = {"meeting": "Meetings", "position": "Positions", "claim": "Claims", "violence": "Violence"}
MOVED = {"softened": "↓", "hardened": "↑", "withdrawn": "↩"}
COLUMNS = (
    "kind", "id", "status", "stance", "issue", "sides", "start", "end", "precision", "place", "line", "quote",
    "publisher", "published", "url", "document", "finding", "first_reported", "last_reported", "sources",
    "independent_sources",
)  # fmt: skip


def report(record: Record, dossier: str, *, day: date, base: str | None = None, **cut: Any) -> str:
    """The page, as seen on `day`; with `base`, where the record is served, lines also lead to the reader there."""
    known = record.dossier(dossier, as_of=cut.get("as_of"))
    rows = record.timeline(dossier, day=day, **cut)
    first, last = span_of(rows, day)
    spots = grouped(spot(r, f"#{r.id}") for r in record.merged(dossier, **cut) if _placed(r))
    return templates().get_template("report.html").render(
        dossier=known, day=day, parties=[name_of(p) for p in known.parties],
        mediators=[name_of(m) for m in known.mediators], sections=_sections(rows), total=len(rows),
        drawing=timeline(rows, first, last, day, lambda row: f"#{row['record']}"), first=first, last=last,
        matrix=record.matrix(dossier, **cut), name_of=name_of, moved=MOVED,
        map=world(spots, box_of(spots)) if spots else None, sheet=_sheet(), source=source,
        address=lambda row: _address(row, base), when=when,
    )  # fmt: skip


def _sections(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """(heading, rows) by kind, the latest first; the first row of a record carries its anchor."""
    seen: set[str] = set()
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for row in rows:
        found[row["kind"]].append({**row, "anchor": None if row["record"] in seen else row["record"]})
        seen.add(row["record"])
    return [(KINDS[kind], some[::-1]) for kind, some in found.items() if some]


def _placed(record: Merged) -> bool:
    place = record.value.get("place") if record.kind in ("meeting", "violence") else None
    return place is not None and place["lat"] is not None


def _address(row: Mapping[str, Any], base: str | None) -> str | None:
    if base:
        return f"{base.rstrip('/')}/documents/{row['document']}#{row['finding']}"
    return web_address(row["url"])


def _sheet() -> str:
    return (resources.files("verbale.sharing.web") / "static" / "style.css").read_text(encoding="utf-8")


def records_csv(records: Iterable[Merged]) -> str:
    """The records as CSV, one a line with the words of its last finding; lists are joined with `;`."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for record in sorted(records, key=lambda r: (r.kind, r.start or "", r.id)):
        writer.writerow({key: guarded(safe(str(value or ""))) for key, value in _cells(record).items()})
    return out.getvalue()


def _cells(record: Merged) -> dict[str, object]:
    words, value = record.value["words"][-1], record.value
    return {
        "kind": record.kind, "id": record.id, "status": record.status, "stance": record.stance, "issue": record.issue,
        "sides": ";".join(record.sides), "start": record.start, "end": record.end,
        "precision": value["time"]["precision"], "place": value["place"] and value["place"]["name"],
        "line": line(record), "quote": words["quote"], "publisher": words["publisher"], "published": words["published"],
        "url": web_address(words["url"]), "document": words["document"], "finding": words["finding"],
        "first_reported": record.first_reported, "last_reported": record.last_reported,
        "sources": ";".join(record.sources), "independent_sources": len(record.independent_sources),
    }  # fmt: skip
