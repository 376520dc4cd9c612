"""Quotations of every kind, and of every kind of mistake."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.articles.quotes import quotations

SIGNS = "“”„‟«»‹›「」『』\"‘’'‚`"


def words(text: str) -> list[str]:
    """Each quotation; ~ after one that is never closed, + before one that goes on from the paragraph before."""
    return ["+" * q.continues + text[q.start : q.end] + "~" * (not q.closed) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ["no"]),
        ("“We agree,” he said, “for now.”", ["We agree,", "for now."]),
        ("«Oui» and »ja« and „nein“ and „tak” and 「はい」", ["Oui", "ja", "nein", "tak", "はい"]),
        ("He called it ‘a disgrace’.", ["a disgrace"]),
        ("``quoted'' and ''quoted''", ["quoted", "quoted"]),
        ('said:"Yes" and left', ["Yes"]),
        ('" We agree , " he said . " No " .', [" We agree , ", " No "]),
        ("(“x”)—“y”", ["x", "y"]),
    ],
)
def test_quotations_of_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘never’ to me,” she said", ["He said ‘never’ to me,"]),
        ("“He said “never” to me,” she said", ["He said “never” to me,"]),
        ('"He said "never" to me," she said', ['He said "never" to me,']),
        ('“The "new" truce holds,” she said', ['The "new" truce holds,']),
        ("‘They said “never” to us,’ she said", ["They said “never” to us,"]),
    ],
)
def test_a_quotation_inside_a_quotation_belongs_to_it(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The leaders' meeting: 'we agree' on it", ["we agree"]),
        ("‘the two leaders’ meeting was good’ he said", ["the two leaders’ meeting was good"]),
        ("Get 'em now, it's the envoys' turn in the '90s", []),
        ("don’t, won’t, it’s the workers’ right", []),
        ("“It’s the workers’ right,” he said", ["It’s the workers’ right,"]),
        ('5\'10" tall and 6" wide', []),
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Never, he said.\nThe talks go on.", ["Never, he said.~"]),
        ("“We agree, said one. “We disagree,” said another.", ["We disagree,"]),
        ('"We agree, said one. "We disagree," said another.', ["We disagree,"]),
        ('“mixed" marks, “more” marks', ["mixed", "more"]),
        ("“typed the wrong way“ and ”so is this”", ["typed the wrong way", "so is this"]),
        ('known as the "City of Lights "since then', ["City of Lights "]),
        ('She said," We agree". He left.', [" We agree"]),
        ('"', []),
        ("“”", []),
        ("", []),
    ],
)
def test_a_missing_or_mistyped_mark_spoils_no_more_than_its_own_quotation(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text", ['"One.\n"Two," he said. "Three."', "“One.\n\n“Two,” he said. “Three.”", '"One.\nTwo," he said. "Three."']
)
def test_a_quotation_over_several_paragraphs_continues(text: str) -> None:
    assert words(text) == ["One.~", "+Two,", "Three."]


@given(st.text(alphabet=SIGNS + "ab sS.,5\n", max_size=200))
def test_quotations_are_in_order_apart_and_inside_one_paragraph(text: str) -> None:
    found = quotations(text)
    at = 0
    for quotation in found:
        assert at <= quotation.start < quotation.end <= len(text)
        assert text[quotation.start : quotation.end].strip()
        assert "\n" not in text[quotation.start : quotation.end]
        assert quotation.closed or text[quotation.end : quotation.end + 1] in ("\n", "")
        at = quotation.end


@given(st.lists(st.sampled_from(["“We agree,” he said.", 'It was "odd".', "She left.", "«Non», he said."]), max_size=5))
def test_quotations_of_a_paragraph_do_not_depend_on_the_others(paragraphs: list[str]) -> None:
    assert words("\n".join(paragraphs)) == [w for p in paragraphs for w in words(p)]


@pytest.mark.parametrize("piece", ["'a ", "“a ", '"a ', "s' a", "‘a ”", "„«‹“", "''"])
def test_hostile_text_costs_linear_time(piece: str) -> None:
    started = time.process_time()
    quotations(piece * 50_000)
    assert time.process_time() - started < 5
