"""`verbale spark`: a corpus larger than one machine."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

app = typer.Typer(help="Read a corpus on Spark (needs the extra `spark` and Java 17).", no_args_is_help=True)


@app.callback()
def spark() -> None:
    """Read a corpus on Spark (needs the extra `spark` and Java 17)."""


@app.command("read")
def read(
    source: Annotated[str, typer.Argument(metavar="INPUT", help="A file, folder or pattern on any path of Hadoop.")],
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help="A new folder for the Parquet of readings.")],
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="jsonl, parquet or warc; told by the name if left out.")
    ] = None,
    partitions: Annotated[int | None, typer.Option(min=1, help="Share the documents out into so many parts.")] = None,
    master: Annotated[
        str | None, typer.Option(help="Spark master (default: this machine, or what spark-submit says).")
    ] = None,
) -> None:
    """Read articles on Spark into a folder of Parquet, which `verbale add` takes in.

    verbale spark read hdfs:///news/2024/*.jsonl hdfs:///readings/2024 --partitions 400
    """
    from verbale import spark as engine
    from verbale.cli.add import checked_format

    if format is not None:
        checked_format(format, engine.FORMATS)
    else:
        engine.told(source)
    started = time.monotonic()
    session = engine.session(master)
    try:
        done, failed = engine.read(session, source, output, format=format, partitions=partitions)
    finally:
        session.stop()
    took = time.monotonic() - started
    sys.stderr.write(
        f"verbale: {done} documents read, {failed} skipped, {took:.0f} s; `verbale add {output}` stores them\n"
    )
