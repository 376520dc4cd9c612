"""The mails themselves: a confirmation and a digest, each with a plain text that says everything.

Headers take one clean line; what comes out of an article cannot begin another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from verbale.errors import UsageError
from verbale.record.book import Record
from verbale.sharing.digest import Digest, as_html, as_text, templates
from verbale.sharing.safe import safe
from verbale.sharing.subscriptions import RHYTHMS, Subscription, checked_address, token

LONGEST = 26  # characters of the sender's name; 64 with a subscriber's mark


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, and where the pages are to which the mails lead."""

    address: str
    base: str

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


def sender(address: str, base: str) -> Sender:
    """A sender with a checked address; its name must leave room for the mark of a subscriber."""
    if len(address.partition("@")[0]) > LONGEST:
        raise UsageError(f"{address}: longer than {LONGEST} letters before the @: take a shorter one")
    return Sender(checked_address(address), base.rstrip("/"))


def confirmation(record: Record, asked: Subscription, by: Sender, now: datetime) -> EmailMessage:
    """The one mail to an address that has not confirmed; to one that has, the word that nothing needs doing."""
    dossier = record.dossier(asked.dossier)
    name = safe(dossier.name)[:200]
    known = {
        "name": name, "rhythm": RHYTHMS[asked.rhythm], "base": by.base, "dossier": asked.dossier,
        "confirm": f"{by.base}/subscriptions/confirm/{token(record, 'confirm', asked.id, now)}",
        "end": farewell(record, asked, by, now), "confirmed": bool(asked.confirmed_at),
    }  # fmt: skip
    words = "You get this digest already" if asked.confirmed_at else "Confirm the digest"
    made = _message(asked.address, f"{words}: {name[:120]}", by, now)
    made.set_content(templates().get_template("confirm.txt").render(**known), cte="quoted-printable")
    return made


def digest_mail(made: Digest, to: str, by: Sender, now: datetime, end: str | None = None) -> EmailMessage:
    """A digest as a mail; `end` is the address that ends the subscription by one click (RFC 8058)."""
    mail = _message(to, made.subject, by, now)
    list_id = "".join(c for c in made.dossier.id if c.isascii() and (c.isalnum() or c == "-"))
    mail["List-Id"] = f"<{list_id}.digest.{by.domain}>"
    if end:
        mail["List-Unsubscribe"] = f"<{end}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(as_text(made, end), cte="quoted-printable")
    mail.add_alternative(as_html(made, end), subtype="html", cte="quoted-printable")
    return mail


def farewell(record: Record, subscription: Subscription, by: Sender, now: datetime) -> str:
    """The address that ends a subscription."""
    return f"{by.base}/subscriptions/end/{token(record, 'end', subscription.id, now)}"


def return_address(record: Record, subscription: Subscription, by: Sender, now: datetime) -> str:
    """Where mails to this subscriber come back: the sender's address with a mark of the subscription (VERP)."""
    name, _, domain = by.address.rpartition("@")
    return f"{name}+{token(record, 'bounce', subscription.id, now)}@{domain}"


def _message(to: str, subject: str, by: Sender, now: datetime) -> EmailMessage:
    made = EmailMessage(policy=SMTP.clone(max_line_length=200))
    name, _, domain = by.address.rpartition("@")
    made["From"] = Address("Verbale", name, domain)
    made["To"] = to
    made["Subject"] = safe(subject)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = make_msgid(domain=by.domain)
    made["Auto-Submitted"] = "auto-generated"
    return made
