"""Problems for programs: `monitor.validate/1`."""

from __future__ import annotations

from monitor_cli.output.program_parts import Object, problem_objects
from monitor_cli.output.reports.validate import Validation

FORMAT = "monitor.validate/1"


def data(validation: Validation) -> Object:
    """Return the files with their problems."""
    files = [
        {
            "file": result.file,
            "kind": result.kind,
            "status": result.status,
            "problems": problem_objects(result.problems),
        }
        for result in validation.results
    ]
    return {"files": files}
