"""`verbale watch`: feeds polled until stopped, new articles read and stored."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.add import Store
from verbale.cli.read import Readers

if TYPE_CHECKING:
    from verbale.articles.raw import Raw
    from verbale.watch import Round


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEEDS", help="Addresses of feeds, or OPML lists of them.")],
    readers: Readers = None,  # noqa: ARG001 (its callback has chosen)
    store: Store = None,
    every: Annotated[float, typer.Option(min=1.0, help="Minutes between two polls of a feed.")] = 15.0,
    state: Annotated[
        Path, typer.Option(help="A file that remembers what was seen, so that a stopped watch goes on.")
    ] = Path("verbale-watch.json"),
    once: Annotated[bool, typer.Option("--once", help="One poll of each feed, then stop (for cron).")] = False,
) -> None:
    """Poll feeds, read new articles and keep them in the record, until stopped with Ctrl-C.

    verbale watch https://north.example/feed.xml feeds.opml --store talks.db
    """
    import dataclasses

    from verbale import intake, record
    from verbale.articles.fetch import Fetcher
    from verbale.articles.raw import Failure
    from verbale.errors import InputError
    from verbale.record.clock import utc_now
    from verbale.settings import DEFAULT
    from verbale.watch import Watch, addresses

    settings = dataclasses.replace(DEFAULT, poll=every * 60)
    with record.open(store) as book, Fetcher(settings) as fetcher, _Stop() as stop:

        def keep(raw: Raw) -> None:
            for outcome in intake.add(book, [raw], now=utc_now):
                if isinstance(outcome, Failure):
                    raise InputError(outcome.reason)

        watching = Watch(addresses(feeds, fetcher), keep, fetcher, clock=time.time, sleep=time.sleep, state=state)
        if once:
            told = watching.round(stop=stop)
            _tell(told)
            if told.failed:
                raise typer.Exit(1)
            return
        sys.stderr.write(f"verbale: watching {len(watching.feeds)} feeds, each every {every:g} minutes; Ctrl-C stops\n")
        watching.run(_tell, stop)


def _tell(told: Round) -> None:
    for problem in told.problems:
        sys.stderr.write(f"verbale: {problem}\n")
    sys.stderr.write(
        f"verbale: {time.strftime('%H:%M:%S')} {told.polled} feeds polled, {told.unchanged} unchanged, "
        f"{told.failed} failed, {told.stored} articles stored\n"
    )


class _Stop:
    """Whether Ctrl-C or a request to end came; the article at hand is still finished. A second Ctrl-C ends at once."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        return self.asked

    def __enter__(self) -> _Stop:
        self._before = {s: signal.signal(s, self._ask) for s in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        sys.stderr.write("verbale: stopping after the article at hand\n")
