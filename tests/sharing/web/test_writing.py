"""Who may write, how much, and what becomes of what is put in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from verbale.errors import InputError
from verbale.record.book import Record
from verbale.sharing.web import tokens
from verbale.sharing.web.app import create_app
from verbale.sharing.web.security import Limit

NOW = datetime(2024, 7, 1, tzinfo=UTC)


class Desk:
    """Reads nothing: gives back a reading made before."""

    def __init__(self, reading: Mapping[str, Any]) -> None:
        self.reading, self.kept = reading, list[Mapping[str, str]]()

    def read(self, given: Mapping[str, str]) -> Mapping[str, Any]:
        if not given["text"]:
            raise InputError("give a text or an address: one of the two")
        return self.reading

    def keep(self, given: Mapping[str, str]) -> str:
        self.kept.append(given)
        return str(self.reading["document"]["id"])


@pytest.fixture
def desk(readings: dict[str, Any]) -> Desk:
    return Desk(readings["held"])


@pytest.fixture
def away(record: Record, desk: Desk) -> TestClient:
    """The site as it is served to other machines."""
    return TestClient(create_app(record, loopback=False, reader=desk), base_url="https://desk.example")


@pytest.fixture
def here(record: Record, desk: Desk) -> TestClient:
    """The site on this machine."""
    return TestClient(create_app(record, reader=desk), base_url="http://127.0.0.1")


def test_a_pasted_article_is_read_at_once_and_not_stored(here: TestClient, record: Record, desk: Desk) -> None:
    before = len(record.documents())
    page = here.post("/read", data={"text": "The foreign ministers met."}).text
    assert "data-findings" in page
    assert "Keep it in the record" in page
    assert not desk.kept
    assert len(record.documents()) == before


def test_keeping_leads_to_the_article(here: TestClient, desk: Desk) -> None:
    answer = here.post("/documents", data={"text": "The foreign ministers met."}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"/documents/{desk.reading['document']['id']}")
    assert desk.kept


def test_a_verdict_is_kept_with_name_and_reason(here: TestClient, record: Record) -> None:
    id = record.meetings()[0]["id"]
    told = {"judgement": "confirm", "by": "Ama", "because": "seen the communique"}
    assert here.post(f"/records/{id}/review", data=told).status_code == 200
    assert record.verdicts()[0]["by"] == "Ama"
    assert "seen the communique" in here.get("/reviews").text


@pytest.mark.parametrize(("judgement", "by"), [("praise", "Ama"), ("confirm", " ")])
def test_a_verdict_that_cannot_be_meant_is_refused(here: TestClient, record: Record, judgement: str, by: str) -> None:
    told = {"judgement": judgement, "by": by, "because": "seen it"}
    answer = here.post(f"/records/{record.meetings()[0]['id']}/review", data=told)
    assert answer.status_code == 400
    assert not record.verdicts()


def test_from_elsewhere_nobody_writes_without_a_token_of_that_scope(away: TestClient, record: Record) -> None:
    given = {"text": "Ministers met."}
    assert away.post("/api/documents", json=given).status_code == 401
    assert away.post("/api/documents", json=given, headers={"Authorization": "Bearer no"}).status_code == 401
    token = tokens.make(record, "desk", ["add"], NOW)
    header = {"Authorization": f"Bearer {token}"}
    assert away.post("/api/documents", json=given, headers=header).status_code == 201
    verdict = {"judgement": "confirm", "id": record.meetings()[0]["id"], "by": "A", "because": "B"}
    assert away.post("/api/reviews", json=verdict, headers=header).status_code == 403
    tokens.revoke(record, "desk", NOW)
    assert away.post("/api/documents", json=given, headers=header).status_code == 401


def test_a_token_is_kept_as_a_digest_only(record: Record) -> None:
    token = tokens.make(record, "desk", ["add", "review"], NOW)
    assert token not in str(record.kept(tokens.KIND))
    assert tokens.bearer(record, token)["scopes"] == ["add", "review"]  # type: ignore[index]


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_another_site_cannot_write_through_the_visitors_browser(here: TestClient, headers: dict[str, str]) -> None:
    assert here.post("/documents", data={"text": "x"}, headers=headers).status_code == 403


def test_a_name_that_is_not_this_machines_is_refused_on_loopback(record: Record) -> None:
    rebound = TestClient(create_app(record), base_url="http://evil.example")
    assert rebound.get("/").status_code == 421


def test_read_only_means_nobody(record: Record, desk: Desk) -> None:
    closed = TestClient(create_app(record, read_only=True, reader=desk), base_url="http://127.0.0.1")
    assert closed.post("/documents", data={"text": "x"}).status_code == 403
    assert "Keep the verdict" not in closed.get(f"/records/{record.meetings()[0]['id']}").text


def test_a_body_that_is_too_large_is_refused_before_it_is_read(here: TestClient) -> None:
    assert here.post("/read", content=b"x", headers={"Content-Length": "5000000"}).status_code == 413


def test_limit_lets_a_client_go_on_as_time_goes_by() -> None:
    now = [0.0]
    limit = Limit(2, lambda: now[0])
    assert [limit.spent("a") for _ in range(3)] == [False, False, True]
    assert limit.spent("b") is False
    now[0] = 30.0
    assert limit.spent("a") is False


def test_api_answers_as_the_record_does_in_pages_as_json_and_csv(here: TestClient, record: Record) -> None:
    first = here.get("/api/meetings?limit=1").json()
    assert first["rows"] == [dict(record.meetings()[0])]
    assert here.get(f"/api/meetings?limit=1&offset={first['next']}").json()["rows"] == [dict(record.meetings()[1])]
    table = here.get("/api/meetings?format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.startswith("id,kind,findings")


def test_api_says_that_nothing_changed(here: TestClient) -> None:
    answer = here.get("/api/positions")
    again = here.get("/api/positions", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/meetings?since=May", 400),
        ("/api/meetings?actor=Nobody", 404),
        ("/api/meetings?limit=0", 422),
        ("/api/dossiers/none/brief", 404),
        ("/api/explain/none-0000", 404),
        ("/api/documents/none", 404),
        ("/api/nothing", 404),
    ],
)
def test_api_refuses_in_json(here: TestClient, address: str, status: int) -> None:
    answer = here.get(address)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_openapi_lists_every_question(here: TestClient) -> None:
    paths = here.get("/api/openapi.json").json()["paths"]
    assert {f"/api/{name}" for name in ("meetings", "claims", "documents", "reviews", "read")} <= set(paths)
    assert not any(re.match("/d/|/records", path) for path in paths)
