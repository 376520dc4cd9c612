"""The reading of one article: its stages in order, what each needs and what it gives.

A stage is a pure function whose parameter names are the layers that it needs; what it returns is the one layer that
it gives. The list is checked when first used. Readers and coders never alter a layer that exists already.
"""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from verbale import codebook as books
from verbale.document import Document
from verbale.errors import PipelineError, UsageError
from verbale.findings import Reading
from verbale.learned.seen import LEARNED, parts, seen_in, told, who_reads


@dataclass(frozen=True, slots=True)
class Stage:
    """`gives` is the layer, `function` where it is made (`module:function`)."""

    gives: str
    function: str

    def resolve(self) -> Callable[..., Any]:
        """The function itself; PipelineError where there is none."""
        module, _, name = self.function.partition(":")
        try:
            found: Callable[..., Any] = getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError, ValueError) as problem:
            raise PipelineError(
                f"stage {self.gives!r}: no function {self.function}: write module:function"
            ) from problem
        return found


GIVEN = ("document", "codebook", "readers", "seen")
STAGES = (
    Stage("who", "verbale.coding.who:actors_in"),
    Stage("times", "verbale.coding.when:times_in"),
    Stage("places", "verbale.coding.where:places_in"),
    Stage("reality", "verbale.coding.reality:realities"),
    Stage("acts", "verbale.coding.acts:acts_in"),
    Stage("speech", "verbale.coding.speech:speech_in"),
    Stage("issues", "verbale.coding.issues:issues_in"),
    Stage("meetings", "verbale.coding.meetings:meetings_in"),
    Stage("statements", "verbale.coding.speech:statements_in"),
    Stage("positions", "verbale.coding.positions:positions_in"),
    Stage("claims", "verbale.coding.claims:claims_in"),
    Stage("violence", "verbale.coding.violence:violence_in"),
    Stage("events", "verbale.coding.events:events_in"),
    Stage("findings", "verbale.learned.together:together"),
    Stage("reading", "verbale.coding.reading:reading_of"),
)


# What the codebook alone finds, and what the learned reader does without.
FRAMES = frozenset({"acts", "meetings", "statements", "positions", "claims", "violence", "events"})

GROUP = "verbale.stages"


@functools.cache
def stages() -> tuple[Stage, ...]:
    """The stages, some of them swapped by installed packages.

    An entry point of the group `verbale.stages` has the layer as its name and `module:function` as its value. What is
    put in must pass `tests/test_contracts.py`. PipelineError for a layer that there is not, or that two packages give.
    """
    swaps = metadata.entry_points(group=GROUP)
    found = {entry.name: entry.value for entry in swaps}
    unknown = sorted(found.keys() - {stage.gives for stage in STAGES})
    if unknown:
        known = ", ".join(stage.gives for stage in STAGES)
        raise PipelineError(f"entry point {unknown[0]!r} of {GROUP}: no such layer; layers are {known}")
    if len(found) < len(swaps):
        raise PipelineError(f"two packages swap one stage ({', '.join(sorted(swaps.names))}): take one of them out")
    return tuple(Stage(stage.gives, found.get(stage.gives, stage.function)) for stage in STAGES)


@functools.cache
def plan(stages: tuple[Stage, ...] = STAGES) -> tuple[tuple[str, Callable[..., Any], tuple[str, ...]], ...]:
    """(gives, function, needs) of every stage; PipelineError when a need is given by no earlier stage."""
    known, found = set(GIVEN), []
    for stage in stages:
        function = stage.resolve()
        needs = tuple(inspect.signature(function).parameters)
        for need in needs:
            if need not in known:
                giver = next((s.function for s in stages if s.gives == need), None)
                cure = f"{giver} gives it: add it before" if giver else "no stage gives it"
                raise PipelineError(f"{stage.function} needs {need!r}; {cure}")
        known.add(stage.gives)
        found.append((stage.gives, function, needs))
    return tuple(found)


def layers(document: Document, codebook: books.Codebook | None = None, readers: str | None = None) -> Mapping[str, Any]:
    """Every layer of a document by name, the reading among them; `readers` as for `who_reads`.

    The network looks first, where it reads at all, since it is what finds the names that the others start from.
    """
    chosen = who_reads(readers)
    seen = seen_in(document, chosen)
    made: dict[str, Any] = {
        "document": document if seen is None else told(document, seen, chosen),
        "codebook": codebook or books.load(), "readers": chosen, "seen": seen,
    }  # fmt: skip
    for gives, function, needs in plan(stages()):
        silent = chosen == LEARNED and gives in FRAMES
        made[gives] = () if silent else function(*(made[need] for need in needs))
    return made


def read_document(document: Document, codebook: books.Codebook | None = None, readers: str | None = None) -> Reading:
    """The reading of one document."""
    reading: Reading = layers(document, codebook, readers)["reading"]
    return reading


def read_mappings(
    records: Iterable[Mapping[str, Any]], folder: Path | None = None, readers: str | None = None
) -> Iterator[Reading]:
    """The readings of mappings with `text` and, where known, `id`, `title`, `url`, `publisher`, `published`.

    `folder` is that of a codebook of one's own, `readers` as for `who_reads`.
    """
    from verbale.articles.make import parsed

    codebook = books.load(folder) if folder else books.load()
    for document in parsed((_draft(record, folder) for record in records), parts=parts(readers)):
        yield read_document(document, codebook, readers)


def _draft(record: Mapping[str, Any], folder: Path | None) -> Document:
    from verbale.articles.make import draft

    if not isinstance(record.get("text"), str):
        raise UsageError('a document needs a "text": give a mapping such as {"text": "...", "published": "2025-11-19"}')
    fields = ("id", "title", "url", "publisher", "published", "language")
    return draft(record["text"], codebook=folder, **{k: record[k] for k in fields if record.get(k) is not None})
