"""Delays the signals that end the program while they would be lost."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Delay signals that end the program until the block ends."""
    if hasattr(signal, "pthread_sigmask"):
        with _masked(signal.SIG_BLOCK):
            yield
    elif threading.current_thread() is threading.main_thread():  # Windows has only Ctrl-C
        came: list[int] = []
        handler = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, handler)
            for number in came[:1]:
                signal.raise_signal(number)
    else:
        yield


def let_through() -> contextlib.AbstractContextManager[None]:
    """Let signals end a long block inside `held_back`; on Windows they stay delayed."""
    return _masked(signal.SIG_UNBLOCK) if hasattr(signal, "pthread_sigmask") else contextlib.nullcontext()


@contextlib.contextmanager
def _masked(how: int) -> Iterator[None]:
    before = signal.pthread_sigmask(how, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
