"""Webhooks over a real server on this machine: signed, in order, tried again, never to a private address unasked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from typer.testing import CliRunner

from verbale.cli import app
from verbale.cli.webhook import resolved
from verbale.errors import FetchError, UnknownIdError, UsageError
from verbale.record.book import Record
from verbale.sharing import webhooks
from verbale.sharing.webhooks import Sent, Webhook, signature

NOW = datetime(2024, 5, 25, 8, tzinfo=UTC)
DOSSIER = {"dossier": "ghana-togo"}


class Receiver:
    """What came in, and the statuses to answer with; 200 when they are used up."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[int] = []
        self.at_once: Callable[[], object] = lambda: None  # what happens while a message is on its way
        self.url = ""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    known = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            known.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            known.headers.append(dict(self.headers))
            known.at_once()
            self.send_response(known.answers.pop(0) if known.answers else 200)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    host = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.url = f"http://127.0.0.1:{host.server_port}/in"
    thread = threading.Thread(target=host.serve_forever, args=(0.01,))
    thread.start()
    yield known
    host.shutdown()
    thread.join()
    host.server_close()


def hook_for(record: Record, receiver: Receiver, everything: bool = True) -> Webhook:
    return webhooks.add(
        record, receiver.url, DOSSIER, resolve=resolved, now=NOW, private=True, everything=everything
    )  # fmt: skip


def send(record: Record, id: str, waits: list[float] | None = None) -> Sent:
    sleep = (waits if waits is not None else []).append
    return webhooks.send(record, webhooks.named(record, id), resolve=resolved, now=lambda: NOW, sleep=sleep)


def test_a_message_is_signed_and_carries_records_with_their_words(talks: Record, receiver: Receiver) -> None:
    hook = hook_for(talks, receiver)
    found = talks.merged("ghana-togo")
    assert send(talks, hook.id) == Sent(hook.id, len(found))
    sent = json.loads(receiver.bodies[0])
    assert {r["id"] for r in sent["records"]} == {r.id for r in found}
    assert all(w["quote"] and w["publisher"] and w["document"] for r in sent["records"] for w in r["words"])
    moment, mark = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", receiver.headers[0]["Verbale-Signature"]).groups()  # type: ignore[union-attr]
    assert mark == signature(hook.secret, int(moment), receiver.bodies[0])
    assert mark != signature(hook.secret, int(moment), receiver.bodies[0] + b" ")


def test_what_was_told_is_not_told_again_and_a_change_is(talks: Record, receiver: Receiver) -> None:
    hook = hook_for(talks, receiver)
    send(talks, hook.id)
    assert send(talks, hook.id).records == 0
    assert len(receiver.bodies) == 1
    meeting = talks.meetings(dossier="ghana-togo")[0]
    talks.review("correct", meeting["findings"][0], by="Ama", because="the wire says so", field="level", value="envoy",
                 now=lambda: NOW + timedelta(hours=1))  # fmt: skip
    assert send(talks, hook.id).records == 1
    assert [(r["id"], r["change"]) for r in json.loads(receiver.bodies[1])["records"]] == [(meeting["id"], "changed")]


def reviewed(record: Record, receiver: Receiver, hook: Webhook, *told: str, **more: str) -> dict[str, Any]:
    """The message after one verdict (judgement, id, others)."""
    record.review(
        told[0], *told[1:], by="Ama", because="the wire says so", now=lambda: NOW + timedelta(hours=1), **more
    )
    assert send(record, hook.id).verdicts == 1
    assert send(record, hook.id) == Sent(hook.id)  # and not again
    return dict(json.loads(receiver.bodies[-1]))


@pytest.mark.parametrize("judgement", ["confirm", "correct", "reject"])
def test_a_verdict_on_a_record_is_told_with_who_and_why(talks: Record, receiver: Receiver, judgement: str) -> None:
    hook = hook_for(talks, receiver, everything=False)
    meeting = talks.meetings(dossier="ghana-togo")[0]
    more = {"field": "level", "value": "envoy"} if judgement == "correct" else {}
    sent = reviewed(talks, receiver, hook, judgement, meeting["id"], **more)
    [verdict] = sent["verdicts"]
    assert (verdict["judgement"], verdict["by"], verdict["reason"]) == (judgement, "Ama", "the wire says so")
    assert set(meeting["findings"]) <= set(verdict["findings"])
    assert (verdict["field"], verdict["value"]) == (more.get("field"), more.get("value"))
    rejected = judgement == "reject"
    assert (verdict["gone"], verdict["records"]) == (([meeting["id"]], []) if rejected else ([], [meeting["id"]]))
    assert [r["id"] for r in sent["records"]] == ([meeting["id"]] if judgement == "correct" else [])


