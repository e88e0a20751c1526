"""The entry of `monitor` and of `python -m monitor_cli`: an interrupt is answered before anything else is loaded."""

from __future__ import annotations

import gc
import os
import signal

TYPE_CHECKING = False  # as in the package itself: the sooner an interrupt is heeded, the better
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

INTERRUPTED = 130
OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Modules stay, and a file that was read makes a thousand objects and frees them again: garbage is rare."""


def main() -> NoReturn:
    """Load the program and run it.

    Ctrl-C while modules are being loaded would end in a traceback, or go unheard, so it ends the process at
    once; otherwise it is the program's.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # and not a shell's order to ignore it
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
