"""Who is named: names, metonyms, titles, descriptions, pronouns, phrases."""

from __future__ import annotations

import pytest

from verbale.articles.make import document
from verbale.codebook import load
from verbale.coding.who import Who, actors_in
from verbale.document import Document, Token

PUBLISHED = "2024-05-15"


def read(text: str) -> tuple[Document, Who]:
    made = document(text, published=PUBLISHED)
    return made, actors_in(made, load())


def word(made: Document, text: str) -> Token:
    """The word `text`, or its second occurrence for "text#2"."""
    quote, _, nth = text.partition("#")
    return [t for t in made.tokens if t.text == quote][int(nth or 1) - 1]


# (text, word, id or name of the actor there; None where no actor stands)
ACTING = [
    ("Moscow dismissed the reports.", "Moscow", "RUS.GOV"),
    ("The talks were held in Moscow.", "Moscow", None),
    ("Talks between Kyiv and Moscow have stalled.", "Kyiv", "UKR.GOV"),
    ("Talks between Kyiv and Moscow have stalled.", "Moscow", "RUS.GOV"),
    ("The envoy arrived in Kyiv on Monday.", "Kyiv", None),
    ("The envoy flew to Ankara on Monday.", "Ankara", None),
    ("The Kremlin confirmed the visit.", "Kremlin", "RUS.GOV"),
    ("Reporters waited outside the Kremlin.", "Kremlin", None),
    ("Downing Street declined to comment.", "Street", "GBR.GOV"),
    ("No delegates would attend the Ankara discussions.", "Ankara", None),
    ("Russia has shown no sign of a change.", "Russia", "RUS.GOV"),
    ("Fighting continued in Sudan.", "Sudan", None),
    ("Washington urged Tehran to return to the talks.", "Washington", "USA.GOV"),
    ("Washington urged Tehran to return to the talks.", "Tehran", "IRN.GOV"),
    ("Missiles hit Kyiv overnight.", "Kyiv", None),
    ("Kyiv was shelled again.", "Kyiv", None),
    ("Moscow's demand was rejected.", "Moscow", "RUS.GOV"),
    ("Moscow's suburbs were quiet.", "Moscow", None),
    ("The plan was rejected by Baku.", "Baku", "AZE.GOV"),
    ("The minister visited Georgia.", "Georgia", None),
    ("The proposal from Doha was welcomed.", "Doha", "QAT.GOV"),
    ("The plane from Doha was late.", "Doha", None),
    ("The EU imposed sanctions on Belarus.", "Belarus", "BLR.GOV"),
    ("The city lies south of Ukraine.", "Ukraine", None),
    ("Seoul is ready to talk.", "Seoul", "KOR.GOV"),
    ("Seoul is a city of nine million.", "Seoul", None),
    ("Brussels rejected the charge.", "Brussels", "org:european-union"),
    ("Hamas said it would study the offer.", "Hamas", "org:hamas"),
    ("The United Nations condemned the attack.", "Nations", "org:united-nations"),
    ("The African Union will send monitors.", "Union", "org:african-union"),
    ("Jordan Miller said the market was calm.", "Jordan", None),
    ("The Türkiye side left early, but Türkiye agreed.", "Türkiye#2", "TUR.GOV"),
]

# (text, word, name, country)
DESCRIBED = [
    ("Qatari mediators presented a new text.", "mediators", "Qatari mediators", "QAT"),
    ("According to Ukrainian authorities, the line held.", "authorities", "Ukrainian authorities", "UKR"),
    ("An Israeli official said the text was close.", "official", "Israeli official", "ISR"),
    ("He will meet senior U.S. Army officials.", "officials", "U.S. Army officials", "USA"),
    ("The Russian delegation left the hall.", "delegation", "Russian delegation", "RUS"),
    ("The Russian defence ministry did not reply.", "ministry", "Russian defence ministry", "RUS"),
    ("Armenia's foreign ministry denied it.", "ministry", "Armenian foreign ministry", "ARM"),
    ("Negotiators from Qatar were present.", "Negotiators", "Qatari negotiators", "QAT"),
    ("Armenia called up its army.", "army", "Armenian army", "ARM"),
    ("The Iranian government protested.", "government", "Iran", "IRN"),
    ("UN officials warned of famine.", "officials", "UN officials", "IGO"),
    ("Hamas officials left Cairo.", "officials", "Hamas officials", "PSE"),
    ("The Houthi rebels fired at a ship.", "rebels", "Houthis", "YEM"),
    ("Azerbaijani media reported a clash.", "media", "Azerbaijani media", "AZE"),
    ("A diplomat described the mood as calm.", "diplomat", "diplomat", None),
    ("Residents of Goma fled.", "Residents", "Residents of Goma", None),
    ("Turkey, a NATO member, hosted the talks.", "member", "Turkey", "TUR"),
    ("The authorities in Damascus released them.", "authorities", "Syrian authorities", "SYR"),
    ("The Norwegian envoy in Damascus left.", "envoy", "Norwegian envoy", "NOR"),
]

