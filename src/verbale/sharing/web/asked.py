"""What a request asks for: the day of the view and the filters, checked."""

from __future__ import annotations

from typing import Any

from fastapi import Request

FILTERS = ("actor", "country", "issue", "status", "stance", "since", "until", "text", "source")


def cut(request: Request) -> dict[str, Any]:
    """`as_of` and `reported_by` of the request, where given."""
    return {key: value for key in ("as_of", "reported_by") if (value := request.query_params.get(key))}


def filters(request: Request) -> dict[str, Any]:
    """The filters of the request; an actor or country may stand several times."""
    found: dict[str, Any] = {}
    for key in FILTERS:
        values = [v for v in request.query_params.getlist(key) if v.strip()]
        if values:
            found[key] = values if key in ("actor", "country", "issue") else values[-1]
    return found


def page_of(request: Request, size: int) -> int:
    """The offset of the page asked for, a multiple of its size; 0 for what is no number."""
    told = request.query_params.get("offset") or "0"
    return int(told) // size * size if told.isdigit() and len(told) < 10 else 0


def span(request: Request) -> dict[str, Any]:
    """`since` and `until` of the request, where given."""
    return {key: value for key, value in filters(request).items() if key in ("since", "until")}
