"""Problems as a Code Quality report of GitLab, whose fingerprints stay when lines shift."""

from __future__ import annotations

from collections.abc import Iterable

from monitor_cli.core.result import Result
from monitor_cli.messages.problems import mend, message
from monitor_cli.output.json_parts import Object, encoded
from monitor_cli.output.validate.findings import fingerprint, identities, project_path

_SEVERITIES = {"error": "major", "warning": "minor"}


def render(results: Iterable[Result], root: str) -> bytes:
    """One list for all files; paths are relative to the folder `root`."""
    found: list[Object] = [
        {
            "type": "issue",
            "check_name": problem.rule,
            "description": f"{message(problem)}; {mend(problem)}",
            "severity": _SEVERITIES[problem.severity],
            "fingerprint": fingerprint(identity),
            "location": {"path": file, "lines": {"begin": problem.place.line if problem.place else 1}},
        }
        for result in results
        for file in [project_path(result.file, root)]
        for problem, identity in identities(result, file)
    ]
    return encoded(found, indent=2)
