"""`verbale explain`: from a finding back to the words, the rule and the cues that made it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.add import Store
from verbale.cli.read import Readers

if TYPE_CHECKING:
    from verbale.findings import Finding, Reading
    from verbale.learned.decode import Sight


def explain(
    id: Annotated[
        str,
        typer.Argument(help="A finding or record, as the other verbs print its id (the beginning is enough)."),
    ],
    file: Annotated[
        str | None, typer.Argument(help="The article; without one, what is stored in the record is explained.")
    ] = None,
    published: Annotated[str | None, typer.Option(help="Publication date YYYY-MM-DD.")] = None,
    codebook: Annotated[Path | None, typer.Option(help="A codebook folder of your own.")] = None,
    readers: Readers = None,  # noqa: ARG001 (its callback has chosen)
    as_of: Annotated[str | None, typer.Option(help="As stored at the end of this day (UTC).")] = None,
    store: Store = None,
) -> None:
    """Print the chain from a finding to its words: rule, trigger, evidence, cues, time, place, sources.

    Of what is stored, also why it was linked, how the record changed, and what reviewers said.

    verbale explain meeting-3fa2 article.txt --published 2025-11-19
    """
    if file is None:
        _stored(id, as_of, store)
    else:
        _read(id, file, published, codebook)


def _stored(id: str, as_of: str | None, store: str | None) -> None:
    from verbale import record
    from verbale.sharing.chained import lines

    with record.open(store, create=False) as book:
        sys.stdout.writelines(told + "\n" for told in lines(book.explain(id, as_of=as_of)))


def _read(id: str, file: str, published: str | None, codebook: Path | None) -> None:
    from verbale import codebook as books
    from verbale import pipeline
    from verbale.articles.make import draft_of, parsed
    from verbale.articles.sources import Failure, sources
    from verbale.errors import InputError, UsageError
    from verbale.learned.seen import parts

    raw = next(sources([file]))
    if isinstance(raw, Failure):
        raise InputError(raw.reason)
    book = books.load(books.own_folder(codebook)) if codebook else books.load()
    draft = draft_of(raw, published=published, codebook=book.folder)
    layers = pipeline.layers(next(parsed([draft], parts=parts())), book)
    reading: Reading = layers["reading"]
    found = [f for f in reading.findings() if f.id.startswith(id)]
    if not found:
        known = ", ".join(f.id for f in reading.findings()[:8])
        raise UsageError(
            f"no finding {id!r} in {file}; it has {known or 'none'} ... (with --published as when it was read?)"
        )
    for finding in found:
        sys.stdout.write("\n".join(chain(finding, layers)) + "\n")


def chain(finding: Finding, layers: dict[str, Any] | Any) -> Iterator[str]:
    """The lines of an explanation."""
    from verbale.findings import to_json
    from verbale.sharing.show import excerpt, when, where

    document = layers["document"]
    yield f"{finding.id}  ({type(finding).__name__.lower()}, confidence {finding.confidence:.2f})"
    yield f"  rule        {finding.rule}"
    card = layers["codebook"].acts.get(finding.rule.partition(":")[0])
    if card is not None:
        yield f"              {card.definition}"
        yield f"              card: codebook/acts/{card.path.name}"
    yield f"  trigger     {excerpt(finding.trigger, document.text)}"
    for mention in finding.evidence:
        yield f"  evidence    [{mention.start}:{mention.end}] {mention.quote}"
    token = document.token_at(finding.trigger.start)
    flags = layers["reality"].of(token).flags if token is not None else {}
    for family, cue in flags.items():
        yield f"  cue         {family}: “{cue.text}” (codebook/cues/{family}.toml)"
    if finding.time.text:
        time = finding.time
        yield f"  time        “{time.text}” → {when(time) or 'unresolved'} ({time.precision}, {time.basis})"
    if finding.place is not None:
        yield f"  place       {where(finding.place)}"
    for source in finding.attribution:
        name = source.actor.name if source.actor else "unnamed"
        yield f"  source      {name} ({source.source_kind}), by “{source.cue}”"
    skipped = {"id", "evidence", "trigger", "time", "place", "attribution", "confidence", "rule"}
    for name, value in to_json(finding).items():
        if name not in skipped and value not in (None, [], ""):
            yield f"  {name:11} {_brief(value)}"
    yield from (f"  network     {line}" for line in looked(finding, layers["seen"]))
    for event in layers["reading"].events:
        if event.finding == finding.id:
            yield f"  event       {event.event_type} {', '.join(a.name for a in event.actors)} ({event.id})"


def looked(finding: Finding, seen: Sight | None) -> Iterator[str]:
    """What the network saw at the words of a finding: kinds, values and arguments with their probabilities."""
    if seen is None:
        yield "did not look (--readers codebook)"
        return
    trigger = finding.trigger
    here = [s for s in seen.triggers if s.start < trigger.end and s.end > trigger.start]
    if not here:
        yield "saw nothing at these words"
    for one in here:
        values = [f"{k.partition('.')[2]} {v} {p:.2f}" for k, (v, p) in one.choices.items()]
        values += [f"{k.partition('.')[2]} {', '.join(v)}" for k, v in one.flags.items() if v]
        yield f"{one.kind} {one.probability:.2f} ({'; '.join(values)})"
        for a in one.arguments:
            yield f"  {a.role} {a.probability:.2f} [{a.start}:{a.end}]"


def _brief(value: Any) -> str:
    if isinstance(value, dict):
        if value.get("name") or value.get("quote"):
            return str(value.get("name") or value["quote"])
        first, *more = [_brief(v) for v in value.values() if v not in (None, [], "unknown")] or [""]
        return f"{first} ({', '.join(more)})" if more else first
    if isinstance(value, list):
        return "; ".join(_brief(v) for v in value)
    return str(value)
