"""Comparisons of one body as `monitor.compare/1`."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.core.comparison import Change, Tally
from monitor_cli.core.result import Result
from monitor_cli.core.texts import in_language
from monitor_cli.core.trend import Trend, Unanswered
from monitor_cli.messages import current_language
from monitor_cli.output.compare.rows import Row, rows
from monitor_cli.output.json_parts import (
    Object,
    document,
    problem_objects,
    recommendation_object,
    result_object,
)


def render(results: Sequence[Result], trend: Trend | None) -> bytes:
    """One object; `comparison` is null where a file has no total, and the problems say why."""
    return document(
        "monitor.compare/1",
        kind="body",
        results=[{**result_object(result), "problems": problem_objects(result.problems)} for result in results],
        comparison=_trend(trend) if trend else None,
    )


def _trend(trend: Trend) -> Object:
    found = list(rows(trend))
    return {
        "years": [card.score_file.year for card in trend.cards],
        "total": change_object(trend.latest.total),
        "band": change_object(trend.latest.band),
        "common": change_object(trend.latest.common),
        "tally": tally_object(trend.latest.tally),
        "areas": [_row(row) for row in found if row.level == "area"],
        "criteria": [_row(row) for row in found if row.level == "criterion"],
        "unanswered": [unanswered_object(one) for one in trend.unanswered],
    }


def _row(row: Row) -> Object:
    return {
        "number": row.number,
        "title": in_language(row.title, current_language()),
        "values": list(row.values),
        **change_object(row.change),
    }


def change_object(change: Change) -> Object:
    """A number before and after; `difference` is null where the two cannot be compared."""
    return {
        "old": change.old,
        "new": change.new,
        "difference": change.difference,
        "direction": change.direction,
    }


def tally_object(tally: Tally) -> Object:
    """How many changes went which way; `points` is the sum of their differences."""
    return {
        "risen": tally.risen,
        "fallen": tally.fallen,
        "unchanged": tally.unchanged,
        "not_comparable": tally.not_comparable,
        "points": tally.points,
    }


def unanswered_object(found: Unanswered) -> Object:
    """A recommendation that no later file answers; `state` is `repeated`, `silent` or `no-counterpart`."""
    return {
        "year": found.card.score_file.year,
        "criterion": found.scored.criterion.number,
        "recommendation": recommendation_object(found.recommendation),
        "state": found.state,
    }
