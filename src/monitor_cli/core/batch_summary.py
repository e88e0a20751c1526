"""What a batch amounts to: counted while the rows go by, so that no row has to be kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from operator import add, sub
from typing import NamedTuple

from monitor_cli.core.batch_row import CRITERIA_FILE, Row
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.scorecard import OwnScores, own_scores, percent

MOST_WEAKEST = 3


class Mean(NamedTuple):
    """So many points over so many things; means are rounded half up and never pass through binary fractions."""

    points: int
    things: int

    def rounded(self, decimals: int = 1) -> float:
        """The mean with so many decimals."""
        scale: int = 10**decimals
        return (2 * self.points * scale + self.things) // (2 * self.things) / scale


@dataclass
class Group:
    """The scored files of one criteria set: totals of different sets are never averaged or placed together."""

    years: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    """How often each total occurs in each year."""
    bands: Counter[int] = field(default_factory=Counter)
    scores: list[int] = field(default_factory=list)
    gaps: Counter[tuple[int, int]] = field(default_factory=Counter)
    """How often the own score of a criterion, by its index, was so many points above the commission's."""

    @property
    def totals(self) -> Counter[int]:
        """How often each total occurs in all years together."""
        return sum(self.years.values(), Counter())

    @property
    def scored(self) -> int:
        """How many files have a total."""
        return sum(totals.total() for totals in self.years.values())

    @property
    def mean(self) -> Mean:
        """The mean of all totals."""
        return Mean(sum(total * count for total, count in self.totals.items()), self.scored)

    @property
    def median(self) -> float:
        """The total in the middle, or the mean of the two in the middle."""
        low, high = self._total_at((self.scored - 1) // 2), self._total_at(self.scored // 2)
        return low if low == high else (low + high) / 2

    def _total_at(self, index: int) -> int:
        for total, count in sorted(self.totals.items()):
            index -= count
            if index < 0:
                return total
        raise IndexError(index)

    def places(self) -> dict[tuple[int, int], tuple[int, bool]]:
        """For each year and total the place by standard competition ranking (1, 2, 2, 4), and whether it is shared."""
        places = {}
        for year, totals in self.years.items():
            above = 0
            for total in sorted(totals, reverse=True):
                places[year, total] = (above + 1, totals[total] > 1)
                above += totals[total]
        return places

    def band_share(self, number: int) -> float:
        """The share of the scored files in a band, in percent with one decimal."""
        return percent(self.bands[number], self.scored)

    def area_means(self, criteria_set: CriteriaSet) -> list[Mean]:
        """The mean points of each area, in the order of the table."""
        sums = iter(self.scores)
        return [Mean(sum(next(sums) for _ in area.criteria), self.scored) for area in criteria_set.areas]

    def weakest(self, criteria_set: CriteriaSet) -> list[tuple[int, Mean]]:
        """The numbers of the criteria with the lowest mean score, the lowest first, at most `MOST_WEAKEST`."""
        means = [
            (number, Mean(sum_, self.scored)) for number, sum_ in zip(criteria_set.criteria, self.scores, strict=True)
        ]
        return sorted(means, key=lambda pair: pair[1].points)[:MOST_WEAKEST]

    def own_scores(self, criteria_set: CriteriaSet) -> list[tuple[int, OwnScores]]:
        """How bodies rate themselves by criterion, those that are overrated most first; `given` counts the bodies."""
        numbers = list(criteria_set.criteria)
        by_number: dict[int, list[int]] = {}
        for (index, gap), count in self.gaps.items():
            by_number.setdefault(numbers[index], []).extend([gap] * count)
        found = [(number, own) for number, gaps in by_number.items() if (own := own_scores(gaps))]
        return sorted(found, key=lambda pair: (-pair[1].difference / pair[1].given, pair[0]))

    def add(self, row: Row, times: int = 1) -> None:
        """Count a row that has a total; with `times` of -1, one that was counted before counts no longer."""
        assert row.body is not None
        assert row.total is not None
        assert row.band is not None
        self.years[row.body.year][row.total] += times
        self.bands[row.band] += times
        if self.scores:
            self.scores = list(map(add if times > 0 else sub, self.scores, row.scores))
        else:
            self.scores = list(row.scores)
        pairs = enumerate(zip(row.self_scores, row.scores, strict=False))
        gaps = [(index, own - score) for index, (own, score) in pairs if own is not None]
        (self.gaps.update if times > 0 else self.gaps.subtract)(gaps)


@dataclass
class Summary:
    """Counts by status, and the scored files by criteria set."""

    statuses: Counter[str] = field(default_factory=Counter)
    groups: defaultdict[str, Group] = field(default_factory=lambda: defaultdict(Group))

    def add(self, row: Row) -> None:
        """Count a row."""
        self.statuses[row.status] += 1
        if row.total is not None and row.criteria is not None:
            self.groups[row.criteria].add(row)

    def take_total(self, row: Row) -> None:
        """Count a row that was added before as one without a total."""
        self.statuses[row.status] -= 1
        self.statuses["invalid"] += 1
        if row.total is not None and row.criteria is not None:
            group = self.groups[row.criteria]
            group.add(row, -1)
            if not group.scored:
                del self.groups[row.criteria]

    @property
    def files(self) -> int:
        """How many files there are, criteria files among them left out."""
        return self.statuses.total() - self.statuses[CRITERIA_FILE]

    @property
    def scored(self) -> int:
        """How many files have a total."""
        return self.statuses["ok"]

    def places(self) -> dict[tuple[str, int, int], tuple[int, bool]]:
        """The place of each criteria set, year and total among the scored files, and whether it is shared."""
        return {(ref, *key): place for ref, group in self.groups.items() for key, place in group.places().items()}
