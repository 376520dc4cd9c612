"""`verbale codebook`: check it, show a card, try a sentence, copy it to edit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from verbale.codebook import Codebook

app = typer.Typer(help="The codebook: check it, show a card, try a sentence, copy it to edit.", no_args_is_help=True)
Folder = Annotated[
    Path | None,
    typer.Option("--codebook", "--folder", help="A codebook folder of your own (default: the packaged one)."),
]


def _book(folder: Path | None) -> Codebook:
    from verbale import codebook

    return codebook.load(codebook.own_folder(folder)) if folder else codebook.load()


@app.command()
def check(
    folder: Folder = None, sentences: Annotated[bool, typer.Option(help="Also read every example sentence.")] = True
) -> None:
    """Check every card and table, and read every example sentence.

    verbale codebook check
    """
    from verbale.codebook.cards import check_examples
    from verbale.codebook.check import check_tables

    book = _book(folder)
    cards = list(book.cards())
    check_examples(cards)
    tables = check_tables(book)
    wrong = 0
    if sentences:
        from verbale.trial import problem

        for card in cards:
            for example in card.examples:
                found = problem(card, example, book)
                if example.gap:
                    found = None if found else f"reads as it should: take out its gap ({example.gap})"
                if found is not None:
                    wrong += 1
                    sys.stderr.write(f"{card.path.name}: {example.text!r}: {found}\n")
    examples = [e for c in cards for e in c.examples]
    gaps = sum(1 for e in examples if e.gap)
    sys.stdout.write(
        f"{len(cards)} cards, {len(examples)} example sentences, {tables}; {gaps} known gaps, {wrong} wrong\n"
    )
    if wrong:
        raise typer.Exit(1)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="The name of a card, such as reject.")], folder: Folder = None
) -> None:
    """Print a card: what it is, what it is not, its words and its sentences.

    verbale codebook show reject
    """
    card = _book(folder).card(name)
    sys.stdout.write(f"# {card.path}\n{card.path.read_text(encoding='utf-8')}")


@app.command(name="try")
def try_(
    sentence: Annotated[str, typer.Argument(help="A sentence.")],
    published: Annotated[str | None, typer.Option(help="As if published that day.")] = None,
    folder: Folder = None,
) -> None:
    """Say what fires on a sentence, and why.

    verbale codebook try "Kyiv has repeatedly rejected these conditions."
    """
    from verbale.trial import DEFAULT_PUBLISHED, try_sentence

    book = _book(folder)
    trial = try_sentence(sentence, book, published or DEFAULT_PUBLISHED)
    out = sys.stdout.write
    for act in trial.fired(book):
        roles = "; ".join(
            f"{role} = {', '.join(t.text for t in tokens)}" for role, tokens in act.roles.items() if tokens
        )
        out(f"act       {act.rule}  ({roles})\n")
    for token in trial.document.tokens:
        for family, cue in trial.flags(token).items():
            if token.pos in ("VERB", "NOUN"):
                out(f"cue       {family} on “{token.text}”, by “{cue.text}”\n")
    for found in trial.findings:
        kind = found["id"].partition("-")[0]
        keys = ("status", "stance", "issue", "event_type", "manner", "movement", "auxiliary")
        out(f"{kind:9} {', '.join(f'{k} {found[k]}' for k in keys if found.get(k))}  [{found['rule']}]\n")
    if not trial.findings:
        out("nothing found\n")


@app.command()
def copy(folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.")]) -> None:
    """Copy the packaged codebook to a folder of your own, to edit it.

    verbale codebook copy my-codebook
    """
    from verbale import codebook

    codebook.copy(folder)
    sys.stdout.write(f"{folder}: edit a card, then `verbale read ARTICLE --codebook {folder}` reads by it\n")
