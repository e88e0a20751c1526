"""`monitor report`: one page about one body or many, which opens offline in any browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from monitor_cli.cli.beside import expect, followed_up, use_register
from monitor_cli.cli.options import Command, bodies_option, frozen_option, option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, counted

if TYPE_CHECKING:
    from monitor_cli.core.frozen import ClosedYear
    from monitor_cli.core.result import Result


@click.command("report", cls=Command, help=N_("Write one page about one body or many, which opens offline."))
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@output_option
@frozen_option(N_("Closed year (`monitor freeze`) whose history the page tells; can be given several times."))
@bodies_option
@option("--publisher", metavar="NAME", help=N_("Who publishes; it stands on the page, with the day."))
@option("--full", is_flag=True, help=N_("Show everything about every body, however large the page becomes."))
@pass_session
def command(
    session: Session, paths: tuple[str, ...], frozen: tuple[str, ...], publisher: str | None, full: bool
) -> int:
    """Check and score everything that was named and write the page, whatever is wrong with single files."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.cli.progress import note_cost
    from monitor_cli.cli.years import note_monitorings
    from monitor_cli.core.result import row_of
    from monitor_cli.messages.clock import today
    from monitor_cli.output.report import About, render
    from monitor_cli.reading.published import shown

    session.named_output("report.html", "html")
    note_cost(paths, 32)
    use_register(session, paths)
    checked = followed_up(session, paths, list(map(shown, session.check_all(paths))))
    results = [result for result in checked if result.kind != "register" or result.problems]
    absent = expect(session, map(row_of, checked), paths)
    years, code = _closed_years(session, frozen)
    about, attendance = About(publisher or "", today()), session.aside.get("register")
    page = render(results, session.library.default, full=full, closed=years, attendance=attendance, about=about)
    session.put([page], inputs=[result.file for result in checked])
    scored = sum(result.scorecard is not None for result in results)
    click.echo(_summary(results, scored), err=True)
    note_monitorings(results)
    return max(exit_code(results), code) or absent or (0 if scored else 1)


def _closed_years(session: Session, frozen: tuple[str, ...]) -> tuple[list[ClosedYear], int]:
    """The closed years that are as they were closed; of the others, the problems are shown. With the exit code."""
    from monitor_cli.cli.outcome import exit_code, show_problems
    from monitor_cli.cli.whole_year import check_closings

    closed: list[ClosedYear] = []
    code = 0
    for closing in frozen:
        results, years = check_closings(session, [closing])
        closed += years if not (own := exit_code(results)) else ()
        show_problems(result for result in results if result.errors)
        code = max(code, own)
    return closed, code


def _summary(results: list[Result], scored: int) -> str:
    parts = [counted("{count} result in the report", "{count} results in the report", scored)]
    if left_out := len(results) - scored:
        parts.append(counted("{count} file without a result", "{count} files without a result", left_out))
    return ", ".join(parts)
