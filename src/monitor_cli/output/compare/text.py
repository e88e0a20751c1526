"""Comparisons of one body as plain text: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.result import Result
from monitor_cli.core.trend import Trend
from monitor_cli.messages import _
from monitor_cli.output.compare import words
from monitor_cli.output.compare.rows import rows, total_values
from monitor_cli.output.score.words import said
from monitor_cli.output.trends import sparkline


def render(results: Sequence[Result], trend: Trend) -> str:
    """Areas and criteria, the total, the band and the recommendations without an answer."""
    return "".join(f"{line}\n" for line in _lines(trend))


def _lines(trend: Trend) -> Iterator[str]:
    latest = trend.latest
    yield words.title(trend)
    yield from words.editions(latest)
    several = len(trend.cards) > 2
    for row in rows(trend):
        indent = "  " if row.level == "criterion" else ""
        spark = f" {row.spark}" if several and row.level == "area" else ""
        values = " → ".join(words.value(value) for value in row.values)
        if row.level == "area":
            yield ""
        yield f"{indent}{row.number}. {said(row.title)}: {values}{spark}  {words.arrow(row.change)}"
    yield ""
    yield _("total: {total}").format(total=_totals(trend, several))
    bands = " → ".join(str(card.band.number) for card in trend.cards)
    yield _("band: {bands}").format(bands=f"{bands}  {words.arrow(latest.band)}")
    yield words.criteria(latest)
    yield from words.compared(trend)
    yield ""
    yield words.unanswered_title(len(trend.unanswered))
    yield from (f"  {words.unanswered(found)}" for found in trend.unanswered)
    yield words.unanswered_rule()


def _totals(trend: Trend, several: bool) -> str:
    low, high = trend.cards[-1].criteria_set.min_total, trend.cards[-1].criteria_set.max_total
    spark = f" {sparkline(total_values(trend), low, high)}" if several else ""
    totals = " → ".join(str(card.total) for card in trend.cards)
    return f"{totals}{spark}  {words.arrow(trend.latest.total)}"
