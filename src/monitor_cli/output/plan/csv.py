"""Plans as CSV: a row a criterion that is to be raised."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.plan import Plan
from monitor_cli.core.result import Result
from monitor_cli.messages import _
from monitor_cli.messages.visible import visible
from monitor_cli.output.csv_parts import csv_bytes
from monitor_cli.output.score.words import said


def render(result: Result, plan: Plan) -> bytes:
    """The steps, weakest criterion first; none where no point is missing."""
    header = [
        *(_("agency id"), _("year"), _("total"), _("band"), _("target band"), _("points missing")),
        *(_("criterion"), _("title"), _("score"), _("goal"), _("gain"), _("next level"), _("indicator")),
        *(_("open recommendation"), _("due")),
    ]
    return csv_bytes([header, *_rows(plan)])


def _rows(plan: Plan) -> Iterator[list[object]]:
    card, target = plan.card, plan.target.number if plan.target else None
    score_file = card.score_file
    for step in plan.steps:
        told = step.recommendation
        yield [
            *(score_file.agency.id, score_file.year, card.total, card.band.number, target, plan.missing),
            *(step.scored.criterion.number, said(step.scored.criterion.title)),
            *(step.scored.score, step.goal.score, step.gain, step.next_level.score, said(step.next_level.text)),
            *(visible(told.text) if told else None, told.due.isoformat() if told and told.due else None),
        ]
