"""How real a predicate is: the cue families that the words around it put it under."""

from __future__ import annotations

import pytest

from verbale import codebook
from verbale.trial import try_sentence


def families(text: str, lemma: str) -> set[str]:
    """The cue families that bear on the first word of the lemma."""
    trial = try_sentence(text, codebook.load())
    return set(trial.flags(next(t for t in trial.document.tokens if t.lemma == lemma)))


@pytest.mark.parametrize(
    ("text", "lemma", "family"),
    [
        ("The army pulled out of the talks in Jeddah.", "talk", "cancellation"),
        ("Both sides look forward to meeting in June.", "meet", "proposal"),
        ("A meeting in June is likely.", "meeting", "expected"),
        ("A meeting in June is possible.", "meeting", "hypothetical"),
        ("The conference is underway in Nairobi.", "conference", "under_way"),
        ("The ministers are believed to have met in Rome.", "meet", "hearsay"),
        ("A proposal for talks in Muscat is on the table.", "talk", "proposal"),
        ("Preparations for the summit began on Monday.", "summit", "future"),
        ("The palace called off the meeting.", "meeting", "cancellation"),
        ("The general failed to meet the mediators.", "meet", "negation"),
        ("The envoys neither met nor spoke.", "speak", "negation"),
        ("The ministry would neither confirm nor deny that talks are planned.", "talk", "hearsay"),
        ("The palace did not deny having met the rebels.", "meet", "hearsay"),
    ],
)
def test_a_governing_word_says_how_real_it_is(text: str, lemma: str, family: str) -> None:
    assert family in families(text, lemma)


@pytest.mark.parametrize(
    ("text", "lemma", "family"),
    [
        ("The ministers met not only in Rome.", "meet", "negation"),
        ("The envoys met in Oslo, no doubt to save time.", "meet", "negation"),
        ("The mediator did not rule out meeting the rebels.", "meet", "negation"),
        ("The minister who denied the charge met the envoys.", "meet", "denial"),
    ],
)
def test_words_that_only_look_like_a_cue_say_nothing(text: str, lemma: str, family: str) -> None:
    assert family not in families(text, lemma)


def test_a_participle_before_its_sentence_stands_on_its_own() -> None:
    assert "proposal" not in families(
        "West African chiefs of staff, gathered in Abuja, are weighing a landing.", "gather"
    )
