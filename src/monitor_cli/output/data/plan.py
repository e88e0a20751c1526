"""Plans for programs: `monitor.plan/1`, and a row per criterion to raise."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.plan import Plan
from monitor_cli.core.rating import RankedBody
from monitor_cli.core.result import Result
from monitor_cli.messages import _, in_current_language
from monitor_cli.messages.visible import visible
from monitor_cli.output import program_parts as parts
from monitor_cli.output.reports.plan import FilePlan
from monitor_cli.output.wording import localized

FORMAT = "monitor.plan/1"


def data(file_plan: FilePlan) -> parts.Object:
    """Return a file and its plan; `plan` is null without a total."""
    result, places = file_plan.result, file_plan.places
    return {
        "criteria": parts.criteria_object(result.criteria_set) if result.criteria_set else None,
        "result": parts.result_with_problems(result),
        "plan": _plan(file_plan.plan) if file_plan.plan else None,
        "what_if": _what_if(file_plan.supposed) if file_plan.supposed else None,
        "places": {"before": _place(places.before), "after": _place(places.after)} if places else None,
    }


def rows(file_plan: FilePlan) -> Iterator[list[object]]:
    """Yield a row per step, the weakest criterion first."""
    yield [
        *(_("agency id"), _("year"), _("total"), _("band"), _("target band"), _("points missing")),
        *(_("criterion"), _("title"), _("score"), _("goal"), _("gain"), _("next level"), _("indicator")),
        *(_("open recommendation"), _("due")),
    ]
    if plan := file_plan.plan:
        card, target = plan.card, plan.target.number if plan.target else None
        for step in plan.steps:
            scored, level, todo = step.scored, step.next_level, step.recommendation
            yield [
                *(card.score_file.agency.id, card.score_file.year, card.total, card.band.number, target, plan.missing),
                *(scored.criterion.number, localized(scored.criterion.title), scored.score, step.goal.score, step.gain),
                *(level.score, localized(level.text), visible(todo.text) if todo else None),
                todo.due.isoformat() if todo and todo.due else None,
            ]


def _plan(plan: Plan) -> parts.Object:
    best = plan.card.criteria_set.scale.max
    return {
        "target": parts.band_object(plan.target) if plan.target else None,
        "missing": plan.missing,
        "reached": plan.missing == 0,
        "steps": [
            {
                **parts.part_object(step.scored.criterion),
                "score": step.scored.score,
                "goal": step.goal.score,
                "gain": step.gain,
                "next_level": {"score": step.next_level.score, "indicator": in_current_language(step.next_level.text)},
                "recommendation": parts.recommendation_object(step.recommendation) if step.recommendation else None,
            }
            for step in plan.steps
        ],
        "total": plan.card.total + plan.missing,
        "reserve": [
            {"number": scored.criterion.number, "score": scored.score, "room": best - scored.score}
            for scored in plan.reserve
        ],
        "points_to_lose": plan.card.points_to_lose,
    }


def _what_if(supposed: Result) -> parts.Object:
    scores, card = supposed.score_file.scores if supposed.score_file else {}, supposed.scorecard
    return {
        "scores": {str(number): entry.score for number, entry in scores.items()},
        "total": card.total if card else None,
        "band": parts.band_object(card.band) if card else None,
    }


def _place(place: RankedBody | None) -> parts.Object | None:
    return {"rank": place.rank, "shared": place.shared} if place else None
