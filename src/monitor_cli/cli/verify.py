"""`monitor verify`: computes a published year anew."""

from __future__ import annotations

import os
from dataclasses import replace

import click

from monitor_cli.cli.options import Command, format_option, option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.messages.visible import visible
from monitor_cli.output import VALIDATE


@click.command(
    "verify",
    cls=Command,
    help=N_(
        "Compute a published folder anew, from nothing but what it holds: hashes, totals, bands, places and tables. "
        "What differs is named, with exit code 1."
    ),
)
@click.argument("folder", type=click.Path(), metavar="FOLDER")
@format_option(VALIDATE.formats)
@output_option
@option("--digest", metavar="SHA256", help=N_("The digest that was announced; the folder must have it."))
@pass_session
def command(session: Session, folder: str, digest: str | None) -> int:
    """Read the folder and hold its tables against those that its scores give."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.core.problems import Problem
    from monitor_cli.core.published import FOLDER, MANIFEST, RATING
    from monitor_cli.output.publication import tables
    from monitor_cli.output.reports.validate import Validation
    from monitor_cli.output.wording import unpublished_set_notes
    from monitor_cli.reading.batch import with_duplicates
    from monitor_cli.reading.published import check_table, read_publication

    if not any(os.path.lexists(os.path.join(folder, name)) for name in (MANIFEST, FOLDER, RATING)):
        message = _("`monitor publish` did not write {path}; give the folder that it wrote")
        raise click.UsageError(message.format(path=visible(folder)))
    manifest, files = read_publication(folder)
    if manifest and digest and digest.strip().lower() != manifest.digest:
        files[MANIFEST] = replace(files[MANIFEST], problems=(Problem("published-digest"),))
    scored = with_duplicates(replace(result, file=name) for name, result in files.items() if result.score_file)
    if not exit_code(files.values()):
        for name, table in tables(scored).items():
            files[name] = check_table(files[name], table)
    results = list(files.values())
    session.show(VALIDATE, Validation(results), inputs=[result.file for result in results])
    if code := exit_code(results):
        first = next(result.file for result in results if result.errors)
        click.echo(
            _("this is not what was published; the first difference is in {file}").format(file=visible(first)), err=True
        )
        return code
    if manifest:
        words = ngettext(
            "{year}: the result of {count} body was computed anew, and nothing differs",
            "{year}: the results of {count} bodies were computed anew, and nothing differs",
            len(scored),
        )
        click.echo(words.format(year=manifest.year, count=len(scored)), err=True)
        click.echo(_("digest: {digest}").format(digest=manifest.digest), err=True)
        if manifest.unfinished:
            click.echo(_("this is no final result: it was published before the year was complete"), err=True)
        for line in unpublished_set_notes(*(result.criteria_set for result in results if result.criteria_set)):
            click.echo(line, err=True)
    return 0
