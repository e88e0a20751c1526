"""`monitor criteria`: the published criteria sets, and those of `--criteria`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.options import Completions, Group, WholeNumber, completions, report_options
from monitor_cli.cli.outcome import exit_code
from monitor_cli.cli.session import Session, pass_session, session_of
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.core.texts import shorten
from monitor_cli.messages import N_, _
from monitor_cli.output import CRITERIA, CRITERIA_DIFF, CRITERIA_LIST, VALIDATE

if TYPE_CHECKING:
    from monitor_cli.core.criteria import CriteriaSet


class CriterionNumber(WholeNumber):
    """The number of a criterion; the shell completes the numbers of the set in use."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if not str(value).strip().lstrip("+-").isdecimal():
            message = _("“{value}” is not the number of a criterion; a criteria set is given with --criteria FILE")
            raise UsageError(message, ctx, value=shorten(str(value)))
        return super().convert(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Completions:
        from monitor_cli.core.errors import CriteriaError
        from monitor_cli.output.wording import localized

        try:
            criteria = session_of(ctx).library.default.criteria.values()
        except CriteriaError:
            return []
        return completions(((str(c.number), localized(c.title)) for c in criteria), incomplete)


@click.group("criteria", cls=Group, help=N_("List, show and check criteria sets."))
def command() -> None:
    """Only a group of subcommands."""


@command.command("list", help=N_("List the criteria sets that score files can refer to."))
@report_options(CRITERIA_LIST.formats)
@pass_session
def list_sets(session: Session) -> int:
    session.show(CRITERIA_LIST, session.library.sets)
    return 0


@command.command("show", help=N_("Show a criteria set, or one criterion of it."))
@click.argument("number", required=False, type=CriterionNumber(1), metavar="[N]")
@report_options(CRITERIA.formats)
@pass_session
def show_set(session: Session, number: int | None) -> int:
    """The set that `--criteria` gives, else the newest published one."""
    from monitor_cli.output.reports.criteria import CriteriaView

    criteria_set = session.library.default
    if number is not None and number not in criteria_set.criteria:
        message = _("there is no criterion {number}; the criteria are numbered {first} to {last}")
        first, *_rest, last = criteria_set.criteria
        raise UsageError(message, number=number, first=first, last=last)
    session.show(CRITERIA, CriteriaView(criteria_set, number))
    return 0


@command.command("check", help=N_("Check criteria files."))
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE...")
@pass_session
def check_files(session: Session, files: tuple[str, ...]) -> int:
    from monitor_cli.output.reports.validate import Validation
    from monitor_cli.reading.criteria_files import check_criteria_file

    results = list(session.traced(map(check_criteria_file, files)))
    session.show(VALIDATE, Validation(results), inputs=files)
    for result in results:
        if one := result.criteria_set:
            message = _("{ref}: {areas} headings, {criteria} criteria, totals {min} to {max}, {bands} bands")
            sizes = {"areas": len(one.areas), "criteria": len(one.criteria), "bands": len(one.bands)}
            note(message, ref=one.ref, min=one.min_total, max=one.max_total, **sizes)
    return exit_code(results)


@command.command("diff", help=N_("Show the changes between two editions of a criteria set."))
@click.argument("old", type=click.Path(), metavar="A")
@click.argument("new", type=click.Path(), metavar="B")
@report_options(CRITERIA_DIFF.formats)
@pass_session
def diff_sets(session: Session, old: str, new: str) -> int:
    """The exit code is 1 if one edition has a change that can move scores."""
    from monitor_cli.core.edition_changes import edition_changes
    from monitor_cli.output.reports.criteria_diff import Editions

    before, after = _named_set(session, old), _named_set(session, new)
    changes = edition_changes(before, after)
    session.show(CRITERIA_DIFF, Editions(before, after, changes), inputs=(old, new))
    if before.ref != after.ref or not any(change.is_scoring for change in changes):
        return 0
    note(_("both sets are called {ref}; a change that can move scores needs a new edition"), ref=before.ref)
    return 1


def _named_set(session: Session, name: str) -> CriteriaSet:
    """Return the known set of this `<id>@<edition>`, else the set of the file."""
    from monitor_cli.reading.criteria_files import load_criteria

    return session.library.get(name) or load_criteria(name)
