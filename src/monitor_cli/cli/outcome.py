"""From results to the exit code and the messages about it, so that the two never differ."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.terminal import UsageError, as_typed, aside, columns_of, note
from monitor_cli.core.problems import ASIDE, INCOMPLETE_RULES
from monitor_cli.messages import _, first_named

if TYPE_CHECKING:
    from monitor_cli.cli.session import Session
    from monitor_cli.core.criteria import CriteriaSet
    from monitor_cli.core.result import Result, Row, RowStatus

_CODES = dict.fromkeys(("ok", *ASIDE), 0) | {"incomplete": 1, "invalid": 1, "unreadable": 2, "failed": 70}
"""The exit code of each status; any other status is a defect, and stops the command."""


def exit_code(results: Iterable[Result]) -> int:
    """Return 0 if every file is in order, 1 if one is not, 2 if one cannot be read, 70 if the tool failed."""
    return code_of(result.status for result in results)


def code_of(statuses: Iterable[RowStatus]) -> int:
    """Return the exit code for files with these statuses."""
    return max((_CODES[status] for status in statuses), default=0)


def threshold_code(rows: Iterable[Row], fail_under: int, min_band: int) -> int:
    """Show each total below `fail_under` and each band below `min_band`; return 1 if there are any, else 0."""
    code = 0
    for row in rows if fail_under or min_band > 1 else ():
        if row.total is not None and row.total < fail_under:
            code = 1
            aside(_("{file}: the total {total} is below {asked}"), file=row.file, total=row.total, asked=fail_under)
        if row.band is not None and row.band < min_band:
            code = 1
            aside(_("{file}: band {band} is below {asked}"), file=row.file, band=row.band, asked=min_band)
    return code


def refuse_band(band: int | None, *sets: CriteriaSet) -> None:
    """Raise UsageError for the number of a band that none of the criteria sets has."""
    if band and band > (last := max(len(criteria_set.bands) for criteria_set in sets)):
        raise UsageError(_("there is no band {number}; the bands are numbered 1 to {last}"), number=band, last=last)


def show_problems(results: Iterable[Result]) -> None:
    """Show all problems of the files on standard error."""
    from monitor_cli.output.problem_lines import problem_lines
    from monitor_cli.output.text import plain

    for result in results:
        click.echo(plain(problem_lines(result), columns_of(sys.stderr)), err=True, nl=False)


def show_why_no_total(results: Iterable[Result]) -> None:
    """Show the problems, and for a draft the totals and bands still possible instead of the missing criteria."""
    from monitor_cli.output.problem_lines import draft_progress, problems_to_show
    from monitor_cli.output.text import render

    for result in results:
        if result.prospect and result.criteria_set:
            note("{file}:", file=result.file)
            click.echo("".join(render([draft_progress(result.prospect, result.criteria_set)])), err=True, nl=False)
        show_problems([problems_to_show(result)])


def show_next_step(session: Session, results: Sequence[Result], command: str, paths: Sequence[str]) -> None:
    """Show the next step for the score files on standard error, if the report goes to a terminal."""
    score_files = [result for result in results if result.kind == "score-file"]
    if not score_files or not session.goes_to_terminal or session.format not in (None, "table"):
        return
    rules = [p.rule for result in score_files for p in result.errors if p.rule not in INCOMPLETE_RULES]
    if rules:
        message = _("Next: fix the problems above; more about a rule: monitor explain {rule}")
    elif any(result.status == "incomplete" for result in score_files):
        message = _("Next: fill in the empty scores, then: monitor {command} {paths}")
    elif command == "score":
        message = _("Next: for signature, monitor form print {paths} -o form.docx")
    elif len(score_files) == 1 and score_files[0].file in paths:
        message = _("Next: monitor score {paths}")
    else:
        message = _("Next: monitor batch {paths}")
    typed = as_typed(paths[:1] if command == "score" else paths)
    aside(message, rule=rules[0] if rules else "", command=command, paths=typed)


def show_left_out(rows: Iterable[Row]) -> None:
    """Show the files without a total on standard error, for a format that does not contain them."""
    if files := [row.file for row in rows if row.total is None and row.status not in ASIDE]:
        aside(_("not in the table, because they have no total: {files}"), files=first_named(files))
