"""`monitor criteria`: the criteria sets that this tool knows or is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from monitor_cli.cli.options import Group, Whole, format_option, output_option
from monitor_cli.cli.session import Session, pass_session, session_of
from monitor_cli.core.texts import shorten
from monitor_cli.messages import N_, _, current_language
from monitor_cli.messages.visible import visible
from monitor_cli.output import CRITERIA, CRITERIA_DIFF, CRITERIA_LIST, VALIDATE

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from monitor_cli.core.criteria import CriteriaSet


class CriterionNumber(Whole):
    """The number of a criterion; the shell offers those of the set in use."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; fails for anything else, and for a criteria set says how one is given."""
        if not str(value).strip().lstrip("+-").isdecimal():
            message = _("“{value}” is not the number of a criterion; a criteria set is given with --criteria FILE")
            raise click.UsageError(message.format(value=shorten(str(value))), ctx)
        return super().convert(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The numbers that begin with what was typed, with the titles in the current language."""
        from click.shell_completion import CompletionItem

        from monitor_cli.core.errors import CriteriaError
        from monitor_cli.core.texts import in_language

        try:
            criteria = session_of(ctx).library.default.criteria.values()
        except CriteriaError:
            return []
        return [
            CompletionItem(str(c.number), help=visible(in_language(c.title, current_language())))
            for c in criteria
            if str(c.number).startswith(incomplete)
        ]


@click.group("criteria", cls=Group, help=N_("List, show and check criteria sets."))
def command() -> None:
    """The subcommands do the work."""


@command.command("list", help=N_("List the criteria sets that score files can name."))
@pass_session
def list_sets(session: Session) -> int:
    """One line a set."""
    session.show(CRITERIA_LIST, session.library.sets)
    return 0


@command.command("show", help=N_("Show a criteria set, or one criterion of it."))
@click.argument("number", required=False, type=CriterionNumber(1), metavar="[N]")
@format_option(CRITERIA.formats)
@output_option
@pass_session
def show_set(session: Session, number: int | None) -> int:
    """The set that `--criteria` gives, else the newest published one."""
    from monitor_cli.output.reports.criteria import CriteriaView

    criteria_set = session.library.default
    if number is not None and number not in criteria_set.criteria:
        words = _("there is no criterion {number}; the criteria are numbered {first} to {last}")
        first, *_rest, last = criteria_set.criteria
        raise click.UsageError(words.format(number=number, first=first, last=last))
    session.show(CRITERIA, CriteriaView(criteria_set, number))
    return 0


@command.command("check", help=N_("Check criteria files."))
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE...")
@pass_session
def check_files(session: Session, files: tuple[str, ...]) -> int:
    """Hold each file against the shape of criteria files and show its problems."""
    from monitor_cli.cli.outcome import exit_code
    from monitor_cli.output.reports.validate import Validation
    from monitor_cli.reading.criteria_files import check_criteria_file

    results = [check_criteria_file(file) for file in files]
    session.show(VALIDATE, Validation(results), inputs=files)
    for result in results:
        if result.criteria_set:
            click.echo(_size(result.criteria_set), err=True)
    return exit_code(results)


def _size(criteria_set: CriteriaSet) -> str:
    words = _("{ref}: {areas} headings, {criteria} criteria, totals {min} to {max}, {bands} bands")
    return words.format(
        ref=criteria_set.ref,
        areas=len(criteria_set.areas),
        criteria=len(criteria_set.criteria),
        min=criteria_set.min_total,
        max=criteria_set.max_total,
        bands=len(criteria_set.bands),
    )


@command.command("diff", help=N_("Show what changed between two editions of a criteria set."))
@click.argument("old", type=click.Path(), metavar="A")
@click.argument("new", type=click.Path(), metavar="B")
@format_option(CRITERIA_DIFF.formats)
@output_option
@pass_session
def diff_sets(session: Session, old: str, new: str) -> int:
    """Exit code 1 where a change that can move scores stands under one and the same edition."""
    from monitor_cli.core.edition_changes import edition_changes
    from monitor_cli.output.reports.criteria_diff import Editions

    before, after = _named_set(session, old), _named_set(session, new)
    changes = edition_changes(before, after)
    session.show(CRITERIA_DIFF, Editions(before, after, changes), inputs=(old, new))
    if before.ref != after.ref or not any(change.is_scoring for change in changes):
        return 0
    words = _("both sets are called {ref}; what can move scores makes a new edition")
    click.echo(words.format(ref=before.ref), err=True)
    return 1


def _named_set(session: Session, name: str) -> CriteriaSet:
    """The set of a file, or the known one of this `<id>@<edition>`.

    Raises CriteriaError for a file that cannot be used.
    """
    from monitor_cli.reading.criteria_files import load_criteria

    return session.library.get(name) or load_criteria(name)
