"""Spreads chunks of work over processes; none outlives the run, and no chunk is lost with its process."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from monitor_cli.reading.interrupts import ENDING, held_back

Done = TypeVar("Done")

IN_FLIGHT = 3
"""So many chunks for each process are under way; more would only fill memory."""


def each_chunk(
    work: Callable[[list[str]], Done],
    chunks: Iterator[list[str]],
    jobs: int,
    in_each_process: Callable[[], object] | None = None,
) -> Generator[Done]:
    """What `work` makes of each chunk, in the order of the chunks, whatever `jobs` is.

    Each process calls `in_each_process` first: one that starts anew knows nothing of what this one has set up.

    When a worker is killed, what it and the others had not finished is done in this process.
    """
    # fork is safe while this process has one thread, and far cheaper; elsewhere each worker starts anew
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    given = (gc.get_threshold(), in_each_process)
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=given)
    pending: deque[tuple[list[str], Future[Done] | None]] = deque()
    finished = False
    try:
        while True:
            while len(pending) < IN_FLIGHT * jobs and (chunk := next(chunks, None)):
                pending.append((chunk, _submitted(executor, work, chunk)))
            if not pending:
                break
            yield _done(work, *pending.popleft())
        finished = True
    finally:
        if not finished:
            for worker in multiprocessing.active_children():
                worker.kill()
        executor.shutdown(cancel_futures=True)


def _submitted(
    executor: ProcessPoolExecutor, work: Callable[[list[str]], Done], chunk: list[str]
) -> Future[Done] | None:
    try:
        with held_back():  # so that no worker is born with this process's handlers at work
            return executor.submit(work, chunk)
    except BrokenProcessPool:
        return None


def _done(work: Callable[[list[str]], Done], chunk: list[str], future: Future[Done] | None) -> Done:
    if future is not None:
        try:
            return future.result()
        except BrokenProcessPool:
            pass
    return work(chunk)


def _begin(thresholds: tuple[int, int, int], further: Callable[[], object] | None) -> None:
    """How a worker starts: Ctrl-C is for the parent to handle, and without a parent there is nothing to do.

    It looks for garbage as rarely as its parent does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    gc.set_threshold(*thresholds)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if further:
        further()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
