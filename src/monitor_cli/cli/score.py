"""`monitor score`: the breakdown of single files."""

from __future__ import annotations

import os

import click

from monitor_cli.cli.options import Command, full_option, option, report_options, threshold_options
from monitor_cli.cli.outcome import exit_code, show_next_step, threshold_code
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError
from monitor_cli.messages import N_, _
from monitor_cli.output import SCORE


@click.command(
    "score", cls=Command, help=N_("Score files: each area and criterion, total, band and the way to the next one.")
)
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE...")
@report_options(SCORE.formats)
@full_option(N_("Show full titles, the meaning of each score, and everything recorded beside the scores."))
@option("--brief", is_flag=True, help=N_("Show one line per file."))
@threshold_options
@pass_session
def command(session: Session, files: tuple[str, ...], brief: bool, full: bool, fail_under: int, min_band: int) -> int:
    from monitor_cli.core.result import row_of
    from monitor_cli.output.reports.score import Breakdowns

    if brief and full:
        raise UsageError(_("choose either --brief or --full"))
    for file in files:
        if os.path.isdir(file):
            raise UsageError(_("{path} is a folder; score it with: monitor batch {path}"), path=file)
    results = [session.check(file) for file in files]
    session.show(SCORE, Breakdowns(results, session.library.default, brief, full), inputs=files)
    if not brief:
        show_next_step(session, results, "score", files)
    missed = threshold_code(map(row_of, results), fail_under, min_band)
    return exit_code(results) or missed
