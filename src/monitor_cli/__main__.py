"""The entry point of `monitor` and `python -m monitor_cli`, which handles interrupts while modules are loaded."""

from __future__ import annotations

import gc
import os
import signal

TYPE_CHECKING = False  # as in the package: loading `typing` would delay the interrupt handler
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

INTERRUPTED = 130
OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Garbage is rare: modules stay, and the thousand objects of a file are freed by their reference counts."""


def main() -> NoReturn:
    """Load the program and run it.

    Ctrl-C while modules are loaded would end in a traceback or be lost, so it ends the process at once; later, the
    program handles it.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a shell may have set it to be ignored
            signal.signal(signal.SIGINT, _interrupted)
        from monitor_cli.cli.main import main as program

        program()
    except KeyboardInterrupt:
        _leave()


def _interrupted(number: int, frame: FrameType | None) -> NoReturn:
    while frame:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            _leave()
        frame = frame.f_back
    raise KeyboardInterrupt


def _leave() -> NoReturn:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
