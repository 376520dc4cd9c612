"""`verbale serve`: the record in a browser."""

from __future__ import annotations

import gc
import ipaddress
import os
import sys
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from verbale.cli.add import Store
from verbale.cli.digest import From, mailer

if TYPE_CHECKING:
    from verbale.sharing.mailing import Mailer


def serve(
    store: Store = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; another than loopback needs tokens to write.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody may write, with or without a token.")] = False,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="The address that others use: mails lead there, and who writes needs a token."),
    ] = None,
    sender: From = None,
    root_path: Annotated[str, typer.Option(help="The path under which a proxy shows the site, such as /verbale.")] = "",
) -> None:
    """Show the record of a store as pages, with the same questions under /api.

    verbale serve --store verbale.db --port 8000
    """
    import uvicorn

    from verbale import record
    from verbale.desk import Desk
    from verbale.sharing.web.app import create_app

    with record.open(store, create=False) as book:
        app = create_app(
            book,
            read_only=read_only,
            loopback=own_machine(host, base_url),
            reader=Desk(book),
            mailer=_mailer(base_url, sender),
        )
        app.state.site.answers.keep_fresh()
        settle()
        shown = f"[{host}]" if ":" in host else host
        sys.stderr.write(f"verbale: http://{shown}:{port}{root_path}/ (Ctrl-C ends it)\n")
        uvicorn.run(app, host=host, port=port, root_path=root_path, log_level="warning", proxy_headers=True)


def settle() -> None:
    """Spare the pages the collector: what is loaded stays, and a view of a large dossier makes a million objects."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _mailer(base_url: str | None, sender: str | None) -> Mailer | None:
    """Who writes to subscribers; nobody can subscribe without an address that others use, or without a mail server."""
    told = sender or os.environ.get("VERBALE_SMTP") or os.environ.get("VERBALE_FROM")
    if not told or not (base_url or sender):
        return None
    return mailer(None, sender, base_url)


def own_machine(host: str, base_url: str | None) -> bool:
    """Whether only this machine is served: it listens on loopback, and no address is said that others use.

    >>> own_machine("127.0.0.1", None), own_machine("127.0.0.1", "https://desk.example"), own_machine("10.0.0.5", None)
    (True, False, False)
    """
    named = urlsplit(base_url).hostname if base_url else None
    return _is_loopback(host) and (named is None or _is_loopback(named))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
