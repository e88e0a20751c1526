"""Comparisons of one body as CSV: a row an area or criterion, then the total and the band."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.core.result import Result
from monitor_cli.core.trend import Trend
from monitor_cli.messages import N_, _
from monitor_cli.output.compare.rows import LEVELS, Row, rows
from monitor_cli.output.csv_parts import csv_bytes
from monitor_cli.output.score.words import said

DIRECTIONS = {
    "risen": N_("risen"),
    "fallen": N_("fallen"),
    "unchanged": N_("unchanged"),
    "not-comparable": N_("not comparable"),
}


def render(results: Sequence[Result], trend: Trend) -> bytes:
    """All rows; a cell is empty where a value cannot be compared."""
    years = [card.score_file.year for card in trend.cards]
    header = [_("level"), _("number"), _("title"), *years, _("difference"), _("direction")]
    return csv_bytes([header, *(_cells(row) for row in rows(trend))])


def _cells(row: Row) -> list[object]:
    change = row.change
    facts = [change.difference, _(DIRECTIONS[change.direction])]
    return [_(LEVELS[row.level]), row.number, said(row.title), *row.values, *facts]
