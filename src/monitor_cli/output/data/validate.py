"""Problems for programs: `monitor.validate/1`."""

from __future__ import annotations

from monitor_cli.output.json_parts import Object, problem_objects
from monitor_cli.output.reports.validate import Validation

FORMAT = "monitor.validate/1"


def data(checked: Validation) -> Object:
    """A list of files, each with its status and its problems."""
    files = [
        {
            "file": result.file,
            "kind": result.kind,
            "status": result.status,
            "problems": problem_objects(result.problems),
        }
        for result in checked.results
    ]
    return {"files": files}
