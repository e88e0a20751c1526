"""`monitor form`: the official form, out to a spreadsheet and back in, and on paper."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.checking import related, watched
from monitor_cli.cli.conversion import Conversion, in_waves, refuse_targets, targets, write_each
from monitor_cli.cli.options import Group, output_option, report_options
from monitor_cli.cli.outcome import exit_code, show_problems
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.messages import N_, _, counted

if TYPE_CHECKING:
    from monitor_cli.core.result import Result


PAPER = ("docx", "html")
"""The formats of the official form on paper."""


@click.group("form", cls=Group, help=N_("Write and read the official form: as a spreadsheet to fill in, and on paper."))
def command() -> None:
    """Only a group of subcommands."""


@command.command(
    "export",
    help=N_(
        "Write score files as spreadsheets with the official form. Given a folder, write all its files "
        "to another folder."
    ),
)
@click.argument("path", type=click.Path(), metavar="PATH")
@output_option
@pass_session
def export(session: Session, path: str) -> int:
    """Write drafts too, without a total; the exit code is then 1."""
    from monitor_cli.forms.writing import render
    from monitor_cli.reading.discovery import SUFFIXES
    from monitor_cli.reading.form_files import to_export
    from monitor_cli.reading.score_files import check_score_file, document_of

    def check(file: str) -> tuple[Result, Any]:
        result = check_score_file(file, session.library, most_bytes=session.most_bytes)
        return to_export(result, document_of(result))

    def content(form: Conversion) -> bytes:
        return render(form.criteria_set, form.values, form.result.scorecard)

    pairs = targets(session, path, SUFFIXES, ".xlsx")
    if os.path.isdir(path):
        refuse_targets(session, pairs)
    return _written(session, path, *_checked(session, pairs, check), content)


@command.command("blank", help=N_("Write the official form as a spreadsheet to fill in."))
@output_option
@pass_session
def blank(session: Session) -> int:
    """Write the form of the set of `--criteria`, else of the newest published one."""
    from monitor_cli.forms.writing import render

    session.named_output("form.xlsx", "xlsx")
    criteria_set = session.library.default
    session.write([render(criteria_set, {"criteria": criteria_set.ref})])
    return 0


@command.command(
    "import",
    help=N_(
        "Read filled forms back as score files. Given a folder, write new files to another folder; an "
        "existing file with the same content is kept, and one that differs is reported, and overwritten "
        "only with --force."
    ),
)
@click.argument("path", type=click.Path(), metavar="PATH")
@output_option
@pass_session
def import_(session: Session, path: str) -> int:
    """Write a draft if only scores are missing; the exit code is then 1."""
    from monitor_cli.output.score_yaml import render
    from monitor_cli.reading.discovery import YAML_SUFFIXES
    from monitor_cli.reading.form_files import check_form, read_back
    from monitor_cli.reading.score_files import check_source
    from monitor_cli.reading.source import FORM_SUFFIXES, Source

    if path.lower().endswith(YAML_SUFFIXES) and os.path.isfile(path):
        raise UsageError(_("{file} is a score file already; check it with: monitor validate {file}"), file=path)

    def check(file: str) -> tuple[Result, Any]:
        result, document = check_form(file, session.library, most_bytes=session.most_bytes)
        if document is None or result.criteria_set is None:
            return result, None
        written = Source("", render(result.criteria_set, document.data).encode())
        return read_back(result, document, check_source(written, session.library)), document.data

    def content(form: Conversion) -> str:
        return render(form.criteria_set, form.values, form.remarks)

    results, forms = _checked(session, targets(session, path, FORM_SUFFIXES, ".yaml"), check)
    ready, held_back = in_waves(session, path, forms)
    if os.path.isdir(path):
        refuse_targets(session, [(form.file, form.target) for form in ready])
    return max(_written(session, path, results, ready, content), held_back)


@command.command("print", help=N_("Write the filled official form for signature (docx, html)."))
@click.argument("file", type=click.Path(), metavar="FILE")
@report_options(PAPER)
@pass_session
def print_(session: Session, file: str) -> int:
    """Print a draft as a draft, without a total; the exit code is then 1."""
    from monitor_cli.output.paper import render

    session.named_output("form.docx")
    if not (chosen := session.format_by_ending(*PAPER)):
        raise UsageError(_("name a file that ends in .docx or .html, or choose the format with -f"))
    result = session.check(file)
    if result.is_ok_or_draft:
        session.write([render(result, chosen)], inputs=[file])
    if prospect := result.prospect:
        from monitor_cli.output.problem_lines import missing_scores

        note(_("this form is a draft: {reason}"), reason=missing_scores(prospect))
    show_problems([result])
    return exit_code([result])


def _checked(
    session: Session, pairs: Sequence[tuple[str, str]], check: Callable[[str], tuple[Result, Any]]
) -> tuple[list[Result], list[Conversion]]:
    """Return the results of the files of all `pairs`, and what becomes of the valid files and drafts."""
    checks = watched((check(file) for file, _target in pairs), lambda: len(pairs))
    checked, every_values = zip(*checks, strict=True)
    results = related(session, session.traced(checked))
    targets_and_values = {file: (target, values) for (file, target), values in zip(pairs, every_values, strict=True)}
    ready = []
    for result in results:
        target, values = targets_and_values[result.file]
        if values and result.criteria_set and result.is_ok_or_draft:
            ready.append(Conversion(result.file, target, result, result.criteria_set, values))
    return results, ready


def _written(
    session: Session, path: str, results: list[Result], ready: list[Conversion], content: Callable[..., str | bytes]
) -> int:
    """Write the `content` of each conversion, and show the problems of the other files."""
    if is_folder := os.path.isdir(path):
        write_each(session, ready, content)
    else:
        for one in ready:
            session.write([content(one)], inputs=[one.file])
    show_problems(results)
    if is_folder:
        note(counted("{count} file is written", "{count} files are written", len(ready)))
    return exit_code(results)
