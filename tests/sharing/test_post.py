"""Mail servers that encrypt, refuse and lie: each trouble is one line."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import AuthResult
from mailhost import mail_host

from verbale.errors import DeliveryError, RecipientError, UsageError
from verbale.sharing.post import Post, Server, server

NOW = datetime(2024, 5, 25, 8, tzinfo=UTC)


@pytest.fixture
def context() -> Iterator[ssl.SSLContext]:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority = trustme.CA()
    authority.issue_cert("127.0.0.1").configure_cert(made)
    made.authority = authority  # type: ignore[attr-defined]
    yield made


@pytest.fixture
def trusted(context: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    context.authority.cert_pem.write_to_path(tmp_path / "authority.pem")  # type: ignore[attr-defined]
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return context


def send(known: Server, to: str = "reader@herald.example") -> None:
    mail = EmailMessage()
    mail["Subject"] = "Word"
    mail.set_content("Word.\n")
    with Post(known) as post:
        post.send(mail, to, "verbale@desk.example")


def checks(_server: Any, _session: Any, _envelope: Any, _kind: Any, given: Any) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (b"desk", b"right"), handled=False)


def locked(context: ssl.SSLContext) -> dict[str, Any]:
    return {"tls_context": context, "require_starttls": True, "authenticator": checks, "auth_required": True}


def test_a_mail_goes_out_encrypted_and_with_a_password(trusted: ssl.SSLContext) -> None:
    with mail_host(**locked(trusted)) as (box, known):
        send(Server(known.host, known.port, "starttls", "desk", "right"))
        assert [m["Subject"] for m in box.mails] == ["Word"]


def test_a_wrong_password_is_one_line_without_the_password(trusted: ssl.SSLContext) -> None:
    with mail_host(**locked(trusted)) as (box, known), pytest.raises(DeliveryError) as problem:
        send(Server(known.host, known.port, "starttls", "desk", "wrong"))
    assert "does not take the user and password" in str(problem.value)
    assert "wrong" not in str(problem.value)
    assert not box.mails


def test_a_certificate_that_nobody_vouches_for_is_one_line(context: ssl.SSLContext) -> None:
    with (
        mail_host(**locked(context)) as (_, known),
        pytest.raises(DeliveryError, match="that can be trusted"),
    ):
        send(Server(known.host, known.port, "starttls", "desk", "right"))


def test_a_server_without_encryption_is_refused_unless_asked_for() -> None:
    with mail_host() as (box, known):
        with pytest.raises(DeliveryError, match="STARTTLS extension not supported"):
            send(Server(known.host, known.port))
        send(known)
        assert len(box.mails) == 1


def test_a_server_that_is_not_there_is_one_line() -> None:
    with mail_host() as (_, known):
        pass
    with pytest.raises(DeliveryError, match="cannot be reached"):
        send(known)


def test_a_recipient_that_does_not_exist_is_told_apart() -> None:
    with mail_host() as (box, known):
        box.refused.add("reader@herald.example")
        with pytest.raises(RecipientError, match="550"):
            send(known)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("smtp://mail.example", Server("mail.example", 587, "starttls")),
        ("smtps://d%40x:p%2Fw@mail.example", Server("mail.example", 465, "tls", "d@x", "p/w")),
        ("smtp://127.0.0.1:25?tls=none", Server("127.0.0.1", 25, "none")),
    ],
)
def test_an_address_names_a_server(address: str, found: Server) -> None:
    assert server(address) == found


@pytest.mark.parametrize(
    "address", ["mail.example", "http://mail.example", "smtp://", "smtp://x:y", "smtp://x?tls=maybe"]
)
def test_what_is_no_address_of_a_server_is_one_line(address: str) -> None:
    with pytest.raises(UsageError):
        server(address)


def test_a_server_never_shows_its_password() -> None:
    assert "secret" not in repr(server("smtp://desk:secret@mail.example"))
