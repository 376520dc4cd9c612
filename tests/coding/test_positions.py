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


@pytest.mark.parametrize(
    "text",
    [
        "Lima might invite both to Cuzco in May.",
        "Muscat will sign the protocol in May.",
        "Lima and Quito are to put their names to a treaty.",
        "Ghana's president invited the rebels to a concert.",
    ],
)
def test_what_may_be_done_or_is_yet_to_be_signed_is_no_position(text: str) -> None:
    assert positions(text) == ()


def test_what_is_asked_of_a_party_is_not_its_position() -> None:
    assert brief("Peru's minister said Chile must first sign the treaty.") == [("Peruvian minister", "demands", None)]
    assert {p.holder.name for p in positions("Togo urged Ghana to accept the truce.")} == {"Togo"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Kampala rejected the truce.", "rejects"),
        ("Jakarta ruled out ceding the reef.", "refuses"),
        ("Asmara vowed on Friday not to withdraw its brigade.", "refuses"),
        ("Lima is ready to accept the plan if Chile leaves.", "conditions"),
        ("Iran offered to freeze its enrichment provided Washington lifts its sanctions.", "conditions"),
        ("Togo's opposition to the dam has not changed.", "opposes"),
    ],
)
def test_positions_tells_refusing_rejecting_and_conditions_apart(text: str, stance: str) -> None:
    assert stance in [s for _, s, _ in brief(text)]


def test_coordinated_things_on_other_issues_are_demands_of_their_own() -> None:
    said = brief("Chad demanded the withdrawal of the army and unhindered aid.")
    assert [issue for _, _, issue in said] == ["troop_withdrawal", "humanitarian_access"]


@pytest.mark.parametrize(
    ("text", "holder", "toward"),
    [
        ("Brussels demanded that London scrap the rule. Downing Street said it would do no such thing.", 0, "GBR"),
        ("Brussels demanded that London scrap the rule. Downing Street said it would do no such thing.", 1, "IGO"),
        ("Oslo offered to lend Ghana money for the dam.", 0, "GHA"),
        ("Ukraine is ready to accept a U.S. proposal for a truce.", 0, "USA"),
        ("Kenya called for talks on the river. Uganda rejected the idea.", 1, "KEN"),
        ("Ottawa reaffirmed its support for Guyana's borders.", 0, "GUY"),
        ("Togo has dropped its demand that Benin withdraw its troops.", 0, "BEN"),
        ("Chile offered to lift the sanctions, provided Peru freed the crew.", 0, "PER"),
        ("Lima refuses to leave the reef unless Quito pays.", 0, "ECU"),
        ("Kenya opposes the participation of Rwanda in the talks.", 0, "RWA"),
        ("Chad's president has offered Togo and Benin alike to host the talks.", 0, "TGO"),
        ("Egypt objects to the inclusion of Turkey in the force.", 0, "TUR"),
    ],
)
def test_positions_are_aimed_at_whom_the_words_name(text: str, holder: int, toward: str) -> None:
    aimed = positions(text)[holder].toward
    assert aimed is not None
    assert aimed.country == toward


_OF_TWO = "Chad met Niger. Niger thanked Chad. Chad spoke with Niger. "


@pytest.mark.parametrize(
    ("text", "toward"),
    [
        ("Niger urged the commanders to leave the village.", "TCD"),
        ("Chad urged its rival to release the pilots.", "NER"),
        ("Chad and Niger pledged to withdraw their troops.", "NER"),
        ("Qatar mediates in the talks. Qatar hosts them. Qatar will wait. Niger rejects the terms.", "TCD"),
        ("Niger urged the commanders in Mali to leave the village.", "MLI"),
        ("Mali demanded the withdrawal of the troops.", None),
        ("Niger urged Bishop Anselm Tiu to free the pilots.", None),
        ("Niger urged the mediators to return to the talks.", None),
    ],
)
def test_who_is_nobodys_leaves_the_aim_to_the_other_side_of_two(text: str, toward: str | None) -> None:
    found = [p for p in positions(_OF_TWO + text) if p.evidence[0].start >= len(_OF_TWO)]
    aimed = found[0].toward
    assert (aimed.country if aimed is not None else None) == toward


def test_who_says_what_another_may_have_on_a_condition_sets_it() -> None:
    said = positions("Nepal's minister said India could have talks if it paid for the dam.")
    assert [(p.holder.country, p.stance.value) for p in said] == [("NPL", "conditions")]
    said = positions("Nepal's minister said Nepal could leave the pact if India closed the border.")
    assert [(p.holder.country, p.toward and p.toward.country) for p in said] == [("NPL", "IND")]
    said = positions("Latvia's minister said Russia could attack if it felt strong.")
    assert "LVA" not in [p.holder.country for p in said]
