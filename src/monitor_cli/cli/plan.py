"""`monitor plan`: the shortest way to the next band."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from monitor_cli.cli.checking import check_all
from monitor_cli.cli.options import Command, WholeNumber, option, report_options
from monitor_cli.cli.outcome import exit_code, refuse_band, show_problems, show_why_no_total
from monitor_cli.cli.session import Session, pass_session
from monitor_cli.cli.terminal import UsageError, note
from monitor_cli.cli.years import note_monitorings, one_year
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
        "Find the shortest way to the next band, criterion by criterion, and the number of points that "
        "can be lost. With --set, show the result with other scores; with --among, the rank before and "
        "after."
    ),
)
@click.argument("file", type=click.Path(), metavar="FILE")
@report_options(PLAN.formats, full=True)
@option("--band", type=WholeNumber(1), metavar="N", help=N_("Set the band to reach (default: the next one)."))
@option(
    "--set",
    "changes",
    multiple=True,
    metavar="N=SCORE",
    help=N_("Suppose that criterion N has this score; can be given several times."),
)
@option(
    "--among",
    type=click.Path(),
    multiple=True,
    metavar="PATH",
    help=N_("Show the rank among these files or folders of the year, before and after; can be given several times."),
)
@pass_session
def command(session: Session, file: str, band: int | None, changes: tuple[str, ...], among: tuple[str, ...]) -> int:
    """Show the plan of each file with a total, and the problems of the others."""
    from monitor_cli.core.plan import places, plan, with_later_monitoring, with_scores
    from monitor_cli.core.result import row_of
    from monitor_cli.output.reports.plan import FilePlan

    if os.path.isdir(file):
        raise UsageError(_("{path} is a folder; a plan is made for one file"), path=file)
    result = session.check(file)
    scores = _scores(changes, result.criteria_set or session.library.default)
    others = check_all(session, among) if among else []
    result = with_later_monitoring(result, others)
    supposed = with_scores(result, scores)
    card = supposed.scorecard
    if card:
        refuse_band(band, card.criteria_set)
        one_year(list(map(row_of, others)), card.score_file.year)
    note_monitorings([result])
    if card or session.format_of(PLAN) == "json":
        way = plan(card, band) if card else None
        after = with_scores(supposed, way.scores) if way and not scores else supposed
        standing = places(result, after, others) if among else None
        inputs = [file, *(other.file for other in others)]
        session.show(PLAN, FilePlan(result, way, supposed if scores else None, standing), inputs=inputs)
    if card is None:
        show_why_no_total([supposed])
        note(_("a plan needs a score for every criterion and no errors"))
    show_problems(other for other in others if other.errors)
    return exit_code([supposed, *others]) or (0 if card else 1)


def _scores(changes: Iterable[str], criteria_set: CriteriaSet) -> dict[int, int]:
    """Return the scores of `--set` by criterion.

    Raises UsageError for anything but a criterion and a score of the set, and for two scores of one criterion.
    """
    low, high, last = criteria_set.scale.min, criteria_set.scale.max, len(criteria_set.criteria)
    scores: dict[int, int] = {}
    for change in changes:
        shown = shorten(visible(change))
        if not (match := re.fullmatch(r" *([0-9]{1,4}) *= *([0-9]{1,4}) *", change)):
            message = _("“{value}” is not a criterion with a score; write both numbers like this: --set 5=3")
            raise UsageError(message, value=shown)
        number, score = map(int, match.groups())
        if number not in criteria_set.criteria:
            message = _("--set {value}: there is no criterion {number}; they are numbered 1 to {last}")
            raise UsageError(message, value=shown, number=number, last=last)
        if not low <= score <= high:
            message = _("--set {value}: a score is a whole number from {low} to {high}")
            raise UsageError(message, value=shown, low=low, high=high)
        if scores.setdefault(number, score) != score:
            message = _("--set gives criterion {number} two scores: {score} and {other}")
            raise UsageError(message, number=number, score=scores[number], other=score)
    return scores
