"""Sentences and words: from the documents of the English model to our own linked words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.articles.english import CLASSES, Parts, pipeline, stock
from verbale.articles.mending import mend
from verbale.articles.ruler import MANY
from verbale.document import Sentence, Token

# A stem whose last letter would be doubled before an ending.
_SHORT_STEM = re.compile(r"(?!bus$)[^aeiou]+[aeiou][bcdfgklmnprstvz]")
PIECE = 60_000  # characters parsed at once: keeps memory bounded on a book; an article is one piece
Parsed = tuple[tuple[Sentence, ...], tuple[Token, ...]]


_known: dict[tuple[str, str], tuple[str, str]] = {}


def classed(words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The part of speech and the lemma of words, each given with its tag."""
    words = list(words)
    new = [word for word in dict.fromkeys(words) if word not in _known]
    if new:
        from spacy.tokens import Doc

        if len(_known) > MANY:
            _known.clear()
            new = list(dict.fromkeys(words))
        nlp = pipeline(Parts.WORDS)
        with nlp.memory_zone():
            doc = Doc(nlp.vocab, words=[text for text, _ in new], tags=[tag for _, tag in new])
            for name in CLASSES:
                doc = nlp.get_pipe(name)(doc)
            _known.update(zip(new, ((t.pos_, _lemma_of(t)) for t in doc), strict=True))
    return [_known[word] for word in words]


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


def parse_many(texts: Iterable[str], *, parts: Parts = Parts.ALL) -> Iterator[Parsed]:
    """`parse` over many texts, in order and with the same results; short texts together, which is a fifth faster."""
    for batch in _batches(texts):
        yield from _parse_batch(batch, pipeline(parts))


def bare(texts: Iterable[str]) -> Iterator[Any]:
    """The model's own parses of the texts, in the same batches and nothing more: what reading is timed against."""
    for batch in _batches(texts):
        yield from stock().pipe(batch, batch_size=len(batch))


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
    """The lemma with the "e" that the model's table drops: "hoped" is of hope, since of hop it would be "hopped"; and
    that of the auxiliary "having", which the table lacks.

    >>> _lemma("hoped", "hop"), _lemma("staring", "star"), _lemma("visited", "visit"), _lemma("hopped", "hop")
    ('hope', 'stare', 'visit', 'hop')
    >>> _lemma("having", "having")
    'have'
    """
    if word == lemma == "having":
        return "have"
    short = word in (lemma + "ed", lemma + "ing") and _SHORT_STEM.fullmatch(lemma) is not None
    return lemma + "e" if short else lemma


def _lemma_of(token: Any) -> str:
    return _lemma(token.lower_, token.lemma_.lower() or token.lower_)


def _linked(kept: list[Any], offset: int, first: int, sentence: int) -> list[Token]:
    """The tokens of a sentence with heads and children set; one whose head is white space becomes a root."""
    where = {
        t.i: Token(i, t.text, _lemma_of(t), t.pos_, t.tag_, t.dep_, offset + t.idx, sentence, t.ent_type_)
        for i, t in enumerate(kept, first)
    }
    for t in kept:
        above = t.head.head if t.dep_.startswith("nsubj") and t.head.dep_ in ("aux", "auxpass") else t.head
        token, head = where[t.i], where.get(above.i)  # a subject belongs to the verb, not to its auxiliary
        if head is not None and head is not token:
            token.head = head
            head.children.append(token)
    linked = list(where.values())
    mend(linked)
    return linked
