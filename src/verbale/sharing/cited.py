"""A record or finding as it is told to a program elsewhere: what it is, and the words with their source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verbale.record.merged import merged_from
from verbale.record.wording import line
from verbale.sharing.digest import web_address

WORDS = 5  # quotations of a record that are told with it, the latest
_RECORD = (
    "id", "kind", "recorded_at", "status", "stance", "issue", "sides", "start", "end", "first_reported",
    "last_reported", "sources",
)  # fmt: skip
_STATEMENT = ("id", "kind", "manner", "cue")
_SOURCE = ("publisher", "published", "title")
Row = Mapping[str, Any]


def cited(row: Row) -> dict[str, Any]:
    """A record (a row of meetings, positions, claims or violence) with its latest words.

    Each of `words` has `document` (id), `start` and `end` (characters of its text), `quote`, `publisher`, `published`,
    `title` and `url` (None where it cannot be followed safely). Violence has `figures`, a claim
    `claimant` and `answers`.
    """
    value = row["value"]
    place = value.get("place")
    return {key: row[key] for key in _RECORD} | {
        "line": line(merged_from(row)), "precision": value["time"]["precision"],
        "place": place and {key: place[key] for key in ("name", "country", "kind", "lat", "lon")},
        "independent_sources": len(row["independent_sources"]), "words": [_words(w) for w in value["words"][-WORDS:]],
    } | _of_kind(value)  # fmt: skip


def _of_kind(value: Row) -> dict[str, Any]:
    """What only some kinds have: the figures of violence by who gave them, the answers to a claim."""
    told: dict[str, Any] = {"figures": value["figures"]} if "figures" in value else {}
    if "responses" in value:
        told["claimant"] = value["claimant"]["name"] if value["claimant"] else None
        told["answers"] = [{"by": r["actor"]["name"], "response": r["response"]} for r in value["responses"]]
    return told


def cited_statement(row: Row) -> dict[str, Any]:
    """A statement: who said it and how; `words` is what was said, `quotes` only what stood in quotation marks."""
    where = {"document": row["document"], "finding": row["id"], "url": row["url"]} | {k: row[k] for k in _SOURCE}
    return {key: row[key] for key in _STATEMENT} | {
        "speaker": row["speaker"]["name"], "speaker_id": row["speaker"]["id"],
        "quotes": [quote["quote"] for quote in row["quotes"]], "words": [_words(where | dict(row["content"]))],
    }  # fmt: skip


def cited_row(row: Row) -> dict[str, Any]:
    """A row of a timeline or brief: its line, days and words."""
    kept = ("kind", "what", "text", "start", "end", "precision", "record", "conflicts", "independent_sources")
    section = {"section": row["section"]} if "section" in row else {}
    return {key: row[key] for key in kept} | section | {"words": [_words({**row, **row["words"]})]}


def _words(told: Row) -> dict[str, Any]:
    kept = ("document", "finding", "start", "end", "quote", *_SOURCE)
    return {key: told[key] for key in kept} | {"url": web_address(told["url"])}
