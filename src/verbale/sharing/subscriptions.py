"""Who gets the digest of a dossier by mail: asked for, confirmed by the owner of the address, ended with one click.

Nothing but one mail to confirm goes to an address before its owner has confirmed. Who ends a subscription, or whose
server refuses three mails for good, is forgotten: no trace of the address stays. Tokens are signed for one purpose and
one subscription, so that a link in a mail can do one thing only.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from verbale.errors import UnknownIdError, UsageError
from verbale.record.book import Record
from verbale.record.clock import stamp

KIND, SECRET = "subscription", "secret"
RHYTHMS = {"daily": "every day", "weekly": "every week", "moves": "when something is new"}
CONFIRM = timedelta(hours=48)  # how long a mail to confirm is good
AGAIN = timedelta(hours=1)  # between two mails to confirm to one address
MOST_ASKED = 1000  # subscriptions that wait to be confirmed; more is an attack
CLAIM = timedelta(minutes=20)  # longer than a server may take for one mail
BOUNCES = 3  # mails refused for good that end a subscription
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Subscription:
    """An address and a dossier; `seen` are the rows that its last mails told, `bounces` the mails that came back.

    `claimed_at` stands while a mail is on its way, so that two who send at once do not send it twice.
    """

    id: str
    address: str
    dossier: str
    rhythm: str
    asked_at: str
    confirmed_at: str | None = None
    sent_on: str | None = None
    seen: tuple[str, ...] = ()
    bounces: tuple[str, ...] = ()
    claimed_at: str | None = None


def subscriptions(record: Record, dossier: str | None = None) -> list[Subscription]:
    """Those of a dossier, or all; confirmed or not, the oldest first."""
    found = [_kept(plain) for plain in record.kept(KIND).values()]
    return [s for s in found if dossier in (None, s.dossier)]


def _kept(plain: Mapping[str, Any]) -> Subscription:
    known: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in plain.items()}
    return Subscription(**known)


def checked_address(address: str) -> str:
    """A mail address as it is kept; UsageError for one that is none, or that could hide a second header."""
    known = address.strip()
    if not _ADDRESS.fullmatch(known) or ".." in known:
        raise UsageError("that is no mail address: write it as name@example.org")
    name, _, domain = known.rpartition("@")
    return f"{name}@{domain.lower()}"


def ask(record: Record, address: str, dossier: str, rhythm: str, now: datetime) -> Subscription | None:
    """Keep that somebody asked for a digest; the subscription to write to, or None where no mail is to go out.

    One that is confirmed already is given back, so that its owner hears the same as everybody. UsageError for an
    address or rhythm that is none; UnknownIdError where there is no such dossier.
    """
    known = checked_address(address)
    if rhythm not in RHYTHMS:
        raise UsageError(f"a digest comes {', '.join(RHYTHMS)}, not {rhythm[:20]!r}")
    record.dossier(dossier)
    _sweep(record, now)
    kept = subscriptions(record)
    if sum(not s.confirmed_at for s in kept) >= MOST_ASKED:  # before anything that depends on the address
        raise UsageError("too many subscriptions wait to be confirmed: come back tomorrow")
    mine = next((s for s in kept if (s.address, s.dossier) == (known, dossier)), None)
    if mine is not None and mine.confirmed_at:
        return mine
    if any(s.address == known and not s.confirmed_at and _since(s.asked_at, now) < AGAIN for s in kept):
        return None
    made = Subscription(mine.id if mine else secrets.token_hex(6), known, dossier, rhythm, stamp(now))
    keep(record, made, now)
    return made


def confirm(record: Record, token: str, now: datetime) -> Subscription | None:
    """The subscription that a token confirms; None where it waits no more. UnknownIdError for a token that is none."""
    found = of_token(record, "confirm", token)
    if found is None or found.confirmed_at:
        return found
    if _since(found.asked_at, now) > CONFIRM:
        record.forget(KIND, found.id, now=lambda: now)
        return None
    made = dataclasses.replace(found, confirmed_at=stamp(now))
    keep(record, made, now)
    return made


def end(record: Record, token: str, now: datetime) -> bool:
    """Forget the subscription that a token ends; whether there was one. UnknownIdError for a token that is none."""
    found = of_token(record, "end", token)
    return found is not None and record.forget(KIND, found.id, now=lambda: now)


def bounced(record: Record, subscription: Subscription, mail: str, now: datetime) -> bool:
    """Keep that a mail came back for good (each `mail` counts once); whether that ended the subscription."""
    this = hashlib.sha256(mail.encode()).hexdigest()[:12]
    alter(record, subscription.id, lambda s: dataclasses.replace(s, bounces=tuple(dict.fromkeys((*s.bounces, this)))))
    after = current(record, subscription.id)
    return after is not None and len(after.bounces) >= BOUNCES and record.forget(KIND, after.id, now=lambda: now)


def alter(record: Record, id: str, change: Callable[[Subscription], Subscription | None]) -> bool:
    """Make of a subscription what `change` says, nobody writing between; False where it has ended or None is said."""

    def made(plain: dict[str, Any]) -> Mapping[str, Any] | None:
        after = change(_kept(plain))
        return dataclasses.asdict(after) if after is not None else None

    return record.alter(KIND, id, made)


def claim(record: Record, subscription: Subscription, now: datetime) -> bool:
    """Take it upon oneself to write to a subscriber; False where another does, or did since it was looked at.

    A claim that is older than CLAIM was left by somebody who was killed: it holds no more.
    """

    def taken(known: Subscription) -> Subscription | None:
        open_ = known.claimed_at is None or _since(known.claimed_at, now) > CLAIM
        same = (known.sent_on, known.seen) == (subscription.sent_on, subscription.seen)
        return dataclasses.replace(known, claimed_at=stamp(now)) if open_ and same else None

    return alter(record, subscription.id, taken)


def remove(record: Record, named: str, now: datetime) -> int:
    """Forget every subscription of an address, or the one with an id; how many. UnknownIdError for none."""
    found = [s for s in subscriptions(record) if named.strip().lower() in (s.id, s.address.lower())]
    if not found:
        raise UnknownIdError(f"nobody subscribes as {named!r}: `verbale subscriber list` lists them")
    return sum(record.forget(KIND, s.id, now=lambda: now) for s in found)


def keep(record: Record, subscription: Subscription, now: datetime) -> None:
    """Keep a subscription as it is now."""
    record.keep(KIND, subscription.id, dataclasses.asdict(subscription), now=lambda: now)


def current(record: Record, id: str) -> Subscription | None:
    """A subscription as it is at this moment, None where it has ended."""
    return next((s for s in subscriptions(record) if s.id == id), None)


def token(record: Record, purpose: str, id: str, now: datetime) -> str:
    """What a link or return address carries to do one thing (confirm, end, bounce) with one subscription."""
    if "subscriptions" not in record.kept(SECRET):
        record.keep(SECRET, "subscriptions", {"key": secrets.token_hex(32)}, now=lambda: now)
    return f"{id}-{_signed(record, purpose, id)}"


def of_token(record: Record, purpose: str, token: str) -> Subscription | None:
    """The subscription of a token, None where it has ended; UnknownIdError for a token that was never given out."""
    id, _, mark = token.partition("-")
    known = "subscriptions" in record.kept(SECRET)
    if not known or not hmac.compare_digest(_signed(record, purpose, id).encode(), mark.encode()):
        raise UnknownIdError("this link does not belong to a subscription: copy it whole from the mail")
    return current(record, id)


def _signed(record: Record, purpose: str, id: str) -> str:
    key = str(record.kept(SECRET)["subscriptions"]["key"])
    return hmac.new(key.encode(), f"{purpose}:{id}".encode(), hashlib.sha256).hexdigest()[:24]


def _sweep(record: Record, now: datetime) -> None:
    """Forget who was asked and did not confirm in time."""
    for waiting in subscriptions(record):
        if not waiting.confirmed_at and _since(waiting.asked_at, now) > CONFIRM:
            record.forget(KIND, waiting.id, now=lambda: now)


def _since(moment: str, now: datetime) -> timedelta:
    return now - datetime.fromisoformat(moment.replace("Z", "+00:00"))
