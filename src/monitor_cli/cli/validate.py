"""`monitor validate`: the check of files and folders, for CI and for the people who fill them in."""

from __future__ import annotations

import datetime
import os
from collections.abc import Container
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.checking import check_all
from monitor_cli.cli.explain import WarningName
from monitor_cli.cli.options import Command, frozen_option, option, report_options
from monitor_cli.cli.outcome import exit_code, show_next_step
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, aside
from monitor_cli.cli.years import check_closings, follow_up, note_monitorings, use_register
from monitor_cli.core.problems import INCOMPLETE_RULES, NOTES, RuleId
from monitor_cli.messages import N_, _, counted
from monitor_cli.output import VALIDATE

if TYPE_CHECKING:
    from monitor_cli.core.frozen import ClosedYear
    from monitor_cli.core.result import Result


@click.command("validate", cls=Command, help=N_("Check score files and criteria files, and folders of them."))
@click.argument("paths", type=click.Path(), nargs=-1, metavar="PATH...")
@report_options(VALIDATE.formats, bodies=True)
@option("-q", "--quiet", is_flag=True, help=N_("Show no summary."))
@option("--strict", is_flag=True, help=N_("Add warnings: missing evidence and notes, dates outside the year."))
@option("--allow-draft", is_flag=True, help=N_("Report drafts (only scores are missing), but exit with code 0."))
@option(
    "--ignore",
    type=WarningName(),
    multiple=True,
    metavar="RULE",
    help=N_("Leave out the warnings of a rule; can be given several times."),
)
@frozen_option(N_("Check that a closed year (`monitor freeze`) has not changed; can be given several times."))
@pass_session
def command(
    session: Session,
    paths: tuple[str, ...],
    quiet: bool,
    strict: bool,
    allow_draft: bool,
    ignore: tuple[RuleId, ...],
    frozen: tuple[str, ...],
) -> int:
    """Problems go to standard output, their count to standard error."""
    checked, years = _checked(session, paths, frozen, strict)
    if any(result.kind == "follow-up" for result in checked):  # of any day: no check depends on today
        checked, _files = follow_up(session, (), checked, datetime.date.max)
    results = [_let_pass(result, allow_draft, ignore) for result in checked]
    _show(session, results)
    warned = strict and any(p.rule not in NOTES and not p.allowed for result in results for p in result.problems)
    if not quiet:
        if any(len(year.links) > 1 for year in years):
            from monitor_cli.output.freeze import closing_lines

            for line in (line for year in years for line in closing_lines(year)):
                aside(line)
        aside(_summary(results))
        note_monitorings(results)
        show_next_step(session, results, "validate", paths)
    return exit_code(result for result in results if not allow_draft or result.status != "incomplete") or int(warned)


def _let_pass(result: Result, allow_draft: bool, ignored: Container[RuleId]) -> Result:
    """Return the result without the ignored warnings, and with the empty scores of a draft allowed."""
    problems = tuple(problem for problem in result.problems if problem.rule not in ignored)
    if allow_draft and result.status == "incomplete":
        problems = tuple(p._replace(allowed=True) if p.rule in INCOMPLETE_RULES else p for p in problems)
    return result if problems == result.problems else replace(result, problems=problems)


def _checked(
    session: Session, paths: tuple[str, ...], frozen: tuple[str, ...], strict: bool
) -> tuple[list[Result], tuple[ClosedYear, ...]]:
    """Return the results of all files, and the closed years."""
    from monitor_cli.core.errors import RegisterError
    from monitor_cli.core.result import Result

    if frozen:
        return check_closings(session, frozen, paths, strict)
    if not paths:
        raise UsageError(_("name the files or folders to check"))
    try:
        use_register(session, paths)
    except RegisterError as error:  # among the files, or above them
        results = check_all(session, paths, strict, of_any_kind=True)
        is_there = any(os.path.normpath(result.file) == os.path.normpath(error.file) for result in results)
        broken = [] if is_there else [Result(error.file, tuple(error.problems), kind="register")]
        return [*results, *broken], ()
    return check_all(session, paths, strict, of_any_kind=True), ()


def _show(session: Session, results: list[Result]) -> None:
    """Show the report; if it goes to a file, also show the text, and inside GitHub Actions annotations."""
    from monitor_cli.output.reports.validate import Validation

    checked = Validation(results, _project_folder())
    if session.target:
        session.print_report(VALIDATE, checked)
    session.show(VALIDATE, checked, inputs=[result.file for result in results])
    if session.format is None and os.environ.get("GITHUB_ACTIONS") == "true":
        session.print_report(VALIDATE, checked, "github")


def _project_folder() -> str:
    """Return the folder that GitHub or GitLab checked out, if this folder is a part of it, else this folder.

    Empty if this folder is deleted: paths stay as they are given.
    """
    try:
        here = os.getcwd()
    except OSError:
        return ""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        top = os.path.abspath(os.environ.get(name) or here)
        if os.path.join(here, "").startswith(os.path.join(top, "")):
            return top
    return here


def _summary(results: list[Result]) -> str:
    """Return the counts of files, errors and warnings; the closing file of a year is not counted as a file."""
    files = sum(result.kind != "frozen-year" for result in results)
    drafts = sum(result.status == "incomplete" for result in results)
    bad = sum(result.status != "ok" for result in results) - drafts
    errors = sum(len(result.errors) for result in results if result.status != "incomplete")
    warnings = sum(p.severity == "warning" and not p.allowed for result in results for p in result.problems)
    checked = counted("{count} file checked", "{count} files checked", files)
    drafted = counted("{count} draft", "{count} drafts", drafts)
    if not bad and not warnings:
        return f"{checked}: {drafted}" if drafts else _("{checked}: no problems").format(checked=checked)
    parts = [
        counted("{count} file with errors", "{count} files with errors", bad),
        counted("{count} error", "{count} errors", errors),
        counted("{count} warning", "{count} warnings", warnings),
    ]
    return f"{checked}: {', '.join([drafted] * bool(drafts) + parts)}"
