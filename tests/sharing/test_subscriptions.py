"""From asking for a digest to being forgotten, over a real mail server on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from mailhost import Box, mail_host, words

from verbale.errors import UnknownIdError, UsageError
from verbale.record.book import Record
from verbale.sharing import bounces, mails, subscriptions
from verbale.sharing.mailing import Mailer, send_due
from verbale.sharing.web.app import create_app

NOW = datetime(2024, 5, 25, 8, tzinfo=UTC)
DAY = timedelta(days=1)
BASE = "https://desk.example"
ADDRESS = "reader@herald.example"


@pytest.fixture
def host() -> Iterator[tuple[Box, Mailer]]:
    with mail_host() as (box, server):
        yield box, Mailer(server, mails.sender("verbale@desk.example", BASE))


def visitor(record: Record, mailer: Mailer | None, read_only: bool = False) -> TestClient:
    app = create_app(record, loopback=False, mailer=mailer, read_only=read_only)
    return TestClient(app, base_url=BASE)


def subscribed(record: Record, rhythm: str = "daily", address: str = ADDRESS) -> subscriptions.Subscription:
    asked = subscriptions.ask(record, address, "ghana-togo", rhythm, NOW)
    assert asked is not None
    made = subscriptions.confirm(record, subscriptions.token(record, "confirm", asked.id, NOW), NOW)
    assert made is not None
    return made


def path_in(text: str, step: str) -> str:
    found = re.search(rf"{BASE}(/subscriptions/{step}/\S+)", text)
    assert found is not None
    return found[1]


def traces(record: Record, text: str) -> list[str]:
    folder = Path(record.url.partition("///")[2]).parent
    return [f.name for f in folder.iterdir() if text.encode() in f.read_bytes()]


def test_from_asking_to_being_forgotten(talks: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    page = visitor(talks, mailer)
    assert "Mail</a>" in page.get("/d/ghana-togo").text
    assert page.post("/d/ghana-togo/subscribe", data={"address": ADDRESS, "rhythm": "daily"}).status_code == 200
    assert send_due(talks, "ghana-togo", mailer, NOW)["sent"] == 0  # nothing before it is confirmed
    assert len(box.mails) == 1
    confirm = path_in(words(box.mails[0]), "confirm")

    assert "<button>Confirm</button>" in page.get(confirm).text
    assert send_due(talks, "ghana-togo", mailer, NOW)["sent"] == 0  # opening a link confirms nothing
    assert "Confirmed" in page.post(confirm).text

    assert send_due(talks, "ghana-togo", mailer, NOW)["sent"] == 1
    mail = box.mails[1]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    end = path_in(mail["List-Unsubscribe"].strip("<>"), "end")
    assert "Ghana and Togo, the border" in words(mail)

    assert "<button>End it</button>" in page.get(end).text
    assert len(subscriptions.subscriptions(talks)) == 1  # opening a link ends nothing
    one_click = {"content-type": "application/x-www-form-urlencoded", "origin": "https://mail.example"}
    assert page.post(end, content="List-Unsubscribe=One-Click", headers=one_click).status_code == 200
    assert subscriptions.subscriptions(talks) == []
    assert page.post(end, data={"List-Unsubscribe": "One-Click"}).status_code == 200  # twice is as good as once
    assert send_due(talks, "ghana-togo", mailer, NOW + DAY)["sent"] == 0
    talks.close()
    assert traces(talks, ADDRESS) == []


def test_the_answer_does_not_tell_whether_an_address_is_known(talks: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    subscribed(talks)
    page = visitor(talks, mailer)
    known, new = (
        page.post("/d/ghana-togo/subscribe", data={"address": a, "rhythm": "daily"})
        for a in (ADDRESS, "other@herald.example")
    )
    assert known.text == new.text
    assert known.headers == new.headers
    assert [m["Subject"].partition(":")[0] for m in box.mails] == ["You get this digest already", "Confirm the digest"]


def test_an_address_is_written_to_once_an_hour(talks: Record) -> None:
    assert subscriptions.ask(talks, ADDRESS, "ghana-togo", "daily", NOW)
    assert subscriptions.ask(talks, ADDRESS, "ghana-togo", "daily", NOW + timedelta(minutes=59)) is None
    assert subscriptions.ask(talks, ADDRESS, "ghana-togo", "daily", NOW + timedelta(minutes=61))


def test_who_does_not_confirm_in_two_days_is_forgotten(talks: Record) -> None:
    asked = subscriptions.ask(talks, ADDRESS, "ghana-togo", "daily", NOW)
    assert asked is not None
    token = subscriptions.token(talks, "confirm", asked.id, NOW)
    assert subscriptions.confirm(talks, token, NOW + timedelta(hours=49)) is None
    assert subscriptions.subscriptions(talks) == []


@pytest.mark.parametrize(
    "text", ["", "x", "a@b\r\nBcc: c@d.example", "<a@b.example>", "a b@c.example", "a@-c", "é@b.example"]
)
def test_what_is_no_address_is_refused(talks: Record, text: str) -> None:
    with pytest.raises(UsageError, match="no mail address"):
        subscriptions.ask(talks, text, "ghana-togo", "daily", NOW)


def test_a_token_does_one_thing_for_one_subscription(talks: Record) -> None:
    one, other = subscribed(talks), subscribed(talks, address="other@herald.example")
    end = subscriptions.token(talks, "end", one.id, NOW)
    for forged in (end.replace(one.id, other.id), subscriptions.token(talks, "bounce", one.id, NOW), "x", end + "é"):
        with pytest.raises(UnknownIdError):
            subscriptions.end(talks, forged, NOW)
    assert subscriptions.end(talks, end, NOW)


def test_a_site_without_mail_or_for_reading_only_takes_nobody(talks: Record, host: tuple[Box, Mailer]) -> None:
    for page in (visitor(talks, None), visitor(talks, host[1], read_only=True)):
        assert page.post("/d/ghana-togo/subscribe", data={"address": ADDRESS}).status_code == 404
        assert "/subscribe" not in page.get("/d/ghana-togo").text


def test_nobody_gets_the_same_news_twice(talks: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    subscribed(talks, "moves")
    assert send_due(talks, "ghana-togo", mailer, NOW)["sent"] == 1
    assert send_due(talks, "ghana-togo", mailer, NOW + DAY)["not due"] == 1
    assert len(box.mails) == 1


def test_a_daily_digest_comes_once_a_day_and_a_weekly_one_once_a_week(talks: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    subscribed(talks, "daily")
    subscribed(talks, "weekly", "week@herald.example")
    for days in (0, 0, 1, 6, 7):
        send_due(talks, "ghana-togo", mailer, NOW + days * DAY)
    told = [m["To"] for m in box.mails]
    assert (told.count(ADDRESS), told.count("week@herald.example")) == (4, 2)


def test_three_mails_that_come_back_for_good_end_a_subscription(
    talks: Record, host: tuple[Box, Mailer], tmp_path: Path
) -> None:
    box, mailer = host
    subscribed(talks)
    send_due(talks, "ghana-togo", mailer, NOW)
    back = box.envelopes[-1][0]
    assert re.fullmatch(r"verbale\+[0-9a-f]{12}-[0-9a-f]{24}@desk\.example", back)
    for n, status, action in ((1, "5.1.1", "failed"), (2, "4.2.2", "delayed"), (3, "5.1.1", "failed")):
        (tmp_path / f"{n}.eml").write_text(notification(back, n, status, action))
    assert bounces.take(talks, tmp_path, NOW) == {"hard": 2, "soft": 1, "ended": 0}
    assert bounces.take(talks, tmp_path, NOW)["ended"] == 0  # the same mails again count once
    (tmp_path / "4.eml").write_text(notification("verbale@desk.example", 4, "5.1.1", "failed"))
    assert bounces.take(talks, tmp_path / "4.eml", NOW)["ended"] == 1
    assert subscriptions.subscriptions(talks) == []


def test_a_mail_that_is_no_notification_or_carries_a_forged_mark_counts_for_nobody(
    talks: Record, tmp_path: Path
) -> None:
    one = subscribed(talks)
    forged = f"verbale+{one.id}-{'0' * 24}@desk.example"
    (tmp_path / "1.eml").write_text(notification(forged, 1, "5.1.1", "failed"))
    back = mails.return_address(talks, one, mails.sender("verbale@desk.example", BASE), NOW)
    (tmp_path / "2.eml").write_text(f"To: {back}\nFrom: {ADDRESS}\nSubject: Away\n\nBack on Monday. 550 people.\n")
    assert bounces.take(talks, tmp_path, NOW) == {"other": 2}


def test_a_recipient_that_the_server_refuses_is_marked_and_the_others_get_theirs(
    talks: Record, host: tuple[Box, Mailer]
) -> None:
    box, mailer = host
    subscribed(talks)
    subscribed(talks, address="other@herald.example")
    box.refused.add(ADDRESS)
    assert send_due(talks, "ghana-togo", mailer, NOW) == {"refused": 1, "sent": 1}
    assert [len(s.bounces) for s in subscriptions.subscriptions(talks)] == [1, 0]


def notification(to: str, n: int, status: str, action: str) -> str:
    return f"""\
