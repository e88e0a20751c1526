"""`monitor schema`: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

import click

from monitor_cli.cli.options import Choice, Command, option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_

KINDS = ("score-file", "register", "follow-up")


@click.command(
    "schema", cls=Command, help=N_("Write the JSON Schema of files, so that editors can check and explain them.")
)
@output_option
@option(
    "--of", "kind", type=Choice(KINDS), default=KINDS[0], help=N_("Choose the kind of files (default: score-file).")
)
@pass_session
def command(session: Session, kind: str) -> int:
    """Write the schema; for score files, the set is that of `--criteria`, else the newest published one."""
    from monitor_cli.core.follow_up import FollowUpFile
    from monitor_cli.core.register import Register
    from monitor_cli.output.score_file_schema import render, render_other

    session.format_by_ending("json")
    if kind == "score-file":
        session.write([render(session.library.default)])
    else:
        session.write([render_other({"register": Register, "follow-up": FollowUpFile}[kind], kind)])
    return 0
