"""The rows of a comparison: areas with their criteria, the total and the band, each with its values over the years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor_cli.core.comparison import AreaChange, Change, CriterionChange
from monitor_cli.core.texts import Text
from monitor_cli.core.trend import Trend
from monitor_cli.messages import N_, _
from monitor_cli.output.score.words import said
from monitor_cli.output.trends import sparkline

LEVELS = {"area": N_("area"), "criterion": N_("criterion"), "total": N_("total"), "band": N_("band")}


class Row(NamedTuple):
    """One line; `level` is one of `LEVELS`, and the total and the band have neither number nor title.

    `values` are those of the years, None where one cannot be compared. Over three or more years, `spark` draws those
    of an area or of the total; it is empty in all other rows.
    """

    level: str
    number: int | None
    title: Text
    values: tuple[int | None, ...]
    change: Change
    spark: str = ""

    @property
    def label(self) -> str:
        """The number, with a point where it is an area's; empty where there is none."""
        return "" if self.number is None else f"{self.number}." if self.level == "area" else str(self.number)

    @property
    def name(self) -> str:
        """The title in the current language, else what the row is."""
        return said(self.title) or _(LEVELS[self.level])

    @property
    def is_sum(self) -> bool:
        """Whether the row adds others up, and stands out."""
        return self.level in ("area", "total")


def rows(trend: Trend) -> Iterator[Row]:
    """Each area followed by its criteria, then what only the earlier edition has, then the total and the band."""
    cards, latest = trend.cards, trend.latest
    criteria = {row.part.number: row for row in latest.criteria if row.new}
    for area in latest.areas:
        yield _area(trend, area)
        if area.new:
            yield from (_criterion(trend, criteria[criterion.number]) for criterion in area.part.criteria)
    yield from (_criterion(trend, row) for row in latest.criteria if row.new is None)
    totals, bands = tuple(card.total for card in cards), tuple(card.band.number for card in cards)
    yield Row("total", None, "", totals, latest.total, _total_spark(trend))
    yield Row("band", None, "", bands, latest.band)


def _area(trend: Trend, row: AreaChange) -> Row:
    scale, count, values = trend.cards[-1].criteria_set.scale, len(row.part.criteria), trend.area_series(row)
    spark = _spark(values, scale.min * count, scale.max * count)
    return Row("area", row.part.number, row.part.title, values, row.change, spark)


def _criterion(trend: Trend, row: CriterionChange) -> Row:
    return Row("criterion", row.part.number, row.part.title, trend.criterion_series(row), row.change)


def _total_spark(trend: Trend) -> str:
    """The totals that can be compared with the last one."""
    last = trend.cards[-1]
    earlier = [found.total.old if found.total.comparable else None for found in trend.comparisons]
    return _spark((*earlier, last.total), last.criteria_set.min_total, last.criteria_set.max_total)


def _spark(values: tuple[int | None, ...], low: int, high: int) -> str:
    return sparkline(values, low, high) if len(values) > 2 else ""