# (text, word, name, country, office)
TITLED = [
    ("Finnish Foreign Minister Aino Virtala spoke first.", "Virtala", "Aino Virtala", "FIN", "foreign minister"),
    ("Finnish Foreign Minister Aino Virtala spoke first.", "Minister", "Aino Virtala", "FIN", "foreign minister"),
    (
        "Norway's deputy defence minister, Erik Dahlmo, spoke.",
        "Dahlmo",
        "Erik Dahlmo",
        "NOR",
        "deputy defence minister",
    ),
    ("Erik Dahlmo, the Norwegian defence minister, spoke.", "minister", "Erik Dahlmo", "NOR", "defence minister"),
    ("The Norwegian prime minister, Kari Dahlmo, spoke.", "minister", "Kari Dahlmo", "NOR", "prime minister"),
    ("Former Norwegian prime minister Kari Dahlmo spoke.", "Dahlmo", "Kari Dahlmo", "NOR", "former prime minister"),
    ("UN envoy Maria Costa spoke.", "Costa", "Maria Costa", "IGO", "un envoy"),
    ("President Erik Dahlmo of Norway spoke.", "Dahlmo", "Erik Dahlmo", "NOR", "president"),
    ("Its leader, Ali Karam, spoke.", "Karam", "Ali Karam", None, "leader"),
]

# (text, word, name of the actor that the word goes back to)
CHAINS = [
    ("Aino Virtala said she would go.", "she", "Aino Virtala"),
    ("Aino Virtala met Erik Dahlmo. Virtala left early.", "Virtala#2", "Aino Virtala"),
    ("Announcing her trip, Aino Virtala smiled.", "her", "Aino Virtala"),
    ("“We are ready,” Erik Dahlmo said. “It is time,” he added.", "he", "Erik Dahlmo"),
    ("Erik Dahlmo met Tomas Berg. He said the talks went well.", "He", "Erik Dahlmo"),
    ("Erik Dahlmo said Tomas Berg had called him.", "him", "Erik Dahlmo"),
    ("Prince Erik met Queen Karin. She smiled.", "She", "Karin"),
    ("Erik Dahlmo, who leads the team, spoke.", "who", "Erik Dahlmo"),
    ("Russia claims four regions as its territory.", "its", "Russia"),
    ("Hamas rejected the text. It said the terms were unclear.", "It", "Hamas"),
    ("It was clear that Iran would refuse.", "It", None),
    ("The plan failed because it was late.", "it", None),
    ("Finnish Foreign Minister Aino Virtala arrived. The foreign minister then left.", "minister", "Aino Virtala"),
    ("President Erik Dahlmo spoke. The president then left.", "president", "Erik Dahlmo"),
    ("The FARC asked for a truce. The guerrillas wanted time.", "guerrillas", "FARC"),
    ("Hezbollah refused. The group said the offer was empty.", "group", "Hezbollah"),
    ("The European Union agreed. The bloc will pay.", "bloc", "European Union"),
    ("Eritrea, whose soldiers fought there, was absent.", "soldiers", "Eritrean soldiers"),
    ("“We will wait,” the army said. “I am sure,” she said.", "We", None),
    ("A man shouted. They left.", "They", "They"),
]

