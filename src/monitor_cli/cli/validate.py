"""`monitor validate`: checks files and folders, for CI and for whoever fills them in."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, format_option, option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.messages import N_, _, ngettext
from monitor_cli.output import renderer
from monitor_cli.output.validate import FORMATS

if TYPE_CHECKING:
    from monitor_cli.core.result import Result


@click.command("validate", cls=Command, help=N_("Check score files and criteria files, and folders of them."))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@format_option(FORMATS)
@output_option()
@option("-q", "--quiet", is_flag=True, help=N_("No summary, and no report when all is well."))
@option("--strict", is_flag=True, help=N_("Add warnings: missing evidence and notes, overdue recommendations, dates."))
@option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help=N_("The day by which --strict decides what is overdue (today)."),
)
@pass_session
def command(
    session: Session, paths: tuple[str, ...], quiet: bool, strict: bool, today: datetime.datetime | None
) -> int:
    """Check everything that was named, show the problems and sum them up on standard error."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.reading.batch import check_all

    day = today.date() if today else datetime.date.today()
    results = check_all(paths, session.library, most_bytes=session.most_bytes, strict_on=day if strict else None)
    report = renderer("validate", session.format or "text")(results)
    session.report(report, inputs=[result.file for result in results])
    warned = strict and any(result.problems for result in results)
    if not quiet:
        click.echo(_summary(results), err=True)
    return exit_code(results) or (1 if warned else 0)


def _summary(results: list[Result]) -> str:
    bad = sum(result.status != "ok" for result in results)
    errors = sum(len(result.errors) for result in results)
    warnings = sum(len(result.problems) for result in results) - errors
    checked = ngettext("{count} file checked", "{count} files checked", len(results)).format(count=len(results))
    if not bad and not warnings:
        return _("{checked}: all is well").format(checked=checked)
    parts = [
        ngettext("{count} file with errors", "{count} files with errors", bad).format(count=bad),
        ngettext("{count} error", "{count} errors", errors).format(count=errors),
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
    ]
    return f"{checked}: {', '.join(parts)}"