From: MAILER-DAEMON@mail.example
To: {to}
Message-ID: <{n}@mail.example>
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {ADDRESS}
Action: {action}
Status: {status}

--b--
"""


def test_who_unsubscribes_while_a_mail_goes_out_is_not_kept_again(talks: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    one = subscribed(talks)
    end = subscriptions.token(talks, "end", one.id, NOW)
    box.at_once = lambda: subscriptions.end(talks, end, NOW)
    assert send_due(talks, "ghana-togo", mailer, NOW)["sent"] == 1
    assert subscriptions.subscriptions(talks) == []


def test_when_too_many_wait_nobody_learns_who_is_known(talks: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    subscribed(talks)
    monkeypatch.setattr(subscriptions, "MOST_ASKED", 1)
    assert subscriptions.ask(talks, "other@herald.example", "ghana-togo", "daily", NOW)
    for address in (ADDRESS, "third@herald.example"):
        with pytest.raises(UsageError, match="too many"):
            subscriptions.ask(talks, address, "ghana-togo", "daily", NOW)


def test_mails_are_plain_seven_bit_text_on_the_way(talks: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    subscribed(talks)
    send_due(talks, "ghana-togo", mailer, NOW)
    parts = [p for p in box.mails[0].walk() if not p.is_multipart()]
    assert [(p.get_content_type(), p["Content-Transfer-Encoding"]) for p in parts] == [
        ("text/plain", "quoted-printable"), ("text/html", "quoted-printable")
    ]  # fmt: skip
    assert box.mails[0].as_bytes().isascii()
