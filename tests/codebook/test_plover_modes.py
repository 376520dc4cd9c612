"""Every category and mode of PLOVER can be coded: some card makes it, or the meetings do."""

import pytest

from verbale import codebook, trial
from verbale.codebook import plover

BOOK = codebook.load()
CATEGORIES = plover.categories(BOOK.folder)
MODES = [(c.event_type, mode) for c in CATEGORIES.values() for mode in c.modes]
CONSULT = {
    "visit": "The Jordanian king visited Rabat on Monday.",
    "third-party": "Omani mediators hosted talks between Iran and Iraq in Muscat.",
    "multilateral": "The presidents of Chile, Peru, Brazil and Bolivia met in Lima on Monday.",
    "phone": "The Jordanian king spoke by telephone with the Moroccan king on Monday.",
}


def test_the_page_has_sixteen_categories() -> None:
    assert len(CATEGORIES) == 16


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_some_card_makes_the_category(category: str) -> None:
    assert any(card.event == category for card in BOOK.acts.values())


@pytest.mark.parametrize(("category", "mode"), [m for m in MODES if m[0] != "CONSULT"])
def test_some_card_makes_the_mode(category: str, mode: str) -> None:
    assert any(card.event == category and mode in card.mode for card in BOOK.acts.values())


@pytest.mark.parametrize(("mode", "text"), CONSULT.items())
def test_meetings_make_the_modes_of_consult(mode: str, text: str) -> None:
    found = [f for f in trial.try_sentence(text, BOOK).findings if f.get("event_type") == "CONSULT"]
    assert mode in {m for f in found for m in f["mode"]}


def test_every_context_of_a_card_is_on_the_list() -> None:
    known = plover.contexts(BOOK.folder)
    assert {c for card in BOOK.acts.values() for c in card.context} <= known
