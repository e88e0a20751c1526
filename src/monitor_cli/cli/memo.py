"""`monitor memo`: the memo to a body before the commission comes (R4)."""

from __future__ import annotations

import click

from monitor_cli.cli.checking import related
from monitor_cli.cli.options import Command, report_options
from monitor_cli.cli.outcome import exit_code, show_problems
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError
from monitor_cli.cli.years import followed_up
from monitor_cli.messages import N_, _
from monitor_cli.output import MEMO


@click.command(
    "memo",
    cls=Command,
    help=N_(
        "Write the briefing memo for a monitoring exercise: areas, documents to hand over and, from the "
        "body's earlier files, findings and open recommendations."
    ),
)
@click.argument("files", type=click.Path(), nargs=-1, metavar="[FILE]...")
@report_options(MEMO.formats)
@pass_session
def command(session: Session, files: tuple[str, ...]) -> int:
    """Nothing is written if an earlier file has problems: the memo would lack its findings."""
    from monitor_cli.output.reports.memo import Memo

    results = followed_up(session, files, related(session, map(session.check, files)))
    if code := exit_code(results):
        show_problems(results)
        return code
    bodies = sorted({result.score_file.agency.id for result in results if result.score_file})
    if len(bodies) > 1:
        raise UsageError(_("a memo is for one body; these files are about several: {bodies}"), bodies=", ".join(bodies))
    session.show(MEMO, Memo(session.library.default, results), default="markdown", inputs=files)
    return 0
