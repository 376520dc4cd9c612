"""Answers kept until something is written: what a large dossier folds to, asked again by every visitor of a view."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from verbale.errors import VerbaleError
from verbale.record.book import Record

KEPT = 24  # answers
T = TypeVar("T")


class Answers:
    """The last answers, by question; each holds for one state of the store, so a cut of the record stays exact."""

    def __init__(self, record: Record, most: int = KEPT) -> None:
        self.record, self.most = record, most
        self._asked: dict[tuple[Hashable, ...], Callable[[], object]] = {}
        self._lock = threading.Lock()
        self._found: OrderedDict[tuple[Hashable, ...], tuple[int, object]] = OrderedDict()

    def of(self, *question: Hashable, make: Callable[[], T]) -> T:
        """The answer to a question (all that it depends on beside the store), made anew after every change."""
        state = self.record.state()
        with self._lock:
            self._asked[question] = make
            known = self._found.get(question)
            if known is not None and known[0] == state:
                self._found.move_to_end(question)
                return known[1]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._found[question] = (state, made)
            self._found.move_to_end(question)
            while len(self._found) > self.most:
                self._asked.pop(self._found.popitem(last=False)[0], None)
        return made

    def renew(self) -> None:
        """Ask again, after a change, what is kept, so that the next visitor does not wait."""
        with self._lock:
            kept = [(question, self._asked[question]) for question in self._found if question in self._asked]
        for question, make in kept:
            self.of(*question, make=make)

    def keep_fresh(self, every: float = 5.0) -> None:
        """Renew in the background as long as the process runs, looking for changes every so many seconds."""

        def watch() -> None:
            while True:
                time.sleep(every)
                with contextlib.suppress(VerbaleError):  # a visitor who asks for it is told
                    self.renew()

        threading.Thread(target=watch, name="answers", daemon=True).start()
