"""Changes between two editions as `monitor.criteria-diff/1`."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.edition_changes import Change
from monitor_cli.output.json_parts import criteria_object, document


def render(old: CriteriaSet, new: CriteriaSet, changes: Sequence[Change]) -> bytes:
    """One object; `before` and `after` are null where a set does not have the fact."""
    return document(
        "monitor.criteria-diff/1",
        old=criteria_object(old),
        new=criteria_object(new),
        changes=[
            {
                "part": change.part,
                "number": change.number or None,
                "language": change.language or None,
                "scoring": change.is_scoring,
                "before": change.before,
                "after": change.after,
            }
            for change in changes
        ],
    )
