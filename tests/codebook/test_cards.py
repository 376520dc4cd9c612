"""Every sentence of every card is read, and must find what the card says, or nothing."""

import pytest

from verbale import codebook, trial
from verbale.codebook.cards import Card, Example, check_examples

BOOK = codebook.load()
SENTENCES = [
    pytest.param(card, example, marks=pytest.mark.xfail(reason=example.gap, strict=True) if example.gap else ())
    for card in BOOK.cards()
    for example in card.examples
]


def name(value: object) -> str | None:
    if isinstance(value, Card):
        return value.name
    return value.text[:60] if isinstance(value, Example) else None


@pytest.mark.parametrize(("card", "example"), SENTENCES, ids=name)
def test_the_example_reads_as_the_card_says(card: Card, example: Example) -> None:
    assert trial.problem(card, example, BOOK) is None


def test_every_card_has_sentences_that_fit_and_sentences_that_must_not() -> None:
    check_examples(BOOK.cards())


def test_the_codebook_is_exercised_by_at_least_1200_sentences() -> None:
    assert len(SENTENCES) >= 1200
