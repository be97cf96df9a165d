"""Timing: every request of every client, in processes of their own, and what is said of the times."""

import contextlib
import gc
import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from math import ceil
from threading import BrokenBarrierError
from typing import Any

from benchmarks.processors import Processors

Calls = Iterator[Callable[[], Any]]
PATIENCE = 1_800
# Forked, so that a client begins with Django ready; whoever measures must hold no connection of Django's.
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Figures:
    """Of ``count`` calls after the warm-up. Times in milliseconds; per_second is of all clients together.

    ``processor`` is milliseconds of processor time a call, by "client", "database" and "server": unlike the
    others it hardly minds who else is at work on the machine.
    """

    count: int
    clients: int
    p50: float
    p95: float
    p99: float
    longest: float
    per_second: float
    processor: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def percentile(times: list[float], share: float) -> float:
    """The smallest of the times that at least this share of them does not exceed (nearest rank)."""
    ordered = sorted(times)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def figures(
    seconds_each: list[float], *, clients: int, seconds: float, processor: dict[str, float]
) -> Figures:
    """Figures of times in seconds, taken within so many seconds of the clock and of the processors."""
    times = [each * 1000 for each in seconds_each]
    p50, p95, p99 = (round(percentile(times, share), 3) for share in (0.50, 0.95, 0.99))
    number = len(times)
    each = {who: round(used * 1000 / number, 2) for who, used in processor.items()}
    return Figures(
        number, clients, p50, p95, p99, round(max(times), 3), round(number / max(seconds, 1e-9), 1), each
    )


def measure(
    client: Callable[[int], Calls], *, clients: int = 1, warm_up: int = 20, server: int | None = None
) -> Figures:
    """Run ``client(number)`` in a process each; it yields calls, of which the first few are not timed.

    All clients are warm before the first timed call of any. ``server`` is the process whose processor time is
    told with the rest. A call that raises ends the measuring: raises RuntimeError with its traceback.
    """
    warm, over = FORK.Barrier(clients + 1), FORK.Event()
    processors = Processors(server)
    processes, ends = [], []
    for number in range(clients):
        ours, theirs = FORK.Pipe(duplex=False)
        process = FORK.Process(target=_run, args=(client, number, warm_up, warm, over, theirs), daemon=True)
        process.start()
        theirs.close()
        processes.append(process)
        ends.append(ours)
    try:
        with contextlib.suppress(BrokenBarrierError):  # a client broke it, and says why
            warm.wait(PATIENCE)
        before = processors.seconds()
        answers = [_answer(end) for end in ends]
        after = processors.seconds()
        for problem in (answer for answer in answers if isinstance(answer, str)):
            raise RuntimeError(f"A client of the benchmark failed:\n{problem}")
    finally:
        over.set()
        for process in processes:
            process.terminate()
            process.join()
    times = [one for answer in answers for one in answer[3]]
    processor = {"client": sum(answer[2] for answer in answers)}
    if before and after:
        processor |= {who: after[who] - before[who] for who in after if after[who]}
    span = max(answer[1] for answer in answers) - min(answer[0] for answer in answers)
    return figures(times, clients=clients, seconds=span, processor=processor)


def _answer(end: Any) -> Any:
    try:
        return end.recv() if end.poll(PATIENCE) else "It did not end."
    except EOFError:
        return "It ended without a word."


def _run(client: Callable[[int], Calls], number: int, warm_up: int, warm: Any, over: Any, end: Any) -> None:
    try:
        calls = client(number)
        for _, call in zip(range(warm_up), calls, strict=False):
            call()
        gc.collect()
        gc.freeze()
        warm.wait(PATIENCE)
        times, began, busy = [], time.perf_counter(), time.process_time()
        for call in calls:
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
        if not times:
            raise ValueError("There was nothing to time after the warm-up.")
        end.send((began, time.perf_counter(), time.process_time() - busy, times))
        over.wait(PATIENCE)  # the connection is kept until what it used has been counted
    except BaseException:  # whatever it was, it is told to the one who waits, and the others are let go
        warm.abort()
        with contextlib.suppress(OSError):
            end.send(traceback.format_exc())
    finally:
        end.close()
        os._exit(0)  # connections go with the process; no tidying that could touch the parent's
