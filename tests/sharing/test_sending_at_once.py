"""Two who send digests at the same moment send each mail once; what was killed on the way is sent later."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from mailhost import Box, mail_host
from typer.testing import CliRunner

from verbale.cli import app
from verbale.errors import DeliveryError, UnknownIdError
from verbale.record.book import Record
from verbale.sharing import mails, subscriptions
from verbale.sharing.mailing import Mailer, send_due
from verbale.sharing.post import Server

NOW = datetime(2024, 5, 25, 8, tzinfo=UTC)
BASE = "https://desk.example"
READERS = [f"reader{n}@herald.example" for n in range(6)]


@pytest.fixture
def host() -> Iterator[tuple[Box, Mailer]]:
    with mail_host() as (box, server):
        yield box, Mailer(server, mails.sender("verbale@desk.example", BASE))


@pytest.fixture
def readers(talks: Record) -> Record:
    """The record with six subscribers, two of each rhythm."""
    for n, address in enumerate(READERS):
        asked = subscriptions.ask(talks, address, "ghana-togo", list(subscriptions.RHYTHMS)[n % 3], NOW)
        assert asked is not None
        subscriptions.confirm(talks, subscriptions.token(talks, "confirm", asked.id, NOW), NOW)
    return talks


def told(box: Box) -> Counter[str]:
    return Counter(str(mail["To"]) for mail in box.mails)


def test_two_threads_send_each_mail_once(readers: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    start, sent = threading.Barrier(3), list[Counter[str]]()

    def send() -> None:
        with Record(readers.url) as book:
            start.wait()
            sent.append(send_due(book, "ghana-togo", mailer, NOW))

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told(box) == Counter(READERS)
    assert sum(counts["sent"] for counts in sent) == len(READERS)
    assert all(s.sent_on == "2024-05-25" and s.claimed_at is None for s in subscriptions.subscriptions(readers))


def test_two_processes_send_each_mail_once(readers: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    smtp = f"smtp://127.0.0.1:{mailer.server.port}?tls=none"
    command = [sys.executable, "-m", "verbale", "digest", "ghana-togo", "--send", "--period", "weekly", "--store",
               readers.url, "--smtp", smtp, "--from", "verbale@desk.example", "--base-url", BASE]  # fmt: skip
    running = [
        subprocess.Popen(command, env=os.environ, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert all(process.returncode == 0 for process in running), said
    assert told(box) == Counter([READERS[1], READERS[4]])


def test_a_mail_that_somebody_else_has_claimed_is_left_to_them(readers: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    one = subscriptions.subscriptions(readers)[0]
    assert subscriptions.claim(readers, one, NOW)
    assert not subscriptions.claim(readers, one, NOW)
    send_due(readers, "ghana-togo", mailer, NOW)
    assert told(box) == Counter(READERS[1:])
    send_due(readers, "ghana-togo", mailer, NOW + subscriptions.CLAIM + timedelta(minutes=1))  # they were killed
    assert told(box) == Counter(READERS)


def test_a_mail_that_could_not_be_sent_is_free_again_at_once(readers: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    nobody = Mailer(Server("127.0.0.1", 9, "none"), mailer.sender)
    with pytest.raises(DeliveryError):
        send_due(readers, "ghana-togo", nobody, NOW)
    assert send_due(readers, "ghana-togo", mailer, NOW)["sent"] == len(READERS)
    assert told(box) == Counter(READERS)


def test_a_mail_that_comes_back_while_another_goes_out_counts(readers: Record, host: tuple[Box, Mailer]) -> None:
    box, mailer = host
    one = subscriptions.subscriptions(readers)[0]
    box.at_once = lambda: subscriptions.bounced(readers, one, f"<{len(box.mails)}@mail.example>", NOW)
    send_due(readers, "ghana-togo", mailer, NOW, "daily")
    assert len(box.mails) == 2
    kept = subscriptions.current(readers, one.id)
    assert kept is not None
    assert (len(kept.bounces), kept.sent_on) == (2, "2024-05-25")


def test_the_operator_lists_the_subscribers_and_removes_one(readers: Record) -> None:
    def run(*words: str) -> str:
        found = CliRunner().invoke(app, ["subscriber", *words, "--store", readers.url], catch_exceptions=False)
        assert found.exit_code == 0, found.output
        return found.output

    lines = run("list", "ghana-togo").splitlines()
    assert [line.split()[1] for line in lines] == READERS
    assert "ghana-togo  daily  last mail never" in lines[0]
    assert "1 subscription forgotten" in run("remove", READERS[0].upper())
    assert READERS[0] not in run("list")
    assert '"came_back": 0' in run("list", "--format", "json")
    with pytest.raises(UnknownIdError, match="nobody subscribes"):
        subscriptions.remove(readers, READERS[0], NOW)
