"""Who is meant: pairs of persons and sides, leaders, pronouns of objects, institutions without a side."""

from __future__ import annotations

import pytest

from verbale.articles.make import document
from verbale.codebook import load
from verbale.coding.who import actors_in

# (text, word, "#2" for its second occurrence; ids of the actors meant, in any order)
MEANT = [
    (
        "President Faure Gnassingbe met Macron in Lome on Monday. Gnassingbe accused Ghana of stalling. "
        "A Ghanaian government official denied it; nothing was promised, she said. The two men last met in March.",
        "men",
        {"person:faure-gnassingbe", "person:emmanuel-macron"},
    ),
    (
        "President Ilham Aliyev and Prime Minister Nikol Pashinyan met alone, accompanied by their defence ministers. "
        "It was their second meeting. Both men flew home.",
        "men",
        {"person:ilham-aliyev", "person:nikol-pashinyan"},
    ),
    (
        "The leaders of Serbia and Kosovo talked in Vienna. President Aleksandar Vucic and Prime Minister Albin Kurti "
        "met without aides.",
        "leaders",
        {"person:aleksandar-vucic", "person:albin-kurti"},
    ),
    (
        "Prime Minister Abiy Ahmed of Ethiopia, President Abdel Fattah al-Sisi of Egypt and Prime Minister "
        "Abdalla Hamdok of Sudan met on Tuesday, with South Africa's Cyril Ramaphosa in the chair. "
        "The three agreed to meet again.",
        "three",
        {"person:abiy-ahmed", "person:abdel-fattah-al-sisi", "person:abdalla-hamdok"},
    ),
    ("Guterres met Putin and invited him to Geneva.", "him", {"person:vladimir-putin"}),
    ("Guterres rang Putin and urged him to attend.", "him", {"person:vladimir-putin"}),
    ("Emmanuel Macron said he would attend.", "he", {"person:emmanuel-macron"}),
    ("The United States was represented only by its ambassador.", "its", {"USA.GOV"}),
    ("Egypt and Sudan want a binding deal. Malta has invited both.", "both", {"EGY.GOV", "SDN.GOV"}),
    ("The Tamil Tigers met envoys in Oslo. The Tigers refused to disarm.", "Tigers#2", {"org:ltte"}),
    ("General Abdel Fattah al-Burhan met Macron. The general refused.", "general", {"person:abdel-fattah-al-burhan"}),
    ("Talks on Yemen opened in Muscat. Iran sent envoys. The Government and the opposition will meet there on Sunday, "
     "Oman said.", "Government", {"YEM.GOV"}),
]  # fmt: skip

# (text, word, country of the actor there; "" where nobody stands)
COUNTRIES = [
    ("Talks on Yemen opened in Muscat. Oman and Iran sent envoys to the armed groups.", "groups", "YEM"),
    ("Tehran repeated its opposition to any foreign base.", "opposition", ""),
    (
        "Colombia's government has ended the truce with the FARC. Venezuela and Mexico host the talks. "
        "Government negotiators will travel to Havana.",
        "negotiators",
        "COL",
    ),
    ("The Southern Transitional Council met in Aden. A council spokesman left.", "spokesman", "YEM"),
]


def ids(text: str, word: str) -> tuple[set[str], str]:
    made = document(text, published="2020-05-15")
    quote, _, nth = word.partition("#")
    token = [t for t in made.tokens if t.text == quote][int(nth or 1) - 1]
    found = actors_in(made, load()).at(token)
    if found is None:
        return set(), ""
    return {m.id for m in (found.members or (found,))}, found.country or ""


@pytest.mark.parametrize(("text", "word", "meant"), MEANT)
def test_who_finds_whom_a_word_means(text: str, word: str, meant: set[str]) -> None:
    assert ids(text, word)[0] == meant


@pytest.mark.parametrize(("text", "word", "country"), COUNTRIES)
def test_who_gives_institutions_the_country_the_text_is_about(text: str, word: str, country: str) -> None:
    assert ids(text, word)[1] == country


@pytest.mark.parametrize("noun", ["Officers", "Diplomats", "Delegates"])
@pytest.mark.parametrize("sides", ["the two rivals", "the two neighbours", "both"])
def test_who_sees_the_two_sides_behind_those_who_act_for_them(noun: str, sides: str) -> None:
    made = document(
        f"India and Pakistan reopened the border. {noun} of {sides} met on Tuesday.", published="2024-05-15"
    )
    head = next(t for t in made.tokens if t.text == noun)
    assert {r.id for r in actors_in(made, load()).named_by(head)} == {"IND.GOV", "PAK.GOV"}
