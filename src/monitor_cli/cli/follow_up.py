"""`monitor follow-up`: the recommendations with their states."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.checking import check_all
from monitor_cli.cli.options import Command, kind_option, option, report_options, year_option
from monitor_cli.cli.outcome import exit_code, show_problems
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.years import follow_up, nothing_asked_for, use_register
from monitor_cli.core.texts import shorten
from monitor_cli.messages import N_, _
from monitor_cli.output import FOLLOW_UP

if TYPE_CHECKING:
    from monitor_cli.core.score_file import Kind


class Day(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.2
    """A day, written as in files: year-month-day."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        from monitor_cli.core.shapes import DATE

        if not re.fullmatch(DATE, value):
            message = _("“{value}” is not a day; write year-month-day, for example: 2025-03-14")
            self.fail(message.format(value=shorten(value)), param, ctx)
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(_("there is no such day: {value}").format(value=value), param, ctx)


@click.command(
    "follow-up",
    cls=Command,
    help=N_(
        "Show the follow-up to the recommendations: done, not yet due, overdue. In addition to score "
        "files, the command reads the folder follow-up/ inside or beside the paths."
    ),
)
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@report_options(FOLLOW_UP.formats, full=True, bodies=True)
@option("--today", type=Day(), metavar="DAY", help=N_("Set the reference day, as year-month-day (default: today)."))
@year_option(N_("Include only files of this year."))
@kind_option(N_("Include only bodies of this kind."))
@option("--fail-overdue", is_flag=True, help=N_("Exit with code 1 if a recommendation is overdue."))
@pass_session
def command(
    session: Session,
    paths: tuple[str, ...],
    today: datetime.date | None,
    year: int | None,
    kind: Kind | None,
    fail_overdue: bool,
) -> int:
    from monitor_cli.core.follow_up import FollowUp, standings
    from monitor_cli.core.result import row_of
    from monitor_cli.messages.clock import today as day_of_run

    today = today or day_of_run()
    use_register(session, paths)
    results, files = follow_up(session, paths, check_all(session, paths), today)
    asked = [
        result
        for result in results
        if (file := result.score_file) and year in (None, file.year) and kind in (None, file.agency.kind)
    ]
    if not asked and any(result.score_file for result in results):
        raise nothing_asked_for(map(row_of, results))
    recommendations = tuple(standings(asked, files, today))
    read = tuple(result.file for result in results if result.kind == "follow-up")
    left_out = [result for result in results if result.errors]
    report = FollowUp(today, read, recommendations, tuple(left_out))
    session.show(FOLLOW_UP, report, inputs=[result.file for result in results])
    show_problems(left_out)
    return exit_code(results) or int(fail_overdue and any(one.state == "overdue" for one in recommendations))
