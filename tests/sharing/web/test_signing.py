"""Who writes from elsewhere signs in with a token: the pages then offer what it allows, to that browser only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from verbale.cli.serve import own_machine
from verbale.record.book import Record
from verbale.sharing.web import tokens
from verbale.sharing.web.app import create_app
from verbale.sharing.web.security import COOKIE

NOW = datetime(2024, 7, 1, tzinfo=UTC)
OWN = {"Origin": "https://desk.example"}


class Desk:
    """Reads nothing: gives back a reading made before."""

    def __init__(self, reading: Mapping[str, Any]) -> None:
        self.reading = reading

    def read(self, _: Mapping[str, str]) -> Mapping[str, Any]:
        return self.reading

    def keep(self, _: Mapping[str, str]) -> str:
        return str(self.reading["document"]["id"])


@pytest.fixture
def away(record: Record, readings: dict[str, Any]) -> TestClient:
    """The site as it is served to other machines."""
    return TestClient(
        create_app(record, loopback=False, reader=Desk(readings["held"])), base_url="https://desk.example"
    )


def meeting(record: Record) -> str:
    return str(record.meetings()[0]["id"])


def signed(site: TestClient, record: Record, *scopes: str) -> TestClient:
    token = tokens.make(record, "Ama", list(scopes), NOW)
    assert site.post("/sign-in", data={"token": token}, headers=OWN, follow_redirects=False).status_code == 303
    return site


def test_a_visitor_is_shown_no_form_that_would_be_refused(away: TestClient, record: Record) -> None:
    assert "Keep the verdict" not in away.get(f"/records/{meeting(record)}").text
    assert "<textarea" not in away.get("/read").text
    assert "/sign-in" in away.get("/read").text


def test_who_signs_in_may_do_on_the_pages_what_the_token_allows(away: TestClient, record: Record) -> None:
    signed(away, record, "review")
    page = away.get(f"/records/{meeting(record)}").text
    assert "Keep the verdict" in page
    assert 'name="by" required maxlength="120" value="Ama"' in page
    told = {"judgement": "confirm", "by": "Ama", "because": "so it was"}
    assert away.post(f"/records/{meeting(record)}/review", data=told, headers=OWN).status_code == 200
    assert "Ama: confirm" in away.get(f"/records/{meeting(record)}").text
    assert "<textarea" not in away.get("/read").text
    assert away.post("/read", data={"text": "x"}, headers=OWN).status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(away: TestClient, record: Record) -> None:
    token = tokens.make(record, "Ama", ["add"], NOW)
    answer = away.post("/sign-in", data={"token": token}, headers=OWN, follow_redirects=False)
    told = answer.headers["set-cookie"]
    assert all(word in told for word in (COOKIE, "HttpOnly", "SameSite=strict", "Secure", "Path=/"))
    assert answer.headers["location"] == "/"
    for foreign in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert away.post("/read", data={"text": "x"}, headers=foreign).status_code == 403
        assert away.post("/sign-in", data={"token": token}, headers=foreign).status_code == 403
    assert away.post("/read", data={"text": "x"}, headers=OWN).status_code == 200


def test_a_token_that_is_none_or_was_revoked_signs_nobody_in(away: TestClient, record: Record) -> None:
    assert away.post("/sign-in", data={"token": "verbale_x"}, headers=OWN).status_code == 401
    signed(away, record, "add")
    assert "Signed in as" in away.get("/sign-in").text
    tokens.revoke(record, "Ama", NOW)
    assert "Signed in as" not in away.get("/sign-in").text
    assert away.post("/read", data={"text": "x"}, headers=OWN).status_code == 401


def test_signing_out_forgets_the_token(away: TestClient, record: Record) -> None:
    signed(away, record, "add").post("/sign-out", headers=OWN)
    assert "<textarea" not in away.get("/read").text


def test_on_this_machine_and_on_a_mirror_nobody_signs_in(record: Record) -> None:
    for site in (
        TestClient(create_app(record), base_url="http://127.0.0.1"),
        TestClient(create_app(record, loopback=False, read_only=True), base_url="https://mirror.example"),
    ):
        assert site.post("/sign-in", data={"token": "x"}).status_code == 404
        assert ">Sign in</a>" not in site.get("/").text


@pytest.mark.parametrize(
    ("host", "base", "own"),
    [
        ("127.0.0.1", None, True),
        ("localhost", "http://127.0.0.1:8000", True),
        ("::1", None, True),
        ("127.0.0.1", "https://desk.example/verbale", False),
        ("0.0.0.0", None, False),
        ("desk.example", None, False),
    ],
)
def test_who_comes_through_a_proxy_on_the_same_machine_is_nobody_at_it(host: str, base: str | None, own: bool) -> None:
    assert own_machine(host, base) is own
