"""From a complete score file to its total and band (R6 to R8), and what a draft can still reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from monitor_cli.core.criteria import Area, Band, CriteriaSet, Criterion
from monitor_cli.core.figures import percent
from monitor_cli.core.score_file import Entry, ScoreFile

MOST_WEAKEST = 5
"""So many of the weakest criteria are named, of one body and of many."""


class CriterionScore(NamedTuple):
    """A criterion with its final score (R7) and, where the body gave one, its own."""

    criterion: Criterion
    entry: Entry
    self_score: int | None

    @property
    def score(self) -> int:
        """The commission's score, on the scale of the set (1 to 5 in the order)."""
        return self.entry.score


class AreaScore(NamedTuple):
    """An area with its criteria, and the `total` of their scores, which is at most `max` points."""

    area: Area
    criteria: tuple[CriterionScore, ...]
    total: int
    max: int


class OwnScores(NamedTuple):
    """How a body rates itself against the commission, over the `given` criteria that it scored itself.

    `difference` is the sum of own less final scores, in points: above 0 the body overrates itself. It never enters
    the total. `over`, `equal` and `under` count the criteria with an own score above, like and below the final one.
    """

    given: int
    difference: int
    over: int
    equal: int
    under: int


@dataclass(frozen=True)
class Scorecard:
    """The result of one body in one year: `total` is the sum of all final scores (R7), `band` its category (R8).

    In the order a total is from 24 to 120 points (R6).
    """

    score_file: ScoreFile
    criteria_set: CriteriaSet
    total: int
    band: Band

    @cached_property
    def areas(self) -> tuple[AreaScore, ...]:
        """The areas in the order of the table, with their criteria and totals."""
        entries, own = self.score_file.scores, self.score_file.self_scores
        best = self.criteria_set.scale.max
        areas = []
        for area in self.criteria_set.areas:
            criteria = tuple(CriterionScore(c, entries[c.number], own.get(c.number)) for c in area.criteria)
            total = sum(c.score for c in criteria)
            areas.append(AreaScore(area, criteria, total, best * len(criteria)))
        return tuple(areas)

    @property
    def percent(self) -> float:
        """The total in percent of the greatest total, with one decimal."""
        return percent(self.total, self.criteria_set.max_total)

    @property
    def former_total(self) -> int | None:
        """The total as it was made known first, in points; None where it is still the same."""
        gained = sum(entry.score - entry.was for entry in self.score_file.scores.values() if entry.was is not None)
        return self.total - gained if gained else None

    @property
    def next_band(self) -> Band | None:
        """The band above, None in the highest."""
        bands = self.criteria_set.bands
        return bands[self.band.number] if self.band.number < len(bands) else None

    @property
    def points_to_next(self) -> int | None:
        """How many points are missing to the next band, None in the highest."""
        return self.next_band.min - self.total if self.next_band else None

    @property
    def points_to_lose(self) -> int | None:
        """How many points can be lost before the band is lost, None in the lowest."""
        return self.total - self.band.min if self.band.number > 1 else None

    @property
    def criteria(self) -> tuple[CriterionScore, ...]:
        """All criteria in the order of the table."""
        return tuple(criterion for area in self.areas for criterion in area.criteria)

    @property
    def own_scores(self) -> OwnScores | None:
        """The body's own scores against the final ones, None where it gave none."""
        return own_scores([c.self_score - c.score for c in self.criteria if c.self_score is not None])

    @property
    def weakest(self) -> tuple[CriterionScore, ...]:
        """All criteria below the highest score, the lowest first, else in the order of the table."""
        best = self.criteria_set.scale.max
        return tuple(sorted((c for c in self.criteria if c.score < best), key=lambda c: c.score))


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a draft can still reach: the criteria without a score, and the totals and bands that are left to it.

    `given` is how many criteria have a score.
    """

    missing: tuple[Criterion, ...]
    lowest: int
    highest: int
    bands: tuple[Band, ...]
    given: int


def own_scores(gaps: Sequence[int]) -> OwnScores | None:
    """What own less final scores amount to, None where there are none."""
    if not gaps:
        return None
    over, under = sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)
    return OwnScores(len(gaps), sum(gaps), over, len(gaps) - over - under, under)


def scorecard(score_file: ScoreFile, criteria_set: CriteriaSet) -> Scorecard:
    """Score a file (R6 to R8).

    Raises ValueError when a criterion of the set has no score: the order knows no "not applicable".
    """
    if score_file.scores.keys() != criteria_set.criteria.keys():
        raise ValueError("a total needs a score for every criterion")
    total = sum([entry.score for entry in score_file.scores.values()])
    return Scorecard(score_file, criteria_set, total, criteria_set.band(total))


def prospect(score_file: ScoreFile, criteria_set: CriteriaSet) -> Prospect:
    """What totals and bands a draft can still get, each missing criterion at its worst and at its best."""
    scale = criteria_set.scale
    missing = tuple(c for n, c in criteria_set.criteria.items() if n not in score_file.scores)
    known = sum(entry.score for entry in score_file.scores.values())
    lowest, highest = known + scale.min * len(missing), known + scale.max * len(missing)
    bands = tuple(b for b in criteria_set.bands if b.min <= highest and b.max >= lowest)
    return Prospect(missing, lowest, highest, bands, len(criteria_set.criteria) - len(missing))
