"""Violence: tolls from verbs, nouns and adjectives, with ranges, attackers and modes."""

from __future__ import annotations

from typing import Any

import pytest

from verbale import codebook, pipeline, trial
from verbale.articles.make import document

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


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Hezbollah shelling of the market in Metula killed twelve civilians on Tuesday.", ["LBN"]),
        ("Drone strikes by the Ethiopian air force have killed forty villagers.", ["ETH"]),
        ("Roadside bombs killed twelve civilians near Kandahar on Tuesday.", []),
    ],
)
def test_weapons_and_strikes_are_whose_the_words_beside_them_say(text: str, countries: list[str]) -> None:
    assert [a["country"] for a in violence(text)[0]["actors"]] == countries


@pytest.mark.parametrize(
    "text",
    ["Clashes in Goma on 29 May left thirty peacekeepers injured.", "Fighting on 29 May killed thirty peacekeepers."],
)
def test_a_toll_is_of_the_day_of_the_fighting_that_caused_it(text: str) -> None:
    found = trial.try_sentence(text, BOOK, published="2024-06-03").findings
    assert [f["time"]["start"] for f in found if f["id"].startswith("violence")] == ["2024-05-29"]


def test_who_shoots_back_in_words_shoots_nobody() -> None:
    assert violence('"Nonsense," shot back the Kenyan minister.') == []


def test_jets_that_strike_are_never_the_target() -> None:
    found = violence("Russian jets struck near Homs.")
    assert [a["country"] for a in found[0]["actors"]] == ["RUS"]
    assert "RUS" not in {t["country"] for t in found[0]["targets"]}


def test_the_most_specific_card_gives_the_mode() -> None:
    assert violence("Nine fighters were killed in a drone strike on Derna.")[0]["mode"] == "drone"


@pytest.mark.parametrize("text", ["Rebels did not attack the post.", "Ghana beat Egypt 2-1.", "The film bombed."])
def test_what_did_not_happen_sport_and_films_are_no_violence(text: str) -> None:
    assert violence(text) == []


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Thirty people are killed in Chadian shelling of Darfur, including twelve killed in Tina.", [(30, 30)]),
        ("Sudanese shells killed 19 villagers. At least six of those were killed in Tina.", [(19, 19), (6, None)]),
        ("The raid near Menaka leaves nine guards dead.", [(9, 9)]),
        ("Forty-five soldiers are killed near Beni.", [(45, 45)]),
        ("Sixteen Somalis are killed in Kismayo.", [(16, 16)]),
    ],
)
def test_a_share_is_part_of_its_total_and_no_toll_is_read_twice(text: str, dead: list[tuple[int, int | None]]) -> None:
    assert [figures(v["dead"]) for v in violence(text) if v["dead"]] == dead


@pytest.mark.parametrize(
    ("text", "attackers"),
    [
        ("Nine villagers are killed in Chadian air strikes on Tina.", ["TCD"]),
        ("Six people are injured in an Eritrean attack on a bus in Tigray.", ["ERI"]),
        ("Four Angolan gunmen are killed by Zambian troops.", ["ZMB"]),
        ("The Malian clinic was hit by Algerian rockets, injuring six nurses.", ["DZA"]),
    ],
)
def test_the_attacker_is_whose_the_attack_is_and_never_who_suffers_it(text: str, attackers: list[str]) -> None:
    assert [a["country"] for v in violence(text)[:1] for a in v["actors"]] == attackers


def test_a_toll_since_long_ago_and_captives_held_since_then_are_background() -> None:
    since = violence("The death toll since the start of the Chadian uprising reached 4,000.")
    held = violence("The Malian rebels hold 12 hostages.")
    assert [v["auxiliary"] for v in (*since, *held)] == [["historical"], ["historical"]]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers of Peru and Chile discussed the Iraqi invasion of Kuwait.",
        "The envoys met for the first time since the fall of Saigon.",
        "Oman sought an end to the Saudi war against the Houthis.",
        "Egypt's army says it destroyed eight drones.",
    ],
)
def test_a_known_war_and_a_downed_drone_are_no_attack(text: str) -> None:
    assert violence(text) == []


def test_an_invasion_that_is_begun_is_told() -> None:
    assert violence("Iraq launched an invasion of Kuwait.")


