"""`verbale mcp`: the record for assistants."""

from __future__ import annotations

from verbale.cli.add import Store


def mcp(store: Store = None) -> None:
    """Let an assistant ask the record and cite its words, over standard input and output (Model Context Protocol).

    verbale mcp --store verbale.db
    """
    from verbale import record
    from verbale.errors import UsageError
    from verbale.record.clock import utc_now

    with record.open(store, create=False) as book:
        try:
            from verbale.sharing.mcp import server

            made = server(book, lambda: utc_now().date())
        except ModuleNotFoundError as problem:
            raise UsageError('assistants need one more package: pip install "verbale[mcp]"') from problem
        made.run("stdio")
