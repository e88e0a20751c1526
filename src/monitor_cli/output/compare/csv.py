"""Comparisons of one body as CSV: a row an area or criterion, then the total and the band."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.core.comparison import Change
from monitor_cli.core.result import Result
from monitor_cli.core.trend import Trend
from monitor_cli.messages import N_, _
from monitor_cli.output.compare.rows import rows
from monitor_cli.output.csv_parts import csv_bytes
from monitor_cli.output.score.words import said

LEVELS = {"area": N_("area"), "criterion": N_("criterion")}
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
    lines: list[list[object]] = [
        [_(LEVELS[row.level]), row.number, said(row.title), *row.values, *_change(row.change)] for row in rows(trend)
    ]
    totals = [card.total for card in trend.cards]
    bands = [card.band.number for card in trend.cards]
    lines.append([_("total"), None, None, *totals, *_change(trend.latest.total)])
    lines.append([_("band"), None, None, *bands, *_change(trend.latest.band)])
    return csv_bytes([header, *lines])


def _change(change: Change) -> list[object]:
    return [change.difference, _(DIRECTIONS[change.direction])]
