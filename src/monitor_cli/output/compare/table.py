"""Comparisons of one body for a terminal, in colour where there is any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor_cli.core.comparison import Change
from monitor_cli.core.result import Result
from monitor_cli.core.trend import Trend
from monitor_cli.messages import _
from monitor_cli.output.compare import words
from monitor_cli.output.compare.rows import Row, rows, total_values
from monitor_cli.output.score.words import number, said
from monitor_cli.output.styles import band_style
from monitor_cli.output.trends import DIRECTION_STYLES, sparkline


def render(results: Sequence[Result], trend: Trend) -> RenderableType:
    """Areas and criteria, the total, the band and the recommendations without an answer."""
    return Group(*_parts(trend))


def _parts(trend: Trend) -> Iterator[RenderableType]:
    yield Text(words.title(trend), "bold")
    yield from (Text(line, "yellow") for line in words.editions(trend.latest))
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
        table.add_row(*_cells(row, several))
    table.add_row("")
    for cells in _totals(trend, several):
        table.add_row(*cells)
    return table


def _cells(row: Row, several: bool) -> Iterator[Text]:
    is_area = row.level == "area"
    style = "bold" if is_area else ""
    yield Text(f"{row.number}." if is_area else str(row.number), style or "dim")
    yield Text(said(row.title), style)
    yield from (Text(words.value(value), style) for value in row.values)
    if several:
        yield Text(row.spark if is_area else "", DIRECTION_STYLES[row.change.direction])
    yield _arrow(row.change)


def _totals(trend: Trend, several: bool) -> Iterator[list[Text]]:
    """Total, percent and band of each year."""
    cards, latest = trend.cards, trend.latest
    criteria_set = cards[-1].criteria_set
    spark = Text(sparkline(total_values(trend), criteria_set.min_total, criteria_set.max_total))
    gap = [Text("")] * several
    totals = [Text(str(card.total), "bold") for card in cards]
    yield [Text(""), Text(_("total"), "bold"), *totals, *([spark] * several), _arrow(latest.total)]
    yield [Text(""), Text("%", "dim"), *(Text(number(card.percent), "dim") for card in cards), *gap, Text("")]
    bands = [Text(str(card.band.number), band_style(card.band, card.criteria_set)) for card in cards]
    yield [Text(""), Text(_("band")), *bands, *gap, _arrow(latest.band)]


def _arrow(change: Change) -> Text:
    return Text(words.arrow(change), DIRECTION_STYLES[change.direction])
