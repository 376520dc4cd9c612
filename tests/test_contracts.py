"""What every reading keeps, whatever the text: its words, their places, its answer, and its silence on the network."""

from __future__ import annotations

import json
import random
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.articles.make import document
from verbale.document import Document
from verbale.errors import InputError
from verbale.pipeline import GIVEN, STAGES, layers, read_document

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "articles").glob("*.txt"))
SENTENCES = [
    "“We will not leave the port,” the Ghanaian foreign minister said on Tuesday.",
    "The envoys of Togo and Ghana met in Accra on Monday; they agreed on “nothing at all.",
    "He added: ‘The leaders’ talks’ were “a start”.",
    "ACCRA, May 3 (Northgate Wire) - Togo denied reports that it had shelled a convoy, killing between 5 and 7.",
    "Q: Will you meet them?",
    "A: We may, if they withdraw.",
    "Subscribe to our newsletter.",
    "14:05 GMT",
    "The two leaders, who have not met since July, are expected to talk by phone next week",
    '»Nein«, said nobody. ""',
    "According to the army, the rebels rejected the plan;\tthey want a new one\u00a0…",
    "\ufeff\u202eThe\u00adtruce\u2028holds",
    "👩‍👩‍👧 The U.N. secretary-general’s spokesman said no.",
    "(((“",
    "",
    "Her. His. Its! Both?",
]


def mentions(value: Any) -> Iterator[dict[str, Any]]:
    """Every mention anywhere in a reading's JSON."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield value
        for part in value.values():
            yield from mentions(part)
    elif isinstance(value, list):
        for part in value:
            yield from mentions(part)


def kept(text: str, published: str | None = "2024-05-03") -> Document:
    """The document of a text after it was read, with the contract checked."""
    made = document(text, published=published, language="en")
    before = made.text
    first = read_document(made).to_json()
    assert made.text == before == first["document"]["text"]
    for mention in mentions(first):
        assert before[mention["start"] : mention["end"]] == mention["quote"] != ""
    again = read_document(document(text, published=published, language="en")).to_json()
    assert json.dumps(first) == json.dumps(again)
    return made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from([" ", "\n", "\n\n", "\r\n"]))
def test_any_order_of_sentences_is_read_within_the_contract(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    try:
        kept(text)
    except InputError:
        assert not any(sign.isalnum() for sign in text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from(list("aT he.,said“”\"'‘’-—:;()\n\tU.S1é🙂")), min_size=1, max_size=80))
def test_no_text_is_too_broken_to_read(text: str) -> None:
    try:
        kept(text, published=None)
    except InputError:
        assert not any(sign.isalnum() for sign in text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_article_keeps_the_contract(path: Path) -> None:
    made = kept(path.read_text(encoding="utf-8"))
    for quotation in made.quotations:
        assert made.text[quotation.start : quotation.end].strip()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_words_shown_as_quoted_stand_between_marks(path: Path) -> None:
    made = document(path.read_text(encoding="utf-8"), published="2024-05-03")
    between = [(q.start, q.end) for q in made.quotations]
    for statement in read_document(made).statements:
        for quote in statement.quotes:
            assert any(start <= quote.start and quote.end <= end for start, end in between)


def test_an_article_is_read_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network was used while reading")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    assert read_document(document(EXAMPLES[0].read_text(encoding="utf-8"), published="2025-11-19")).statements


def test_reading_asks_neither_chance_nor_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime
    import time

    text = EXAMPLES[0].read_text(encoding="utf-8")
    calm = read_document(document(text)).to_json()
    random.seed(7)

    class Never(datetime.datetime):
        @classmethod
        def now(cls, *_: object, **__: object) -> NoReturn:
            raise AssertionError("today's date was asked for")

    monkeypatch.setattr(datetime, "datetime", Never)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert read_document(document(text)).to_json() == calm


def test_each_stage_gives_one_layer_and_leaves_those_before_alone() -> None:
    made = document(EXAMPLES[0].read_text(encoding="utf-8"), published="2025-11-19")
    words = [(t.text, t.start, t.dep, t.head.i) for t in made.tokens]
    found = layers(made)
    assert set(found) == {*GIVEN, *(stage.gives for stage in STAGES)}
    assert [(t.text, t.start, t.dep, t.head.i) for t in made.tokens] == words


def test_findings_have_ids_of_their_own_that_do_not_change_with_the_company() -> None:
    text = EXAMPLES[0].read_text(encoding="utf-8")
    reading = read_document(document(text, published="2025-11-19"))
    found = [f for k in ("meetings", "statements", "positions", "claims", "violence", "events")
             for f in getattr(reading, k)]  # fmt: skip
    assert len({f.id for f in found}) == len(found)
