"""What stands only in a report that was denied, dismissed or not commented on is asserted by nobody here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from verbale import codebook, trial

BOOK = codebook.load()


def layers(text: str) -> Mapping[str, Any]:
    return trial.try_sentence(text, BOOK).layers


@pytest.mark.parametrize(
    "text",
    [
        "Egypt dismissed reports that the summit with Ethiopia had been called off.",
        "Reports that the two presidents had met in secret were false, said the Kenyan spokesman.",
        "Reports that Kenya and Uganda had met in secret in May are untrue, the spokesman said.",
        "Reports of a secret meeting between Kenya and Uganda were denied by both governments.",
        "Kenya denied that its talks with Uganda had been put off.",
        "Kenya denied that its president would meet the Ugandan president on Friday.",
    ],
)
def test_a_refuted_report_leaves_a_claim_and_no_meeting(text: str) -> None:
    found = layers(text)
    assert [m.status.value for m in found["meetings"]] == []
    assert [c.status.value in ("denied", "dismissed") for c in found["claims"]] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Nigeria dismissed reports that the pipeline had been blown up.",
        "Rwanda denied that it had recalled its envoy from Kinshasa.",
        "Kenya denied having recalled its ambassador.",
        "Kenya denied a report that its army had shelled a Somali village, killing nine people.",
        "Kenya dismissed a report by a Sudanese newspaper that it had withdrawn its troops.",
    ],
)
def test_a_refuted_report_leaves_no_deed(text: str) -> None:
    found = layers(text)
    assert found["violence"] == () and [e.event_type.value for e in found["events"]] == []


def test_a_denied_meeting_did_not_happen_when_it_is_denied_outright() -> None:
    (meeting,) = layers("The palace denied that Kenya's president had met the Ugandan president.")["meetings"]
    assert meeting.status.value == "did_not_happen"


@pytest.mark.parametrize(
    "text",
    [
        "Rwanda denied any role in the bombing that killed nine people in Goma on Sunday.",
        "Rwanda denied that it was behind the attack on Goma, which killed nine people.",
    ],
)
def test_what_a_denial_takes_for_granted_stays(text: str) -> None:
    (attack,) = layers(text)["violence"]
    assert attack.dead is not None and attack.dead.low == 9


@pytest.mark.parametrize(
    "text",
    [
        "Kenya would neither confirm nor deny a report that it had offered to host talks.",
        "Kenya declined to comment on a report that it had offered to host talks.",
    ],
)
def test_a_report_not_commented_on_is_a_claim_and_no_position(text: str) -> None:
    found = layers(text)
    (claim,) = found["claims"]
    assert [r.response.value for r in claim.responses] == ["declines_comment"] and claim.claimant is None
    assert found["positions"] == ()
    assert all(m.attribution and m.attribution[0].actor is None for m in found["meetings"])
