"""The packaged network on sentences that nobody prepared for it: it points at words, and it keeps quiet."""

from __future__ import annotations

import pytest

from verbale import pipeline
from verbale.articles.english import Parts
from verbale.articles.make import document, draft, parsed
from verbale.errors import UsageError
from verbale.findings import Reading
from verbale.learned import model, seen
from verbale.learned.labels import CHOICES, FLAGS, NAMES, ROLES, TAGS, TRIGGERS
from verbale.terms import MeetingStatus


def read(text: str, readers: str = "learned") -> Reading:
    return pipeline.read_document(document(text, published="2024-05-15"), readers=readers)


def test_the_packaged_model_has_the_labels_of_the_code() -> None:
    import json

    packed = json.loads((model.FOLDER / "labels.json").read_text(encoding="utf-8"))
    assert packed["triggers"] == list(TRIGGERS) and packed["roles"] == list(ROLES)
    assert packed["names"] == list(NAMES) and packed["tags"] == list(TAGS)
    assert packed["choices"] == {k: list(v) for k, v in CHOICES.items()}
    assert packed["flags"] == {k: list(v) for k, v in FLAGS.items()}


def test_the_package_stays_small() -> None:
    assert sum(path.stat().st_size for path in model.FOLDER.iterdir()) < 30_000_000


def test_the_network_alone_reads_a_meeting_and_a_statement() -> None:
    text = "The foreign ministers of Ghana and Togo met in Accra on Monday. “We made progress,” the Ghanaian one said."
    reading = read(text)
    assert [m.status for m in reading.meetings] == [MeetingStatus.HELD]
    assert [s.content.quote for s in reading.statements] == ["We made progress"]
    assert {p.actor.country for p in reading.meetings[0].participants} == {"GHA", "TGO"}


@pytest.mark.parametrize("readers", seen.READERS)
def test_each_choice_of_readers_slices_back(readers: str) -> None:
    text = "Togo's envoy said the port must reopen. Ghana refused and accused Togo of piracy, which Lomé denied."
    for finding in read(text, readers).findings():
        for mention in (finding.trigger, *finding.evidence):
            assert text[mention.start : mention.end] == mention.quote


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe to our newsletter for the best of the negotiations.",
        "The midfielder attacked down the left and the defence held until the break.",
        "Bake for forty minutes and serve the cake with cream.",
    ],
)
def test_what_is_no_news_of_a_negotiation_makes_no_finding(text: str) -> None:
    assert read(text, "both").findings() == ()


def test_a_sentence_longer_than_a_window_is_read_in_parts() -> None:
    text = "The envoys of Ghana and Togo met in Accra, " + "and the band played on, " * 60 + "and it rained."
    assert all(text[f.trigger.start : f.trigger.end] == f.trigger.quote for f in read(text).findings())


def test_the_network_alone_reads_the_same_however_the_text_was_parsed() -> None:
    text = "The foreign ministers of Ghana and Togo met in Accra on Monday. “We made progress,” the Ghanaian one said."
    words = next(parsed([draft(text, published="2024-05-15")], parts=Parts.WORDS))
    assert not any(t.tag or t.ent for t in words.tokens)
    assert pipeline.read_document(words, readers="learned") == read(text)


def test_names_and_classes_of_words_are_those_of_the_network_and_the_parse_stays_the_parsers() -> None:
    text = "The Ghanaian minister, Ama Boateng, met the Togolese envoy in Accra on Monday."
    made = document(text)
    both = pipeline.layers(made, readers="both")["document"]
    alone = pipeline.layers(made, readers="learned")["document"]
    for seen_so in (both, alone):
        named = {t.text: t.ent for t in seen_so.tokens}
        assert (named["Boateng"], named["Accra"], named["Monday"], named["met"]) == ("PERSON", "GPE", "DATE", "")
    assert [(t.dep, t.head.i) for t in both.tokens] == [(t.dep, t.head.i) for t in made.tokens]
    assert [t.tag for t in alone.tokens] == [t.tag for t in made.tokens]


def test_a_word_that_is_no_choice_is_named() -> None:
    with pytest.raises(UsageError, match="unknown readers 'bouth'; did you mean both"):
        seen.who_reads("bouth")


def test_without_the_libraries_the_codebook_reads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(seen.CHOSEN, raising=False)
    monkeypatch.setattr(model, "available", lambda: False)
    assert seen.who_reads() == seen.CODEBOOK
    reading = pipeline.read_document(document("Ghana rejected the plan.", published="2024-05-15"))
    assert [e.rule for e in reading.events] == ["reject: reject"] and "learned" not in seen.models()
