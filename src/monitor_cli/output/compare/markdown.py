"""Comparisons of one body as Markdown, for pages, issues and chats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor_cli.core.result import Result
from monitor_cli.core.trend import Trend
from monitor_cli.messages import _
from monitor_cli.output.compare import words
from monitor_cli.output.compare.rows import Row, rows
from monitor_cli.output.markdown_parts import escaped, row


def render(results: Sequence[Result], trend: Trend) -> str:
    """Areas and criteria, the total, the band and the recommendations without an answer."""
    return "".join(f"{line}\n" for line in _lines(trend))


def _lines(trend: Trend) -> Iterator[str]:
    several = len(trend.cards) > 2
    yield f"## {escaped(words.title(trend))}\n"
    yield from (f"{escaped(line)}\n" for line in words.editions(trend))
    years = [str(card.score_file.year) for card in trend.cards]
    yield row("№", _("criterion"), *years, *([""] if several else []), "±")
    yield row("--:", "---", *["--:"] * len(years), *(["---"] if several else []), "--:")
    yield from (row(*_cells(found, several)) for found in rows(trend))
    yield f"\n{words.criteria(trend.latest)}\n"
    yield from (f"{line}\n" for line in words.compared(trend))
    yield f"**{words.unanswered_title(len(trend.unanswered))}**\n"
    yield from (f"- {escaped(words.unanswered(found))}" for found in trend.unanswered)
    yield f"\n*{words.unanswered_rule()}*"


def _cells(found: Row, several: bool) -> Iterator[str]:
    for text in (found.label, escaped(found.name), *map(words.value, found.values)):
        yield f"**{text}**" if text and found.is_sum else text
    if several:
        yield found.spark
    yield words.arrow(found.change)
