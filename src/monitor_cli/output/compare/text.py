"""Comparisons of one body as plain text: for pipes, logs and diffs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.result import Result
from monitor_cli.core.trend import Trend
from monitor_cli.output.compare import words
from monitor_cli.output.compare.rows import Row, rows


def render(results: Sequence[Result], trend: Trend) -> str:
    """Areas and criteria, the total, the band and the recommendations without an answer."""
    return "".join(f"{line}\n" for line in _lines(trend))


def _lines(trend: Trend) -> Iterator[str]:
    yield words.title(trend)
    yield from words.editions(trend)
    for row in rows(trend):
        if row.is_sum:
            yield ""
        yield _row(row)
    yield words.criteria(trend.latest)
    yield from words.compared(trend)
    yield ""
    yield words.unanswered_title(len(trend.unanswered))
    yield from (f"  {words.unanswered(found)}" for found in trend.unanswered)
    yield words.unanswered_rule()


def _row(row: Row) -> str:
    name = f"{row.number}. {row.name}" if row.number else row.name
    values = " → ".join(map(words.value, row.values)) + (f" {row.spark}" if row.spark else "")
    return f"{'  ' if row.level == 'criterion' else ''}{name}: {values}  {words.arrow(row.change)}"
