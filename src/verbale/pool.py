"""Many items through one function in several processes: same order, bounded memory."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from verbale.errors import VerbaleError

Item = TypeVar("Item")
Result = TypeVar("Result")
AHEAD = 3  # chunks under way for each worker: enough to keep it busy, few enough to hold


def in_order(
    function: Callable[[Item], Result], items: Iterable[Item], workers: int, chunk: int = 16
) -> Iterator[Result]:
    """`map(function, items)` with `workers` processes; one worker stays in this process.

    Items are taken only as results are, so a million items in are never held. `function` must be picklable.
    """
    if workers <= 1:
        return map(function, items)
    return in_batches(functools.partial(_each, function), items, workers, chunk)


def in_batches(
    function: Callable[[list[Item]], Iterable[Result]], items: Iterable[Item], workers: int, chunk: int = 16
) -> Iterator[Result]:
    """What `function` makes of lists of up to `chunk` items, in order; otherwise as `in_order`."""
    pieces = chunks_of(items, workers, chunk)
    if workers <= 1:
        for piece in pieces:
            yield from function(piece)
        return
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_as_worker)
    try:
        waiting: deque[Future[list[Result]]] = deque()
        for piece in pieces:
            waiting.append(pool.submit(_listed, function, piece))
            if len(waiting) >= workers * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as problem:
        raise VerbaleError(
            "a worker process ended before its work: use fewer workers if memory is short; "
            "a script that asks for workers needs `if __name__ == '__main__':` around it"
        ) from problem
    except KeyboardInterrupt:
        _end(pool)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _as_worker() -> None:
    """Ctrl-C, which the terminal sends to all processes, is left to the parent, who ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the workers where they are: what they are at is not wanted any more, and reading it out takes seconds."""
    for worker in list((pool._processes or {}).values()):  # the public way, `terminate_workers`, came with Python 3.14
        worker.terminate()


def chunks_of(items: Iterable[Item], workers: int, chunk: int) -> Iterator[list[Item]]:
    """The items in lists that grow up to `chunk`, so that a few documents are also shared out among all workers.

    >>> [len(piece) for piece in chunks_of(range(20), workers=2, chunk=4)]
    [1, 1, 2, 2, 4, 4, 4, 2]
    """
    rest = iter(items)
    size = 1
    while True:
        for _ in range(workers):
            piece = list(itertools.islice(rest, size))
            if not piece:
                return
            yield piece
        size = min(size * 2, chunk)


def _each(function: Callable[[Item], Result], items: list[Item]) -> Iterator[Result]:
    return map(function, items)


def _listed(function: Callable[[list[Item]], Iterable[Result]], items: list[Item]) -> list[Result]:
    return list(function(items))
