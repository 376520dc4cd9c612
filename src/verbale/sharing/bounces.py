"""Mails that came back: whose they were, and whether for good.

A subscriber is known by the return address that was made for them (VERP), else by the recipient that a delivery status
notification (RFC 3464) names. Only what is refused for good (a status 5.x.x, an action "failed") counts.
"""

from __future__ import annotations

import email
import hashlib
import mailbox
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage, Message
from email.policy import default
from pathlib import Path

from verbale.errors import InputError, UnknownIdError
from verbale.record.book import Record
from verbale.sharing.subscriptions import Subscription, bounced, of_token, subscriptions

_MARK = re.compile(r"\+([0-9a-f]{12}-[0-9a-f]{24})@", re.I)
_FINAL = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b|\b55[0-9]\b")
_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To")


def take(record: Record, place: Path, now: datetime) -> Counter[str]:
    """Mark the subscribers whose mails came back; how many mails were `hard`, `soft`, `other`, and who was `ended`."""
    told: Counter[str] = Counter()
    for mail in mails_in(place):
        whose, hard = _subscriber(record, mail), _hard(mail)
        if hard is None or whose is None:
            told["other"] += 1
        elif not hard:
            told["soft"] += 1
        else:
            told["hard"] += 1
            told["ended"] += bounced(record, whose, _name(mail), now)
    return told


def mails_in(place: Path) -> Iterator[EmailMessage]:
    """The mails of a .eml file, an mbox, a Maildir or a folder of .eml files."""
    try:
        if (place / "cur").is_dir():
            yield from map(_parsed, (m.as_bytes() for m in mailbox.Maildir(place, create=False)))
        elif place.is_dir():
            yield from (_parsed(f.read_bytes()) for f in sorted(place.glob("*.eml")))
        elif (whole := place.read_bytes()).startswith(b"From "):
            yield from map(_parsed, (m.as_bytes() for m in mailbox.mbox(place, create=False)))
        else:
            yield _parsed(whole)
    except OSError as problem:
        raise InputError(f"{place}: cannot be read ({problem.strerror}): name a mail or a mailbox") from problem


def _parsed(whole: bytes) -> EmailMessage:
    made = email.message_from_bytes(whole, policy=default)
    assert isinstance(made, EmailMessage)
    return made


def _subscriber(record: Record, mail: EmailMessage) -> Subscription | None:
    for header in _TO:
        for value in mail.get_all(header, []):
            if found := _MARK.search(str(value)):
                try:
                    return of_token(record, "bounce", found[1].lower())
                except UnknownIdError:
                    return None
    refused = {r.lower() for r in _recipients(mail)}
    return next((s for s in subscriptions(record) if s.address.lower() in refused), None)


def _statuses(mail: EmailMessage) -> Iterator[Message]:
    """The fields that a notification gives for each recipient."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from (fields for fields in part.get_payload() if isinstance(fields, Message) and fields["Action"])


def _recipients(mail: EmailMessage) -> Iterator[str]:
    for fields in _statuses(mail):
        for name in ("Final-Recipient", "Original-Recipient"):
            if fields[name]:
                yield str(fields[name]).partition(";")[2].strip()


def _hard(mail: EmailMessage) -> bool | None:
    """Whether a mail says that another was refused for good; None where it says nothing of the kind.

    A server that writes no notification but a plain letter is believed when it gives its code.
    """
    found = [(str(f["Action"]).strip().lower(), str(f["Status"] or "").strip()) for f in _statuses(mail)]
    if not found:
        robot = any(name in str(mail["From"]).lower() for name in ("mailer-daemon", "postmaster"))
        text = mail.get_body(("plain",)) if robot else None
        return bool(_FINAL.search(str(text.get_content()))) if text is not None else None
    return any(action == "failed" and status.startswith("5") for action, status in found)


def _name(mail: EmailMessage) -> str:
    return str(mail["Message-ID"] or hashlib.sha256(mail.as_bytes()).hexdigest())
