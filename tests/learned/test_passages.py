"""The passages that the network learns from: every span stands in its text, every word of the vocabulary is one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from verbale import codebook
from verbale.codebook import plover
from verbale.learned.labels import CHOICES, FLAGS, ISSUES

FILES = sorted((Path(__file__).parents[2] / "training" / "passages").glob("*.jsonl"))


def passages(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def quotes(finding: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Every span of a finding: the words, and which occurrence of them."""
    spans = ("trigger", "cue", "speaker", "content", "holder", "object", "toward", "claimant", "place", "time", "actor")
    lists = ("actors", "recipients", "participants", "declined", "targets")
    said = [finding.get(k) for k in spans] + [q for k in lists for q in finding.get(k) or ()]
    for quote in filter(None, said):
        yield (quote["q"], quote["n"]) if isinstance(quote, dict) else (quote, 1)
    for answer in finding.get("responses") or ():
        yield from quotes(answer)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_span_stands_in_its_text(path: Path) -> None:
    wrong = [
        (p["id"], words) for p in passages(path) for f in p["findings"] for words, n in quotes(f)
        if p["text"].count(words) < n
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_value_is_one_that_the_network_may_say(path: Path) -> None:
    for p in passages(path):
        for f in p["findings"]:
            for name, values in CHOICES.items():
                kind, key = name.split(".")
                key = "event_type" if name == "event.type" else key
                if f["kind"] == kind and f.get(key):
                    assert f[key] in values, p["id"]
            if f["kind"] == "event":
                assert set(f["mode"]) <= set(FLAGS["event.mode"]) and set(f["aux"]) <= set(FLAGS["event.aux"]), p["id"]


def test_no_two_passages_share_a_name_or_a_text() -> None:
    everything = [p for path in FILES for p in passages(path)]
    assert len({p["id"] for p in everything}) == len({p["text"] for p in everything}) == len(everything) > 700


def test_the_lists_that_the_network_knows_are_those_of_the_codebook() -> None:
    book = codebook.load()
    modes = {mode for category in plover.categories(book.folder).values() for mode in category.modes}
    assert set(ISSUES) == set(book.issues) and set(FLAGS["event.mode"]) == modes
