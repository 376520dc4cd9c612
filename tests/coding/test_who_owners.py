"""Whose people and bodies are that the text names without a country, and who stands behind what it only describes."""

from __future__ import annotations

import pytest

from verbale.articles.make import document
from verbale.codebook import load
from verbale.coding.who import actors_in

# (text, word, "#2" for its second occurrence; the countries of the actors meant)
COUNTRIES = [
    ("Chadian negotiators spoke first. Niger and Chad had met before. The delegation left on Monday.", "delegation",
     {"TCD"}),
    ("Chad and Niger met in Oslo. Chad stands ready to talk, the delegation said.", "delegation", {"TCD"}),
    ("Chad and Niger met in Oslo. Niger alleged that Chad broke the truce. The ministry denied this.", "ministry",
     {"TCD"}),
    ("Greece and Turkey met in Oslo. Greece and Turkey want calm. A Turkish official said the government would wait.",
     "government", {"TUR"}),
    ("The Chinese side proposed a pause to India. The spokesman said more.", "spokesman", {"CHN"}),
    ("President Salva Kiir met the rebel leader Riek Machar in Ethiopia. The army spokesman promised an inquiry.",
     "spokesman", {"SSD"}),
    ("The government of Ethiopia fights on. Federal troops took the town.", "troops", {"ETH"}),
    ("Vice Premier Okello led the Kenyan side at the talks.", "Okello", {"KEN"}),
    ("The U.S. side was represented by Commerce Secretary Jane Doe and Trade Representative Ann Roe.", "Roe", {"USA"}),
    ("The Tigrayans want talks, their spokesman said.", "spokesman", {"ETH"}),
    ("A Western military observer spoke in Kenya. Kenya agreed. Kenya signed.", "observer", {None}),
    ("Greece's foreign minister Ann Roe met her counterpart John Doe.", "Doe", {None}),
    ("Greece's Ann Roe met the Personal Envoy of the Secretary-General of the United Nations, John Doe.", "Doe",
     {"IGO"}),
    ("Kenya's defence ministry spoke of a raid by Togo. The foreign ministry did not.", "ministry#2", {"KEN"}),
]  # fmt: skip

# (text, word; ids of the actors meant)
MEANT = [
    ("France and Italy, which oppose the release, protested.", "which", {"FRA.GOV", "ITA.GOV"}),
    ("Britain, Norway and Chad, which paid for earlier rounds, said more.", "which", {"GBR.GOV", "NOR.GOV", "TCD.GOV"}),
    ("Norway and Chad, which has left the bloc, met.", "which", {"TCD.GOV"}),
    ("President Salva Kiir and his old deputy, the rebel leader Riek Machar, met. The two men parted.", "men",
     {"person:salva-kiir", "person:riek-machar"}),
    ("The text restores Riek Machar as first vice-president. His movement agreed.", "His", {"person:riek-machar"}),
    ("Chad's Ali Dembo wants more troops, an aide says. The army has invited him.", "him", {"person:ali-dembo"}),
    ("Police blamed the Clan del Golfo; its spokesman rejected the charge.", "its", {"org:clan-del-golfo"}),
    ("A breakaway group styling itself the Azur Salvation Junta rejects the deal.", "group",
     {"org:azur-salvation-junta"}),
    ("The Movement for the Liberation of Azur (MLA) met Chad's envoys. The MLA left.", "MLA#2",
     {"org:movement-for-the-liberation-of-azur"}),
    ("The leader of the Free Azur Movement, Ali Dembo, spoke.", "leader", {"person:ali-dembo"}),
    ("Kenya's Ann Roe, the special envoy, and her Ugandan counterpart, John Doe, met. The special envoys parted.",
     "envoys", {"person:ann-roe", "person:john-doe"}),
    ("Chad's leader and Niger's signed. Chad and Niger met, with Togo and Benin looking on. Both countries agreed.",
     "countries", {"TCD.GOV", "NER.GOV"}),
    ("Government and rebel negotiators met.", "negotiators", {"people:government-negotiators",
                                                            "people:rebel-negotiators"}),
    ("Hanna Lindqvist was there. LINDQVIST: It is tense.", "LINDQVIST", {"person:hanna-lindqvist"}),
    ("Chad and Niger met in Oslo. According to two diplomats, they agreed.", "they", {"TCD.GOV", "NER.GOV"}),
]  # fmt: skip


def _at(text: str, word: str):  # type: ignore[no-untyped-def]
    word, _, number = word.partition("#")
    doc = document(text, published="2018-09-16")
    token = [t for t in doc.tokens if t.text == word][int(number or 1) - 1]
    ref = actors_in(doc, load()).at(token)
    return (ref.members or (ref,)) if ref is not None else ()


@pytest.mark.parametrize(("text", "word", "countries"), COUNTRIES)
def test_the_country_is_the_one_that_the_text_supports(text: str, word: str, countries: set[str | None]) -> None:
    assert {r.country for r in _at(text, word)} == countries


@pytest.mark.parametrize(("text", "word", "ids"), MEANT)
def test_words_point_at_whom_the_text_means(text: str, word: str, ids: set[str]) -> None:
    assert {r.id for r in _at(text, word)} == ids


def test_a_second_of_begins_another_party() -> None:
    doc = document("Envoys of Colombia's government and of the opposition movement met in Havana.")
    who = actors_in(doc, load())
    head = next(t for t in doc.tokens if t.text == "Envoys")
    assert [r.name for r in who.named_by(head)] == ["Colombia", "opposition movement"]
