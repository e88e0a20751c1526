"""From results to the exit code, so that what is printed and what is returned never differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from monitor_cli.core.batch_row import CRITERIA_FILE
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible

if TYPE_CHECKING:
    from monitor_cli.core.batch_row import Row
    from monitor_cli.core.batch_summary import Summary
    from monitor_cli.core.result import Result

_CODES = {"ok": 0, CRITERIA_FILE: 0, "incomplete": 1, "invalid": 1, "unreadable": 2, "failed": 70}
"""A status that is not here is a defect, and stops the command."""


def exit_code(results: Iterable[Result]) -> int:
    """0 when every file is in order, 1 when one is not, 2 when one cannot be read, 70 when the tool failed."""
    return max((_CODES[result.status] for result in results), default=0)


def batch_exit_code(summary: Summary) -> int:
    """The same for the files of a batch."""
    return max((_CODES[status] for status, count in summary.statuses.items() if count), default=0)


def below_threshold(results: Iterable[Result], fail_under: int | None, min_band: int | None) -> list[str]:
    """A line for each file whose total or band is lower than was asked for."""
    cards = ((result.file, result.scorecard) for result in results)
    lines = (_below(file, card.total, card.band.number, fail_under, min_band) for file, card in cards if card)
    return [line for found in lines for line in found]


def rows_below(rows: Iterable[Row], fail_under: int | None, min_band: int | None) -> Iterator[str]:
    """The same for the rows of a batch."""
    if fail_under is None and min_band is None:
        return
    for row in rows:
        if row.total is not None and row.band is not None:
            yield from _below(row.file, row.total, row.band, fail_under, min_band)


def _below(file: str, total: int, band: int, fail_under: int | None, min_band: int | None) -> Iterator[str]:
    if fail_under is not None and total < fail_under:
        words = _("{file}: the total {total} is below {asked}")
        yield words.format(file=visible(file), total=total, asked=fail_under)
    if min_band is not None and band < min_band:
        words = _("{file}: band {band} is below {asked}")
        yield words.format(file=visible(file), band=band, asked=min_band)


def show_problems(results: Iterable[Result]) -> None:
    """What keeps files from having a total, on standard error: they take part in no report."""
    import click

    from monitor_cli.output.problem_lines import problem_lines
    from monitor_cli.output.score.words import draft, problems_to_show
    from monitor_cli.output.spans import plain

    for result in results:
        if result.prospect:
            click.echo(f"{visible(result.file)}:", err=True)
            click.echo("\n".join(draft(result.prospect)), err=True)
        click.echo(plain(problem_lines(problems_to_show(result))), err=True, nl=False)
