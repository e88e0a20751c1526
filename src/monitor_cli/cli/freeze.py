"""`monitor freeze`: the hashes of a closed year, for `monitor validate --frozen`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, bodies_option, option, output_option, year_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.cli.years import WholeYear, one_closing, refuse_hidden, refuse_other_year, whole_year
from monitor_cli.messages import N_, _, counted, ngettext

if TYPE_CHECKING:
    from monitor_cli.core.frozen import ClosedYear, Scope


@click.command(
    "freeze", cls=Command, help=N_("Close a year: write the hashes of its files, for `monitor validate --frozen`.")
)
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="FOLDER...")
@output_option
@bodies_option
@year_option(N_("Include only files of this year; files of other years may be added and removed."))
@option("--amend", is_flag=True, help=N_("Add a closing to the file given with -o; earlier closings are kept."))
@option("--reason", metavar="TEXT", help=N_("Give the reason for closing the year again, with --amend."))
@pass_session
def command(session: Session, paths: tuple[str, ...], year: int | None, amend: bool, reason: str | None) -> int:
    """A year with problems or with an open objection is not closed."""
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
        why = _("nothing is written: the closing to amend has problems")
        before = one_closing(session, [result], before, why)
        year = before.year if year is None and before.scope == "year" else year
    scope: Scope = "folder" if year is None else "year"
    whole = whole_year(session, paths, year)
    if before:
        refuse_other_year(closing, before, whole.year)
    data, now = _closing(session, closing, scope, paths, whole, before, reason)
    session.write([data], inputs=find_files(paths), to=session.target, force=amend)
    count = len(whole.results)
    message = ngettext("{year} is closed with {count} file", "{year} is closed with {count} files", count)
    note([*closing_lines(now)][-1] if amend else message.format(year=whole.year, count=count))
    if others := sum(result.score_file is not None for result in whole.every) - count:
        note(
            counted("{count} file of another year is not closed", "{count} files of other years are not closed", others)
        )
    whole.note_others()
    return 0


def _refuse_reason(session: Session, amend: bool, reason: str | None) -> None:
    """Raise UsageError for an amendment without a file or a reason, and for a reason without an amendment."""
    from monitor_cli.core.shapes import MOST_TEXT

    if not amend:
        if reason is not None:
            raise UsageError(_("a reason is given together with --amend"))
        return
    if session.target is None:
        raise UsageError(_("name the file of the closing with -o"))
    if reason is None or not 0 < len(reason.strip()) <= MOST_TEXT:
        message = _("give the reason for closing the year again with --reason, in at most {most} characters")
        raise UsageError(message, most=MOST_TEXT)
    refuse_hidden("--reason", reason)


def _refuse_paths(session: Session, paths: Sequence[str], closing: str, amend: bool) -> None:
    """Raise UsageError for paths that `validate --frozen` could not find or would not read."""
    from monitor_cli.reading.discovery import find_files
    from monitor_cli.reading.frozen import outside

    session.refuse_target(find_files(tuple(paths)), force=amend)
    if amend and not os.path.isfile(closing):
        raise UsageError(_("there is no closing {file} to amend; close the year first, without --amend"), file=closing)
    if "-" in paths:
        raise UsageError(_("standard input cannot be closed; name the folders"))
    for path in paths:
        if os.path.isfile(path):
            message = _("a year is closed by folder, so that files added later are noticed: give {folder}")
            raise UsageError(message, folder=os.path.dirname(path) or os.curdir)
    for files in (paths, find_files(tuple(paths))):
        for path in outside(files, closing):
            message = _(
                "{path} is outside the folder and the git repository of the closing; write the closing beside the files"
            )
            raise UsageError(message, path=path)


def _closing(
    session: Session,
    closing: str,
    scope: Scope,
    paths: Sequence[str],
    whole: WholeYear,
    before: ClosedYear | None,
    reason: str | None,
) -> tuple[bytes, ClosedYear]:
    """Return the content of the file and the closed year in it, which continues what was closed `before`.

    Raises UsageError if `validate --frozen` could not read it.
    """
    from monitor_cli.core.criteria import by_ref
    from monitor_cli.core.frozen import MOST_FILES
    from monitor_cli.core.hashes import text_sha256
    from monitor_cli.core.register import of_year
    from monitor_cli.messages.clock import today
    from monitor_cli.output.freeze import closing_object, render
    from monitor_cli.reading.frozen import name_in, read_back

    year, closed, register = whole.year, whole.results, session.library.register
    if len(closed) > MOST_FILES:
        message = _("{count} files are too many for one closing, which can list {most}; close the folders one by one")
        raise UsageError(message, count=len(closed), most=MOST_FILES)
    kept = of_year(register, year, {r.score_file.agency.id for r in closed if r.score_file}) if register else None
    sets = by_ref(result.criteria_set for result in closed)
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
            message = _("{file} cannot be closed under this name, which not every system can keep; rename it")
            raise UsageError(message, file=file)
    raise UsageError(_("these folders cannot be closed together; close them one by one, with shorter names"))
