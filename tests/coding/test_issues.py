"""Issues: the head of the words decides before its modifiers."""

from __future__ import annotations

import pytest

from verbale import codebook
from verbale.articles.make import document
from verbale.coding.issues import issues_in

ISSUES = issues_in(codebook.load())


def issue(words: str) -> str | None:
    made = document(words)
    return ISSUES.of(made.tokens, made.sentences[0].root)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a truce to let aid into the city", "ceasefire"),
        ("the withdrawal of all foreign troops", "troop_withdrawal"),
        ("an end to attacks on power plants", "energy_infrastructure"),
        ("a light-water reactor for the north", "nuclear_programme"),
        ("the release of the political prisoners", "detainees"),
        ("an exchange of prisoners of war", "prisoner_exchange"),
        ("a seat for the minority in parliament", "minority_rights"),
        ("the filling of the dam", "water"),
    ],
)
def test_issues_are_named_by_the_head_and_what_stands_near_it(words: str, expected: str) -> None:
    assert issue(words) == expected


@pytest.mark.parametrize("words", ["a shorter queue at the bakery", "the colour of the new stamps"])
def test_issues_are_none_where_words_only_look_like_one(words: str) -> None:
    assert issue(words) is None


def test_issues_leave_weak_terms_out_when_only_plain_words_may_decide() -> None:
    made = document("the fighting in the hills")
    assert ISSUES.of(made.tokens) == "ceasefire"
    assert ISSUES.of(made.tokens, plainly=True) is None
