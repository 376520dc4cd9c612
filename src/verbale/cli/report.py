"""`verbale report`: a dossier as one file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.add import Store
from verbale.cli.subscribed import AsOf, Dossier, cut, day_of


def report(
    dossier: Dossier,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file; the CSV beside it has its name.")],
    as_of: AsOf = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="Where the record is served; else lines lead to the articles."),
    ] = None,
    store: Store = None,
) -> None:
    """Write a dossier as one HTML file, to read anywhere or print to PDF, with its records as CSV beside it.

    verbale report ghana-togo --output ghana-togo.html
    """
    from verbale import record
    from verbale.errors import UsageError
    from verbale.sharing.report import records_csv
    from verbale.sharing.report import report as written

    beside = output.with_suffix(".csv")
    if beside == output:
        raise UsageError("the report is HTML: name the file ... .html; the CSV is written beside it")
    with record.open(store, create=False) as book:
        page = written(book, dossier, day=day_of(as_of), base=base_url, **cut(as_of))
        output.write_text(page, encoding="utf-8")
        beside.write_text(records_csv(book.merged(dossier, **cut(as_of))), encoding="utf-8", newline="")
    sys.stderr.write(f"verbale: {output} and {beside}\n")
