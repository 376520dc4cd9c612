"""The places of a text: names that are places there, and which of several places of one name."""

from __future__ import annotations

from verbale.articles.make import document
from verbale.codebook import load
from verbale.coding.where import places_in
from verbale.coding.who import actors_in
from verbale.findings import Place


def places(text: str) -> list[Place]:
    made = document(text, published=None)
    return [m.place for m in places_in(made, load(), actors_in(made, load())).mentions]


def names(text: str) -> list[str]:
    return [place.name for place in places(text)]


def test_a_capital_that_acts_is_no_place() -> None:
    assert names("Mediators gathered in Washington. Washington rejected the plan.") == ["Washington"]


def test_a_country_after_a_comma_decides_between_towns_of_one_name() -> None:
    assert places("The envoy travelled to Tripoli, Lebanon.")[0].country == "LBN"


def test_a_venue_is_a_place_even_where_the_model_sees_a_body() -> None:
    found = places("The presidents met at Joint Base Elmendorf-Richardson in Anchorage.")
    assert [p.name for p in found] == ["Joint Base Elmendorf-Richardson", "Anchorage"]
    assert found[0].kind == "venue"


def test_a_town_that_the_model_takes_for_a_person_is_a_place() -> None:
    assert "Khan Younis" in names("Strikes hit Khan Younis overnight.")


def test_an_adjective_and_the_word_capital_name_a_city() -> None:
    found = places("Talks led by the African Union were held in the South African capital.")
    assert [(p.name, p.country) for p in found] == [("Pretoria", "ZAF")]
    assert places("Investors put Chinese capital in the project.") == []


def test_the_article_is_no_part_of_a_name_unless_the_place_is_called_so() -> None:
    assert names("Fighting continued in the Donetsk region.") == ["Donetsk region"]
    assert names("The delegations met in The Hague.") == ["The Hague"]


def test_ordinary_words_that_are_also_towns_are_no_places() -> None:
    assert names("The same official said most people were reading the deal.") == []


def test_a_disputed_region_says_so() -> None:
    assert places("Shelling was reported in the Donetsk region.")[0].contested == "claimed by Russia"


def test_a_county_is_known_where_its_country_is_spoken_of() -> None:
    text = "The British government said on Monday that a factory in Suffolk in the United Kingdom would close."
    assert next(p.country for p in places(text) if p.name == "Suffolk") == "GBR"


def test_there_is_the_place_last_named_not_the_country_of_a_leader() -> None:
    made = document("Soldiers closed the port of Banjul. Liberia's leader will fly there on Tuesday.", published=None)
    found = places_in(made, load(), actors_in(made, load())).of(next(t for t in made.tokens if t.lemma == "fly"))
    assert found is not None
    assert found.name == "Banjul"


def test_a_hotel_is_in_the_country_of_its_town() -> None:
    found = places("Diplomats from Iran and Britain will gather at Vienna's Grand Hotel on Thursday.")
    assert [p.country for p in found if p.name == "Grand Hotel"] == ["AUT"]
