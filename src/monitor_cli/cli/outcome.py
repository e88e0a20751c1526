"""From results to the exit code, so that what is printed and what is returned never differ."""

from __future__ import annotations

from collections.abc import Iterable

from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible

_CODES = {"ok": 0, "incomplete": 1, "invalid": 1, "unreadable": 2, "failed": 70}


def exit_code(results: Iterable[Result]) -> int:
    """0 when every file is in order, 1 when one is not, 2 when one cannot be read, 70 when the tool failed."""
    return max((_CODES[result.status] for result in results), default=0)


def below_threshold(results: Iterable[Result], fail_under: int | None, min_band: int | None) -> list[str]:
    """A line for each file whose total or band is lower than was asked for."""
    lines = []
    for result in results:
        card = result.scorecard
        if card and fail_under is not None and card.total < fail_under:
            words = _("{file}: the total {total} is below {asked}")
            lines.append(words.format(file=visible(result.file), total=card.total, asked=fail_under))
        if card and min_band is not None and card.band.number < min_band:
            words = _("{file}: band {band} is below {asked}")
            lines.append(words.format(file=visible(result.file), band=card.band.number, asked=min_band))
    return lines


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
