"""Ratings as `monitor.rank/1`."""

from __future__ import annotations

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.rating import Rated, Rating, Unranked
from monitor_cli.core.texts import in_language
from monitor_cli.messages import _, current_language
from monitor_cli.output.json_parts import (
    Object,
    agency_object,
    band_object,
    criteria_object,
    document,
    problem_objects,
)
from monitor_cli.output.rank.words import REASONS


def render(rating: Rating) -> bytes:
    """One object: what is rated and by which rule, the places, and the files without one."""
    found = rating.criteria_set
    return document(
        "monitor.rank/1",
        criteria=criteria_object(found) if found else None,
        kind=rating.kind,
        year=rating.year,
        rule=rule_object(found) if found else None,
        ranking=[place_object(rated) for rated in rating.places],
        unranked=[unranked_object(unranked) for unranked in rating.unranked],
    )


def rule_object(criteria_set: CriteriaSet) -> Object:
    """How equal totals are ranked; by `basis` the rule is the act's (`source`) or this tool's (`tool`)."""
    ranking = criteria_set.ranking
    return {"ties": ranking.ties, "basis": ranking.basis, "note": in_language(ranking.note, current_language())}


def place_object(rated: Rated) -> Object:
    """A body with its place; `stability` holds the places within one point."""
    return {
        "rank": rated.rank,
        "shared": rated.shared,
        "total": rated.card.total,
        "max": rated.card.criteria_set.max_total,
        "percent": rated.card.percent,
        "band": band_object(rated.card.band),
        "stability": {"best": rated.best, "worst": rated.worst},
        **agency_object(rated.score_file),
        "took_office_after_start": rated.took_office_late,
        "file": rated.result.file,
        "sha256": rated.result.sha256,
    }


def unranked_object(unranked: Unranked) -> Object:
    """A file without a place; `agency` and `year` are null where the file does not say them."""
    result = unranked.result
    body = agency_object(result.score_file) if result.score_file else {"agency": None, "year": None}
    return {
        "reason": unranked.reason,
        "message": _(REASONS[unranked.reason]),
        "broken": unranked.is_broken,
        **body,
        "file": result.file,
        "sha256": result.sha256,
        "problems": problem_objects(result.problems),
    }
