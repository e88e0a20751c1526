"""A batch as CSV: a row a file, the files without a total among them."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.core.batch_row import Row, row_own_scores, row_percent
from monitor_cli.messages import _
from monitor_cli.messages.problems import message
from monitor_cli.messages.visible import visible
from monitor_cli.output.batch import words
from monitor_cli.output.csv_parts import csv_bytes
from monitor_cli.output.score.words import numbered, said


def render(report: BatchReport) -> Iterator[bytes]:
    """The header and then a line for each row."""
    header = [_("file"), _("status"), _("agency id"), _("agency"), _("kind"), _("year")]
    header += [_("state secretary"), _("criteria"), _("total"), _("percent"), _("band"), _("weakest area")]
    header += [_("points of the weakest area")] + [_("own difference")] * report.own + [_("first problem")]
    yield csv_bytes([header])
    for row in report.rows:
        yield csv_bytes([_cells(report, row)], bom=False)


def _cells(report: BatchReport, row: Row) -> list[object]:
    body, criteria_set = row.body, report.criteria_set(row)
    own = row_own_scores(row)
    percent = row_percent(row, criteria_set) if criteria_set else None
    weakest = words.weakest_area(report, row)
    return [
        visible(row.file),
        words.status(row),
        body.id if body else None,
        said(body.name) if body else None,
        words.kind(row),
        body.year if body else None,
        said(body.secretary) if body and body.secretary else None,
        row.criteria,
        row.total,
        percent,
        row.band,
        *((numbered(weakest[0]), weakest[1]) if weakest else (None, None)),
        *[own.difference if own else None] * report.own,
        message(row.problems[0]) if row.problems else None,
    ]