def read(text: str) -> list[dict[str, Any]]:
    """The violence of a text published on Saturday 3 February 2024."""
    made = document(text, published="2024-02-03")
    found: list[dict[str, Any]] = pipeline.read_document(made, BOOK).to_json()["violence"]
    return found


@pytest.mark.parametrize(
    ("text", "start", "attackers", "figure"),
    [
        ("Six herders were killed when a mine exploded near Gao on Thursday.", "2024-02-01", [], ("dead", 6)),
        ("Two guards were killed and seven wounded on Thursday near Gao.", "2024-02-01", [], ("injured", 7)),
        ("Clashes near Gao on 29 January left forty-two guards injured.", "2024-01-29", [], ("injured", 42)),
        ("A guard was wounded on Friday in a clash with the M23.", "2024-02-02", ["M23"], ("injured", 1)),
        ("Six guards were killed near Bunia in a raid that the army blamed on the M23.", None, ["M23"], ("dead", 6)),
        ("A ferry is attacked by an Iranian drone near Basra, killing four.", "2024-02-03", ["Iran"], ("dead", 4)),
    ],
)
def test_the_day_and_the_attacker_may_stand_at_the_attack(
    text: str, start: str | None, attackers: list[str], figure: tuple[str, int]
) -> None:
    found = read(text)
    assert len(found) == 1, found
    assert found[0]["time"]["start"] == start
    assert [a["name"] for a in found[0]["actors"]] == attackers
    assert found[0][figure[0]]["low"] == figure[1]


def test_an_air_strike_is_no_victim_and_a_habit_no_attack() -> None:
    found = read("An air strike on a camp in Mekelle on Tuesday killed six farmers.")
    assert [(v["dead"]["low"], v["time"]["start"]) for v in found] == [(6, "2024-01-30")]
    assert read("Eritrea, whose soldiers fight beside the army, was silent.") == []


def alone(text: str) -> list[dict[str, Any]]:
    """The violence of a text as the codebook alone reads it."""
    made = document(text, published="2024-02-03")
    found: list[dict[str, Any]] = pipeline.read_document(made, BOOK, "codebook").to_json()["violence"]
    return found


@pytest.mark.parametrize(
    ("text", "dead", "injured", "attackers"),
    [
        ("Gunmen fired on a bus near Gao, killing its driver and injuring two.", (1, 1), (2, 2), ["Gunmen"]),
        ("The ministry puts the number of farmers killed in Gao at 60 or more.", (60, None), None, []),
        ("The Malian army put the death toll at 14.", (14, 14), None, []),
        ("Six guards died in what Tunis called a Libyan air strike.", (6, 6), None, ["Libya"]),
        ("Chad accused Niger of shelling a village near Gao, wounding three herders.", None, (3, 3), ["Niger"]),
        ("Two guards were injured when demonstrators threw stones in Gao.", None, (2, 2), ["demonstrators"]),
        ("Six guards killed\nSix guards died on Tuesday near Gao.", (6, 6), None, []),
    ],
)
def test_a_toll_is_read_with_who_caused_it(
    text: str, dead: tuple[int, int | None] | None, injured: tuple[int, int] | None, attackers: list[str]
) -> None:
    (found,) = alone(text)
    for field, figure in (("dead", dead), ("injured", injured)):
        assert (found[field] and (found[field]["low"], found[field]["high"])) == figure
    assert [a["name"] for a in found["actors"]] == attackers


@pytest.mark.parametrize(
    "text",
    [
        "Norway opposes a pardon for men who killed their neighbours.",
        "Tunis and Rabat are fighting a war of words.",
        "The Tunisian minister fired the starting gun for the race.",
        "Cyprus was split in 1974, when Turkey invaded after a coup inspired by men in Athens.",
    ],
)
def test_what_hurts_nobody_or_names_nobody_is_no_violence(text: str) -> None:
    assert alone(text) == []


def test_the_harm_was_done_where_the_deed_was_and_not_where_the_sentence_before_is() -> None:
    text = "The two sides sat down in Jeddah. Chad accused Niger of bombing a market near El Obeid, killing 14 people."
    (found,) = alone(text)
    assert found["place"]["name"] == "El Obeid"


def test_the_place_of_whose_word_it_is_is_not_where_it_happened() -> None:
    (found,) = alone("Nearly 600 people have died since 2013, according to a study by London researchers.")
    assert found["place"] is None
