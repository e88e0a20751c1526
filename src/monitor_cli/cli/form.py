"""`monitor form`: the official form, out to a spreadsheet and back in, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.options import Group, format_option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.output import renderer
from monitor_cli.output.paper import FORMATS

if TYPE_CHECKING:
    from monitor_cli.core.result import Result

    Content = Callable[[Result], bytes | str]


@click.group("form", cls=Group, help=N_("The official form: as a spreadsheet to fill in, and on paper."))
def command() -> None:
    """The subcommands do the work."""


@command.command(
    "export",
    help=N_("Write score files as spreadsheets with the official form; of a folder, all files into another folder."),
)
@click.argument("path", metavar="PATH")
@output_option
@pass_session
def export(session: Session, path: str) -> int:
    """A draft is written too, without a total, and says so by the exit code."""
    from monitor_cli.reading.discovery import SUFFIXES
    from monitor_cli.reading.form_files import checked_to_export
    from monitor_cli.reading.score_files import document_of

    def checked(file: str) -> Result:
        return checked_to_export(file, session.library, most_bytes=session.most_bytes)

    def content(result: Result) -> bytes:
        document = document_of(result)
        data = document.data if document else {}
        return bytes(renderer("form", "xlsx")(result.criteria_set, data, result.scorecard))

    return _converted(session, path, (SUFFIXES, ".xlsx"), checked, content)


@command.command("blank", help=N_("Write the official form as a spreadsheet to fill in."))
@output_option
@pass_session
def blank(session: Session) -> int:
    """The form of the set that `--criteria` gives, else of the newest published one."""
    session.named_output("form.xlsx")
    criteria_set = session.library.default
    session.report(renderer("form", "xlsx")(criteria_set, {"criteria": criteria_set.ref}))
    return 0


@command.command(
    "import",
    help=N_("Read filled forms back as score files; of a folder, all files into another folder."),
)
@click.argument("path", metavar="PATH")
@output_option
@pass_session
def import_(session: Session, path: str) -> int:
    """A form that lacks only scores becomes a draft, and says so by the exit code."""
    from monitor_cli.output.score_yaml import render
    from monitor_cli.reading.form_files import check_form

    found: dict[str, dict[str, Any]] = {}

    def checked(file: str) -> Result:
        result, data = check_form(file, session.library, most_bytes=session.most_bytes)
        if data:
            found[file] = data
        return result

    def content(result: Result) -> str:
        return render(result.criteria_set or session.library.default, found[result.file])

    return _converted(session, path, ((".xlsx",), ".yaml"), checked, content)


@command.command("print", help=N_("Write the filled official form for signature (docx, html)."))
@click.argument("file", metavar="FILE")
@format_option(FORMATS)
@output_option
@pass_session
def print_(session: Session, file: str) -> int:
    """A draft is printed as a draft, without a total, and says so by the exit code."""
    from monitor_cli.cli.conversion import is_convertible
    from monitor_cli.cli.outcome import exit_code, show_problems

    output = session.named_output("form.docx")
    chosen = session.format or output.lower().rpartition(".")[2]
    if chosen not in FORMATS:
        raise click.UsageError(_("name a file that ends in .docx or .html, or choose the format with -f"))
    result = session.check(file)
    if is_convertible(result):
        session.report(renderer("paper", chosen)(result), inputs=[file])
    show_problems([result])
    return exit_code([result])


def _converted(
    session: Session,
    path: str,
    suffixes: tuple[tuple[str, ...], str],
    checked: Callable[[str], Result],
    content: Content,
) -> int:
    """Check everything first, then write what is in order or a draft, and show what is wrong with the rest."""
    from monitor_cli.cli.conversion import is_convertible, targets
    from monitor_cli.cli.outcome import exit_code, show_problems
    from monitor_cli.cli.progress import watched
    from monitor_cli.reading.batch import with_duplicates

    pairs = targets(path, session.named_output("form" + suffixes[1]), suffixes, force=session.force)
    if not pairs:
        words = _("no {suffix} file found under {path}")
        raise click.UsageError(words.format(suffix=suffixes[0][0], path=path))
    results = with_duplicates(watched((checked(file) for file, _target in pairs), lambda: len(pairs)))
    written = 0
    work = watched(zip(results, pairs, strict=True), lambda: len(pairs), _("writing"))
    for result, (file, target) in work:
        if is_convertible(result):
            replace(session, output=target).report(content(result), inputs=[file])
            written += 1
    show_problems(results)
    if session.target:
        words = ngettext("{count} file is written", "{count} files are written", written)
        click.echo(words.format(count=written), err=True)
    return exit_code(results)
