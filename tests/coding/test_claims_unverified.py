"""A claim that "could not be verified" looks back for what was said, whatever words reported it."""

from __future__ import annotations

import verbale


def test_a_turn_of_a_transcript_has_no_reporting_word_and_does_not_stop_the_reading() -> None:
    text = "Anna Berg: They were shelled twice. We couldn't confirm our results destructively."
    assert verbale.read(text, published="2024-05-15").document.text == text
