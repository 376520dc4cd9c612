"""Stories: reprints of one text are one, another day's report is another."""

from __future__ import annotations

from verbale.record.link.stories import Stories, likeness, story_of

WIRE = (
    "Delegations from Ghana and Togo met in Accra on Monday to settle the course of their border along the river. "
    "The talks, the third round this year, ended without a common text, but both sides spoke of progress. Ghana's "
    "chief negotiator said that maps from the colonial time had been compared line by line. Togo wants a joint "
    "commission to walk the disputed stretch before the rains. Fishermen on both banks have complained of patrols "
    "that take their nets. The mediator, a retired judge from Benin, will visit the villages next week. A further "
    "round is planned for the end of the month in Lomé, where the foreign ministers are to join the delegations."
)


def test_a_reprint_with_dateline_and_cuts_is_the_same_story() -> None:
    index = Stories()
    index.add("s1", WIRE)
    sentences = WIRE.split(". ")
    assert story_of("ACCRA (Volta Wire) - " + WIRE, index) == "s1"
    assert story_of(". ".join(sentences[:4]) + ".", index) == "s1"
    assert story_of(". ".join(sentences[:3] + sentences[4:]) + " Additional reporting by Kofi.", index) == "s1"


def test_another_outlets_words_are_another_story() -> None:
    index = Stories()
    index.add("s1", WIRE)
    other = (
        "Ghanaian and Togolese negotiators wound up a third session on their river frontier in Accra on Monday with "
        "nothing signed. Maps drawn a century ago were laid side by side, the Ghanaian team leader told reporters."
    )
    assert story_of(other, index) is None


def test_short_reports_that_differ_in_a_figure_or_a_town_are_two() -> None:
    report = "Shells fired from across the river hit a market in {} on {} and killed {} people, the governor said."
    assert likeness(report.format("Aflao", "Monday", 12), report.format("Aflao", "Friday", 7)) is None
    assert likeness(report.format("Aflao", "Monday", 12), report.format("Keta", "Monday", 12)) is None
    assert likeness(report.format("Aflao", "Monday", 12), report.format("Aflao", "Monday", 12)) == 1.0
