"""`monitor freeze`: the hashes of a closed year, for `monitor validate --frozen`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, bodies_option, option, output_option, year_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.whole_year import not_written, refuse_hidden, whole_year
from monitor_cli.messages import N_, _, counted, ngettext
from monitor_cli.messages.visible import visible

if TYPE_CHECKING:
    from monitor_cli.core.frozen import ClosedYear
    from monitor_cli.core.register import Register
    from monitor_cli.core.result import Result

MOST_REASON = 10_000
"""The longest reason, in characters: that of every sentence in a file."""


@click.command("freeze", cls=Command, help=N_("Write the hashes of a closed year, for `validate --frozen`."))
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="FOLDER...")
@output_option
@bodies_option
@year_option(N_("Only files of this year; files of other years may come and go."))
@option("--amend", is_flag=True, help=N_("Add a closing to those in the file of -o, which all stay in it."))
@option("--reason", metavar="TEXT", help=N_("Why the year is closed again, with --amend."))
@pass_session
def command(session: Session, paths: tuple[str, ...], year: int | None, amend: bool, reason: str | None) -> int:
    """Check everything that was named; a year with problems or with an open objection is not closed."""
    from monitor_cli.cli.years import note_monitorings, note_strays
    from monitor_cli.core.register import of_year
    from monitor_cli.core.result import row_of
    from monitor_cli.output.freeze import closing_lines
    from monitor_cli.reading.discovery import find_files
    from monitor_cli.reading.frozen import read_closing

    session.format_by_ending("json")
    _refuse_reason(session, amend, reason)
    closing = session.target or ""
    if not closing or (os.path.exists(closing) and not os.path.isfile(closing)):  # a stream has no folder of its own
        closing = os.path.join(os.curdir, "closing")
    _refuse_paths(session, paths, closing, amend)
    before: ClosedYear | None = None
    if amend:
        result, before = read_closing(closing)
        if before is None:
            return not_written(session, [result], _("nothing is written: the closing to amend is not in order"))
        if before.is_first:
            raise click.UsageError(_("a closing of version 1 has no chain; close the year in a new file"))
        year = before.year if year is None and before.scope == "year" else year
    scope = "folder" if year is None else "year"
    whole = whole_year(session, paths, year)
    if isinstance(whole, int):
        return whole
    year, closed = whole.year, whole.results
    if before and before.year != year:
        words = _("{file} closes the year {year}, and these files are of {other}")
        raise click.UsageError(words.format(file=visible(closing), year=before.year, other=year))
    ids = {result.score_file.agency.id for result in closed if result.score_file}
    register = session.library.register
    kept = of_year(register, year, ids) if register else None
    data, now = _closing(closing, year, scope, paths, closed, kept, before, reason)
    session.put([data], inputs=find_files(paths), to=session.target, force=amend)
    words = ngettext("{year} is closed with {count} file", "{year} is closed with {count} files", len(closed))
    told = [*closing_lines(now)][-1] if amend else words.format(year=year, count=len(closed))
    click.echo(told, err=True)
    note_monitorings(whole.every)
    if others := whole.others:
        words = counted(
            "{count} file of another year is not closed", "{count} files of other years are not closed", others
        )
        click.echo(words, err=True)
        note_strays(list(map(row_of, whole.every)))
    return 0


def _refuse_reason(session: Session, amend: bool, reason: str | None) -> None:
    """Raises click.UsageError where the file or the reason of an amendment is missing, or one is given without it."""
    if not amend:
        if reason is not None:
            raise click.UsageError(_("a reason is given together with --amend"))
        return
    if session.target is None:
        raise click.UsageError(_("name the file of the closed year with -o"))
    if reason is None or not 0 < len(reason.strip()) <= MOST_REASON:
        words = _("say with --reason why the year is closed again, in at most {most} characters")
        raise click.UsageError(words.format(most=MOST_REASON))
    refuse_hidden("--reason", reason)


def _refuse_paths(session: Session, paths: Sequence[str], closing: str, amend: bool) -> None:
    """Raises click.UsageError where validating the closing could not find, or would not read, what is closed now."""
    from monitor_cli.reading.discovery import find_files
    from monitor_cli.reading.frozen import outside

    session.refuse_target(find_files(tuple(paths)), force=amend)
    if amend and not os.path.isfile(closing):
        raise click.UsageError(_("there is no closing {file} to amend").format(file=visible(closing)))
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
    closing: str,
    year: int,
    scope: str,
    paths: Sequence[str],
    closed: Sequence[Result],
    kept: Register | None,
    before: ClosedYear | None,
    reason: str | None,
) -> tuple[bytes, ClosedYear]:
    """The content of the file, and how it reads; it continues what was closed `before`.

    Raises click.UsageError where `validate --frozen` would not read it.
    """
    from monitor_cli.core.frozen import MOST_FILES
    from monitor_cli.core.hashes import text_sha256
    from monitor_cli.messages.clock import today
    from monitor_cli.output.freeze import closing_object, render
    from monitor_cli.reading.frozen import name_in, read_back

    if len(closed) > MOST_FILES:
        words = _("{count} files are too many for one closing, which holds {most}; close the folders one by one")
        raise click.UsageError(words.format(count=len(closed), most=MOST_FILES))
    sets = {result.criteria_set.ref: result.criteria_set for result in closed if result.criteria_set}
    names = {result.file: name_in(closing, result.file) for result in closed}
    folders = [name_in(closing, path) for path in paths]
    hashes = {names[result.file]: text_sha256(result.raw or b"") for result in closed}
    new = closing_object(today(), scope, folders, sets, hashes, kept, before=before, reason=reason)
    data = render(year, [*(before.links if before else ()), new])
    if len(hashes) == len(closed) and (now := read_back(data, folders, hashes)):
        return data, now
    for file, name in names.items():
        one = {name: hashes[name]}
        alone = render(year, [closing_object(today(), scope, ["."], sets, one)])
        if [*names.values()].count(name) > 1 or not read_back(alone, ["."], one):
            words = _("{file} cannot be closed under this name, which not every system can keep; rename it")
            raise click.UsageError(words.format(file=visible(file)))
    raise click.UsageError(_("these folders cannot be closed together; close them one by one, with shorter names"))
