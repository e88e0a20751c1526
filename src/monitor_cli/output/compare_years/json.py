"""Comparisons of two years as `monitor.compare/1`, with `kind` `folders`."""

from __future__ import annotations

from monitor_cli.core.comparison import Tally
from monitor_cli.core.criteria import Area, Criterion
from monitor_cli.core.result import Result
from monitor_cli.core.texts import in_language
from monitor_cli.core.year_comparison import BodyChange, YearComparison
from monitor_cli.messages import current_language
from monitor_cli.output.compare.json import change_object, tally_object, unanswered_object
from monitor_cli.output.json_parts import Object, agency_object, document, problem_objects, result_object
from monitor_cli.output.rank.json import rule_object


def render(years: YearComparison) -> bytes:
    """One object: bodies, tallies of areas and criteria, who came and went, and the broken files."""
    return document(
        "monitor.compare/1",
        kind="folders",
        rule=rule_object(years.bodies[0].comparison.new.criteria_set) if years.bodies else None,
        total=tally_object(years.total),
        bodies=[_body(body) for body in years.bodies],
        areas=[_tallied(row.part, found) for row, found in years.areas],
        criteria=[_tallied(row.part, found) for row, found in years.criteria],
        came=[result_object(result) for result in years.came],
        went=[result_object(result) for result in years.went],
        left_out=[_left_out(result) for result in years.left_out],
    )


def _body(body: BodyChange) -> Object:
    found = body.comparison
    years = {"old": found.old.score_file.year, "new": found.new.score_file.year}
    return {
        "agency": agency_object(found.new.score_file)["agency"],
        "year": years,
        "criteria_set": {"old": found.old.criteria_set.ref, "new": found.new.criteria_set.ref},
        "total": change_object(found.total),
        "band": change_object(found.band),
        "common": change_object(found.common),
        "place": {"old": body.place.old, "new": body.place.new, "gained": body.places_gained},
        "tally": tally_object(found.tally),
        "areas": [{"number": row.part.number, **change_object(row.change)} for row in found.areas],
        "criteria": [{"number": row.part.number, **change_object(row.change)} for row in found.criteria],
        "unanswered": [unanswered_object(one) for one in body.unanswered],
    }


def _tallied(part: Area | Criterion, found: Tally) -> Object:
    return {"number": part.number, "title": in_language(part.title, current_language()), **tally_object(found)}


def _left_out(result: Result) -> Object:
    return {**result_object(result), "problems": problem_objects(result.problems)}
