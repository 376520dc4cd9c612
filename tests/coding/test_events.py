"""Events: category, mode, reality, who does it and to whom, by the grammar of the sentence."""

from __future__ import annotations

import pytest

from verbale import codebook, trial

BOOK = codebook.load()


def events(text: str) -> list[tuple[str, list[str], list[str]]]:
    """(category, countries of the actors, countries of the recipients) of each event."""
    found = [f for f in trial.try_sentence(text, BOOK).findings if "event_type" in f]
    return [
        (e["event_type"], [a["country"] for a in e["actors"]], [a["country"] for a in e["recipients"]]) for e in found
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Bamako has shut down the French broadcaster.", ("COERCE", ["MLI"], ["FRA"])),
        ("Water and power were cut off by Baku.", ("COERCE", ["AZE"], [])),
        ("Tunis rejected an Italian proposal for camps.", ("REJECT", ["TUN"], ["ITA"])),
        ("Minsk threatened to close the pipeline unless Vilnius freed the driver.", ("THREATEN", ["BLR"], ["LTU"])),
        ("Demonstrators in Algiers blocked the road.", ("PROTEST", ["DZA"], [])),
        ("Chad will not accept the plan.", ("REJECT", ["TCD"], [])),
        ("Norway pledged aid for Jordan and Lebanon.", ("AGREE", ["NOR"], ["JOR", "LBN"])),
        ("Turkey called up reservists for a war against Syria.", ("MOBILIZE", ["TUR"], ["SYR"])),
        ("Spanish police arrested two ethnic Turks in Bilbao.", ("COERCE", ["ESP"], ["ESP"])),
        ("Ankara rejected an offer by Paris to host a conference.", ("REJECT", ["TUR"], ["FRA"])),
        ("Greece and Cyprus held a joint exercise.", ("COOPERATE", ["GRC", "CYP"], [])),
        ("Harare was hit with sanctions by Canberra.", ("SANCTION", ["AUS"], ["ZWE"])),
        ("The expulsion of two Libyan envoys by Rabat was expected.", ("SANCTION", ["MAR"], ["LBY"])),
    ],
)
def test_voice_nouns_and_owners_give_actor_and_recipient(text: str, event: tuple[str, list[str], list[str]]) -> None:
    assert event in events(text)


def test_an_act_that_is_only_urged_is_no_event_of_its_own() -> None:
    assert [e[0] for e in events("Rome urged Tripoli to close the camps.")] == ["REQUEST"]


def test_a_promise_of_harm_is_the_announced_harm_and_no_agreement() -> None:
    found = [e[0] for e in events("Athens plans to impose tariffs on Ankara.")]
    assert "SANCTION" in found
    assert "AGREE" not in found


def test_who_is_nobody_of_a_state_or_side_makes_no_event() -> None:
    assert events("The chef seized the pan and arrested the decline of the soup.") == []


def test_a_noun_that_says_more_than_its_verb_gives_the_mode() -> None:
    found = [f for f in trial.try_sentence("Tunisian judges began a hunger strike.", BOOK).findings if "mode" in f]
    assert found[0]["mode"] == ["hunger"]


def test_a_weapon_acts_for_its_owner() -> None:
    assert ("ASSAULT", ["TUR"], ["IRQ"]) in events("Turkish jets bombed an Iraqi village.")


def test_what_was_done_to_those_whose_release_is_demanded_is_past_and_not_to_come() -> None:
    found = trial.try_sentence("Chad demands the release of the pilots abducted by Malian rebels.", BOOK).findings
    abducted = [f for f in found if f["id"].startswith("event") and f["event_type"] == "ASSAULT"]
    assert [f["auxiliary"] for f in abducted] == [["historical"]]


@pytest.mark.parametrize("who", ["Ghana and Togo did not attend", "Neither Ghana nor Togo attended"])
def test_who_stayed_away_consulted_nobody(who: str) -> None:
    found = trial.try_sentence(f"{who} the talks in Nairobi on Monday.", BOOK).findings
    (meeting,) = [f for f in found if "participants" in f]
    (event,) = [f for f in found if f.get("event_type") == "CONSULT"]
    assert [p["attendance"] for p in meeting["participants"]] == ["absent", "absent"]
    assert event["auxiliary"] == ["negation"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Oslo and Riga agreed on a border.", [("AGREE", ["NOR", "LVA"])]),
        ("The pause was proposed by Oslo, Riga and Tunis.", [("AGREE", ["NOR", "LVA", "TUN"])]),
        ("Ghana agreed not to recruit soldiers.", [("AGREE", ["GHA"])]),
        ("Riga has agreed to free the prisoners.", [("CONCEDE", ["LVA"])]),
        ("Chad could drop its claim if Libya pays.", [("AGREE", ["TCD"])]),
        ("Ghana will not withdraw its troops from Togo.", [("REJECT", ["GHA"])]),
        ("The warden will speak until Chad frees the pilots.", []),
        ("Ghana does not want a war.", []),
        ("Malian newspapers claim that Chad sold the ship.", []),
    ],
)
def test_what_is_told_in_the_same_words_is_one_event(text: str, told: list[tuple[str, list[str]]]) -> None:
    assert [(category, actors) for category, actors, _ in events(text)] == told


def test_an_attack_and_its_toll_are_one_event() -> None:
    for text in (
        "Malian rebels stormed a post in Gao, killing six guards.",
        "Six guards died when rebels stormed Gao.",
    ):
        assert [e[0] for e in events(text)] == ["ASSAULT"]


def test_a_move_that_others_judge_is_that_of_who_made_it() -> None:
    found = events("Kosovo closed five offices run by Belgrade, a move that Oslo criticised.")
    assert ("SANCTION", ["XKX"], ["SRB"]) in found
    assert ("ACCUSE", ["NOR"], ["XKX"]) in found


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ottawa's foreign minister telephoned Peru's president on Monday.", ("CONSULT", ["CAN"], ["PER"])),
        ("Togo's minister briefed Ghana's president on the talks.", ("CONSULT", ["TGO"], ["GHA"])),
        ("Ottawa's foreign minister spoke by telephone with Peru's president.", ("CONSULT", ["CAN", "PER"], [])),
        ("Togo's minister met Ghana's president on Monday.", ("CONSULT", ["TGO", "GHA"], [])),
    ],
)
def test_who_is_called_or_briefed_is_the_recipient(text: str, event: tuple[str, list[str], list[str]]) -> None:
    assert event in events(text)


def test_a_position_that_its_words_aim_at_nobody_is_aimed_at_the_other_side_of_two() -> None:
    before = "Chad met Niger. Niger thanked Chad. Chad spoke with Niger. "
    assert ("REJECT", ["NER"], ["TCD"]) in events(before + "Niger rejected the corridor.")
    assert ("REJECT", ["MLI"], []) in events(before + "Mali rejected the corridor.")
    assert ("CONCEDE", ["TCD", "NER"], []) in events(before + "Chad and Niger agreed to a truce.")


def test_people_whom_no_word_places_are_of_the_country_that_a_text_is_about() -> None:
    before = "Chad voted. Chad's president won. Chad's army cheered. Chad's parliament met. Chad's ministers resigned. "
    before += "Chad's police waited. Chad's president spoke. Norway congratulated Chad's president. "
    assert ("ACCUSE", ["TCD"], ["TCD"]) in events(before + "Students accused Chad's president of fraud.")
    assert ("ACCUSE", [None], ["TCD"]) in events(before + "Foreign observers accused Chad's president of fraud.")
