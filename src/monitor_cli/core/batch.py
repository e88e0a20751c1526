"""What a batch amounts to: counted while the rows go by, so that no row has to be kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import NamedTuple

from monitor_cli.core.batch_row import ASIDE, Row, row_own_scores
from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.core.figures import Mean, percent
from monitor_cli.core.scorecard import MOST_WEAKEST, OwnScores, own_scores
from monitor_cli.core.texts import name_key


class AreaMean(NamedTuple):
    """The mean points of an area, of at most `max`."""

    area: Area
    mean: Mean
    max: int


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
    def median(self) -> Mean:
        """The total in the middle, or the mean of the two in the middle."""
        return Mean(self._total_at((self.scored - 1) // 2) + self._total_at(self.scored // 2), 2)

    @property
    def lowest(self) -> int:
        """The lowest total."""
        return min(self.totals)

    @property
    def highest(self) -> int:
        """The highest total."""
        return max(self.totals)

    def _total_at(self, index: int) -> int:
        for total, count in sorted(self.totals.items()):
            index -= count
            if index < 0:
                return total
        raise IndexError(index)

    def band_share(self, number: int) -> float:
        """The share of the scored files in a band, in percent with one decimal."""
        return percent(self.bands[number], self.scored)

    def area_means(self, criteria_set: CriteriaSet) -> list[AreaMean]:
        """The mean points of each area, in the order of the table."""
        sums, best, means = iter(self.scores), criteria_set.scale.max, []
        for area in criteria_set.areas:
            mean = Mean(sum(next(sums) for _ in area.criteria), self.scored)
            means.append(AreaMean(area, mean, best * len(area.criteria)))
        return means

    def weakest(self, criteria_set: CriteriaSet) -> list[tuple[Criterion, Mean]]:
        """The criteria with the lowest mean score, the lowest first, at most `MOST_WEAKEST` and none at the top."""
        sums = zip(criteria_set.criteria.values(), self.scores, strict=True)
        means = [(criterion, Mean(points, self.scored)) for criterion, points in sums]
        below = [pair for pair in means if pair[1].points < criteria_set.scale.max * self.scored]
        return sorted(below, key=lambda pair: pair[1].points)[:MOST_WEAKEST]

    def own_scores(self, criteria_set: CriteriaSet) -> list[tuple[int, OwnScores]]:
        """How bodies rate themselves by criterion, those that are overrated most first; `given` counts the bodies."""
        numbers = list(criteria_set.criteria)
        by_number: dict[int, list[int]] = {}
        for (index, gap), count in self.gaps.items():
            by_number.setdefault(numbers[index], []).extend([gap] * count)
        found = [(number, own) for number, gaps in by_number.items() if (own := own_scores(gaps))]
        return sorted(found, key=lambda pair: (-pair[1].difference / pair[1].given, pair[0]))

    def add(self, total: int, band: int, scores: Sequence[int], self_scores: Sequence[int | None] = ()) -> None:
        """Count a file by its total, its band and its scores in the order of the table."""
        self.totals[total] += 1
        self.bands[band] += 1
        self.scores = list(map(add, self.scores, scores)) if self.scores else list(scores)
        pairs = enumerate(zip(self_scores, scores, strict=False))
        self.gaps.update((index, own - score) for index, (own, score) in pairs if own is not None)


@dataclass
class Summary:
    """Counts by status, and the figures of the scored files."""

    statuses: Counter[str] = field(default_factory=Counter)
    groups: defaultdict[GroupKey, Group] = field(default_factory=lambda: defaultdict(Group))

    def add(self, row: Row) -> None:
        """Count a row; an earlier monitoring of a body enters no figure."""
        self.statuses[row.status] += 1
        if row.total is not None and row.band is not None and row.criteria and row.body and not row.later:
            key = GroupKey(row.criteria, row.body.kind, row.body.year)
            self.groups[key].add(row.total, row.band, row.scores, row.self_scores)

    @property
    def files(self) -> int:
        """How many files there are, without those of other kinds."""
        return self.statuses.total() - sum(self.statuses[kind] for kind in ASIDE)

    @property
    def scored(self) -> int:
        """How many files have a total."""
        return self.statuses["ok"]


@dataclass(frozen=True)
class BatchReport:
    """`rows` can be gone through as often as needed; `own` asks for the self-assessment.

    `language` is the one in which names are sorted.
    """

    rows: Iterable[Row]
    summary: Summary
    criteria_sets: Mapping[str, CriteriaSet]
    own: bool = False
    language: str = "en"

    @property
    def groups(self) -> list[tuple[GroupKey, Group, CriteriaSet]]:
        """The figures of each year, kind and criteria set: the newest year and state bodies first."""
        keys = sorted(self.summary.groups, key=lambda key: (-key.year, key.kind != "state", key.criteria))
        return [(key, self.summary.groups[key], self.criteria_sets[key.criteria]) for key in keys]

    def criteria_set(self, row: Row) -> CriteriaSet | None:
        """The set that judged a row."""
        return self.criteria_sets.get(row.criteria) if row.criteria else None

    def self_rated(self) -> list[tuple[Row, int]]:
        """The rows with own scores and by how much they differ, those that overrate themselves most first."""
        found = [(row, own.difference) for row in self.rows if (own := row_own_scores(row))]
        return sorted(found, key=lambda pair: (-pair[1], *by_name(pair[0], self.language)))


@dataclass(frozen=True)
class Selection:
    """Which files count (`kind`, `year`), and which of them are listed (`band`); None stands for all.

    A file of which kind or year cannot be read always counts: it may be one of those that were asked for.
    """

    kind: str | None = None
    year: int | None = None
    band: int | None = None

    def counts(self, row: Row) -> bool:
        """Whether a row enters the summary."""
        if row.body is None:
            return True
        return self.kind in (None, row.body.kind) and self.year in (None, row.body.year)

    def lists(self, row: Row) -> bool:
        """Whether a row that counts is also listed; a file without a total always is."""
        return self.band is None or row.band in (None, self.band)


@dataclass(frozen=True)
class SortedRows:
    """Rows in the order of `by`; holds all of them in memory while they are gone through."""

    rows: Iterable[Row]
    by: str
    language: str = "en"

    def __iter__(self) -> Iterator[Row]:
        return iter(sorted(self.rows, key=self._key))

    def _key(self, row: Row) -> tuple[object, ...]:
        year = row.body.year if row.body else 0
        no_body, no_total = row.body is None, row.total is None
        first = {
            "total": (no_total, row.criteria or "", -(row.total or 0)),
            "name": (no_body,),
            "year": (-year, no_total, -(row.total or 0)),
        }
        return (*first[self.by], *by_name(row, self.language))


def by_name(row: Row, language: str) -> tuple[str, int, str]:
    """What rows are sorted by that are equal otherwise: the name of the body, the year and the file."""
    if row.body is None:
        return "", 0, row.file
    return name_key(row.body.name, language), row.body.year, row.file
