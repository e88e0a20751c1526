"""Problems for programs: `monitor.validate/1`."""

from __future__ import annotations

from monitor_cli.output.program_parts import Object, problem_objects, values_of
from monitor_cli.output.reports.validate import Validation

FORMAT = "monitor.validate/1"


def data(validation: Validation) -> Object:
    """Return the files with their problems."""
    files = [
        {**values_of(result, "file", "kind", "status"), "problems": problem_objects(result.problems)}
        for result in validation.results
    ]
    return {"files": files}
