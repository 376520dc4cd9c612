"""Claims: what is said to be true, by whom, and what was answered, also sentences later."""

from __future__ import annotations

import pytest

from verbale import codebook, trial
from verbale.findings import Claim

BOOK = codebook.load()


def claims(text: str) -> tuple[Claim, ...]:
    found: tuple[Claim, ...] = trial.try_sentence(text, BOOK).layers["claims"]
    return found


@pytest.mark.parametrize(
    ("text", "claimant", "response", "status"),
    [
        ("Kampala accused Nairobi of theft. Nairobi denied it.", "Uganda", "denies", "denied"),
        (
            "Kampala said it had taken the bridge. Nairobi disputed the claim.",
            "Uganda",
            "contradicts",
            "disputed",
        ),
        ("Kampala said its army had taken the bridge; Nairobi called that untrue.", "Uganda", "denies", "denied"),
        ("Nairobi dismissed reports that the pact had collapsed.", None, "dismisses", "dismissed"),
        ("Nairobi played down reports that the pact had collapsed.", None, "downplays", "dismissed"),
        (
            "Kampala accused Nairobi of theft. Nairobi neither confirmed nor denied it.",
            "Uganda",
            "declines_comment",
            "unverified",
        ),
        ("Kampala accused Nairobi of theft, a charge Kenya denies.", "Uganda", "denies", "denied"),
        (
            "Kenya's army accused Uganda of firing at a boat. Kampala denied that any such thing had occurred.",
            "Kenyan army",
            "denies",
            "denied",
        ),
        (
            "Colombia's president announced that a truce had been arranged with the ELN. The rebels denied this.",
            "Gustavo Petro",
            "denies",
            "denied",
        ),
    ],
)
def test_claims_links_the_answer(text: str, claimant: str | None, response: str, status: str) -> None:
    (found,) = claims(text)
    assert (found.claimant.name if found.claimant else None) == claimant
    assert [r.response.value for r in found.responses] == [response]
    assert found.status.value == status


def test_claims_content_is_what_was_claimed_without_the_word_that() -> None:
    (found,) = claims("Nairobi denied that it had armed the rebels.")
    assert found.content.quote == "it had armed the rebels"


def test_claims_makes_what_could_not_be_checked_a_claim_of_its_speaker() -> None:
    (found,) = claims("Kampala said its army had taken the bridge. The claim could not be independently verified.")
    assert found.claimant is not None and found.claimant.name == "Uganda"
    assert found.status.value == "unverified"


@pytest.mark.parametrize(
    "text",
    [
        "The teacher dismissed the class.",
        "The band played down the street.",
        "Prices had talked themselves down.",
        "Kampala stopped short of accusing Nairobi of theft.",
        "The ministers met in Lima, state radio reported.",
    ],
)
def test_claims_finds_none_where_nothing_is_alleged(text: str) -> None:
    assert claims(text) == ()


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("The Harbour Times reported that Kenya had bought forty drones.", "Harbour Times"),
        ("Kenya has bought forty drones, the Harbour Times reported on Monday.", "Harbour Times"),
        ("A leaked memo shows that Kenya had bought forty drones.", None),
        ("An intelligence assessment concluded that Kenya had bought forty drones.", None),
    ],
)
def test_claims_are_made_by_outlets_memos_and_assessments(text: str, claimant: str | None) -> None:
    (found,) = claims(text)
    assert (found.claimant.name if found.claimant else None) == claimant


def test_claims_what_state_radio_says_is_only_a_statement() -> None:
    assert claims("Kenya has bought forty drones, state radio reported.") == ()


def test_a_report_keeps_what_is_said_behind_the_words_that_name_its_source() -> None:
    (found,) = claims("Nairobi denied a report on Ugandan television that its envoy had left the talks.")
    assert found.content.quote == "its envoy had left the talks"
    assert found.claimant is not None and found.claimant.country == "UGA"
    assert [r.response.value for r in found.responses] == ["denies"]


@pytest.mark.parametrize(
    ("text", "answers", "status"),
    [
        (
            "The senator described the pact as a surrender to Peru, a charge that the premier rejected.",
            ["denies"],
            "denied",
        ),
        (
            "The army accused the rebels of theft. The rebels disputed that, saying no cattle had been taken.",
            ["contradicts"],
            "disputed",
        ),
        (
            "The Kenyan army blamed the rebels, who said they had no guns in the area.",
            ["contradicts"],
            "disputed",
        ),
        ("The Kenyan army blamed the rebels, who said they would free ten soldiers.", [], "unverified"),
        ("Kampala accused the rebels of theft. The rebels have not commented.", [], "unverified"),
    ],
)
def test_claims_are_answered_in_many_ways(text: str, answers: list[str], status: str) -> None:
    (found,) = claims(text)
    assert ([r.response.value for r in found.responses], found.status.value) == (answers, status)


def test_two_versions_set_against_each_other_are_both_claims() -> None:
    first, second = claims(
        "Kampala said the shot came from Kenya. Nairobi countered that no soldier was near the river."
    )
    assert [r.response.value for r in first.responses] == ["contradicts"]
    assert second.claimant is not None
    assert (second.claimant.country, second.status.value) == ("KEN", "unverified")


def test_a_counter_offer_disputes_nothing() -> None:
    assert claims("Kampala said it would free the prisoners. Nairobi countered that it would wait.") == ()


def test_the_accused_belong_to_what_is_claimed() -> None:
    (found,) = claims("Kampala accused the rebels of shelling the port.")
    assert found.content.quote == "the rebels of shelling the port"