def test_a_split_and_a_merge_tell_what_came_of_it_and_what_is_gone(talks: Record, receiver: Receiver) -> None:
    hook = hook_for(talks, receiver, everything=False)
    meeting = next(m for m in talks.meetings(dossier="ghana-togo") if len(m["findings"]) > 1)
    split = reviewed(talks, receiver, hook, "split", meeting["id"], meeting["findings"][-1])
    [verdict] = split["verdicts"]
    assert len(verdict["records"]) == 2
    assert verdict["gone"] == []
    assert {r["change"] for r in split["records"]} == {"new", "changed"}
    merged = reviewed(talks, receiver, hook, "merge", *verdict["records"])
    [verdict] = merged["verdicts"]
    assert len(verdict["records"]) == len(verdict["gone"]) == 1
    assert {r["id"] for r in merged["records"]} == set(verdict["records"])


def test_a_verdict_outside_the_filter_is_not_told(talks: Record, receiver: Receiver) -> None:
    hook = hook_for(talks, receiver, everything=False)
    inside = {m["id"] for m in talks.meetings(dossier="ghana-togo")}
    other = next(m for m in talks.meetings() if m["id"] not in inside)
    talks.review("reject", other["id"], by="Ama", because="no such talks", now=lambda: NOW + timedelta(hours=1))
    assert send(talks, hook.id) == Sent(hook.id)
    assert receiver.bodies == []


def test_a_new_webhook_is_told_what_comes_after_it(talks: Record, receiver: Receiver) -> None:
    assert send(talks, hook_for(talks, receiver, everything=False).id).records == 0


def test_a_server_in_trouble_is_asked_again_with_the_same_delivery(talks: Record, receiver: Receiver) -> None:
    hook, waits = hook_for(talks, receiver), list[float]()
    receiver.answers = [503, 429]
    assert send(talks, hook.id, waits).problem is None
    assert waits == [1.0, 5.0]
    assert len({h["Verbale-Delivery"] for h in receiver.headers}) == 1


@pytest.mark.parametrize("answer", [302, 400, 410])
def test_a_refusal_or_redirect_is_final_and_what_was_not_taken_is_told_in_the_next_run(
    talks: Record, receiver: Receiver, answer: int
) -> None:
    hook, waits = hook_for(talks, receiver), list[float]()
    receiver.answers = [answer]
    assert f"answered {answer}" in str(send(talks, hook.id, waits).problem)
    assert waits == []
    assert webhooks.named(talks, hook.id).failures == 1
    assert send(talks, hook.id).records > 0
    assert webhooks.named(talks, hook.id).failures == 0


def test_attempts_end_and_a_webhook_that_fails_on_and_on_rests(talks: Record, receiver: Receiver) -> None:
    hook, waits = hook_for(talks, receiver), list[float]()
    receiver.answers = [500] * 4 * webhooks.PATIENCE
    for _ in range(webhooks.PATIENCE):
        assert send(talks, hook.id, waits).problem
    assert len(waits) == 3 * webhooks.PATIENCE
    assert webhooks.named(talks, hook.id).rests


def test_two_threads_send_each_message_once(talks: Record, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "PIECE", 1)
    hook, start, sent = hook_for(talks, receiver), threading.Barrier(3), list[Sent]()

    def run() -> None:
        with Record(talks.url) as book:
            start.wait()
            sent.append(send(book, hook.id))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = [r["id"] for body in receiver.bodies for r in json.loads(body)["records"]]
    assert sorted(told) == sorted(r.id for r in talks.merged("ghana-togo"))
    assert sum(one.records for one in sent) == len(told)
    assert webhooks.named(talks, hook.id).claimed_at is None