# (text, word that heads the phrase, names of the actors)
PHRASES = [
    ("Russian and Ukrainian negotiators met.", "negotiators", ["Russian negotiators", "Ukrainian negotiators"]),
    ("Negotiators from Russia and Ukraine met.", "Negotiators", ["Russian negotiators", "Ukrainian negotiators"]),
    ("Presidents Erik Dahlmo and Tomas Berg met.", "Dahlmo", ["Erik Dahlmo", "Tomas Berg"]),
    ("The foreign ministers, Erik Dahlmo and Tomas Berg, met.", "ministers", ["Erik Dahlmo", "Tomas Berg"]),
    ("The United States, Egypt and Qatar pressed on.", "States", ["United States", "Egypt", "Qatar"]),
    ("A group of Israeli officials left.", "group", ["Israeli officials"]),
    ("Aino Virtala and Erik Dahlmo met. The two leaders will meet again.", "leaders", ["Aino Virtala", "Erik Dahlmo"]),
    ("Iran and Iraq met. The two sides will meet again.", "sides", ["Iran", "Iraq"]),
    ("Iran and Iraq met. Both sides were content.", "sides", ["Iran", "Iraq"]),
    ("Iran and Iraq met. Representatives of both sides will meet again.", "Representatives", ["Iran", "Iraq"]),
    ("Iran met Iraq. They will meet again, the two countries said.", "countries", ["Iran", "Iraq"]),
    ("The weather was calm. Both sides were content.", "sides", []),
    ("The plan was calm.", "plan", []),
    ("A Russian missile hit the port.", "missile", ["Russia"]),
]


@pytest.mark.parametrize(("text", "at", "expected"), ACTING)
def test_who_takes_a_name_for_an_actor_only_where_it_acts(text: str, at: str, expected: str | None) -> None:
    made, who = read(text)
    found = who.at(word(made, at))
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(("text", "at", "name", "country"), DESCRIBED)
def test_who_names_unnamed_people_with_their_side(text: str, at: str, name: str, country: str | None) -> None:
    made, who = read(text)
    found = who.at(word(made, at))
    assert found is not None
    assert (found.name, found.country) == (name, country)


@pytest.mark.parametrize(("text", "at", "name", "country", "office"), TITLED)
def test_who_joins_titles_and_names(text: str, at: str, name: str, country: str | None, office: str) -> None:
    made, who = read(text)
    found = who.at(word(made, at))
    assert found is not None
    assert (found.name, found.country, found.office) == (name, country, office)


@pytest.mark.parametrize(("text", "at", "name"), CHAINS)
def test_who_follows_chains(text: str, at: str, name: str | None) -> None:
    made, who = read(text)
    found = who.at(word(made, at))
    assert (found.name if found else None) == name


@pytest.mark.parametrize(("text", "at", "names"), PHRASES)
def test_who_takes_phrases_apart(text: str, at: str, names: list[str]) -> None:
    made, who = read(text)
    assert [a.name for a in who.named_by(word(made, at))] == names


def test_who_leaves_a_distant_pronoun_unknown() -> None:
    made, who = read("Erik Dahlmo spoke. It rained. It snowed. It hailed. It was cold. He left.")
    found = who.at(word(made, "He"))
    assert found is not None
    assert (found.kind, found.name) == ("unknown", "He")


def test_who_lists_each_actor_once_with_all_mentions() -> None:
    made, who = read("Erik Dahlmo spoke. Dahlmo said he would go, and Moscow agreed. The Kremlin was pleased.")
    quotes = {a.name: [m.quote for m in a.mentions] for a in who.actors}
    assert quotes["Erik Dahlmo"] == ["Erik Dahlmo", "Dahlmo", "he"]
    assert quotes["Russia"] == ["Moscow", "Kremlin"]
    assert all(made.text[m.start : m.end] == m.quote for a in who.actors for m in a.mentions)


def test_who_spells_a_person_as_the_longest_form_in_the_text() -> None:
    made, who = read("Dahlmo spoke. Erik Dahlmo left.")
    found = who.at(word(made, "Dahlmo"))
    assert found is not None
    assert found.name == "Erik Dahlmo"


def test_who_gives_the_sides_of_an_event_noun() -> None:
    made, who = read("The Russia-Ukraine talks and the Israeli-Syrian talks failed.")
    assert {a.country for a in who.sides_of(word(made, "talks"))} == {"RUS", "UKR"}


def test_who_keeps_the_state_of_a_place_name_at_hand() -> None:
    made, who = read("The envoy arrived in Kyiv.")
    assert who.at(word(made, "Kyiv")) is None
    found = who.state_at(word(made, "Kyiv"))
    assert found is not None
    assert found.id == "UKR.GOV"


