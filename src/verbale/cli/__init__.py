"""The command line: verbs that parse, call and print. Everything heavy is loaded by the verb that needs it."""

from __future__ import annotations

import sys

import typer

from verbale.cli import (
    add,
    ask,
    codebook,
    digest,
    dossier,
    explain,
    export,
    imports,
    mcp,
    read,
    report,
    reread,
    review,
    serve,
    spark,
    subscribed,
    subscriber,
    token,
    views,
    watch,
    webhook,
)

INTERRUPTED = 130  # the status with which typer answers Ctrl-C, as shells do

app = typer.Typer(
    help="Verbale turns the news about a negotiation into its record: who met whom, who said and demands what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("read")(read.read)
app.command("add")(add.add)
app.command("watch")(watch.watch)
ask.register(app)
app.command("timeline")(views.timeline)
app.command("matrix")(views.matrix)
app.command("brief")(views.brief)
app.add_typer(dossier.app, name="dossier")
app.command("reread")(reread.reread)
app.add_typer(review.app, name="review")
app.command("export")(export.export)
app.command("import")(imports.import_)
app.command("imported")(imports.imported)
app.command("calendar")(subscribed.calendar)
app.command("feed")(subscribed.feed)
app.command("digest")(digest.digest)
app.command("report")(report.report)
app.add_typer(webhook.app, name="webhook")
app.command("mcp")(mcp.mcp)
app.command("serve")(serve.serve)
app.add_typer(token.app, name="token")
app.add_typer(subscriber.app, name="subscriber")
app.command("explain")(explain.explain)
app.add_typer(codebook.app, name="codebook")
app.add_typer(spark.app, name="spark")


def main() -> None:
    """Run the command line; what Verbale raises becomes one line on stderr and status 2."""
    from verbale.errors import VerbaleError

    try:
        app(prog_name="verbale")
    except VerbaleError as problem:
        sys.stderr.write(f"verbale: {problem}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            sys.stderr.write("verbale: stopped\n")
        raise
