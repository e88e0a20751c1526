"""Changes between two editions for programs: `monitor.criteria-diff/1`."""

from __future__ import annotations

from monitor_cli.output.program_parts import Object, criteria_object
from monitor_cli.output.reports.criteria_diff import Editions

FORMAT = "monitor.criteria-diff/1"


def data(editions: Editions) -> Object:
    """Return the changes; `before` is null for an added part, `after` for a removed one."""
    return {
        "old": criteria_object(editions.old),
        "new": criteria_object(editions.new),
        "changes": [
            {
                "part": change.part,
                "number": change.number or None,
                "language": change.language or None,
                "scoring": change.is_scoring,
                "before": change.before,
                "after": change.after,
            }
            for change in editions.changes
        ],
    }
