"""A batch as one JSON object a line, of the same structure as the `results` of `monitor.batch/2`."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.batch_report import BatchReport
from monitor_cli.output.batch.json import batch_object
from monitor_cli.output.json_parts import encoded


def render(report: BatchReport) -> Iterator[bytes]:
    """A line for each row."""
    return (encoded(batch_object(report, row)) for row in report.rows)
