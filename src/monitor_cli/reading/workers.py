"""Distributes work over processes, each at the other end of a pipe; the work of one that dies is done here instead.

Nothing can block for ever: a pipe ends with the process at its other end, and there is no lock, thread, queue or
shared memory.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
import struct
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from monitor_cli.reading.interrupts import ENDING, held_back

Product = TypeVar("Product")

START = "fork" if sys.platform == "linux" else "spawn"
"""Fork is safe while this process has one thread, and far cheaper; elsewhere each worker is a new interpreter."""
CHUNK = 100
"""Items per message to a worker: fewer cost more to send, more leave a worker idle at the end."""
IN_FLIGHT = 3
"""Chunks per worker that are sent ahead; more would only fill memory."""
DESCRIPTORS = 8
"""File descriptors that must be free beside the workers, for everything else that a run opens."""
PATIENCE = 2
"""Seconds without a result, or within one, after which a worker may have been stopped."""


class Chunk:
    """Items that are sent together, and their results."""

    def __init__(self, items: list[str]) -> None:
        self.items = items
        self.done: list[Any] | None = None


class Worker:
    """A process, the pipe to it, and the chunks that it works on, oldest first."""

    def __init__(self, others: list[Worker], *given: Any) -> None:
        context: Any = multiprocessing.get_context(START)
        self.chunks: deque[Chunk] = deque()
        self.pipe, end = context.Pipe()
        if sys.platform != "win32":  # do not wait for a worker that is stopped within a message
            with socket.socket(fileno=os.dup(self.pipe.fileno())) as options:
                for way in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                    options.setsockopt(socket.SOL_SOCKET, way, struct.pack("ll", PATIENCE, 0))
        # a worker with an end of its own pipe, or of another's, would keep that pipe open
        inherited = [self.pipe, *(other.pipe for other in others)] if START == "fork" else []
        self.process = context.Process(target=_serve, args=(end, inherited, *given), daemon=True)
        self.process.start()
        end.close()

    def give(self, chunk: Chunk) -> None:
        """Send a chunk; a worker that does not take it is killed."""
        self.chunks.append(chunk)
        try:
            self.pipe.send(chunk.items)
        except OSError:
            self.process.kill()

    @property
    def is_stopped(self) -> bool:
        """True if a signal has stopped the process, which may never continue."""
        if not hasattr(os, "waitid"):
            return False
        return os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None


def each_of(work: Callable[[str], Product], items: Iterator[str], jobs: int) -> Generator[Product]:
    """Return what `work` makes of each item, in the order of the items, whatever happens to the `jobs` workers.

    If no worker can start, the work is done here.
    """
    chunks = map(Chunk, iter(lambda: list(islice(items, CHUNK)), []))
    waiting: deque[Chunk] = deque()
    workers: list[Worker] = []
    try:
        _start(workers, jobs, work, gc.get_threshold())
        while True:
            while len(waiting) < (IN_FLIGHT * jobs if workers else 1) and (chunk := next(chunks, None)):
                waiting.append(chunk)
                if workers:
                    min(workers, key=lambda worker: len(worker.chunks)).give(chunk)
            if not waiting:
                return
            if waiting[0].done is None and any(waiting[0] in worker.chunks for worker in workers):
                _receive(workers)
            else:
                chunk = waiting.popleft()
                yield from map(work, chunk.items) if chunk.done is None else chunk.done
    finally:
        _end(workers)


def _start(workers: list[Worker], jobs: int, *given: Any) -> None:
    """Start all workers, or none if the system has no room for them and for the files that the run opens."""
    free: list[int] = []
    try:
        for _ in range(jobs):
            with held_back():  # no worker may start with the handlers of this process
                workers.append(Worker(workers, *given))
        while len(free) < DESCRIPTORS:
            free += os.pipe()
    except OSError:
        _end(workers)
    finally:
        for descriptor in free:
            os.close(descriptor)


def _receive(workers: list[Worker]) -> None:
    """Wait for results; a worker that is dead or stopped is removed, and its chunks are done here."""
    ready = wait([worker.pipe for worker in workers], PATIENCE)
    for worker in workers[:]:
        try:
            if worker.pipe in ready:
                done = worker.pipe.recv()
                worker.chunks.popleft().done = done
            elif not ready and worker.is_stopped:
                raise EOFError
        except (EOFError, OSError):
            workers.remove(worker)
            _end([worker])


def _end(workers: list[Worker]) -> None:
    with held_back():
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.process.join(PATIENCE)
            worker.pipe.close()
        workers.clear()


def _serve(
    pipe: Connection, inherited: list[Connection], work: Callable[[str], Product], thresholds: tuple[int, int, int]
) -> None:
    """Work until the parent is gone, which alone answers Ctrl-C; a worker ends silently."""
    try:
        for number in ENDING:
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        for other in inherited:
            other.close()
        gc.set_threshold(*thresholds)
        parent = os.getppid()
        while True:
            done = []
            for item in pipe.recv():
                if os.getppid() != parent:
                    return
                done.append(work(item))
            pipe.send(done)
    finally:
        os._exit(0)
