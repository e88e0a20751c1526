"""Comparisons of one body for a terminal, in colour where there is any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor_cli.core.result import Result
from monitor_cli.core.trend import Trend
from monitor_cli.messages import _
from monitor_cli.output.compare import words
from monitor_cli.output.compare.rows import Row, rows
from monitor_cli.output.score.words import number
from monitor_cli.output.styles import band_style
from monitor_cli.output.trends import DIRECTION_STYLES


def render(results: Sequence[Result], trend: Trend) -> RenderableType:
    """Areas and criteria, the total, the band and the recommendations without an answer."""
    return Group(*_parts(trend))


def _parts(trend: Trend) -> Iterator[RenderableType]:
    yield Text(words.title(trend), "bold")
    yield from (Text(line, "yellow") for line in words.editions(trend))
    yield ""
    yield _table(trend)
    yield ""
    yield Text(words.criteria(trend.latest))
    yield from (Text(line, "dim") for line in words.compared(trend))
    yield ""
    found = trend.unanswered
    yield Text(words.unanswered_title(len(found)), "bold")
    yield from (Padding(Text(words.unanswered(one)), (0, 0, 0, 2)) for one in found)
    yield Text(words.unanswered_rule(), "dim")


def _table(trend: Trend) -> Table:
    several = len(trend.cards) > 2
    table = Table(box=None, padding=(0, 1, 0, 0), expand=True, header_style="dim", pad_edge=False)
    table.add_column("№", justify="right", no_wrap=True)
    table.add_column(_("criterion"), ratio=1, overflow="fold")
    for card in trend.cards:
        table.add_column(str(card.score_file.year), justify="right", no_wrap=True)
    if several:
        table.add_column("", no_wrap=True)
    table.add_column("±", justify="right", no_wrap=True)
    for row in rows(trend):
        if row.level == "total":
            table.add_row("")
        table.add_row(*_cells(row, trend, several))
        if row.level == "total":
            table.add_row("", Text("%", "dim"), *(Text(number(card.percent), "dim") for card in trend.cards))
    return table


def _cells(row: Row, trend: Trend, several: bool) -> Iterator[Text]:
    style = "bold" if row.is_sum else ""
    yield Text(row.label, style or "dim")
    yield Text(row.name, style)
    for card, value in zip(trend.cards, row.values, strict=True):
        yield Text(words.value(value), band_style(card.band, card.criteria_set) if row.level == "band" else style)
    direction = DIRECTION_STYLES[row.change.direction]
    if several:
        yield Text(row.spark, direction)
    yield Text(words.arrow(row.change), direction)
