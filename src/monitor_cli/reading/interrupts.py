"""Holds the signals that end the program back for the moments in which they would be lost."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Signals that end the program arrive when the block is left; where the system cannot wait, at once."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
