"""A batch as `monitor.batch/2`: the results of `monitor.score/1` without their areas, and a summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import CRITERIA_FILE, Row, row_own_scores
from monitor_cli.core.batch_summary import Group, GroupKey
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.problems import PassedOver
from monitor_cli.core.texts import in_language
from monitor_cli.messages import current_language
from monitor_cli.output.json_parts import Object, band_object, criteria_object, document, problem_objects, row_object


def render(report: BatchReport, aside: Mapping[str, Iterable[PassedOver]]) -> bytes:
    """One object and what was left `aside`; `groups` has an entry for each year, kind and set with a scored file."""
    used = list({found.ref: found for _, _, found in report.groups}.values()) or list(report.criteria_sets.values())
    return document(
        "monitor.batch/2",
        criteria=criteria_object(used[0]) if len(used) == 1 else None,
        results=[batch_object(report, row) for row in report.rows],
        summary={
            "files": report.summary.files,
            **{status: report.summary.statuses[status] for status in ("ok", "incomplete", "invalid")},
            **{status: report.summary.statuses[status] for status in ("unreadable", "failed")},
            "criteria_files": report.summary.statuses[CRITERIA_FILE],
            "groups": [_group(*group, report.own) for group in report.groups],
        },
        **{key: [passed._asdict() for passed in things] for key, things in aside.items()},
    )


def batch_object(report: BatchReport, row: Row) -> Object:
    """One row: its result and its problems."""
    found = row_object(row, report.criteria_set(row))
    if own := row_own_scores(row):
        found["self_assessment"] = own._asdict()
    found["problems"] = problem_objects(row.problems)
    return found


def _group(key: GroupKey, group: Group, criteria_set: CriteriaSet, own: bool) -> Object:
    language = current_language()
    found = {
        "kind": key.kind,
        "year": key.year,
        "criteria": criteria_object(criteria_set),
        "scored": group.scored,
        "max": criteria_set.max_total,
        "mean": group.mean.rounded(),
        "median": group.median.rounded(),
        "lowest": group.lowest,
        "highest": group.highest,
        "bands": [
            {**band_object(band), "count": group.bands[band.number], "percent": group.band_share(band.number)}
            for band in criteria_set.bands
        ],
        "areas": [
            {
                "number": area.number,
                "title": in_language(area.title, language),
                "mean": mean.rounded(2),
                "max": most,
            }
            for area, mean, most in group.area_means(criteria_set)
        ],
        "weakest": [
            {
                "number": criterion.number,
                "title": in_language(criterion.title, language),
                "mean": mean.rounded(2),
            }
            for criterion, mean in group.weakest(criteria_set)
        ],
    }
    if own:
        assessed = group.own_scores(criteria_set)
        found["self_assessment"] = [{"number": number, **scores._asdict()} for number, scores in assessed]
    return found
