"""`monitor report`: one page about one body or many, which opens offline in any browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, ngettext

if TYPE_CHECKING:
    from monitor_cli.core.result import Result


@click.command("report", cls=Command, help=N_("Write one page about one body or many, which opens offline."))
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@output_option
@option("--full", is_flag=True, help=N_("Show everything about every body, however large the page becomes."))
@pass_session
def command(session: Session, paths: tuple[str, ...], full: bool) -> int:
    """Check and score everything that was named and write the page, whatever is wrong with single files."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.cli.progress import note_cost
    from monitor_cli.output.report import render

    session.named_output("report.html", "html")
    note_cost(paths, 32)
    results = session.check_all(paths)
    page = render(results, session.library.default, full=full)
    session.put([page], inputs=[result.file for result in results])
    scored = sum(result.scorecard is not None for result in results)
    click.echo(_summary(results, scored), err=True)
    return exit_code(results) or (0 if scored else 1)


def _summary(results: list[Result], scored: int) -> str:
    parts = [ngettext("{count} result in the report", "{count} results in the report", scored).format(count=scored)]
    if left_out := len(results) - scored:
        words = ngettext("{count} file without a result", "{count} files without a result", left_out)
        parts.append(words.format(count=left_out))
    return ", ".join(parts)
