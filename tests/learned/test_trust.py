"""What each reader is trusted with: every kind has its numbers, and confidence follows what speaks for a finding."""

from __future__ import annotations

import pytest

from verbale.learned.trust import grounds, trust

KINDS = ("meeting", "statement", "position", "claim", "violence", "event")
SOURCES = ("codebook", "network", "both")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_finding_is_surer_the_more_the_network_gives_it(source: str, kind: str) -> None:
    told = [trust().right(source, kind, 0.8, p, 300) for p in (0.1, 0.5, 0.9)]
    assert 0.0 < told[0] < told[1] < told[2] < 1.0


@pytest.mark.parametrize("kind", KINDS)
def test_what_both_see_is_surer_than_what_one_sees(kind: str) -> None:
    both, *alone = (trust().right(source, kind, 0.8, 0.9, 300) for source in ("both", "codebook", "network"))
    assert both > min(alone)


def test_the_length_of_a_text_counts_within_bounds() -> None:
    assert grounds(0.5, 0.5, 1) == grounds(0.5, 0.5, 25)
    assert grounds(0.5, 0.5, 400) == grounds(0.5, 0.5, 40_000)
    assert grounds(0.5, 0.5, 50)[3] < grounds(0.5, 0.5, 100)[3] == 0.0 < grounds(0.5, 0.5, 300)[3]


def test_what_the_codebook_does_not_see_weighs_nothing() -> None:
    assert grounds(0.0, 0.5, 100) == (1.0, 0.0, 0.0, 0.0)
