"""Watching feeds: each polled at its pace, new entries read and stored, a bad feed left alone for a while.

What was seen and what each server said (ETag, date) is kept in a small JSON file, so that a stopped watch goes on where
it was. The clock and the pauses are passed in. Nothing here knows the store: what was read is handed to a function.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from verbale.articles import feeds, sitemaps
from verbale.articles.fetch import Answer, Fetcher
from verbale.articles.linked import Reader
from verbale.articles.raw import Failure, Raw
from verbale.errors import InputError

REMEMBERED = 2000  # entries of a feed whose keys are kept; feeds show a few dozen
TRIES = 3  # polls in which a page that cannot be read is tried


@dataclass
class Feed:
    """What is known of one feed; times in seconds of the clock that the watch was given."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    due: float = 0.0
    failures: int = 0
    seen: list[str] = field(default_factory=list)
    tried: dict[str, int] = field(default_factory=dict)

    def remember(self, key: str) -> None:
        """Never offer this entry again."""
        self.tried.pop(key, None)
        self.seen.append(key)
        del self.seen[:-REMEMBERED]

    def missed(self, key: str) -> bool:
        """Count a try; whether it was the last one."""
        self.tried[key] = self.tried.get(key, 0) + 1
        return self.tried[key] >= TRIES


@dataclass(frozen=True, slots=True)
class Round:
    """The account of one round: feeds polled, unchanged and failed; articles stored; and what went wrong."""

    polled: int = 0
    unchanged: int = 0
    failed: int = 0
    stored: int = 0
    problems: tuple[str, ...] = ()


class Watch:
    """Polls feeds until told to stop.

    `store` reads one raw document and keeps it; it raises a VerbaleError for one that cannot be read. `state` is the
    file that remembers; without it a new watch begins anew.
    """

    def __init__(
        self,
        urls: Iterable[str],
        store: Callable[[Raw], None],
        fetcher: Fetcher,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        state: Path | None = None,
    ) -> None:
        self.store, self.fetcher, self.clock, self.sleep, self.state = store, fetcher, clock, sleep, state
        known = _loaded(state)
        self.feeds = [known.get(url) or Feed(url) for url in dict.fromkeys(urls)]

    def run(self, told: Callable[[Round], None], stop: Callable[[], bool]) -> None:
        """Rounds without end, each told; `stop` is asked between feeds and during pauses, each second."""
        while not stop():
            due = [f for f in self.feeds if f.due <= self.clock()]
            if due:
                told(self.round(due, stop))
            wait = min((f.due for f in self.feeds), default=0.0) - self.clock()
            while wait > 0 and not stop():
                self.sleep(min(wait, 1.0))
                wait -= 1.0

    def round(self, due: Iterable[Feed] | None = None, stop: Callable[[], bool] = bool) -> Round:
        """One poll of each feed that is due (all of them, if none are named)."""
        total = Round()
        for feed in list(self.feeds if due is None else due):
            if stop():
                break
            total = _added(total, self._poll(feed, stop))
            self._save()
        return total

    def _poll(self, feed: Feed, stop: Callable[[], bool]) -> Round:
        asked: float | None = None
        try:
            answer = self.fetcher.get(feed.url, feed.etag, feed.last_modified)
            asked = answer.retry_after
            if answer.status >= 400:
                raise InputError(f"{feed.url}: the server answered {answer.status}")
            if answer.unchanged:
                self._rest(feed)
                return Round(polled=1, unchanged=1)
            stored, problems, waiting = self._entries(feed, answer, stop)
        except InputError as problem:
            feed.failures += 1
            self._rest(feed, asked)
            return Round(polled=1, failed=1, problems=(str(problem),))
        feed.failures = 0
        # an entry that waits for another try must be offered again: the whole feed, not "unchanged"
        feed.etag, feed.last_modified = (None, None) if waiting else (answer.etag, answer.last_modified)
        self._rest(feed)
        return Round(polled=1, stored=stored, problems=problems)

    def _entries(self, feed: Feed, answer: Answer, stop: Callable[[], bool]) -> tuple[int, tuple[str, ...], bool]:
        """(articles stored, problems, whether an entry waits for another try), oldest entry first."""
        found = feeds.feed_of(answer.text, answer.url, self.fetcher.settings)
        reader, seen = Reader(self.fetcher), set(feed.seen)
        problems: list[str] = []
        stored, waiting = 0, False
        for entry in reversed(found.entries):
            if entry.key in seen:
                continue
            if stop():
                return stored, tuple(problems), True
            problem = self._take(reader.entry(entry, found.title, answer.url))
            if problem is None:
                feed.remember(entry.key)
                stored += 1
            elif feed.missed(entry.key):
                feed.remember(entry.key)
                problems.append(f"{problem} (given up after {TRIES} tries)")
            else:
                waiting = True
                problems.append(problem)
        return stored, tuple(problems), waiting

    def _take(self, articles: Iterable[Raw | Failure]) -> str | None:
        """Store the article of an entry; what went wrong, if anything did."""
        for raw in articles:
            if isinstance(raw, Failure):
                return raw.reason
            try:
                self.store(raw)
            except InputError as problem:
                said = str(problem)
                return said if said.startswith(raw.name) else f"{raw.name}: {said}"
        return None

    def _rest(self, feed: Feed, asked: float | None = None) -> None:
        """Set when the feed is due again: at its pace, later and later while it fails, never before it said."""
        settings = self.fetcher.settings
        pause = settings.poll * 2.0 ** min(feed.failures, 16)
        feed.due = self.clock() + max(min(pause, settings.max_back_off), min(asked or 0.0, settings.max_back_off))

    def _save(self) -> None:
        """Write the state beside the old one and put it in its place, so that a crash leaves one of the two."""
        if self.state is None:
            return
        new = self.state.with_suffix(self.state.suffix + ".new")
        new.write_text(json.dumps([asdict(f) for f in self.feeds], ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(new, self.state)  # noqa: PTH105  the one call that is atomic on every system


def _added(one: Round, other: Round) -> Round:
    return Round(
        one.polled + other.polled,
        one.unchanged + other.unchanged,
        one.failed + other.failed,
        one.stored + other.stored,
        (*one.problems, *other.problems),
    )


def _loaded(state: Path | None) -> Mapping[str, Feed]:
    """The feeds that the file remembers; a file that cannot be read remembers none."""
    if state is None or not state.exists():
        return {}
    try:
        raw: list[dict[str, Any]] = json.loads(state.read_text(encoding="utf-8"))
        return {f["url"]: Feed(**f) for f in raw}
    except (ValueError, TypeError, KeyError):
        return {}


def addresses(inputs: Iterable[str], fetcher: Fetcher) -> list[str]:
    """The feeds that a user names: addresses, and lists of feeds (OPML) in files or on the web."""
    found: list[str] = []
    for name in inputs:
        remote = name.startswith(("http://", "https://"))
        if not remote and not Path(name).is_file():
            raise InputError(f"{name}: neither an address nor a file: name feeds or an OPML list of them")
        if not remote:
            text = Path(name).read_text(encoding="utf-8", errors="replace")
        else:  # other addresses are feeds, and are asked when their turn comes
            text = fetcher.page(name)[0] if name.lower().partition("?")[0].endswith(".opml") else ""
        if sitemaps.is_opml(text):
            found += sitemaps.feeds_of(text, name)
        elif remote:
            found.append(name)
        else:
            raise InputError(f"{name}: no list of feeds (OPML): name the address of a feed, or such a list")
    return found
