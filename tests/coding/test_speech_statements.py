"""Who said what: direct, indirect and mixed speech."""

from __future__ import annotations

import pytest

from verbale import codebook, pipeline
from verbale.articles.make import document
from verbale.findings import Statement
from verbale.terms import Manner


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a text."""
    found: tuple[Statement, ...] = pipeline.layers(document(text, published="2024-05-15"), codebook.load())[
        "statements"
    ]
    return found


def only(text: str) -> Statement:
    """The one statement of a text."""
    found = statements(text)
    assert len(found) == 1, [(s.cue, s.content.quote) for s in found]
    return found[0]


def words(found: Statement) -> list[str]:
    """The quoted words without a final comma or full stop."""
    return [q.quote.rstrip(".,") for q in found.quotes]


def spoken_by(found: Statement) -> str:
    """What the text says there for the speaker."""
    assert found.speaker.mention is not None
    return found.speaker.mention.quote


def test_statements_a_quotation_before_its_cue_is_direct() -> None:
    found = only("“The road to the port stays open,” the harbour master told reporters.")
    assert found.manner is Manner.DIRECT
    assert words(found) == ["The road to the port stays open"]
    assert found.cue == "told"
    assert "harbour master" in spoken_by(found)


def test_statements_an_inverted_cue_finds_its_speaker() -> None:
    found = only('"Nobody has asked us to leave," said the governor of the province, a former teacher.')
    assert "governor" in spoken_by(found)


def test_statements_a_quotation_after_a_colon_belongs_to_the_name_before_it() -> None:
    found = only("The mediator: “There will be another round in June.”")
    assert found.manner is Manner.DIRECT
    assert "mediator" in spoken_by(found)


def test_statements_a_quotation_split_around_the_verb_is_one_statement() -> None:
    found = only("“If they want the bridge,” the colonel said, “they know where to find us.”")
    assert words(found) == ["If they want the bridge", "they know where to find us"]


def test_statements_a_following_quotation_without_a_cue_goes_on_with_the_first() -> None:
    found = only("“The convoy is ready,” the minister said on Monday. “It will leave when the guns are silent.”")
    assert words(found) == ["The convoy is ready", "It will leave when the guns are silent"]


def test_statements_a_quotation_over_three_paragraphs_is_one_statement() -> None:
    text = "The envoy said: “We began with the maps.\n\n“Then came the prisoners.\n\n“Nothing is signed yet.”"
    found = only(text)
    assert words(found) == ["We began with the maps", "Then came the prisoners", "Nothing is signed yet"]


def test_statements_a_second_cue_of_the_same_speaker_is_a_second_statement() -> None:
    first, second = statements(
        "“We have read the draft,” the rebel commander said in a statement. “It needs work,” he added."
    )
    assert (first.cue, second.cue) == ("said", "added")
    assert second.speaker.id == first.speaker.id
    assert first.occasion is not None
    assert "statement" in first.occasion.quote


def test_statements_words_inside_an_indirect_sentence_make_it_mixed() -> None:
    found = only("The ministry said the offer was “an empty envelope” and would be returned.")
    assert found.manner is Manner.MIXED
    assert words(found) == ["an empty envelope"]
    assert found.content.quote.startswith("the offer was")


def test_statements_a_that_clause_is_indirect_and_loses_its_that() -> None:
    found = only("The foreign minister said that the talks had ended.")
    assert found.manner is Manner.INDIRECT
    assert found.quotes == ()
    assert found.content.quote == "the talks had ended"


def test_statements_a_trailing_cue_reports_the_clause_before_it() -> None:
    found = only("The delegations will return in June, a spokesman in Geneva told the agency.")
    assert found.content.quote == "The delegations will return in June"
    assert "spokesman" in spoken_by(found)


def test_statements_a_cue_in_the_middle_reports_both_halves() -> None:
    found = only("The brigade will stay, the general said, until the last mine is lifted.")
    assert found.content.quote.startswith("The brigade will stay")
    assert found.content.quote.endswith("lifted")


def test_statements_an_inverted_cue_inside_the_clause_is_not_its_subject() -> None:
    found = only("Norway, said its foreign minister, would gladly host a second round in May.")
    assert "minister" in spoken_by(found)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The envoy described the plan as “a fair bargain”.", "a fair bargain"),
        ("The envoy called the plan “a fair bargain”.", "a fair bargain"),
        ("The envoy spoke of “a fair bargain” between the two sides.", "a fair bargain"),
        ("The envoy denounced the plan as “a poor bargain”.", "a poor bargain"),
    ],
)
def test_statements_a_name_given_in_quotation_marks_is_a_mixed_statement(text: str, quoted: str) -> None:
    found = only(text)
    assert words(found) == [quoted]
    assert found.manner is Manner.MIXED


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “peace train” left the station at noon.",
        "The exhibition, titled “No One Speaks”, opens on Tuesday.",
        "Residents of the old town live with “the wall”.",
    ],
)
def test_statements_scare_quotes_and_titles_are_none(text: str) -> None:
    assert statements(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The minister did not say when the talks would resume.",
        "The minister declined to say whether the talks would resume.",
        "The minister is expected to announce that the talks are over.",
        "If the minister says that the talks are over, the rebels will leave.",
    ],
)
def test_statements_what_was_not_said_is_none(text: str) -> None:
    assert statements(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The general demanded that the rebels hand over their guns.",
        "The premier insisted that the port be settled first.",
        "The premier insisted that security must come first.",
        "The two generals believe that the truce will hold.",
        "A report suggested that the truce had failed.",
    ],
)
def test_statements_positions_thoughts_and_bare_reports_are_none(text: str) -> None:
    assert statements(text) == ()


def test_statements_a_coordinated_verb_goes_on_with_the_first_speaker() -> None:
    first, second = statements(
        "The palace confirmed that no envoys would take part but said the king remained open to later talks."
    )
    assert second.speaker.id == first.speaker.id
    assert first.content.quote == "no envoys would take part"
    assert second.attribution == ()


def test_statements_a_participle_goes_on_with_the_reporting_subject() -> None:
    found = statements("The army says two soldiers died in the shelling, adding that it returned fire.")
    assert [s.cue for s in found] == ["says", "adding"]
    assert "army" in spoken_by(found[1])


def test_statements_a_semicolon_ends_what_is_said() -> None:
    found = statements("The bridge is open, the mayor declared; the rebels have not replied.")
    assert found[0].content.quote == "The bridge is open"


def test_statements_a_quoted_speaker_is_the_one_quoted_not_the_paper() -> None:
    found = only("The radio quoted a harbour official as saying that the ship had been turned back.")
    assert "official" in spoken_by(found)
    assert found.content.quote == "the ship had been turned back"


def test_statements_the_one_told_is_the_addressee_unless_it_is_the_press() -> None:
    told = only("The foreign minister of Norway told Sweden that the border would stay open.")
    assert told.addressee is not None
    assert told.addressee.country == "SWE"
    assert only("The foreign minister of Norway told reporters that the border would stay open.").addressee is None


def test_statements_every_span_slices_back() -> None:
    text = "“We wait,” the envoy said. The ministry said the offer was “dead”. Nobody left, the mayor added."
    for found in statements(text):
        for mention in (*found.evidence, found.trigger, found.content, *found.quotes):
            assert text[mention.start : mention.end] == mention.quote


def test_statements_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“We wait, the envoy said.\n\nThe market was quiet."
    assert all(q.end <= text.index("\n") for s in statements(text) for q in s.quotes)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We will sign,” Mr. Osei said on Monday, “if they withdraw.”", ["We will sign", "if they withdraw"]),
        ("“It was,” as one diplomat put it, “a bad day for peace.”", ["It was", "a bad day for peace"]),
        ("“This,” Osei said, pointing at the map, “is our land.”", ["This", "is our land"]),
        ("Osei admitted the raid, writing in a letter “I have led it myself.”", ["I have led it myself"]),
        ("Osei went on to say, “We will sign.”", ["We will sign"]),
    ],
)
def test_statements_one_sentence_in_pieces_is_one_statement(text: str, quoted: list[str]) -> None:
    assert [words(s) for s in statements(text) if s.quotes] == [quoted]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “peace train” left Accra on Monday, officials said.",
        "The operation, code-named “Silent River”, began at dawn, the army said.",
        "He is known as “the Butcher”, Osei said.",
        "The word “genocide” does not stand in the text, Osei noted.",
        "The film “The Last Train” opened in Accra, the minister said.",
    ],
)
def test_statements_names_and_words_set_off_by_marks_are_nobodys_quotation(text: str) -> None:
    assert not any(s.quotes for s in statements(text))


def test_statements_what_a_relative_clause_calls_a_thing_is_mixed() -> None:
    found = only("Osei, who called the plan “dead on arrival”, left for Lome.")
    assert (found.manner, words(found)) == (Manner.MIXED, ["dead on arrival"])


def test_statements_what_somebody_terms_a_thing_stays_a_quotation() -> None:
    found = statements("Osei said the two had held what he termed a “warm and useful” talk.")
    assert next(words(s) for s in found if s.quotes) == ["warm and useful"]


def test_statements_of_a_thing_that_somebody_describes_only_he_is_the_speaker() -> None:
    found = only("The two sides held what Osei described as “constructive” talks.")
    assert spoken_by(found) == "Osei"


TRANSCRIPT = """Talks in Accra

