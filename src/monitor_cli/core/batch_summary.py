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


class GroupKey(NamedTuple):
    """Which files are looked at together: those of one criteria set, one kind of body and one year."""

    criteria: str
    kind: str
    year: int


@dataclass
class Group:
    """The scored files of one key: totals of different methods, kinds and years never enter one mean."""

    totals: Counter[int] = field(default_factory=Counter)
    """How often each total occurs."""
    bands: Counter[int] = field(default_factory=Counter)
    scores: list[int] = field(default_factory=list)
    gaps: Counter[tuple[int, int]] = field(default_factory=Counter)
    """How often the own score of a criterion, by its index, was so many points above the commission's."""

    @property
    def scored(self) -> int:
        """How many files have a total."""
        return self.totals.total()

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
        assert row.total is not None
        assert row.band is not None
        self.totals[row.total] += times
        if not self.totals[row.total]:
            del self.totals[row.total]
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
    """Counts by status, and the figures of the scored files."""

    statuses: Counter[str] = field(default_factory=Counter)
    groups: defaultdict[GroupKey, Group] = field(default_factory=lambda: defaultdict(Group))

    def add(self, row: Row) -> None:
        """Count a row."""
        self.statuses[row.status] += 1
        if key := _key(row):
            self.groups[key].add(row)

    def take_total(self, row: Row) -> None:
        """Count a row that was added before as one without a total."""
        self.statuses[row.status] -= 1
        self.statuses["invalid"] += 1
        if key := _key(row):
            group = self.groups[key]
            group.add(row, -1)
            if not group.scored:
                del self.groups[key]

    @property
    def files(self) -> int:
        """How many files there are, criteria files among them left out."""
        return self.statuses.total() - self.statuses[CRITERIA_FILE]

    @property
    def scored(self) -> int:
        """How many files have a total."""
        return self.statuses["ok"]


def _key(row: Row) -> GroupKey | None:
    if row.total is None or row.criteria is None or row.body is None:
        return None
    return GroupKey(row.criteria, row.body.kind, row.body.year)
