"""The rows of a comparison: the areas of the table with their criteria, each with its values over the years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor_cli.core.comparison import AreaChange, Change, CriterionChange
from monitor_cli.core.texts import Text
from monitor_cli.core.trend import Trend
from monitor_cli.output.trends import sparkline


class Row(NamedTuple):
    """One line; `values` run over the years, `low` to `high` is what they can be, `level` is `area` or `criterion`."""

    level: str
    number: int
    title: Text
    values: tuple[int | None, ...]
    change: Change
    low: int
    high: int

    @property
    def spark(self) -> str:
        """The values as a sparkline."""
        return sparkline(self.values, self.low, self.high)


def rows(trend: Trend) -> Iterator[Row]:
    """Each area followed by its criteria; what only the earlier edition has comes last."""
    for area in trend.latest.areas:
        if area.new:
            yield _area_row(trend, area)
            numbers = {scored.criterion.number for scored in area.new.criteria}
            for criterion in trend.latest.criteria:
                if criterion.new and criterion.new.criterion.number in numbers:
                    yield _criterion_row(trend, criterion)
    for area in trend.latest.areas:
        if area.new is None:
            yield _area_row(trend, area)
    for criterion in trend.latest.criteria:
        if criterion.new is None:
            yield _criterion_row(trend, criterion)


def total_values(trend: Trend) -> tuple[int | None, ...]:
    """The totals over the years, None where one cannot be compared with the last."""
    earlier = [c.total.old if c.total.comparable else None for c in trend.comparisons]
    return (*earlier, trend.cards[-1].total)


def _area_row(trend: Trend, row: AreaChange) -> Row:
    found, scale = row.shown, trend.cards[-1].criteria_set.scale
    values = trend.area_series(row)
    return Row(
        "area", found.area.number, found.area.title, values, row.change, scale.min * len(found.criteria), found.max
    )


def _criterion_row(trend: Trend, row: CriterionChange) -> Row:
    found, scale = row.shown.criterion, trend.cards[-1].criteria_set.scale
    values = trend.criterion_series(row)
    return Row("criterion", found.number, found.title, values, row.change, scale.min, scale.max)
