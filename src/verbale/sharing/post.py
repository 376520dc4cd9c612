"""Mail handed to a server by SMTP: encrypted, with a password where the server wants one, one line when it fails.

    smtps://desk@mail.example:465        TLS from the first byte
    smtp://desk@mail.example:587         STARTTLS; refused where the server does not offer it
    smtp://127.0.0.1:2525?tls=none       no encryption: for a server on this machine

The password stands in the address of the environment (VERBALE_SMTP) or alone in VERBALE_SMTP_PASSWORD.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from types import TracebackType
from urllib.parse import parse_qs, unquote, urlsplit

from verbale.errors import DeliveryError, RecipientError, UsageError

PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT = 30.0  # seconds for each step of the talk with the server
SHAPE = "write smtp://user@host:587 or smtps://user@host:465"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server; `tls` is none, starttls or tls."""

    host: str
    port: int
    tls: str = "starttls"
    user: str | None = None
    password: str | None = None

    def __repr__(self) -> str:
        return f"Server({self.host}:{self.port}, {self.tls})"  # never the password


def server(address: str, password: str | None = None) -> Server:
    """The server that an address names; UsageError for one that is none.

    >>> server("smtps://desk@mail.example").port
    465
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as problem:
        raise UsageError(f"the mail server's address does not hold ({problem}): {SHAPE}") from problem
    if parts.scheme not in PORTS or not parts.hostname:
        raise UsageError(f"the mail server's address is none: {SHAPE}")
    told = parse_qs(parts.query).get("tls", ["tls" if parts.scheme == "smtps" else "starttls"])[-1]
    if told not in ("none", "starttls", "tls"):
        raise UsageError(f"tls={told[:20]} is not known: none, starttls or tls")
    user = unquote(parts.username) if parts.username else None
    secret = password or (unquote(parts.password) if parts.password else None)
    return Server(parts.hostname, port or PORTS[parts.scheme], told, user, secret)


class Post:
    """A talk with a mail server, opened at the first mail; a context manager. DeliveryError says why a mail stays."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._talk: smtplib.SMTP | None = None

    def __enter__(self) -> Post:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the talk, if there is one."""
        if self._talk is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._talk.quit()
            self._talk = None

    def send(self, message: EmailMessage, to: str, bounces_to: str) -> None:
        """Hand over one mail; RecipientError where the server will not have that recipient, now or later."""
        with self._trouble():
            try:
                talk = self._opened()
                talk.sendmail(bounces_to, [to], message.as_bytes(policy=SMTP))
            except smtplib.SMTPRecipientsRefused as problem:
                code = problem.recipients[to][0]
                kind = RecipientError if 500 <= code < 600 else DeliveryError
                raise kind(f"{self._where}: the server refuses the recipient ({code})") from None

    def _opened(self) -> smtplib.SMTP:
        if self._talk is None:
            self._talk = self._begun()
        return self._talk

    def _begun(self) -> smtplib.SMTP:
        known = self.server
        if known.tls == "tls":
            talk: smtplib.SMTP = smtplib.SMTP_SSL(
                known.host, known.port, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        else:
            talk = smtplib.SMTP(known.host, known.port, timeout=TIMEOUT)
        try:
            if known.tls == "starttls":
                talk.starttls(context=ssl.create_default_context())
            if known.user:
                talk.login(known.user, known.password or "")
        except BaseException:
            talk.close()
            raise
        return talk

    @property
    def _where(self) -> str:
        return f"{self.server.host}:{self.server.port}"

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except smtplib.SMTPAuthenticationError:
            raise DeliveryError(
                f"{self._where}: the server does not take the user and password: check VERBALE_SMTP_PASSWORD"
            ) from None
        except smtplib.SMTPNotSupportedError as problem:
            raise DeliveryError(
                f"{self._where}: {problem}: use smtps://, or tls=none for a server on this machine"
            ) from None
        except ssl.SSLError as problem:
            raise DeliveryError(
                f"{self._where}: no encryption that can be trusted ({problem.reason or problem}): "
                "check the name and the port, or name its authority in SSL_CERT_FILE"
            ) from None
        except smtplib.SMTPException as problem:
            self._talk = None
            raise DeliveryError(f"{self._where}: the server refuses the mail ({_said(problem)})") from None
        except OSError as problem:
            self._talk = None
            raise DeliveryError(
                f"{self._where}: cannot be reached ({problem.strerror or problem}): check host and port"
            ) from None


def _said(problem: smtplib.SMTPException) -> str:
    """What the server said, on one line."""
    said = problem.smtp_error if isinstance(problem, smtplib.SMTPResponseException) else str(problem)
    return " ".join((said.decode("ascii", "replace") if isinstance(said, bytes) else said).split())[:200]
