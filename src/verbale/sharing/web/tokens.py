"""Tokens: who may write from elsewhere. Only a digest of each is kept; a token is shown once, when it is made."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from typing import Any

from verbale.errors import UnknownIdError, UsageError
from verbale.record.book import Record
from verbale.record.clock import stamp

SCOPES = {
    "add": "add articles",
    "review": "confirm, correct, reject, merge and split",
}
KIND = "token"


def make(record: Record, name: str, scopes: list[str], now: datetime) -> str:
    """A new token; UsageError for a scope that there is not or a name that is none or taken."""
    wrong = [s for s in scopes if s not in SCOPES]
    if wrong or not scopes:
        raise UsageError(f"scopes are {', '.join(SCOPES)}" + (f", not {wrong[0]!r}" if wrong else ": name one"))
    if not name.strip():
        raise UsageError("a token needs a name, such as that of the person who uses it")
    if any(t["name"] == name for t in record.kept(KIND).values()):
        raise UsageError(f"a token named {name!r} exists already: revoke it or take another name")
    token = "verbale_" + secrets.token_urlsafe(32)
    digest = _digest(token)
    plain = {"name": name, "scopes": sorted(set(scopes)), "digest": digest, "made_at": stamp(now)}
    record.keep(KIND, digest[:12], plain, now=lambda: now)
    return token


def revoke(record: Record, name: str, now: datetime) -> None:
    """End a token by its name."""
    found = [id for id, plain in record.kept(KIND).items() if plain["name"] == name]
    if not found:
        raise UnknownIdError(f"no token is named {name!r}: `verbale token list` lists them")
    record.keep(KIND, found[0], None, now=lambda: now)


def bearer(record: Record, token: str) -> dict[str, Any] | None:
    """The name and scopes of a token, or None for one that is not known or was revoked."""
    digest = _digest(token)
    plain = record.kept(KIND).get(digest[:12])
    return plain if plain and hmac.compare_digest(plain["digest"], digest) else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()  # 256 random bits need no salt and no slow hash
