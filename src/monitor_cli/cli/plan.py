"""`monitor plan`: the cheapest way to the next band."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.options import Command, Whole, format_option, full_option, option, output_option
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.core.texts import shorten
from monitor_cli.messages import N_, _
from monitor_cli.messages.visible import visible
from monitor_cli.output import PLAN

if TYPE_CHECKING:
    from monitor_cli.core.criteria import CriteriaSet


@click.command(
    "plan",
    cls=Command,
    help=N_(
        "The cheapest way to the next band, criterion by criterion, and how many points may be lost. With --set: what "
        "the file would get with other scores; with --among: the place before and after."
    ),
)
@click.argument("file", type=click.Path(), metavar="FILE")
@format_option(PLAN.formats)
@output_option
@full_option(expose_value=False)
@option("--band", type=Whole(1), metavar="N", help=N_("The band to reach (the next one)."))
@option(
    "--set",
    "changes",
    multiple=True,
    metavar="N=SCORE",
    help=N_("What if: criterion N has this score; may be given several times."),
)
@option(
    "--among",
    type=click.Path(),
    multiple=True,
    metavar="PATH",
    help=N_("Files or folders of the year: the place among them before and after; may be given several times."),
)
@pass_session
def command(session: Session, file: str, band: int | None, changes: tuple[str, ...], among: tuple[str, ...]) -> int:
    """Plan for one file; a file without a total has no plan."""
    from monitor_cli.cli.outcome import exit_code, refuse_band, show_problems, show_why_no_total
    from monitor_cli.core.plan import places, plan, with_scores
    from monitor_cli.output.reports.plan import FilePlan

    if os.path.isdir(file):
        words = _("{path} is a folder; a plan is made for one file")
        raise click.UsageError(words.format(path=visible(file)))
    result = session.check(file)
    scores = _scores(changes, result.criteria_set or session.library.default)
    supposed = with_scores(result, scores)
    card = supposed.scorecard
    if card:
        refuse_band(band, card.criteria_set)
    others = session.check_all(among) if among else []
    if card or session.format_of(PLAN) == "json":
        way = plan(card, band) if card else None
        after = with_scores(supposed, way.scores) if way and not scores else supposed
        standing = places(result, after, others) if among else None
        inputs = [file, *(other.file for other in others)]
        session.show(PLAN, FilePlan(result, way, supposed if scores else None, standing), inputs=inputs)
    if card is None:
        show_why_no_total([supposed])
        click.echo(_("a plan needs a score for every criterion and no errors"), err=True)
    show_problems(other for other in others if other.errors)
    return exit_code([supposed, *others]) or (0 if card else 1)


def _scores(changes: Iterable[str], criteria_set: CriteriaSet) -> dict[int, int]:
    """The scores of `--set`, by criterion.

    Raises click.UsageError for what is no number and score of the set, and for two scores of one criterion.
    """
    low, high, last = criteria_set.scale.min, criteria_set.scale.max, len(criteria_set.criteria)
    scores: dict[int, int] = {}
    for change in changes:
        shown = shorten(visible(change))
        if not (match := re.fullmatch(r" *([0-9]{1,3}) *= *([0-9]{1,3}) *", change)):
            words = _("“{value}” is no criterion with a score; write both numbers like this: --set 5=3")
            raise click.UsageError(words.format(value=shown))
        number, score = map(int, match.groups())
        if number not in criteria_set.criteria:
            words = _("--set {value}: there is no criterion {number}; they are numbered 1 to {last}")
            raise click.UsageError(words.format(value=shown, number=number, last=last))
        if not low <= score <= high:
            words = _("--set {value}: a score is a whole number from {low} to {high}")
            raise click.UsageError(words.format(value=shown, low=low, high=high))
        if scores.setdefault(number, score) != score:
            words = _("--set gives criterion {number} two scores: {score} and {other}")
            raise click.UsageError(words.format(number=number, score=scores[number], other=score))
    return scores
