"""Plans for programs: `monitor.plan/1`, and a row a criterion that is to be raised."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.plan import Plan, Step
from monitor_cli.core.rating import RankedBody
from monitor_cli.core.result import Result
from monitor_cli.core.texts import in_language
from monitor_cli.messages import _, current_language
from monitor_cli.messages.visible import visible
from monitor_cli.output import json_parts as parts
from monitor_cli.output.reports.plan import FilePlan
from monitor_cli.output.wording import localized

FORMAT = "monitor.plan/1"


def data(found: FilePlan) -> parts.Object:
    """`plan` is null for a file without a total, whose problems say why."""
    result = found.result
    return {
        "criteria": parts.criteria_object(result.criteria_set) if result.criteria_set else None,
        "result": parts.judged_object(result),
        "plan": _plan(found.plan) if found.plan else None,
        "what_if": _what_if(found.supposed) if found.supposed else None,
        "places": {name: _place(getattr(found.places, name)) for name in ("before", "after")} if found.places else None,
    }


def rows(found: FilePlan) -> Iterator[list[object]]:
    """The steps, weakest criterion first; none where no point is missing."""
    yield [
        *(_("agency id"), _("year"), _("total"), _("band"), _("target band"), _("points missing")),
        *(_("criterion"), _("title"), _("score"), _("goal"), _("gain"), _("next level"), _("indicator")),
        *(_("open recommendation"), _("due")),
    ]
    if found.plan:
        yield from _rows(found.plan)


def _plan(plan: Plan) -> parts.Object:
    best = plan.card.criteria_set.scale.max
    return {
        "target": parts.band_object(plan.target) if plan.target else None,
        "missing": plan.missing,
        "reached": plan.missing == 0,
        "steps": [_step(step) for step in plan.steps],
        "total": plan.card.total + plan.missing,
        "reserve": [
            {"number": scored.criterion.number, "score": scored.score, "room": best - scored.score}
            for scored in plan.reserve
        ],
        "points_to_lose": plan.card.points_to_lose,
    }


def _what_if(supposed: Result) -> parts.Object:
    """What the file would get with all its scores as they were supposed."""
    scores = supposed.score_file.scores if supposed.score_file else {}
    card = supposed.scorecard
    return {
        "scores": {str(number): entry.score for number, entry in scores.items()},
        "total": card.total if card else None,
        "band": parts.band_object(card.band) if card else None,
    }


def _place(rated: RankedBody | None) -> parts.Object | None:
    return {"rank": rated.rank, "shared": rated.shared} if rated else None


def _step(step: Step) -> parts.Object:
    language = current_language()
    return {
        "number": step.scored.criterion.number,
        "title": in_language(step.scored.criterion.title, language),
        "score": step.scored.score,
        "goal": step.goal.score,
        "gain": step.gain,
        "next_level": {"score": step.next_level.score, "indicator": in_language(step.next_level.text, language)},
        "recommendation": parts.recommendation_object(step.recommendation) if step.recommendation else None,
    }


def _rows(plan: Plan) -> Iterator[list[object]]:
    card, target = plan.card, plan.target.number if plan.target else None
    score_file = card.score_file
    for step in plan.steps:
        told = step.recommendation
        yield [
            *(score_file.agency.id, score_file.year, card.total, card.band.number, target, plan.missing),
            *(step.scored.criterion.number, localized(step.scored.criterion.title)),
            *(step.scored.score, step.goal.score, step.gain, step.next_level.score, localized(step.next_level.text)),
            *(visible(told.text) if told else None, told.due.isoformat() if told and told.due else None),
        ]
