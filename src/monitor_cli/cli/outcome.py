"""From results to the exit code and what is said of it, so that the two never differ."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.terminal import as_typed, aside, columns_of
from monitor_cli.core.problems import INCOMPLETE_RULES, PassedOver
from monitor_cli.core.result import ASIDE
from monitor_cli.messages import _, first_named
from monitor_cli.messages.visible import visible

if TYPE_CHECKING:
    from monitor_cli.cli.session import Session
    from monitor_cli.core.batch import Summary
    from monitor_cli.core.criteria import CriteriaSet
    from monitor_cli.core.result import Result, Row

_CODES = dict.fromkeys(("ok", *ASIDE), 0) | {"incomplete": 1, "invalid": 1, "unreadable": 2, "failed": 70}
"""A status that is not here is a defect, and stops the command."""


def exit_code(results: Iterable[Result]) -> int:
    """0 when every file is in order, 1 when one is not, 2 when one cannot be read, 70 when the tool failed."""
    return max((_CODES[result.status] for result in results), default=0)


def batch_exit_code(summary: Summary) -> int:
    """The same for the files of a batch."""
    return max((_CODES[status] for status, count in summary.statuses.items() if count), default=0)


def threshold_code(rows: Iterable[Row], fail_under: int, min_band: int) -> int:
    """1 where a total is below `fail_under` or a band below `min_band`, of which a line on standard error is shown."""
    missed = False
    for row in rows if fail_under or min_band > 1 else ():
        if row.total is not None and row.total < fail_under:
            missed = True
            words = _("{file}: the total {total} is below {asked}")
            aside(words.format(file=visible(row.file), total=row.total, asked=fail_under))
        if row.band is not None and row.band < min_band:
            missed = True
            words = _("{file}: band {band} is below {asked}")
            aside(words.format(file=visible(row.file), band=row.band, asked=min_band))
    return int(missed)


def refuse_band(band: int | None, *sets: CriteriaSet) -> None:
    """Raise click.UsageError for the number of a band that none of the criteria sets has."""
    if band and band > (last := max(len(criteria_set.bands) for criteria_set in sets)):
        message = _("there is no band {number}; the bands are numbered 1 to {last}")
        raise click.UsageError(message.format(number=band, last=last))


def show_problems(results: Iterable[Result]) -> None:
    """All problems of the files, on standard error."""
    from monitor_cli.output.problem_lines import problem_lines
    from monitor_cli.output.text import plain

    for result in results:
        click.echo(plain(problem_lines(result), columns_of(sys.stderr)), err=True, nl=False)


def show_why_no_total(results: Iterable[Result]) -> None:
    """The same, with what a draft can still reach in place of each criterion that it lacks."""
    from monitor_cli.output.problem_lines import draft_progress, problems_to_show
    from monitor_cli.output.text import render

    for result in results:
        if result.prospect and result.criteria_set:
            click.echo(f"{visible(result.file)}:", err=True)
            click.echo("".join(render([draft_progress(result.prospect, result.criteria_set)])), err=True, nl=False)
        show_problems([problems_to_show(result)])


def tell_next(session: Session, results: Sequence[Result], command: str, paths: Sequence[str]) -> None:
    """On a terminal, in one line of standard error, what to do next; nothing where no score file was checked."""
    found = [result for result in results if result.kind == "score-file"]
    if not found or not session.is_looked_at or session.format not in (None, "table"):
        return
    rules = [p.rule for result in found for p in result.errors if p.rule not in INCOMPLETE_RULES]
    if rules:
        words = _("Next: fix what is named above; more about a rule: monitor explain {rule}")
    elif any(result.status == "incomplete" for result in found):
        words = _("Next: fill in the empty scores, then: monitor {command} {paths}")
    elif command == "score":
        words = _("Next: for signature, monitor form print {paths} -o form.docx")
    elif len(found) == 1 and found[0].file in paths:
        words = _("Next: monitor score {paths}")
    else:
        words = _("Next: monitor batch {paths}")
    typed = as_typed(paths[:1] if command == "score" else paths)
    aside(words.format(rule=rules[0] if rules else "", command=command, paths=typed))


def show_passed_over(passed_over: Iterable[PassedOver]) -> None:
    """Print one line per reason why files in the folders are not read, on standard error."""
    from monitor_cli.output.attendance import passed_over_lines

    for line in passed_over_lines(passed_over):
        aside(line)


def show_left_out(rows: Iterable[Row]) -> None:
    """The files without a total, on standard error, for a format that shows none of them."""
    if files := [visible(row.file) for row in rows if row.total is None and row.status not in ASIDE]:
        words = _("not in the table, for they have no total: {files}")
        aside(words.format(files=first_named(files)))
