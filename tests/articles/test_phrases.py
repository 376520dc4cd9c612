"""Noun phrases from word classes: heads, possessors, prepositions, coordinations, appositions, subjects and times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.articles import parse, phrases
from verbale.articles.english import Parts
from verbale.articles.make import draft, parsed
from verbale.document import Document, Token
from verbale.learned.labels import TAGS


def linked(text: str) -> Document:
    """The document as the network alone has it, with the model's own classes and names in the network's place."""
    tags = {t.start: t for t in parse.parse(text)[1]}
    document = next(parsed([draft(text)], parts=Parts.WORDS))
    return phrases.tagged(document, lambda t: tags[t.start].tag, lambda t: tags[t.start].ent)


def links(text: str) -> set[tuple[str, str, str]]:
    return {(t.text, t.dep, t.head.text) for t in linked(text).tokens if t.head is not t}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The new Iranian foreign minister left.", {("Iranian", "amod", "minister"), ("foreign", "amod", "minister")}),
        ("Ghana's envoy spoke.", {("Ghana", "poss", "envoy"), ("'s", "case", "Ghana"), ("envoy", "nsubj", "spoke")}),
        ("The envoys of Ghana have not spoken.", {("of", "prep", "envoys"), ("Ghana", "pobj", "of")}),
        ("Ghana, Togo and Benin met.", {("Togo", "conj", "Ghana"), ("Benin", "conj", "Togo"), ("and", "cc", "Togo")}),
        ("They met the Togolese minister on Monday.", {("minister", "dobj", "met"), ("on", "prep", "met")}),
        ("They met the Togolese minister of Monday fame.", {("of", "prep", "minister")}),
        ("Ato Mensah, the Ghanaian envoy, left.", {("envoy", "appos", "Mensah"), ("Ato", "compound", "Mensah")}),
        ("They will meet again next week.", {("week", "npadvmod", "meet")}),
    ],
)
def test_words_hang_on_the_heads_of_their_phrases(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= links(text)


@given(st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(["", "DATE"]), st.sampled_from(["of", "and", ","]))))
def test_no_word_ever_hangs_on_itself_and_each_is_below_one_head(spec: list[tuple[str, str, str]]) -> None:
    words = [Token(n, text, text, "", tag, "", 4 * n, 0, ent) for n, (tag, ent, text) in enumerate(spec)]
    phrases.link(words)
    for word in words:
        above, steps = word, 0
        while above.head is not above:
            above, steps = above.head, steps + 1
            assert steps <= len(words)
        assert sum(word in other.children for other in words) == (word.head is not word)


def test_a_time_with_a_participle_in_it_is_read() -> None:
    assert ("planned", "amod", "week") in links("The planned week of talks.")


def test_verbs_hang_on_nothing_and_every_word_has_its_class_and_lemma() -> None:
    words = {t.text: t for t in linked("The envoys met and have not agreed.").tokens}
    assert words["met"].head is words["met"] and not words["met"].dep
    assert (words["envoys"].pos, words["envoys"].lemma, words["met"].lemma) == ("NOUN", "envoy", "meet")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Mensah met U.S. officials. They agreed.", ["Mr. Mensah met U.S. officials.", "They agreed."]),
        ("“We agree.” He left.", ["“We agree.”", "He left."]),
        ('"Really?" he asked. It cost 1.5 million.', ['"Really?" he asked.', "It cost 1.5 million."]),
        ("No stop here\n\nA new paragraph", ["No stop here", "A new paragraph"]),
        ("He said: “It ends.” “When?” they asked.", ["He said: “It ends.”", "“When?” they asked."]),
    ],
)
def test_a_full_stop_and_what_closes_behind_it_end_a_sentence(text: str, sentences: list[str]) -> None:
    document = next(parsed([draft(text)], parts=Parts.WORDS))
    assert [text[s.start : s.end] for s in document.sentences] == sentences
