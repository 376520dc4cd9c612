"""Positions: who holds what toward whom, since when, and whether it moved."""

from __future__ import annotations

import pytest

from verbale import codebook, trial
from verbale.findings import Position

BOOK = codebook.load()


def positions(text: str, published: str = "2024-05-15") -> tuple[Position, ...]:
    found: tuple[Position, ...] = trial.try_sentence(text, BOOK, published).layers["positions"]
    return found


def brief(text: str) -> list[tuple[str, str, str | None]]:
    return [(p.holder.name, p.stance.value, p.issue) for p in positions(text)]


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ("Nairobi demanded the return of the pilots.", "Kenya", "demands"),
        ("Lima is ready to release the crew.", "Peru", "offers"),
        ("Lima is ready to discuss the border.", "Peru", "open_to"),
        ("Lima is ready to accept the terms.", "Peru", "accepts"),
        ("Lima is not willing to share the water.", "Peru", "refuses"),
        ("Kampala will not withdraw its troops.", "Uganda", "refuses"),
        ("Kampala will send no soldiers to the island.", "Uganda", "refuses"),
        ("Oslo will lift the sanctions.", "Norway", "commits"),
        ("Tunis will release the crew only if the ships leave.", "Tunisia", "conditions"),
        ("Accra would not release the crew, its minister said.", "Ghana", "refuses"),
    ],
)
def test_positions_reads_the_stance_of_the_words(text: str, holder: str, stance: str) -> None:
    assert (holder, stance) in [(h, s) for h, s, _ in brief(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Lima plans to send a minister to the fair.",
        "Lima thanked Quito for its patience.",
        "Peru and Chile have yet to agree on the border.",
        "Peru and Chile could not agree on a date.",
        "The minister wants to leave early.",
        "The army is ready to fight.",
        "Nairobi denied demanding a ransom.",
        "The court asked whether the bank had paid.",
    ],
)
def test_positions_finds_none_in_intentions_thanks_failures_and_denials(text: str) -> None:
    assert positions(text) == ()


def test_positions_splits_a_list_of_demands() -> None:
    text = (
        "Nairobi has maintained the demands it laid out in March 2023, including that Kampala lift the sanctions "
        "and withdraw its troops from the valley."
    )
    found = positions(text)
    assert [(p.stance.value, p.movement.value, p.issue) for p in found] == [
        ("demands", "maintained", "sanctions"),
        ("demands", "maintained", "troop_withdrawal"),
    ]
    assert all(p.toward is not None and p.toward.name == "Uganda" for p in found)
    assert {str(p.since.start) for p in found if p.since} == {"2023-03-01"}


def test_positions_takes_a_dropped_demand_as_one_withdrawn_position() -> None:
    (found,) = positions("Tunis has dropped its demand for an apology.")
    assert (found.stance.value, found.movement.value) == ("demands", "withdrawn")


def test_positions_takes_no_movement_told_twice_as_one_position() -> None:
    text = "Rabat has shown no sign of softening its demands. Rabat has not budged."
    assert [p.movement.value for p in positions(text)] == ["maintained"]


def test_positions_lets_the_parties_of_a_deal_name_each_other() -> None:
    found = positions("Peru and Chile signed a treaty on the river.")
    assert {(p.holder.name, p.toward.name if p.toward else None) for p in found} == {
        ("Peru", "Chile"),
        ("Chile", "Peru"),
    }


def test_positions_gives_words_that_point_back_the_issue_before() -> None:
    found = positions("Nairobi proposed a truce. Kampala rejected the offer.")
    assert [p.issue for p in found] == ["ceasefire", "ceasefire"]


@pytest.mark.parametrize(
    "text",
    [
        "Diplomats doubt that Lima would accept the offer.",
        "A Peruvian official declined to be named.",
        "Lima accused the Chilean envoy of siding with La Paz.",
    ],
)
def test_doubts_customs_and_accusations_are_nobodys_position(text: str) -> None:
    assert positions(text) == ()


def test_a_finite_verb_goes_with_the_one_that_demands() -> None:
    said = brief("Lima demanded that Chile be excluded as mediator and rejected the interim council.")
    assert {(holder, stance) for holder, stance, _ in said} == {("Peru", "demands"), ("Peru", "rejects")}
