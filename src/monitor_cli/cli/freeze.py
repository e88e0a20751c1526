"""`monitor freeze`: the hashes of a closed year, for `monitor validate --frozen`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, output_option, year_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _, ngettext

if TYPE_CHECKING:
    from monitor_cli.core.result import Result


@click.command("freeze", cls=Command, help=N_("Write the hashes of a closed year, for `validate --frozen`."))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@output_option
@year_option(N_("Only files of this year."))
@pass_session
def command(session: Session, paths: tuple[str, ...], year: int | None) -> int:
    """Check everything that was named; a year with problems is not closed."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.output import renderer
    from monitor_cli.output.freeze import render

    if "-" in paths:
        raise click.UsageError(_("standard input cannot be closed; name the files"))
    results = session.check_all(paths)
    if code := exit_code(results):
        from dataclasses import replace

        replace(session, output=None).report(renderer("validate", "text")(results))
        click.echo(_("nothing is written: only a year without problems can be closed"), err=True)
        return code
    chosen, results = _of_one_year(results, year)
    folder = os.path.dirname(session.target or "") or os.curdir
    session.report(render(results, chosen, paths, folder), inputs=[result.file for result in results])
    words = ngettext("{year} is closed with {count} file", "{year} is closed with {count} files", len(results))
    click.echo(words.format(year=chosen, count=len(results)), err=True)
    return 0


def _of_one_year(results: list[Result], year: int | None) -> tuple[int, list[Result]]:
    """The year to close, and its files.

    Raises click.UsageError where there is no file of it, or where several years were found and none was asked for.
    """
    years = sorted({result.score_file.year for result in results if result.score_file})
    if year is None and len(years) > 1:
        words = _("there are files of several years ({years}); choose one with --year")
        raise click.UsageError(words.format(years=", ".join(map(str, years))))
    if not years or (year is not None and year not in years):
        raise click.UsageError(_("there is no score file of this year to close"))
    chosen = years[0] if year is None else year
    return chosen, [result for result in results if result.score_file and result.score_file.year == chosen]
