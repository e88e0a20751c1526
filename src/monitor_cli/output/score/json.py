"""Breakdowns as `monitor.score/1`."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import CriterionScore, Scorecard
from monitor_cli.core.texts import in_language
from monitor_cli.messages import current_language
from monitor_cli.output.json_parts import (
    Object,
    criteria_object,
    document,
    problem_objects,
    recommendation_object,
    result_object,
)


def render(results: Sequence[Result], criteria_set: CriteriaSet) -> bytes:
    """One object; `criteria` is the set of the first file that has one, else `criteria_set`."""
    used = next((result.criteria_set for result in results if result.criteria_set), criteria_set)
    return document(
        "monitor.score/1",
        criteria=criteria_object(used),
        results=[
            {
                **result_object(result),
                **_own_scores(result.scorecard),
                "areas": _areas(result.scorecard) if result.scorecard else [],
                "problems": problem_objects(result.problems),
            }
            for result in results
        ],
    )


def _own_scores(card: Scorecard | None) -> Object:
    """The body's own scores against the final ones; nothing where it gave none."""
    found = card.own_scores if card else None
    return {"self_assessment": found._asdict()} if found else {}


def _areas(card: Scorecard) -> list[Object]:
    language = current_language()
    return [
        {
            "number": area.area.number,
            "title": in_language(area.area.title, language),
            "kind": area.area.kind,
            "total": area.total,
            "max": area.max,
            "criteria": [_criterion(card, criterion) for criterion in area.criteria],
        }
        for area in card.areas
    ]


def _criterion(card: Scorecard, scored: CriterionScore) -> Object:
    language = current_language()
    entry, indicators = scored.entry, card.criteria_set.indicators
    found: Object = {
        "number": scored.criterion.number,
        "title": in_language(scored.criterion.title, language),
        "score": scored.score,
        "indicator": in_language(indicators[scored.score].text, language),
    }
    if scored.self_score is not None:
        found |= {"self_score": scored.self_score, "self_difference": scored.self_score - scored.score}
    if entry.note:
        found["note"] = entry.note
    if entry.evidence:
        found["evidence"] = list(entry.evidence)
    if todo := entry.recommendation:
        found["recommendation"] = recommendation_object(todo)
    return found
