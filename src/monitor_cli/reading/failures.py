"""An error of the tool's own at one file, as a result of that file, so that the other files go on."""

from __future__ import annotations

from monitor_cli.core.problems import Problem
from monitor_cli.core.result import Result
from monitor_cli.core.texts import shorten


def failed(path: str, error: Exception, kind: str = "score-file") -> Result:
    """The result of the file at `path`; the traceback goes to the log, which `--traceback` shows."""
    import logging

    logging.getLogger(__name__).debug("%s", path, exc_info=error)
    said = shorten(f"{type(error).__name__}: {error}", 200)
    return Result(path, (Problem("internal-error", {"error": said}),), kind=kind)
