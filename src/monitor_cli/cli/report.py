"""`monitor report`: one page about one body or many, which opens offline in any browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from monitor_cli.cli.checking import check_all, note_cost
from monitor_cli.cli.options import Command, bodies_option, frozen_option, option, output_option
from monitor_cli.cli.outcome import exit_code, show_problems
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import note
from monitor_cli.cli.years import (
    check_closings,
    expect,
    followed_up,
    note_monitorings,
    refuse_other_files,
    use_register,
)
from monitor_cli.messages import N_, counted

if TYPE_CHECKING:
    from monitor_cli.core.frozen import ClosedYear


@click.command("report", cls=Command, help=N_("Write one page about one body or many; it opens offline."))
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@output_option
@frozen_option(N_("Show the history of a closed year (`monitor freeze`) on the page; can be given several times."))
@bodies_option
@option("--publisher", metavar="NAME", help=N_("Show the publisher and the date on the page."))
@option("--full", is_flag=True, help=N_("Show everything about every body, however large the page becomes."))
@pass_session
def command(
    session: Session, paths: tuple[str, ...], frozen: tuple[str, ...], publisher: str | None, full: bool
) -> int:
    """Write the page, even if some files are broken."""
    from monitor_cli.core.result import row_of
    from monitor_cli.messages.clock import today
    from monitor_cli.output.report import PageFacts, render
    from monitor_cli.reading.published import shown

    session.named_output("report.html", "html")
    note_cost(paths, 32)
    use_register(session, paths)
    checked = followed_up(session, paths, list(map(shown, check_all(session, paths))))
    results = [result for result in checked if result.kind != "register" or result.problems]
    absent = expect(session, map(row_of, checked), paths)
    closed: list[ClosedYear] = []
    code = exit_code(results)
    for file in frozen:
        closings, years = check_closings(session, [file])
        for year in years if not exit_code(closings) else ():
            refuse_other_files(file, year, results)
        closed += years if not exit_code(closings) else ()
        show_problems(result for result in closings if result.errors)
        code = max(code, exit_code(closings))
    about, attendance = PageFacts(publisher or "", today()), session.aside.attendance
    page = render(results, session.library.default, full=full, closed=closed, attendance=attendance, about=about)
    session.write([page], inputs=[result.file for result in checked])
    scored = sum(result.scorecard is not None for result in results)
    counts = [counted("{count} result in the report", "{count} results in the report", scored)]
    if left_out := len(results) - scored:
        counts.append(counted("{count} file without a result", "{count} files without a result", left_out))
    note(", ".join(counts))
    note_monitorings(results)
    return code or absent or (0 if scored else 1)
