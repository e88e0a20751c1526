"""The cheapest way from a total to a higher band, what may be lost before the present one is lost (R8), and what if."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from monitor_cli.core.criteria import Band, Indicator
from monitor_cli.core.problems import INCOMPLETE_RULES
from monitor_cli.core.rating import RankedBody, rate
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import Entry, Recommendation, ScoreFile
from monitor_cli.core.scorecard import CriterionScore, Scorecard


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion to raise by `gain` points: what the next score up means, and what the one to reach means (R9)."""

    scored: CriterionScore
    gain: int
    next_level: Indicator
    goal: Indicator

    @property
    def recommendation(self) -> Recommendation | None:
        """What the body was told to mend here and has not mended."""
        found = self.scored.entry.recommendation
        return found if found and found.status == "open" else None


@dataclass(frozen=True, slots=True)
class Plan:
    """The way to the band `target`, which is None where the body is in the highest and no band was asked for.

    `missing` is the exact number of points to the target's lowest total, 0 where it is reached already;
    the gains of `steps` sum up to it. `reserve` are the criteria that could give points too.
    """

    card: Scorecard
    target: Band | None
    missing: int
    steps: tuple[Step, ...]
    reserve: tuple[CriterionScore, ...]

    @property
    def scores(self) -> dict[int, int]:
        """The score of every criterion once the plan is carried out."""
        gains = {step.scored.criterion.number: step.gain for step in self.steps}
        return {c.criterion.number: c.score + gains.get(c.criterion.number, 0) for c in self.card.criteria}


def plan(card: Scorecard, band: int | None = None) -> Plan:
    """The way to the next band, or to the band with the number `band`.

    By the act every point counts the same, whichever criterion it comes from, so the least number of
    points is fixed. The weakest criteria come first because they leave most room: so the fewest
    criteria have to change. Criteria that are equally weak come in the order of the table.

    Raises ValueError for a band that the criteria set does not have.
    """
    target = card.next_band if band is None else _band(card, band)
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
    """What a copy of the file gives in which the criteria with these numbers have these `scores`.

    A draft may get its total that way; a file with other errors stays as it is.
    """
    score_file, criteria_set = result.score_file, result.criteria_set
    if not (result.is_ok_or_draft and score_file and criteria_set):
        return result
    entries: dict[int, Entry] = {}
    for number in criteria_set.criteria:
        if entry := score_file.scores.get(number):
            entries[number] = Entry(**vars(entry) | {"score": scores.get(number, entry.score)})
        elif number in scores:
            entries[number] = Entry(score=scores[number])
    complete = len(entries) == len(criteria_set.criteria)
    problems = tuple(p for p in result.problems if not complete or p.rule not in INCOMPLETE_RULES)
    return replace(result, problems=problems, score_file=ScoreFile(**vars(score_file) | {"scores": entries}))


class Places(NamedTuple):
    """The place of a body as it is and as it would be, None where it has none, among so many `rated` bodies."""

    before: RankedBody | None
    after: RankedBody | None
    rated: int


def places(before: Result, after: Result, among: Iterable[Result]) -> Places:
    """The places (R3) of a body with two results in the rating of its kind, year and edition.

    Files of the same body and year among the others make way for each of the two.
    """
    own = after.score_file
    if own is None:
        return Places(None, None, 0)
    others = [
        result
        for result in among
        if result.score_file is None
        or (result.score_file.agency.id, result.score_file.year) != (own.agency.id, own.year)
    ]
    ratings = [rate([*others, one], kind=own.agency.kind, year=own.year, ref=own.criteria) for one in (before, after)]
    own_place, new_place = (
        next((place for place in rating.places if place.body.id == own.agency.id), None) for rating in ratings
    )
    return Places(own_place, new_place, len(ratings[1].places))


def _band(card: Scorecard, number: int) -> Band:
    for band in card.criteria_set.bands:
        if band.number == number:
            return band
    raise ValueError(f"there is no band {number}")
