"""Changes between two editions for programs: `monitor.criteria-diff/1`."""

from __future__ import annotations

from monitor_cli.output.json_parts import Object, criteria_object
from monitor_cli.output.reports.criteria_diff import Editions

FORMAT = "monitor.criteria-diff/1"


def data(found: Editions) -> Object:
    """`before` and `after` are null where a set does not have the fact."""
    return {
        "old": criteria_object(found.old),
        "new": criteria_object(found.new),
        "changes": [
            {
                "part": change.part,
                "number": change.number or None,
                "language": change.language or None,
                "scoring": change.is_scoring,
                "before": change.before,
                "after": change.after,
            }
            for change in found.changes
        ],
    }
