"""The scorecard of a complete score file, with total and band (R6 to R8), and the prospect of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from monitor_cli.core.criteria import Area, Band, CriteriaSet, Criterion
from monitor_cli.core.figures import percent
from monitor_cli.core.score_file import Entry, ScoreFile

MOST_WEAKEST = 5
"""The most weakest criteria that are listed, of one body and of many."""


class CriterionScore(NamedTuple):
    """A criterion with its final score (R7) and the self-assessment score, None if the body gave none."""

    criterion: Criterion
    entry: Entry
    self_score: int | None

    @property
    def score(self) -> int:
        """The commission's score, on the scale of the set (1 to 5 in the order)."""
        return self.entry.score

    @property
    def self_difference(self) -> int | None:
        """The self-assessment score minus the commission's, in points; None without one."""
        return None if self.self_score is None else self.self_score - self.score


class AreaScore(NamedTuple):
    """A heading with its scored criteria; `total` is the sum of their scores, at most `max` points."""

    area: Area
    criteria: tuple[CriterionScore, ...]
    total: int
    max: int


class SelfAssessment(NamedTuple):
    """The self-assessment of a body against the final scores, over the `given` criteria that the body scored.

    `difference` is the sum of self-assessment scores minus final scores, in points: above 0 the body rates itself too
    high. It never enters the total. `over`, `equal` and `under` count the criteria that the body scored above, like and
    below the commission.
    """

    given: int
    difference: int
    over: int
    equal: int
    under: int


@dataclass(frozen=True)
class Scorecard:
    """The result of one body in one year: the sum of its final scores (R7; 24 to 120 under R6), and its band (R8)."""

    score_file: ScoreFile
    criteria_set: CriteriaSet
    total: int
    band: Band

    @cached_property
    def areas(self) -> tuple[AreaScore, ...]:
        """The headings in the order of the table, with their criteria and totals."""
        entries, self_scores = self.score_file.scores, self.score_file.self_scores
        best, areas = self.criteria_set.scale.max, []
        for area in self.criteria_set.areas:
            scored = tuple(CriterionScore(c, entries[c.number], self_scores.get(c.number)) for c in area.criteria)
            areas.append(AreaScore(area, scored, sum(each.score for each in scored), best * len(scored)))
        return tuple(areas)

    @property
    def percent(self) -> float:
        """The total in percent of the highest possible total, with one decimal."""
        return percent(self.total, self.criteria_set.max_total)

    @property
    def former_total(self) -> int | None:
        """The total that was announced first, in points; None if the total has not changed since."""
        gain = sum([each.score - each.changes[0].was for each in self.score_file.scores.values() if each.changes])
        return self.total - gain if gain else None

    @property
    def next_band(self) -> Band | None:
        """The next higher band; None in the highest band."""
        return self.criteria_set.next_band(self.band)

    @property
    def points_to_next(self) -> int | None:
        """Points needed to reach the next band; None in the highest band."""
        return self.next_band.min - self.total if self.next_band else None

    @property
    def points_to_lose(self) -> int | None:
        """Points that can be lost without losing the band; None in the lowest band."""
        return self.total - self.band.min if self.band.number > 1 else None

    @property
    def criteria(self) -> tuple[CriterionScore, ...]:
        """All criteria in the order of the table."""
        return tuple(criterion for area in self.areas for criterion in area.criteria)

    @property
    def self_assessment(self) -> SelfAssessment | None:
        """The self-assessment against the final scores; None if the body gave none."""
        return self_assessment([gap for c in self.criteria if (gap := c.self_difference) is not None])

    @property
    def weakest(self) -> tuple[CriterionScore, ...]:
        """The criteria below the highest score, lowest first; equal scores in the order of the table."""
        best = self.criteria_set.scale.max
        return tuple(sorted((c for c in self.criteria if c.score < best), key=lambda c: c.score))


class Prospect(NamedTuple):
    """The results still possible for a draft: totals from `lowest` to `highest`, and the numbers of their `bands`.

    Of `criteria` criteria, those with the numbers `missing` have no score.
    """

    criteria: int
    missing: tuple[int, ...]
    lowest: int
    highest: int
    bands: tuple[int, ...]

    @property
    def given(self) -> int:
        """The number of criteria with a score."""
        return self.criteria - len(self.missing)


def self_assessment(gaps: Sequence[int]) -> SelfAssessment | None:
    """Sum up the differences of self-assessment scores minus final scores; None if there are none."""
    if not gaps:
        return None
    over, under = sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)
    return SelfAssessment(len(gaps), sum(gaps), over, len(gaps) - over - under, under)


def scorecard(score_file: ScoreFile, criteria_set: CriteriaSet) -> Scorecard:
    """Score a file (R6 to R8); raise ValueError if a criterion has no score: the order has no "not applicable"."""
    if score_file.scores.keys() != criteria_set.criteria.keys():
        raise ValueError("a total needs a score for every criterion")
    total = sum([entry.score for entry in score_file.scores.values()])
    return Scorecard(score_file, criteria_set, total, criteria_set.band(total))


def prospect(score_file: ScoreFile, criteria_set: CriteriaSet) -> Prospect:
    """Return the totals and bands still possible for a draft: each missing criterion at its worst and at its best."""
    scale, criteria = criteria_set.scale, criteria_set.criteria
    missing = tuple(number for number in criteria if number not in score_file.scores)
    given = sum(entry.score for entry in score_file.scores.values())
    lowest, highest = given + scale.min * len(missing), given + scale.max * len(missing)
    bands = tuple(band.number for band in criteria_set.bands if band.min <= highest and band.max >= lowest)
    return Prospect(len(criteria), missing, lowest, highest, bands)
