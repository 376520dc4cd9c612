"""`verbale digest`: what is new in a dossier, as a mail: printed, or sent to those who asked for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.add import Store, checked_format
from verbale.cli.subscribed import AsOf, cut, day_of

if TYPE_CHECKING:
    from verbale.record.book import Record
    from verbale.sharing.digest import Digest
    from verbale.sharing.mailing import Mailer

Smtp = Annotated[
    str | None,
    typer.Option(help="The mail server, smtp://user@host:587 or smtps://user@host:465 (default: VERBALE_SMTP)."),
]
From = Annotated[str | None, typer.Option("--from", help="Who writes (default: VERBALE_FROM).")]


def digest(
    dossier: Annotated[str | None, typer.Argument(metavar="DOSSIER", help="The dossier, by its id.")] = None,
    since: Annotated[str | None, typer.Option(help="What is new from this day on (YYYY-MM-DD).")] = None,
    period: Annotated[
        str | None, typer.Option(help="daily or weekly; with --send also moves: only to those who asked for that.")
    ] = None,
    as_of: AsOf = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text, html, or eml: a whole mail.")] = "text",
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="Where the record is served; links lead there.")
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Send to everybody for whom it is due.")] = False,
    to: Annotated[str | None, typer.Option(help="Send this digest to one address instead.")] = None,
    smtp: Smtp = None,
    sender: From = None,
    bounces: Annotated[
        Path | None, typer.Option(help="Mails that came back: a .eml file, an mbox, a Maildir or a folder.")
    ] = None,
    store: Store = None,
) -> None:
    """Print what is new in a dossier as a mail, or send it to those who subscribed.

    verbale digest ghana-togo --period weekly --format html
    """
    from verbale import record
    from verbale.errors import UsageError

    checked_format(format, ("text", "html", "eml"))
    with record.open(store, create=False) as book:
        if bounces is not None:
            _take(book, bounces)
            return
        if dossier is None:
            raise UsageError("name a dossier, such as: verbale digest ghana-togo --period weekly")
        if send and not to:
            _send(book, dossier, mailer(smtp, sender, base_url), period)
            return
        made = _made(book, dossier, since, period, as_of, base_url)
        if to:
            _send_one(made, mailer(smtp, sender, base_url), to)
        else:
            _print(made, format, sender)


def mailer(smtp: str | None, sender: str | None, base_url: str | None) -> Mailer:
    """Server and sender from the options or the environment; UsageError says what is missing."""
    from verbale.errors import UsageError
    from verbale.sharing import mails, post
    from verbale.sharing.mailing import Mailer

    address, writes = smtp or os.environ.get("VERBALE_SMTP"), sender or os.environ.get("VERBALE_FROM")
    missing = [
        name for name, value in (("--smtp or VERBALE_SMTP", address), ("--from or VERBALE_FROM", writes),
                                 ("--base-url", base_url)) if not value
    ]  # fmt: skip
    if missing or not address or not writes or not base_url:
        raise UsageError(f"to send mail, also give {', '.join(missing)}")
    if smtp and post.server(smtp).password:
        raise UsageError("no password on the command line, where others see it: set VERBALE_SMTP_PASSWORD")
    server = post.server(address, os.environ.get("VERBALE_SMTP_PASSWORD"))
    return Mailer(server, mails.sender(writes, base_url))


def _made(
    book: Record, dossier: str, since: str | None, period: str | None, as_of: str | None, base: str | None
) -> Digest:
    from datetime import date

    from verbale.errors import UsageError
    from verbale.sharing.digest import PERIODS, digest, since_of

    if (since is None) == (period is None):
        raise UsageError("say from when: --since YYYY-MM-DD, or --period daily or weekly")
    if period is not None and period not in PERIODS:
        raise UsageError(f"a period is {' or '.join(PERIODS)}, not {period!r}; moves is for --send")
    day = day_of(as_of)
    try:
        first = since_of(period, day) if period else date.fromisoformat(str(since)).isoformat()
    except ValueError as problem:
        raise UsageError(f"{since!r} is no date: write YYYY-MM-DD, such as 2025-11-19") from problem
    return digest(book, dossier, since=first, day=day, base=base, **cut(as_of))


def _print(made: Digest, format: str, sender: str | None) -> None:
    from email.policy import SMTP

    from verbale.record.clock import utc_now
    from verbale.sharing import mails
    from verbale.sharing.digest import as_html, as_text

    if format == "eml":
        by = mails.sender(sender or os.environ.get("VERBALE_FROM") or "verbale@localhost", made.base or "")
        sys.stdout.buffer.write(mails.digest_mail(made, by.address, by, utc_now()).as_bytes(policy=SMTP))
        return
    sys.stdout.buffer.write((as_html(made) + "\n" if format == "html" else as_text(made)).encode())


def _send(book: Record, dossier: str, by: Mailer, period: str | None) -> None:
    from verbale.errors import UsageError
    from verbale.record.clock import utc_now
    from verbale.sharing.mailing import send_due
    from verbale.sharing.subscriptions import RHYTHMS

    if period is not None and period not in RHYTHMS:
        raise UsageError(f"a digest comes {', '.join(RHYTHMS)}, not {period!r}")
    told = send_due(book, book.dossier(dossier).id, by, utc_now(), period)
    sys.stderr.write(f"verbale: {told['sent']} sent, {told['not due']} not due, {told['refused']} refused\n")


def _send_one(made: Digest, by: Mailer, to: str) -> None:
    from verbale.record.clock import utc_now
    from verbale.sharing.mails import digest_mail
    from verbale.sharing.post import Post
    from verbale.sharing.subscriptions import checked_address

    address = checked_address(to)
    with Post(by.server) as post:
        post.send(digest_mail(made, address, by.sender, utc_now()), address, by.sender.address)
    sys.stderr.write("verbale: 1 sent\n")


def _take(book: Record, place: Path) -> None:
    from verbale.record.clock import utc_now
    from verbale.sharing.bounces import take

    told = take(book, place, utc_now())
    sys.stderr.write(
        f"verbale: {told['hard']} came back for good, {told['soft']} for now, {told['other']} other mails; "
        f"{told['ended']} subscriptions ended\n"
    )
