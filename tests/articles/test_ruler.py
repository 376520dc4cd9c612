"""The ruler that stands in for the model's own says the same of every word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from verbale.articles import english
from verbale.articles.ruler import Ruler

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "articles").glob("*.txt"))
CONTRACTIONS = "There's no deal, and there are doubts. Let's go: I'm gonna ask 'em. They ain't done, y'all."


def told(doc: Any) -> list[tuple[str, ...]]:
    return [(t.text, t.pos_, t.tag_, t.dep_, t.lemma_, str(t.morph)) for t in doc]


@pytest.mark.parametrize("text", [CONTRACTIONS, *(path.read_text(encoding="utf-8") for path in EXAMPLES)])
def test_every_word_is_told_what_the_model_tells_it(text: str) -> None:
    nlp = english.stock()
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        mine, its = nlp(text), nlp(text)
    model = nlp.get_pipe("attribute_ruler")
    assert told(Ruler(model.patterns, nlp.vocab)(mine)) == told(model(its))


def test_a_rule_that_it_does_not_know_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="more than this ruler knows"):
        Ruler([{"patterns": [[{"SHAPE": "Xx"}]], "attrs": {"POS": "X"}, "index": 0}], english.stock().vocab)
