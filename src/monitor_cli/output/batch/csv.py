"""A batch as CSV: a row a file, the files without a total among them."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import Row, area_totals, row_own_scores, row_percent, weakest_area
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.messages import _
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.batch import words
from monitor_cli.output.csv_parts import csv_bytes


def render(report: BatchReport) -> Iterator[bytes]:
    """The header and then a line for each row; numbers with the decimal mark of the language."""
    header = [_("place"), _("file"), _("status"), _("agency id"), _("agency"), _("kind"), _("year")]
    header += [_("state secretary"), _("criteria"), _("total"), _("percent"), _("band"), _("weakest area")]
    header += [_("points of the weakest area")] + [_("own difference")] * report.own + [_("first problem")]
    yield csv_bytes([header])
    for row in report.rows:
        yield csv_bytes([_cells(report, row)], bom=False)


def _cells(report: BatchReport, row: Row) -> list[object]:
    body, criteria_set = row.body, report.criteria_set(row)
    place, own = report.place(row), row_own_scores(row)
    percent = row_percent(row, criteria_set) if criteria_set else None
    return [
        place[0] if place else None,
        visible(row.file),
        words.status(row),
        body.id if body else None,
        words.said(body.name) if body else None,
        words.kind(body.kind) if body else None,
        body.year if body else None,
        words.said(body.secretary) if body and body.secretary else None,
        row.criteria,
        row.total,
        None if percent is None else words.number(percent),
        row.band,
        *_weakest(row, criteria_set),
        *[own.difference if own else None] * report.own,
        message(row.problems[0]) if row.problems else None,
    ]


def _weakest(row: Row, criteria_set: CriteriaSet | None) -> list[object]:
    index = weakest_area(row, criteria_set) if criteria_set else None
    if criteria_set is None or index is None:
        return [None, None]
    area = criteria_set.areas[index]
    return [f"{area.number}. {words.said(area.title)}", area_totals(row, criteria_set)[index]]
