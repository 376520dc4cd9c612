"""A mail server on this machine that keeps what it is given."""

from __future__ import annotations

import contextlib
import email
import socket
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from verbale.sharing.post import Server


class Box:
    """The mails that came in, with their envelopes; `refused` are addresses that it will not have."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.refused: set[str] = set()
        self.at_once: Callable[[], object] = bool  # done when a mail comes in

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        mail = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        self.at_once()
        return "250 OK"


@contextlib.contextmanager
def mail_host(**more: Any) -> Iterator[tuple[Box, Server]]:
    """A server that is up, and how to reach it without encryption."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Box()
    host = Controller(box, hostname="127.0.0.1", port=port, **more)
    host.start()
    try:
        yield box, Server("127.0.0.1", port, "none")
    finally:
        host.stop()


def words(mail: EmailMessage, kind: str = "plain") -> str:
    """The text of a mail."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())
