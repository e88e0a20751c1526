"""`monitor freeze`: the hashes of a closed year, for `monitor validate --frozen`."""

from __future__ import annotations

import os

import click

from monitor_cli.cli.options import Command, output_option, year_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _, ngettext


@click.command("freeze", cls=Command, help=N_("Write the hashes of a closed year, for `validate --frozen`."))
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@output_option
@year_option(N_("Only files of this year."))
@pass_session
def command(session: Session, paths: tuple[str, ...], year: int | None) -> int:
    """Check everything that was named; a year with problems is not closed."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.cli.years import one_year
    from monitor_cli.output import VALIDATE
    from monitor_cli.output.freeze import render
    from monitor_cli.output.reports.validate import Checked

    if "-" in paths:
        raise click.UsageError(_("standard input cannot be closed; name the files"))
    results = session.check_all(paths)
    if code := exit_code(results):
        session.say(VALIDATE, Checked(results))
        click.echo(_("nothing is written: only a year without problems can be closed"), err=True)
        return code
    year = one_year(results, year)
    closed = [result for result in results if result.score_file and result.score_file.year == year]
    if year is None or not closed:
        raise click.UsageError(_("there is no score file to close"))
    folder = os.path.dirname(session.target or "") or os.curdir
    session.report(render(closed, year, paths, folder), inputs=[result.file for result in results])
    words = ngettext("{year} is closed with {count} file", "{year} is closed with {count} files", len(closed))
    click.echo(words.format(year=year, count=len(closed)), err=True)
    return 0
