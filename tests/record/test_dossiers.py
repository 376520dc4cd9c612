"""Dossiers: written by hand, checked, suggested; and what they select."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import (
    ANKARA,
    ERDOGAN,
    HAMAS,
    ISRAEL,
    PUTIN,
    RUSSIA,
    TURKIYE,
    UKRAINE,
    USA,
    ZELENSKY,
    actor,
    claim,
    meeting,
    position,
    time,
    violence,
)

from verbale.errors import UsageError
from verbale.record.dossiers import load, name_of, parse, written
from verbale.record.link.folding import merge
from verbale.record.selection import why
from verbale.record.told import Told

WAR = parse(
    'name = "The war"\nparties = ["Russia", "UKR"]\nmediators = ["Turkey", "United States"]\n'
    'issues = ["ceasefire", "territory"]\ntheatres = ["Ukraine"]\naliases = ["peace plan"]\nsince = 2025-01-01\n',
    "the-war",
)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "dossiers").glob("*.toml"))
NAURU = actor("Nauru", country="NRU")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_the_shipped_dossiers_hold_and_are_written_back_as_they_were(path: Path) -> None:
    dossier = load(path)
    assert parse(written(dossier), dossier.id) == dossier


WRONG = {
    'name = "x"\nparties = ["Rusia"]': "did you mean Russia",
    'name = "x"\npartys = ["Russia"]': "did you mean parties",
    'name = "x"\nparties = ["Russia"]\nissues = ["cease_fire"]': "did you mean ceasefire",
    'name = "x"\nparties = []': "needs parties",
    'parties = ["Russia"]': "needs a name",
    'name = "x"\nparties = ["Russia"]\nsince = "spring"': "must be a day",
    'name = "x"\nparties = "Russia"': "must be a list",
    "name = ": "not TOML",
}


@pytest.mark.parametrize(("text", "cure"), WRONG.items(), ids=WRONG.values())
def test_a_dossier_that_does_not_hold_names_the_cure(text: str, cure: str) -> None:
    with pytest.raises(UsageError, match=cure):
        parse(text)


def test_people_and_short_names_stand_for_their_side() -> None:
    assert parse('name = "x"\nparties = ["Vladimir Putin", "RSF"]').parties == ("RUS", "org:rapid-support-forces")
    assert name_of("org:rapid-support-forces") == "Rapid Support Forces"


SELECTED = {
    "both parties sit": meeting("a", "2025-05-01", PUTIN, ZELENSKY, time=time("2025-05-01")),
    "a party and a mediator sit": meeting("b", "2025-05-01", ZELENSKY, ERDOGAN, time=time("2025-05-01")),
    "a party visits a mediator": meeting("c", "2025-05-01", ZELENSKY, time=time("2025-05-01"), place=TURKIYE),
    "a party's position about the other": position("d", "2025-05-01", RUSSIA, "rejects", "ceasefire", about=["UKR"]),
    "a claim about both": claim("e", "2025-05-01", "words about a secret channel", about=["RUS", "UKR"]),
    "one hits the other": violence("f", "2025-05-01", actors=[RUSSIA], targets=[UKRAINE]),
    "the words name the peace plan": claim("g", "2025-05-01", "talk of a plan", about=["USA"], words="The peace plan."),
}
LEFT = {
    "strangers meet": meeting("a", "2025-05-01", NAURU, ISRAEL, time=time("2025-05-01")),
    "one mediator meets a stranger": meeting("b", "2025-05-01", USA, NAURU, time=time("2025-05-01")),
    "a mediator on another war": position("c", "2025-05-01", USA, "demands", "ceasefire", about=["ISR", "org:hamas"]),
    "a party on another issue": position("d", "2025-05-01", RUSSIA, "supports", "water", about=["UKR"]),
    "before its time": meeting("e", "2021-05-01", PUTIN, ZELENSKY, time=time("2021-05-01")),
    "nobody in particular, by an alias": position(
        "g", "2025-05-01", actor("34 people", "people"), "demands", None, about=["UKR"], words="The peace plan."
    ),
    "violence elsewhere": violence("f", "2025-05-01", actors=[ISRAEL], targets=[HAMAS], place=ANKARA),
}


@pytest.mark.parametrize("told", SELECTED.values(), ids=SELECTED.keys())
def test_selected(told: Told) -> None:
    assert why(WAR, merge(told.kind, [told]))


@pytest.mark.parametrize("told", LEFT.values(), ids=LEFT.keys())
def test_left_out(told: Told) -> None:
    assert why(WAR, merge(told.kind, [told])) is None
