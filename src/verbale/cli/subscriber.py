"""`verbale subscriber`: who gets the digests by mail."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from verbale.cli.add import Store, checked_format

app = typer.Typer(help="Who gets the digests by mail.", no_args_is_help=True)


@app.command(name="list")
def list_(
    dossier: Annotated[str | None, typer.Argument(metavar="DOSSIER", help="Of this dossier only.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    store: Store = None,
) -> None:
    """The subscriptions: address, dossier, how often, the last mail, and how many mails came back.

    verbale subscriber list ghana-togo
    """
    from verbale import record
    from verbale.sharing.subscriptions import subscriptions

    checked_format(format, ("table", "json"))
    with record.open(store, create=False) as book:
        known = subscriptions(book, book.dossier(dossier).id if dossier else None)
    rows = [
        {"id": s.id, "address": s.address, "dossier": s.dossier, "rhythm": s.rhythm, "asked_at": s.asked_at,
         "confirmed_at": s.confirmed_at, "sent_on": s.sent_on, "came_back": len(s.bounces)} for s in known
    ]  # fmt: skip
    if format == "json":
        import json

        sys.stdout.write(json.dumps({"rows": rows}, ensure_ascii=False, indent=1) + "\n")
        return
    for row in rows:
        fares = f"last mail {row['sent_on'] or 'never'}" if row["confirmed_at"] else "waits to be confirmed"
        back = f"  {row['came_back']} came back" if row["came_back"] else ""
        sys.stdout.write(f"{row['id']}  {row['address']}  {row['dossier']}  {row['rhythm']}  {fares}{back}\n")


@app.command()
def remove(
    named: Annotated[str, typer.Argument(metavar="ADDRESS", help="The address, or the id of one subscription.")],
    store: Store = None,
) -> None:
    """End the subscriptions of an address and forget it, as its owner could with one click.

    verbale subscriber remove reader@herald.example
    """
    from verbale import record
    from verbale.record.clock import utc_now
    from verbale.sharing import subscriptions

    with record.open(store, create=False) as book:
        gone = subscriptions.remove(book, named, utc_now())
    sys.stderr.write(f"verbale: {gone} subscription{'s' if gone != 1 else ''} forgotten\n")
