"""`monitor form`: the official form, out to a spreadsheet and back in, and on paper."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.options import Group, format_option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _, counted
from monitor_cli.messages.visible import visible
from monitor_cli.output.paper import FORMATS

if TYPE_CHECKING:
    from monitor_cli.core.criteria import CriteriaSet
    from monitor_cli.core.problems import PassedOver
    from monitor_cli.core.result import Result
    from monitor_cli.core.scorecard import Scorecard
    from monitor_cli.reading.criteria_files import CriteriaLibrary

    Check = Callable[..., tuple[Result, Any]]
    Content = Callable[[CriteriaSet, Any, Scorecard | None], bytes | str]
    Ready = list[tuple[tuple[str, str], Result, Any]]
    Plan = Callable[[Session, str, Ready], tuple[Ready, int]]


@click.group("form", cls=Group, help=N_("The official form: as a spreadsheet to fill in, and on paper."))
def command() -> None:
    """The subcommands do the work."""


@command.command(
    "export",
    help=N_("Write score files as spreadsheets with the official form; of a folder, all files into another folder."),
)
@click.argument("path", type=click.Path(), metavar="PATH")
@output_option
@pass_session
def export(session: Session, path: str) -> int:
    """A draft is written too, without a total, and says so by the exit code."""
    from monitor_cli.forms.writing import render
    from monitor_cli.reading.discovery import SUFFIXES
    from monitor_cli.reading.form_files import check_to_export

    return _converted(session, path, (SUFFIXES, ".xlsx"), check_to_export, render)


@command.command("blank", help=N_("Write the official form as a spreadsheet to fill in."))
@output_option
@pass_session
def blank(session: Session) -> int:
    """The form of the set that `--criteria` gives, else of the newest published one."""
    from monitor_cli.forms.writing import render

    session.named_output("form.xlsx", "xlsx")
    criteria_set = session.library.default
    session.put([render(criteria_set, {"criteria": criteria_set.ref})])
    return 0


@command.command(
    "import",
    help=N_(
        "Read filled forms back as score files. Of a folder, what is new goes into another folder; a file that is "
        "there and says the same stays as it is, and one that differs is named and only overwritten with --force."
    ),
)
@click.argument("path", type=click.Path(), metavar="PATH")
@output_option
@pass_session
def import_(session: Session, path: str) -> int:
    """A form that lacks only scores becomes a draft, and says so by the exit code."""
    from monitor_cli.output.score_yaml import render
    from monitor_cli.reading.discovery import YAML_SUFFIXES
    from monitor_cli.reading.form_files import check_form, read_back
    from monitor_cli.reading.source import FORM_SUFFIXES

    if path.lower().endswith(YAML_SUFFIXES) and os.path.isfile(path):
        message = _("{file} is a score file already; check it with: monitor validate {file}")
        raise click.UsageError(message.format(file=visible(path)))

    def check(file: str, library: CriteriaLibrary, *, most_bytes: int) -> tuple[Result, Any]:
        result, document = check_form(file, library, most_bytes=most_bytes)
        if document is None or result.criteria_set is None:
            return result, None
        text = render(result.criteria_set, document.data)
        return read_back(result, document, text, library), (document.data,)

    def content(criteria_set: CriteriaSet, values: tuple[Any, ...], _card: object) -> str:
        return render(criteria_set, *values)

    return _converted(session, path, (FORM_SUFFIXES, ".yaml"), check, content, _waves)


@command.command("print", help=N_("Write the filled official form for signature (docx, html)."))
@click.argument("file", type=click.Path(), metavar="FILE")
@format_option(FORMATS)
@output_option
@pass_session
def print_(session: Session, file: str) -> int:
    """A draft is printed as a draft, without a total, and says so by the exit code."""
    from monitor_cli.cli.outcome import exit_code, show_problems
    from monitor_cli.output.paper import render

    session.named_output("form.docx")
    if not (chosen := session.format_by_ending(*FORMATS)):
        raise click.UsageError(_("name a file that ends in .docx or .html, or choose the format with -f"))
    result = session.check(file)
    if result.is_ok_or_draft:
        session.put([render(result, chosen)], inputs=[file])
    if prospect := result.prospect:
        from monitor_cli.output.problem_lines import missing_scores

        click.echo(_("this form is a draft: {reason}").format(reason=missing_scores(prospect)), err=True)
    show_problems([result])
    return exit_code([result])


def _converted(
    session: Session,
    path: str,
    suffixes: tuple[tuple[str, ...], str],
    check: Check,
    content: Content,
    plan: Plan | None = None,
) -> int:
    """Check everything first, then write what is in order or a draft, and show what is wrong with the rest."""
    from monitor_cli.cli.conversion import refuse_targets, targets, write_each
    from monitor_cli.cli.outcome import exit_code, show_problems
    from monitor_cli.cli.progress import watched
    from monitor_cli.reading.batch import with_duplicates

    pairs = targets(session, path, suffixes)
    session.look_around((path,))
    if not pairs:
        words = _("no {suffix} file found under {path}")
        raise click.UsageError(words.format(suffix=suffixes[0][0], path=visible(path)))
    if os.path.isdir(path) and not plan:
        refuse_targets(session, pairs)
    library, most = session.library, session.most_bytes
    checks = (check(file, library, most_bytes=most) for file, _target in pairs)
    found, data = zip(*watched(checks, lambda: len(pairs)), strict=True)
    passed: list[PassedOver] = []
    results = with_duplicates(found, passed)
    session.pass_over(passed)
    known = {file: (pair, values) for pair, values in zip(pairs, data, strict=True) for file in pair[:1]}
    ready = [
        (pair, result, values)
        for result in results
        for pair, values in [known[result.file]]
        if values and result.criteria_set and result.is_ok_or_draft
    ]
    held = 0
    if plan:
        ready, held = plan(session, path, ready)
        if os.path.isdir(path):
            refuse_targets(session, [pair for pair, *_rest in ready])
    reports = (
        (pair, content(result.criteria_set, values, result.scorecard))
        for pair, result, values in watched(ready, lambda: len(ready), _("writing"))
        if result.criteria_set
    )
    if os.path.isdir(path):
        write_each(session, reports, [pair for pair, *_rest in ready])
    else:
        for (file, _target), report in reports:
            session.put([report], inputs=[file])
    show_problems(results)
    if os.path.isdir(path):
        click.echo(counted("{count} file is written", "{count} files are written", len(ready)), err=True)
    return max(exit_code(results), held)


def _waves(session: Session, path: str, ready: Ready) -> tuple[Ready, int]:
    """What is to be written of a folder of forms, or of one, with the comments of the files that are overwritten."""
    from monitor_cli.cli.waves import in_waves, kept_comments

    if os.path.isdir(path):
        return in_waves(session, session.target or "", ready)
    for pair, result, values in ready:
        if session.force and session.target and os.path.isfile(session.target):
            return [(pair, result, (*values, kept_comments(session.check(session.target))))], 0
    return ready, 0
