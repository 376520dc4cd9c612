"""Digests sent to those who subscribed: each when it is due, and nobody the same news twice."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from verbale.errors import DeliveryError, RecipientError
from verbale.record.book import Record
from verbale.sharing.digest import PERIODS, Digest, Row, digest
from verbale.sharing.mails import Sender, confirmation, digest_mail, farewell, return_address
from verbale.sharing.post import Post, Server
from verbale.sharing.subscriptions import Subscription, alter, bounced, claim, current, subscriptions

GRACE = timedelta(days=14)  # an article that comes in late is still told
FIRST = {**PERIODS, "moves": 7}  # days that the first digest covers
REMEMBERED = 500  # rows told that are remembered for each subscriber


@dataclass(frozen=True, slots=True)
class Mailer:
    """A server and a sender: what it takes to write to a subscriber."""

    server: Server
    sender: Sender

    def confirm(self, record: Record, asked: Subscription, now: datetime) -> None:
        """Send the mail that asks for confirmation."""
        with Post(self.server) as post:
            mail = confirmation(record, asked, self.sender, now)
            post.send(mail, asked.address, return_address(record, asked, self.sender, now))


def send_due(record: Record, dossier: str, mailer: Mailer, now: datetime, rhythm: str | None = None) -> Counter[str]:
    """Send what is due to the confirmed subscribers of a dossier; how many were `sent`, `not due` and `refused`.

    A mail that went out is kept as sent before the next one. DeliveryError where the server cannot be reached.
    """
    told: Counter[str] = Counter()
    with Post(mailer.server) as post:
        for one in subscriptions(record, dossier):
            if one.confirmed_at and rhythm in (None, one.rhythm):
                told[_send(record, one, mailer, post, now)] += 1
    return told


def _send(record: Record, one: Subscription, mailer: Mailer, post: Post, now: datetime) -> str:
    """Write to one subscriber. The mail is claimed in the store before it goes out: of two who send, one does."""
    known = current(record, one.id)
    if known is None:
        return "ended"
    found = due(record, known, now.date(), mailer.sender.base)
    if found is None or not claim(record, known, now):
        return "not due"
    made, seen = found
    mail = digest_mail(made, known.address, mailer.sender, now, farewell(record, known, mailer.sender, now))
    try:
        post.send(mail, known.address, return_address(record, known, mailer.sender, now))
    except DeliveryError as problem:
        alter(record, known.id, lambda s: dataclasses.replace(s, claimed_at=None))
        if not isinstance(problem, RecipientError):
            raise
        bounced(record, known, str(mail["Message-ID"]), now)
        return "refused"
    day = now.date().isoformat()
    alter(record, known.id, lambda s: dataclasses.replace(s, sent_on=day, seen=seen, claimed_at=None))
    return "sent"


def due(record: Record, one: Subscription, day: date, base: str) -> tuple[Digest, tuple[str, ...]] | None:
    """What a subscriber has not been told, and what is told then; None where nothing is due.

    Meetings ahead are listed every time, and are news when their line changed.
    """
    last = date.fromisoformat(one.sent_on) if one.sent_on else None
    if last is not None and (day - last).days < PERIODS.get(one.rhythm, 0):
        return None
    shown = last or day - timedelta(days=FIRST[one.rhythm])
    whole = digest(record, one.dossier, since=str(shown - GRACE), day=day, base=base)
    marks = {mark(row): row for row in whole.rows}
    fresh = list(marks) if last else [mark(r) for r in record.brief(one.dossier, since=str(shown), day=day)]
    news = {told for told in fresh if told not in one.seen}
    if one.rhythm == "moves" and not news:
        return None
    rows = [row for told, row in marks.items() if told in news or row["section"] == "ahead"]
    seen = tuple(dict.fromkeys((*one.seen, *marks)))[-REMEMBERED:]
    return dataclasses.replace(whole, since=str(shown), rows=rows), seen


def mark(row: Row) -> str:
    """What makes a row news: its record, what it reports, and its line; a retelling is none."""
    return hashlib.sha256(f"{row['record']}|{row['what']}|{row['text']}".encode()).hexdigest()[:12]
