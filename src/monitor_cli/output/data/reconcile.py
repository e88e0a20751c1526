"""Reconciled drafts for programs: `monitor.reconcile/1`."""

from __future__ import annotations

from collections.abc import Iterable

from monitor_cli.core.joint_draft import MemberValue
from monitor_cli.output.program_parts import Object, criteria_object, result_with_problems
from monitor_cli.output.reports.reconcile import Reconciliation

FORMAT = "monitor.reconcile/1"


def data(reconciliation: Reconciliation) -> Object:
    """Return the draft that was written; the values of `others` are comments in it."""
    draft, result = reconciliation
    return {
        "criteria": criteria_object(result.criteria_set) if result.criteria_set else None,
        "draft": result_with_problems(result),
        "files": list(draft.files),
        "agreed": list(draft.agreed),
        "disputed": [
            {"number": number, "given": _given(difference.given, "score")}
            for number, difference in sorted(draft.disputed.items())
        ],
        "alone": [{"number": number, "file": file, "score": score} for number, (file, score) in draft.alone.items()],
        "others": [{"path": ".".join(path), "given": _given(given, "value")} for path, given in draft.others],
    }


def _given(given: Iterable[MemberValue], key: str) -> list[Object]:
    return [{"file": file, key: value} for file, value in given]
