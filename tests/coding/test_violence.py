"""Violence: tolls from verbs, nouns and adjectives, with ranges, attackers and modes."""

from __future__ import annotations

from typing import Any

import pytest

from verbale import codebook, trial

BOOK = codebook.load()


def violence(text: str) -> list[dict[str, Any]]:
    return [f for f in trial.try_sentence(text, BOOK).findings if f["id"].startswith("violence")]


def figures(count: dict[str, Any] | None) -> tuple[int | None, int | None] | None:
    return (count["low"], count["high"]) if count else None


@pytest.mark.parametrize(
    ("text", "dead", "injured"),
    [
        ("Rebels killed twelve soldiers near Beni.", (12, 12), None),
        ("The death toll in Gaza passed 40,000 on Thursday.", (40000, None), None),
        ("The death toll in Derna rose to 133.", (133, 133), None),
        ("The ambush near Menaka cost four lives.", (4, 4), None),
        ("Rescuers pulled 27 bodies from the rubble in Aleppo after the raid.", (27, 27), None),
        ("At least 20 guards were killed and 33 wounded in Goma.", (20, None), (33, 33)),
        ("Clashes in Zvečan left 30 peacekeepers injured.", None, (30, 30)),
        ("As many as 50 villagers were killed near Bria.", (None, 50), None),
    ],
)
def test_figures_come_from_verbs_nouns_and_adjectives(
    text: str, dead: tuple[int | None, int | None] | None, injured: tuple[int | None, int | None] | None
) -> None:
    found = [(figures(v["dead"]), figures(v["injured"])) for v in violence(text)]
    assert (dead, injured) in found


def test_the_attackers_of_a_with_clause_are_those_of_the_offensive() -> None:
    found = violence("Russian forces have continued their offensive, with overnight strikes killing 19 people.")
    assert [a["country"] for a in found[0]["actors"]] == ["RUS"]
    assert figures(found[0]["dead"]) == (19, 19)


def test_jets_that_strike_are_never_the_target() -> None:
    found = violence("Russian jets struck near Homs.")
    assert [a["country"] for a in found[0]["actors"]] == ["RUS"]
    assert "RUS" not in {t["country"] for t in found[0]["targets"]}


def test_the_most_specific_card_gives_the_mode() -> None:
    assert violence("Nine fighters were killed in a drone strike on Derna.")[0]["mode"] == "drone"


@pytest.mark.parametrize("text", ["Rebels did not attack the post.", "Ghana beat Egypt 2-1.", "The film bombed."])
def test_what_did_not_happen_sport_and_films_are_no_violence(text: str) -> None:
    assert violence(text) == []
