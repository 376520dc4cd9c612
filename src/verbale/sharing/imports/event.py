"""An event of another data set: in our terms where they have one, with where it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]


def event(origin: str, key: str, day: str, **said: Any) -> Json:
    """An event of `origin`, in which it is known as `key`; `day` is ISO.

    `actors` and `recipients` are lists of `party`; what the data set does not say is None or an empty list.
    """
    plain: Json = {
        "origin": origin, "key": key, "day": day, "event_type": None, "mode": [], "context": [], "cameo": None,
        "intensity": None, "quad_code": None, "actors": [], "recipients": [], "place": None, "publisher": None,
        "url": None, "text": None, "story": None,
    }  # fmt: skip
    made = plain | said
    parties = "|".join(p["name"] or p["country"] or "" for p in (*made["actors"], *made["recipients"]))
    identity = "\0".join((origin, key, day, parties, made["event_type"] or "", made["cameo"] or ""))
    return {"id": f"{origin}-{hashlib.sha256(identity.encode()).hexdigest()[:16]}", **made}


def party(name: str | None, country: str | None, sectors: Iterable[str] = ()) -> Json:
    """An actor of another data set; `country` is ISO 3166 alpha-3 where it could be told."""
    return {"name": name, "country": country, "sectors": [s for s in sectors if s]}


def number(said: str | None) -> float | None:
    """A number, or None for what is none."""
    try:
        return float(said) if said else None
    except ValueError:
        return None
