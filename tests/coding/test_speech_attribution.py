"""Whose word a predicate is, and who speaks inside a quotation."""

from __future__ import annotations

import pytest

from verbale import codebook, pipeline
from verbale.articles.make import document
from verbale.coding.speech import Speech
from verbale.document import Document
from verbale.terms import SourceKind


def read(text: str) -> tuple[Document, Speech]:
    """The document and its speech layer."""
    layers = pipeline.layers(document(text, published="2024-05-15"), codebook.load())
    return layers["document"], layers["speech"]


def sources(text: str, word: str) -> list[str | None]:
    """The sources of a word, outermost first, without their articles."""
    made, speech = read(text)
    token = made.token_at(text.index(word))
    assert token is not None
    found = speech.attribution(token)
    quotes = [s.actor.mention.quote if s.actor and s.actor.mention else None for s in found]
    return [q and q.removeprefix("the ").removeprefix("The ").removeprefix("a ") for q in quotes]


def test_attribution_is_empty_where_the_outlet_itself_asserts_it() -> None:
    assert sources("The truce collapsed on Monday.", "collapsed") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The army said that the truce had collapsed.", "army"),
        ("The truce had collapsed, the army said.", "army"),
        ("According to the army, the truce had collapsed.", "army"),
        ("The truce had collapsed, according to the army.", "army"),
        ("The army said in a statement that the truce had collapsed.", "army"),
        ("The army told the Northgate Wire that the truce had collapsed.", "army"),
    ],
)
def test_attribution_names_the_source_before_after_and_around(text: str, speaker: str) -> None:
    assert sources(text, "collapsed") == [speaker]


def test_attribution_chains_run_from_the_outermost_source_inwards() -> None:
    text = "The agency reported that the army had said that the truce had collapsed."
    assert sources(text, "collapsed") == ["agency", "army"]


def test_attribution_a_cited_source_comes_after_the_one_that_cites_it() -> None:
    text = "The agency reported, citing a diplomat, that the truce had collapsed."
    assert sources(text, "collapsed") == ["agency", "diplomat"]


def test_attribution_of_the_cue_itself_is_only_what_stands_around_it() -> None:
    text = "The agency reported that the army had said that the truce had collapsed."
    assert sources(text, "said") == ["agency"]
    assert sources(text, "reported") == []


def test_attribution_a_trailing_source_covers_the_participle_it_follows_and_no_more() -> None:
    text = "The leaders met after overnight strikes killing nine people, according to the mayor."
    assert sources(text, "killing") == ["mayor"]
    assert sources(text, "met") == []


def test_attribution_of_impersonal_reports_has_no_actor() -> None:
    assert sources("It was reported that the truce had collapsed.", "collapsed") == [None]
    assert sources("Reports of shelling reached the capital.", "shelling") == [None]
    assert sources("The king is said to have met the rebels.", "met") == [None]


def test_attribution_a_claim_of_somebody_is_theirs() -> None:
    assert sources("The army's claim that the rebels had fled was not confirmed.", "fled") == ["army"]


def test_attribution_what_is_denied_is_not_put_in_the_mouth_of_who_denies_it() -> None:
    assert sources("The army denied that it had shelled the port.", "shelled") == []


def test_attribution_what_nobody_said_has_no_source() -> None:
    assert sources("The army did not say that the rebels had fled.", "fled") == []


def test_attribution_an_accusation_is_the_accusers_word() -> None:
    assert sources("The army accused the rebels of shelling the port.", "shelling") == ["army"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A source familiar with the talks said the truce had collapsed.", SourceKind.ANONYMOUS),
        ("Two people familiar with the talks said the truce had collapsed.", SourceKind.ANONYMOUS),
        ("State media said the truce had collapsed.", SourceKind.MEDIA),
        ("The Norwegian foreign ministry said the truce had collapsed.", SourceKind.OFFICIAL),
        ("A letter said the truce had collapsed.", SourceKind.DOCUMENT),
    ],
)
def test_attribution_says_what_sort_of_source_it_is(text: str, kind: SourceKind) -> None:
    made, speech = read(text)
    token = made.token_at(text.index("collapsed"))
    assert token is not None
    assert [s.source_kind for s in speech.attribution(token)] == [kind]


def test_speaker_at_says_who_i_is() -> None:
    text = "“I shall not sign,” the envoy said. The mayor was silent."
    _, speech = read(text)
    speaker = speech.speaker_at(text.index("I shall"))
    assert speaker is not None
    assert speaker.mention is not None
    assert "envoy" in speaker.mention.quote
    assert speech.speaker_at(text.index("mayor")) is None
