"""Many items through several processes: the same answers in the same order, and only a few items ahead."""

from __future__ import annotations

import operator
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.errors import VerbaleError
from verbale.pool import AHEAD, chunks_of, in_order


def test_two_workers_give_what_one_gives_in_the_same_order() -> None:
    numbers = range(100)
    assert list(in_order(operator.neg, numbers, 2)) == list(in_order(operator.neg, numbers, 1)) == [-n for n in numbers]


def test_items_are_taken_only_as_results_are() -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = in_order(operator.neg, endless(), 2, chunk=4)
    assert [next(results) for _ in range(5)] == [-1, -2, -3, -4, -5]
    results.close()  # type: ignore[attr-defined]
    assert taken <= 4 * (2 * AHEAD + 5)


def test_a_few_items_are_shared_out_among_the_workers() -> None:
    assert [len(piece) for piece in chunks_of(range(6), workers=2, chunk=16)] == [1, 1, 2, 2]


def test_an_error_in_a_worker_arrives_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_order(reciprocal, [1, 0], 2))


def test_a_worker_that_dies_is_one_clear_line() -> None:
    with pytest.raises(VerbaleError, match="a worker process ended"):
        list(in_order(die, [1, 2], 2))


def reciprocal(number: int) -> float:
    return 1 / number


def die(number: int) -> None:
    os._exit(number)


SLEEPERS = """
import sys, time
from verbale.pool import in_batches

def slow(items):
    print("at work", flush=True)
    time.sleep(60)
    return items

if __name__ == "__main__":
    list(in_batches(slow, range(4), 2))
"""


def test_an_interrupt_ends_the_workers_at_once(tmp_path: Path) -> None:
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS, encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert run.stdout is not None
    assert run.stdout.readline().startswith(b"at work")
    os.killpg(run.pid, signal.SIGINT)
    run.communicate(timeout=20)
    assert run.returncode != 0
