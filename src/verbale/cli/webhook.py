"""`verbale webhook`: programs elsewhere that are told what is new and changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.add import Store

if TYPE_CHECKING:
    from verbale.sharing.webhooks import Sent

app = typer.Typer(help="Programs elsewhere that are told what is new and changed.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="The webhook, by its id.")]


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where the messages go.")],
    dossier: Annotated[str | None, typer.Option(help="What belongs to this dossier.")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="What this actor takes part in.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="What this country takes part in.")] = None,
    issue: Annotated[list[str] | None, typer.Option(help="What is about this issue.")] = None,
    source: Annotated[str | None, typer.Option(help="What this publisher said.")] = None,
    everything: Annotated[bool, typer.Option("--everything", help="Also what is in the record already.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="The address may be on this machine or a private network.")
    ] = False,
    store: Store = None,
) -> None:
    """Add a webhook and print its id and the secret that signs its messages, once.

    verbale webhook add https://desk.example/verbale --dossier ghana-togo
    """
    from verbale import record
    from verbale.record.clock import utc_now
    from verbale.sharing import webhooks

    filters = {"dossier": dossier, "actor": actor, "country": country, "issue": issue, "source": source}
    with record.open(store, create=False) as book:
        made = webhooks.add(
            book, url, filters, resolve=resolved, now=utc_now(), private=allow_private, everything=everything
        )
    sys.stdout.write(f"{made.id}  {made.secret}\n")


@app.command(name="list")
def list_(store: Store = None) -> None:
    """The webhooks, what each is told, and how it fares; never the secrets.

    verbale webhook list
    """
    from verbale import record
    from verbale.sharing import webhooks

    with record.open(store, create=False) as book:
        for hook in webhooks.webhooks(book):
            told = ", ".join(f"{key} {v if isinstance(v, str) else ' and '.join(v)}" for key, v in hook.filters.items())
            fares = "rests" if hook.rests else f"failed {hook.failures}" if hook.failures else "well"
            sys.stdout.write(f"{hook.id}  {hook.url}  {told}  sent {(hook.sent_at or 'never')[:16]}  {fares}\n")


@app.command()
def remove(id: Id, store: Store = None) -> None:
    """Forget a webhook with its secret.

    verbale webhook remove 1f2e3d4c
    """
    from verbale import record
    from verbale.record.clock import utc_now
    from verbale.sharing import webhooks

    with record.open(store, create=False) as book:
        webhooks.remove(book, id, utc_now())
    sys.stderr.write(f"verbale: the webhook {id} is forgotten\n")


@app.command()
def send(
    id: Annotated[str | None, typer.Argument(metavar="ID", help="This one only; it also wakes one that rests.")] = None,
    store: Store = None,
) -> None:
    """Tell every webhook what is new and changed since it was last told; status 1 if any could not be told.

    verbale webhook send
    """
    from verbale import record
    from verbale.sharing import webhooks

    failed = False
    with record.open(store, create=False) as book:
        chosen = [webhooks.named(book, id)] if id else [h for h in webhooks.webhooks(book) if not h.rests]
        for hook in chosen:
            told = webhooks.send(book, hook, resolve=resolved)
            failed |= told.problem is not None
            sys.stderr.write(f"verbale: {hook.id}: {told.records} records{_more(told)}\n")
    if failed:
        raise typer.Exit(1)


def _more(told: Sent) -> str:
    verdicts = f", {told.verdicts} verdict{'s' if told.verdicts != 1 else ''}" if told.verdicts else ""
    return verdicts + (f"; {told.problem}" if told.problem else "")


def resolved(host: str, port: int, private: bool) -> str:
    """The address to connect to; FetchError where the host has none, or a private one that was not allowed."""
    from verbale.articles.fetch import PrivateError, addresses, is_public

    found = addresses(host, port)
    if not private and not all(map(is_public, found)):
        raise PrivateError(f"{host}: a private address: say --allow-private when adding if that is meant")
    return found[0]
