"""Problems as a Code Quality report of GitLab, with fingerprints that stay the same when lines shift."""

from __future__ import annotations

from monitor_cli.messages.problems import fix, message_in_cell
from monitor_cli.output.ci import fingerprint, identities, project_path
from monitor_cli.output.program_parts import Object, encoded
from monitor_cli.output.reports.validate import Validation

_SEVERITIES = {"error": "major", "warning": "minor"}


def render(checked: Validation) -> bytes:
    """Return one list for all files; paths are relative to the root."""
    issues: list[Object] = [
        {
            "type": "issue",
            "check_name": problem.rule,
            "description": f"{message_in_cell(problem)}; {fix(problem)}",
            "severity": _SEVERITIES[problem.severity],
            "fingerprint": fingerprint(identity),
            "location": {"path": file, "lines": {"begin": problem.place.line if problem.place else 1}},
        }
        for result in checked.results
        for file in [project_path(result.file, checked.root)]
        for problem, identity in identities(result, file)
    ]
    return encoded(issues, indent=2)
