"""Problems as `monitor.validate/1`."""

from __future__ import annotations

from collections.abc import Iterable

from monitor_cli.core.result import Result
from monitor_cli.output.json_parts import document, problem_objects


def render(results: Iterable[Result]) -> bytes:
    """One object with a list of files, each with its status and its problems."""
    files = [
        {
            "file": result.file,
            "kind": result.kind,
            "status": result.status,
            "problems": problem_objects(result.problems),
        }
        for result in results
    ]
    return document("monitor.validate/1", files=files)
