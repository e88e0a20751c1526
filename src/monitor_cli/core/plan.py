"""The shortest way from a total to a higher band (R8), and results with other scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from monitor_cli.core.criteria import Band, Indicator
from monitor_cli.core.problems import INCOMPLETE_RULES
from monitor_cli.core.rating import RankedBody, rate
from monitor_cli.core.result import Result, monitorings
from monitor_cli.core.score_file import Entry, Recommendation
from monitor_cli.core.scorecard import CriterionScore, Scorecard


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion to raise by `gain` points, with the indicators of the next score and of the goal (R9)."""

    scored: CriterionScore
    gain: int
    next_level: Indicator
    goal: Indicator

    @property
    def recommendation(self) -> Recommendation | None:
        """The open recommendation for the criterion."""
        recommendation = self.scored.entry.recommendation
        return recommendation if recommendation and recommendation.status == "open" else None


@dataclass(frozen=True, slots=True)
class Plan:
    """The way to the band `target`; None if the body is in the highest band and no other band is requested.

    `missing` is the number of points needed to reach the lowest total of the target, 0 if it is reached already; the
    gains of `steps` sum up to it. `reserve` are the other criteria that could gain points.
    """

    card: Scorecard
    target: Band | None
    missing: int
    steps: tuple[Step, ...]
    reserve: tuple[CriterionScore, ...]

    @property
    def scores(self) -> dict[int, int]:
        """The score of each criterion after all steps, by number."""
        gains = {step.scored.criterion.number: step.gain for step in self.steps}
        return {c.criterion.number: c.score + gains.get(c.criterion.number, 0) for c in self.card.criteria}


def plan(card: Scorecard, band: int | None = None) -> Plan:
    """Return the way to the next band, or to the band with the number `band`.

    By the act, every point counts the same whichever criterion it comes from, so the number of points is fixed. The
    weakest criteria come first because they can gain most: so the fewest criteria change. Equally weak criteria are in
    the order of the table.

    Raises ValueError for a band that the criteria set does not have.
    """
    bands = {each.number: each for each in card.criteria_set.bands}
    if band is not None and band not in bands:
        raise ValueError(f"there is no band {band}")
    target = card.next_band if band is None else bands[band]
    missing = max(0, target.min - card.total) if target else 0
    scale, indicators = card.criteria_set.scale, card.criteria_set.indicators
    steps: list[Step] = []
    left = missing
    for scored in card.weakest:
        if left == 0:
            break
        gain = min(left, scale.max - scored.score)
        steps.append(Step(scored, gain, indicators[scored.score + 1], indicators[scored.score + gain]))
        left -= gain
    return Plan(card, target, missing, tuple(steps), card.weakest[len(steps) :])


def with_scores(result: Result, scores: Mapping[int, int]) -> Result:
    """Return the result of a copy of the file in which criteria have these `scores` by number.

    A draft may so get its total; a file with other errors stays as it is.
    """
    score_file, criteria_set = result.score_file, result.criteria_set
    if not (result.is_ok_or_draft and score_file and criteria_set):
        return result
    entries: dict[int, Entry] = {}
    for number in criteria_set.criteria:
        if entry := score_file.scores.get(number):
            entries[number] = replace(entry, score=scores.get(number, entry.score))
        elif number in scores:
            entries[number] = Entry(score=scores[number])
    complete = len(entries) == len(criteria_set.criteria)
    problems = tuple(p for p in result.problems if not complete or p.rule not in INCOMPLETE_RULES)
    return replace(result, problems=problems, score_file=replace(score_file, scores=entries))


class Places(NamedTuple):
    """The place of a body among `rated` bodies now and with other scores; None without a place."""

    before: RankedBody | None
    after: RankedBody | None
    rated: int


def places(before: Result, after: Result, among: Iterable[Result]) -> Places:
    """Return the places (R3) of a body with two results in the ranking of its kind, year and edition.

    The two results replace other files of the same body and year; with a later monitoring they have no place.
    """
    own = after.score_file
    if own is None:
        return Places(None, None, 0)
    same = own.agency.id, own.year
    others = [o for o in among if o.file == after.later or not o.body or (o.body.id, o.body.year) != same]
    ratings = [rate([*others, each], kind=own.agency.kind, year=own.year, ref=own.criteria) for each in (before, after)]
    old_place, new_place = (next((p for p in each.places if p.row.file == after.file), None) for each in ratings)
    return Places(old_place, new_place, len(ratings[1].places))


def with_later_monitoring(result: Result, among: Iterable[Result]) -> Result:
    """Return the result, marked with the file of a later monitoring of the body in the year if there is one."""
    for each in among:
        if result.body and each.body and "" in monitorings([("", result.body), (each.file, each.body)])[1]:
            result = replace(result, later=each.file)
    return result
