"""`monitor schema`: the JSON Schema of score files, for editors."""

from __future__ import annotations

import click

from monitor_cli.cli.options import Command, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_


@click.command("schema", cls=Command, help=N_("Write the JSON Schema of score files: editors check and explain by it."))
@output_option
@pass_session
def command(session: Session) -> int:
    """The schema for the set that `--criteria` gives, else for the newest published one."""
    from monitor_cli.output.score_file_schema import render

    session.format_by_ending("json")
    session.put([render(session.library.default)])
    return 0
