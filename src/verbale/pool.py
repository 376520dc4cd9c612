"""Many items through one function in several processes: same order, bounded memory."""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

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
        yield from map(function, items)
        return
    chunks = iter(lambda it=iter(items): list(itertools.islice(it, chunk)), [])  # type: ignore[misc]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        for piece in chunks:
            waiting.append(pool.submit(_all, function, piece))
            if len(waiting) >= workers * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _all(function: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [function(item) for item in items]
