"""`monitor freeze`: the hashes of a closed year, for `monitor validate --frozen`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, bodies_option, output_option, year_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.core.problems import HARMLESS
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.messages.visible import visible

if TYPE_CHECKING:
    from monitor_cli.core.register import Register
    from monitor_cli.core.result import Result


@click.command("freeze", cls=Command, help=N_("Write the hashes of a closed year, for `validate --frozen`."))
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="FOLDER...")
@output_option
@bodies_option
@year_option(N_("Only files of this year; files of other years may come and go."))
@pass_session
def command(session: Session, paths: tuple[str, ...], year: int | None) -> int:
    """Check everything that was named; a year with problems is not closed."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.cli.years import note_strays, one_year
    from monitor_cli.core.batch_row import row_of
    from monitor_cli.core.register import of_year
    from monitor_cli.output import VALIDATE
    from monitor_cli.output.reports.validate import Validation

    session.format_by_ending("json")
    closing = session.target or ""
    if not closing or (os.path.exists(closing) and not os.path.isfile(closing)):  # a stream has no folder of its own
        closing = os.path.join(os.curdir, "closing")
    _refuse_paths(session, paths, closing)
    scope = "folder" if year is None else "year"
    register = session.register(paths)
    results = session.check_all(paths)
    if any(passed.reason not in HARMLESS for passed in session.aside["passed_over"]):  # which is told at the end
        raise click.UsageError(
            _("nothing is closed while the folders hold what may belong to the year and is not read")
        )
    if code := exit_code(results):
        session.say(VALIDATE, Validation(results))
        click.echo(_("nothing is written: only a year without problems can be closed"), err=True)
        return code
    rows = list(map(row_of, results))
    year = one_year(rows, year)
    closed = [result for result in results if result.score_file and result.score_file.year == year]
    if year is None or not closed:
        raise click.UsageError(_("there is no score file to close"))
    ids = {result.score_file.agency.id for result in closed if result.score_file}
    kept = of_year(register, year, ids) if register else None
    data = [_closing(closing, year, scope, paths, closed, kept)]
    session.put(data, inputs=[result.file for result in results], to=session.target)
    words = ngettext("{year} is closed with {count} file", "{year} is closed with {count} files", len(closed))
    click.echo(words.format(year=year, count=len(closed)), err=True)
    if others := sum(result.score_file is not None for result in results) - len(closed):
        words = ngettext(
            "{count} file of another year is not closed", "{count} files of other years are not closed", others
        )
        click.echo(words.format(count=others), err=True)
        note_strays(rows)
    return 0


def _refuse_paths(session: Session, paths: Sequence[str], closing: str) -> None:
    """Raises click.UsageError where validating the closing could not find, or would not read, what is closed now."""
    from monitor_cli.reading.discovery import find_files
    from monitor_cli.reading.frozen import outside

    session.refuse_target(find_files(tuple(paths)))
    if "-" in paths:
        raise click.UsageError(_("standard input cannot be closed; name the folders"))
    for path in paths:
        if os.path.isfile(path):
            words = _("a year is closed by its folders, so that files which are added later are seen: give {folder}")
            raise click.UsageError(words.format(folder=visible(os.path.dirname(path) or os.curdir)))
    for found in (paths, find_files(tuple(paths))):
        for path in outside(found, closing):
            words = _(
                "{path} lies outside of the folder and the git repository of the closing; write it beside the files"
            )
            raise click.UsageError(words.format(path=visible(path)))


def _closing(
    closing: str, year: int, scope: str, paths: Sequence[str], closed: Sequence[Result], kept: Register | None
) -> bytes:
    """The content of the file. Raises click.UsageError where `validate --frozen` would not read it."""
    from monitor_cli.core.frozen import MOST_FILES
    from monitor_cli.core.hashes import text_sha256
    from monitor_cli.messages.clock import today
    from monitor_cli.output.freeze import render
    from monitor_cli.reading.frozen import name_in, reads_back

    if len(closed) > MOST_FILES:
        words = _("{count} files are too many for one closing, which holds {most}; close the folders one by one")
        raise click.UsageError(words.format(count=len(closed), most=MOST_FILES))
    sets = {result.criteria_set.ref: result.criteria_set for result in closed if result.criteria_set}
    names = {result.file: name_in(closing, result.file) for result in closed}
    folders = [name_in(closing, path) for path in paths]
    hashes = {names[result.file]: text_sha256(result.raw or b"") for result in closed}
    data = render(year, today(), scope, folders, sets, hashes, kept)
    if len(hashes) == len(closed) and reads_back(data, folders, hashes):
        return data
    for file, name in names.items():
        one = {name: hashes[name]}
        if [*names.values()].count(name) > 1 or not reads_back(
            render(year, today(), scope, ["."], sets, one), ["."], one
        ):
            words = _("{file} cannot be closed under this name, which not every system can keep; rename it")
            raise click.UsageError(words.format(file=visible(file)))
    raise click.UsageError(_("these folders cannot be closed together; close them one by one, with shorter names"))
