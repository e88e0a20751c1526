"""Plans as `monitor.plan/1`."""

from __future__ import annotations

from monitor_cli.core.plan import Plan, Step
from monitor_cli.core.result import Result
from monitor_cli.core.texts import in_language
from monitor_cli.messages import current_language
from monitor_cli.output.json_parts import (
    Object,
    band_object,
    criteria_object,
    document,
    problem_objects,
    recommendation_object,
    result_object,
)


def render(result: Result, plan: Plan | None) -> bytes:
    """One object; `plan` is null for a file without a total, whose problems say why."""
    return document(
        "monitor.plan/1",
        criteria=criteria_object(result.criteria_set) if result.criteria_set else None,
        result={**result_object(result), "problems": problem_objects(result.problems)},
        plan=_plan(plan) if plan else None,
    )


def _plan(plan: Plan) -> Object:
    best = plan.card.criteria_set.scale.max
    return {
        "target": band_object(plan.target) if plan.target else None,
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


def _step(step: Step) -> Object:
    language = current_language()
    return {
        "number": step.scored.criterion.number,
        "title": in_language(step.scored.criterion.title, language),
        "score": step.scored.score,
        "goal": step.goal.score,
        "gain": step.gain,
        "next_level": {"score": step.next_level.score, "indicator": in_language(step.next_level.text, language)},
        "recommendation": recommendation_object(step.recommendation) if step.recommendation else None,
    }
