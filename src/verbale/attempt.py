"""Documents read, whatever is wrong with some of them: a reading, or one line that says why there is none."""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from verbale import codebook, pipeline
from verbale.articles.make import draft_of, parsed
from verbale.articles.sources import Failure, Raw
from verbale.document import Document
from verbale.errors import CodebookError, ModelError, PipelineError, VerbaleError
from verbale.findings import Reading, Warning
from verbale.learned.seen import parts

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Said:
    """What the caller says of a document, over what its source says; `folder` is that of a codebook of one's own."""

    published: str | None = None
    publisher: str | None = None
    folder: Path | None = None


NOTHING_SAID = Said()


def attempted(
    raws: Sequence[Raw | Failure], said: Said, then: Callable[[Reading, Raw], Made]
) -> Iterator[Made | Failure]:
    """What `then` makes of the reading of each source, in order; failures stay in their place.

    What is wrong with a document, or with Verbale's reading of it, becomes a Failure; what is wrong with Verbale's
    set-up is raised.
    """

    def draft(raw: Raw) -> Document:
        return draft_of(raw, published=said.published, publisher=said.publisher, codebook=said.folder)

    drafts = [raw if isinstance(raw, Failure) else _guarded(raw, draft, raw) for raw in raws]
    together = parsed((made for made in drafts if isinstance(made, Document)), parts=parts())
    for raw, made in zip(raws, drafts, strict=True):
        if isinstance(made, Failure):
            yield made
        elif not isinstance(raw, Failure):
            yield _guarded(raw, _read, raw, made, together, said, then)


def _read(
    raw: Raw, draft: Document, together: Iterator[Document], said: Said, then: Callable[[Reading, Raw], Made]
) -> Made:
    """One draft read; parsed alone when those parsed together had a fault, so that only one is to blame."""
    book = codebook.load(said.folder) if said.folder else codebook.load()
    try:
        document = next(together)
    except Exception:
        document = next(parsed([draft], parts=parts()))
    return then(_with_notes(pipeline.read_document(document, book), raw), raw)


def _guarded(raw: Raw, step: Callable[..., Made], *given: Any) -> Made | Failure:
    """What a step makes; a failure that names the source where the source is at fault, or Verbale is."""
    try:
        return step(*given)
    except (ModelError, CodebookError, PipelineError):
        raise
    except VerbaleError as problem:
        text = str(problem)
        return Failure(raw.name, text if text.startswith(raw.name) else f"{raw.name}: {text}")
    except Exception as problem:  # one document in a million must not end the run; it is named like any other
        return Failure(raw.name, f"{raw.name}: a fault of Verbale's own ({_brief(problem)}): please report it")


def _brief(problem: Exception) -> str:
    """The kind of a fault, its first words, and where it arose."""
    place = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__}: {str(problem)[:80]!r} in {Path(place.filename).name}:{place.lineno}"


def _with_notes(reading: Reading, raw: Raw) -> Reading:
    if raw.repaired is None:
        return reading
    told = f"bytes that are not UTF-8 were read as {raw.repaired}: check the letters with accents"
    return dataclasses.replace(reading, warnings=(*reading.warnings, Warning("repaired_encoding", told)))