@pytest.mark.parametrize(
    ("text", "at", "who"),
    [
        ("Togo will not beg, its envoy told bankers, but it does expect Ghana to pay.", "it", "TGO.GOV"),
        ("Togo will not beg, its envoy told bankers, but it does expect Ghana to pay.", "its", "TGO.GOV"),
        ("Togo said it was not averse to a pardon.", "it", "TGO.GOV"),
        ("Togo said it was clear that Ghana would refuse.", "it", None),
        ("Togo left the port. The minister said it was open to ships.", "it", None),
        ("Togo broke off the talks. Ghana, the host, urged it to come back.", "it", "TGO.GOV"),
        ("Ghana sent a plan. Togo rejected it.", "it", None),
        ("A spokesman for Togo's army said that it had agreed to a truce.", "it", "Togolese army"),
    ],
)
def test_it_stands_for_a_body_only_where_the_grammar_says_so(text: str, at: str, who: str | None) -> None:
    made, found = read(text)
    actor = found.at(word(made, at))
    assert (None if actor is None else actor.name if who and " " in who else actor.id) == who


def test_an_office_without_a_country_is_that_of_an_article_about_one_state() -> None:
    story = "Kenyan deputies met. Kenyan police opened fire. The president has not signed the bill, Kenyan judges said."
    made, found = read(story)
    actor = found.at(word(made, "president"))
    assert actor is not None
    assert (actor.country, actor.name) == ("KEN", "William Ruto")
    made, found = read("Ghana and Togo talked. The president left.")
    left = found.at(word(made, "president"))
    assert left is not None
    assert left.country is None


CONGO = "Congo's army shelled the M23 rebels near Goma. "


@pytest.mark.parametrize(
    ("text", "at", "who"),
    [
        ("Ghana's minister met Togo's envoy in Lomé. Two diplomats said it went well.", "diplomats", "Two diplomats"),
        ("Ghana's minister met Togo's envoy in Lomé. Opposition leaders waited.", "leaders", "Opposition leaders"),
        (CONGO + "Angola urged restraint. A bus burned. A market closed. The rebels withdrew.", "rebels#2", "M23"),
        (CONGO + "Angola's envoy hoped the two sides would talk.", "sides", "Congo army and M23"),
        ("The two Sudans reopened a crossing.", "Sudans", "Sudan and South Sudan"),
    ],
)
def test_only_definite_words_look_back_and_sides_are_those_at_war(text: str, at: str, who: str) -> None:
    made, found = read(text)
    actor = found.at(word(made, at))
    assert actor is not None
    assert (" and ".join(m.name for m in actor.members) or actor.name) == who


def test_the_two_foreign_ministers_are_no_presidents() -> None:
    story = "Ghana's president met Togo's president. Ghana and Togo quarrel. The two foreign ministers went home."
    made, found = read(story)
    actor = found.at(word(made, "ministers"))
    assert actor is not None
    assert {m.country for m in actor.members} == {"GHA", "TGO"}
    assert all("resident" not in (m.office or "") for m in actor.members)


def test_a_name_keeps_its_words_and_a_number_no_hedge() -> None:
    _, who = read("The Korean People's Army held drills. At least six villagers fled, Sudan's army said.")
    names = {a.name for a in who.actors}
    assert "Korean People's Army" in names or "North Korean People's Army" in names
    assert {"Sudanese army", "six villagers"} <= names


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The presidents of Ghana and Togo are due in Nairobi, where they will meet the president.", "KEN"),
        ("Ghana's president travels to Nairobi to meet the president.", "KEN"),
        ("Ghana's president met Togo's president. The president then left.", None),
        ("Ghana's president arrived in Nairobi. The president was tired.", "GHA"),
    ],
)
def test_the_president_is_the_hosts_or_the_only_one_or_nobody_known(text: str, country: str | None) -> None:
    made, found = read(text)
    last = [t for t in made.tokens if t.text == "president"][-1]
    actor = found.at(last)
    assert (actor.country if actor is not None else None) == country


def test_a_king_is_no_president_and_a_military_delegation_is_of_the_army() -> None:
    story = "King Mswati III of Eswatini met Kenyan President William Ruto for talks on the president's offer. "
    made, found = read(story + "A military delegation from Uganda waited.")
    actor = found.at(word(made, "president"))
    assert actor is not None and actor.name == "William Ruto"
    assert any(a.sectors == ("MIL",) and a.country == "UGA" for a in found.actors)
