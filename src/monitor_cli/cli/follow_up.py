"""`monitor follow-up`: what became of the recommendations."""

from __future__ import annotations

import datetime

import click

from monitor_cli.cli.beside import follow_up, use_register
from monitor_cli.cli.options import (
    Command,
    Day,
    bodies_option,
    format_option,
    full_option,
    kind_option,
    option,
    output_option,
    year_option,
)
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_
from monitor_cli.output import FOLLOW_UP


@click.command(
    "follow-up",
    cls=Command,
    help=N_(
        "What became of the recommendations: done, not yet due, overdue. Besides the score files, it reads the files "
        "in the folder follow-up/ that lies below or beside the paths."
    ),
)
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@format_option(FOLLOW_UP.formats)
@output_option
@full_option(expose_value=False)
@bodies_option
@option("--today", type=Day(), metavar="DAY", help=N_("The day to judge by: year-month-day (today)."))
@year_option(N_("Only files of this year."))
@kind_option(N_("Only bodies of this kind."))
@option("--fail-overdue", is_flag=True, help=N_("Exit code 1 when a recommendation is overdue."))
@pass_session
def command(
    session: Session,
    paths: tuple[str, ...],
    today: datetime.date | None,
    year: int | None,
    kind: str | None,
    fail_overdue: bool,
) -> int:
    """Show each recommendation with its state, and say by the exit code whether a file is not in order."""
    from monitor_cli.cli.outcome import exit_code, show_problems
    from monitor_cli.cli.years import nothing_asked_for
    from monitor_cli.core.follow_up import FollowUp, standings
    from monitor_cli.core.result import row_of
    from monitor_cli.messages.clock import today as day_of_run

    today = today or day_of_run()
    use_register(session, paths)
    results, files = follow_up(session, paths, session.check_all(paths), today)
    asked = [
        result
        for result in results
        if (file := result.score_file) and year in (None, file.year) and kind in (None, file.agency.kind)
    ]
    if not asked and any(result.score_file for result in results):
        raise nothing_asked_for(map(row_of, results))
    found = tuple(standings(asked, files, today))
    read = tuple(result.file for result in results if result.kind == "follow-up")
    left_out = [result for result in results if result.errors]
    session.show(FOLLOW_UP, FollowUp(today, read, found, tuple(left_out)), inputs=[result.file for result in results])
    show_problems(left_out)
    return exit_code(results) or int(fail_overdue and any(standing.state == "overdue" for standing in found))
