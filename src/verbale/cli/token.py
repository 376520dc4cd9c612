"""`verbale token`: who may write to a served record from elsewhere."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from verbale.cli.add import Store

app = typer.Typer(help="Who may write to a served record from elsewhere.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose token it is.")]


@app.command()
def new(
    name: Name,
    scope: Annotated[list[str], typer.Option("--scope", help="add, review; may stand twice.")] = ["add"],  # noqa: B006
    store: Store = None,
) -> None:
    """Make a token and print it, once: only a digest of it is kept.

    verbale token new desk --scope add --scope review
    """
    from verbale import record
    from verbale.record.clock import utc_now
    from verbale.sharing.web import tokens

    with record.open(store, create=False) as book:
        sys.stdout.write(tokens.make(book, name, scope, utc_now()) + "\n")


@app.command(name="list")
def list_(store: Store = None) -> None:
    """The tokens by name, with what they may do; never the tokens themselves.

    verbale token list
    """
    from verbale import record
    from verbale.sharing.web import tokens

    with record.open(store, create=False) as book:
        for plain in book.kept(tokens.KIND).values():
            sys.stdout.write(f"{plain['name']}  {', '.join(plain['scopes'])}  made {plain['made_at'][:10]}\n")


@app.command()
def revoke(name: Name, store: Store = None) -> None:
    """End a token at once.

    verbale token revoke desk
    """
    from verbale import record
    from verbale.record.clock import utc_now
    from verbale.sharing.web import tokens

    with record.open(store, create=False) as book:
        tokens.revoke(book, name, utc_now())
    sys.stderr.write(f"verbale: the token {name!r} is revoked\n")