Ama Mensah, the foreign minister of Ghana, received Kofi Osei.

FOREIGN MINISTER AMA MENSAH: Colleagues, we have come to listen. I am ready to sign.

You know our position.

KOFI OSEI: Thank you. We reject the deal.

The meeting went on behind closed doors."""


def test_statements_a_transcript_gives_one_for_each_turn() -> None:
    turns = [s for s in statements(TRANSCRIPT) if s.rule == "reporting:turn"]
    assert [(s.speaker.name, s.content.quote.split()[0], s.content.quote.split()[-1]) for s in turns] == [
        ("Ama Mensah", "Colleagues,", "position."),
        ("Kofi Osei", "Thank", "deal."),
    ]
    assert not any(s.quotes for s in turns)  # no marks, no quotation


def test_statements_who_says_i_in_a_turn_holds_the_position() -> None:
    found = pipeline.layers(document(TRANSCRIPT, published="2024-05-15"), codebook.load())["positions"]
    assert "Kofi Osei" in {p.holder.name for p in found}


@pytest.mark.parametrize(
    "text", ["Q: Will you sign?\nA: We will.", "Update: the two sides met.", "Accra talks: what we know.\nThey met."]
)
def test_statements_labels_that_name_nobody_take_no_turn(text: str) -> None:
    assert statements(text) == ()