def test_two_processes_send_each_message_once(talks: Record, receiver: Receiver) -> None:
    hook_for(talks, receiver)
    command = [sys.executable, "-m", "verbale", "webhook", "send", "--store", talks.url]
    running = [
        subprocess.Popen(command, env=os.environ, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert all(process.returncode == 0 for process in running), said
    assert len(receiver.bodies) == 1


def test_who_sends_while_another_does_leaves_it_to_them(talks: Record, receiver: Receiver) -> None:
    hook, others = hook_for(talks, receiver), list[Sent]()
    receiver.at_once = lambda: others.append(send(talks, hook.id))
    assert send(talks, hook.id).records > 0
    assert others == [Sent(hook.id)]


def test_a_claim_of_somebody_who_was_killed_holds_for_ten_minutes(talks: Record, receiver: Receiver) -> None:
    hook = hook_for(talks, receiver)
    assert webhooks.claim(talks, hook, NOW - webhooks.CLAIM)
    assert send(talks, hook.id) == Sent(hook.id)
    assert webhooks.claim(talks, hook, NOW + timedelta(seconds=1))
    assert len(receiver.bodies) == 0


def test_a_webhook_that_is_removed_while_it_is_told_stays_removed(
    talks: Record, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "PIECE", 1)
    hook = hook_for(talks, receiver)
    receiver.at_once = lambda: webhooks.remove(talks, hook.id, NOW)
    send(talks, hook.id)
    assert len(receiver.bodies) == 1
    assert webhooks.webhooks(talks) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "localhost"])
def test_a_private_address_is_refused_unless_it_is_meant(talks: Record, host: str) -> None:
    with pytest.raises(FetchError, match="private address"):
        webhooks.add(talks, f"http://{host}:8000/in", DOSSIER, resolve=resolved, now=NOW)
    assert webhooks.webhooks(talks) == []


def test_an_address_that_turns_private_later_is_refused_when_sending(talks: Record, receiver: Receiver) -> None:
    hook = webhooks.add(
        talks, receiver.url, DOSSIER, resolve=lambda *_: "127.0.0.1", now=NOW, everything=True
    )  # fmt: skip
    assert "private address" in str(send(talks, hook.id).problem)
    assert receiver.bodies == []


@pytest.mark.parametrize(
    "url", ["ftp://desk.example", "desk.example/in", "https://a:b@desk.example", "http://[", "https://x:99999"]
)
def test_what_is_no_address_is_one_line(talks: Record, url: str) -> None:
    with pytest.raises(UsageError):
        webhooks.add(talks, url, DOSSIER, resolve=resolved, now=NOW, private=True)


def test_a_webhook_needs_a_filter_that_the_record_knows(talks: Record, receiver: Receiver) -> None:
    for filters, problem in (
        ({}, UsageError),
        ({"dossier": "none"}, UnknownIdError),
        ({"actor": "Nobody"}, UnknownIdError),
    ):
        with pytest.raises(problem):
            webhooks.add(talks, receiver.url, filters, resolve=resolved, now=NOW, private=True)


def test_a_hostile_article_stays_text_in_a_message(hostile: Record, receiver: Receiver) -> None:
    send(hostile, hook_for(hostile, receiver).id)
    sent = json.loads(receiver.bodies[0])
    assert all(w["url"] is None for r in sent["records"] for w in r["words"])
    assert b"\r" not in receiver.bodies[0]
    assert receiver.bodies[0].isascii()
    assert not any("alert" in value for value in receiver.headers[0].values())


def test_the_command_line_adds_lists_sends_and_removes(talks: Record, receiver: Receiver) -> None:
    def run(*words: str) -> str:
        found = CliRunner().invoke(app, ["webhook", *words, "--store", talks.url], catch_exceptions=False)
        assert found.exit_code == 0, found.output
        return found.output

    id, secret = run("add", receiver.url, "--dossier", "ghana-togo", "--allow-private", "--everything").split()
    assert "dossier ghana-togo  sent never  well" in run("list")
    assert secret not in run("list")
    assert f"{id}: {len(talks.merged('ghana-togo'))} records" in run("send")
    run("remove", id)
    assert run("list") == ""
