"""Comparisons of one body as Markdown, for pages, issues and chats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.result import Result
from monitor_cli.core.trend import Trend
from monitor_cli.messages import _
from monitor_cli.output.compare import words
from monitor_cli.output.compare.rows import Row, rows, total_values
from monitor_cli.output.markdown_parts import escaped, row
from monitor_cli.output.score.words import said
from monitor_cli.output.trends import sparkline


def render(results: Sequence[Result], trend: Trend) -> str:
    """Areas and criteria, the total, the band and the recommendations without an answer."""
    return "".join(f"{line}\n" for line in _lines(trend))


def _lines(trend: Trend) -> Iterator[str]:
    cards, latest, several = trend.cards, trend.latest, len(trend.cards) > 2
    yield f"## {escaped(words.title(trend))}\n"
    yield from (f"{escaped(line)}\n" for line in words.editions(latest))
    gap = [""] * several
    yield row("№", _("criterion"), *(str(card.score_file.year) for card in cards), *gap, "±")
    yield row("--:", "---", *("--:" for _card in cards), *(["---"] * several), "--:")
    yield from (row(*_cells(found, several)) for found in rows(trend))
    criteria_set = cards[-1].criteria_set
    spark = [sparkline(total_values(trend), criteria_set.min_total, criteria_set.max_total)] * several
    totals = [f"**{card.total}**" for card in cards]
    yield row("", f"**{_('total')}**", *totals, *spark, words.arrow(latest.total))
    yield row("", _("band"), *(str(card.band.number) for card in cards), *gap, words.arrow(latest.band))
    yield f"\n{words.criteria(latest)}\n"
    yield from (f"{line}\n" for line in words.compared(trend))
    yield f"**{words.unanswered_title(len(trend.unanswered))}**\n"
    yield from (f"- {escaped(words.unanswered(found))}" for found in trend.unanswered)
    yield f"\n*{words.unanswered_rule()}*"


def _cells(found: Row, several: bool) -> Iterator[str]:
    is_area = found.level == "area"
    mark = "**" if is_area else ""
    yield f"{mark}{found.number}{'.' if is_area else ''}{mark}"
    yield f"{mark}{escaped(said(found.title))}{mark}"
    yield from (f"{mark}{words.value(value)}{mark}" for value in found.values)
    if several:
        yield found.spark if is_area else ""
    yield words.arrow(found.change)
