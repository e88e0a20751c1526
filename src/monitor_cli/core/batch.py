"""The figures of a batch, counted while the rows go by, so that no row is kept, and the report of a batch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import Literal, NamedTuple

from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.core.figures import Mean, grouped, percent
from monitor_cli.core.problems import ASIDE
from monitor_cli.core.result import Row, RowStatus, row_self_assessment
from monitor_cli.core.score_file import KINDS, Kind
from monitor_cli.core.scorecard import MOST_WEAKEST, Scorecard, SelfAssessment, self_assessment
from monitor_cli.core.texts import name_key


class AreaMean(NamedTuple):
    """The mean points of a heading, of at most `max`."""

    area: Area
    mean: Mean
    max: int


class GroupKey(NamedTuple):
    """The key of a group of files: one criteria set, one kind of body and one year."""

    criteria: str
    kind: Kind
    year: int


@dataclass
class Figures:
    """The figures of the files of one key; totals of different methods, kinds and years never enter one mean."""

    totals: Counter[int] = field(default_factory=Counter)
    """The number of files with each total."""
    bands: Counter[int] = field(default_factory=Counter)
    scores: list[int] = field(default_factory=list)
    gaps: Counter[tuple[int, int]] = field(default_factory=Counter)
    """The number of files by the index of a criterion and the self-assessment score minus the final score."""

    @property
    def scored(self) -> int:
        """The number of files with a total."""
        return self.totals.total()

    @property
    def mean(self) -> Mean:
        """The mean total."""
        return Mean(sum(total * count for total, count in self.totals.items()), self.scored)

    @property
    def median(self) -> Mean:
        """The median total: the middle one, or the mean of the two in the middle."""
        totals = sorted(self.totals.elements())
        return Mean(totals[(len(totals) - 1) // 2] + totals[len(totals) // 2], 2)

    @property
    def lowest(self) -> int:
        """The lowest total of a file."""
        return min(self.totals)

    @property
    def highest(self) -> int:
        """The highest total of a file."""
        return max(self.totals)

    def band_share(self, number: int) -> float:
        """Return the share of the scored files in a band, in percent with one decimal."""
        return percent(self.bands[number], self.scored)

    def area_means(self, criteria_set: CriteriaSet) -> list[AreaMean]:
        """Return the mean points of each heading, in the order of the table."""
        return area_means(criteria_set, self.scores, self.scored)

    def weakest(self, criteria_set: CriteriaSet) -> list[tuple[Criterion, Mean]]:
        """Return the criteria with the lowest mean scores, at most `MOST_WEAKEST`; none has the highest score."""
        sums = zip(criteria_set.criteria.values(), self.scores, strict=True)
        means = [(criterion, Mean(points, self.scored)) for criterion, points in sums]
        below = [pair for pair in means if pair[1].points < criteria_set.scale.max * self.scored]
        return sorted(below, key=lambda pair: pair[1].points)[:MOST_WEAKEST]

    def self_assessments(self, criteria_set: CriteriaSet) -> list[tuple[int, SelfAssessment]]:
        """Return the self-assessments by criterion number, the most overrated first; `given` counts the bodies."""
        numbers = list(criteria_set.criteria)
        by_number = grouped((numbers[index], gap) for index, gap in self.gaps.elements())
        assessments = [(number, each) for number, gaps in by_number.items() if (each := self_assessment(gaps))]
        return sorted(assessments, key=lambda pair: (-pair[1].difference / pair[1].given, pair[0]))

    def add(self, total: int, band: int, scores: Sequence[int], self_scores: Sequence[int | None] = ()) -> None:
        """Count a file by its total, its band and its scores in the order of the table."""
        self.totals[total] += 1
        self.bands[band] += 1
        self.scores = list(map(add, self.scores, scores)) if self.scores else list(scores)
        if self_scores:
            pairs = enumerate(zip(self_scores, scores, strict=True))
            self.gaps.update((index, given - score) for index, (given, score) in pairs if given is not None)


def figures_of(cards: Iterable[Scorecard]) -> Figures:
    """Return the figures of some scorecards of one key."""
    figures = Figures()
    for card in cards:
        figures.add(card.total, card.band.number, [scored.score for scored in card.criteria])
    return figures


@dataclass
class Summary:
    """The number of files by status, and the figures of the scored files."""

    statuses: Counter[RowStatus] = field(default_factory=Counter)
    groups: defaultdict[GroupKey, Figures] = field(default_factory=lambda: defaultdict(Figures))

    def add(self, row: Row) -> None:
        """Count a row; an earlier monitoring of a body enters no figures."""
        self.statuses[row.status] += 1
        if row.total is not None and row.band is not None and row.criteria and row.body and not row.later:
            key = GroupKey(row.criteria, row.body.kind, row.body.year)
            self.groups[key].add(row.total, row.band, row.scores, row.self_scores)

    @property
    def files(self) -> int:
        """The number of score files."""
        return self.statuses.total() - sum(self.statuses[kind] for kind in ASIDE)

    @property
    def scored(self) -> int:
        """The number of files with a total."""
        return self.statuses["ok"]


@dataclass(frozen=True)
class BatchReport:
    """The report of a batch; `own` asks for the self-assessments, names are sorted in `language`.

    `rows` can be iterated several times.
    """

    rows: Iterable[Row]
    summary: Summary
    criteria_sets: Mapping[str, CriteriaSet]
    own: bool = False
    language: str = "en"

    @property
    def groups(self) -> list[tuple[GroupKey, Figures, CriteriaSet]]:
        """The figures by year, kind and criteria set: the newest year and state bodies first."""
        keys = sorted(self.summary.groups, key=lambda key: (-key.year, KINDS.index(key.kind), key.criteria))
        return [(key, self.summary.groups[key], self.criteria_sets[key.criteria]) for key in keys]

    def criteria_set(self, row: Row) -> CriteriaSet | None:
        """Return the criteria set against which the file of a row was checked."""
        return self.criteria_sets.get(row.criteria) if row.criteria else None

    def weakest_area(self, row: Row) -> AreaMean | None:
        """Return the heading with the lowest share of its points, the first of several.

        None without a total, and if every score is the highest.
        """
        if not (row.scores and (criteria_set := self.criteria_set(row))):
            return None
        weakest = min(area_means(criteria_set, row.scores, 1), key=lambda area: area.mean.points / area.max)
        return weakest if weakest.mean.points < weakest.max else None

    def self_rated(self) -> list[tuple[Row, int]]:
        """Return the rows with a self-assessment and its difference, the most overrated first."""
        rated = [(row, assessment.difference) for row in self.rows if (assessment := row_self_assessment(row))]
        return sorted(rated, key=lambda pair: (-pair[1], *by_name(pair[0], self.language)))


@dataclass(frozen=True)
class Selection:
    """The files that count (`kind`, `year`) and those of them that are listed (`band`); None stands for all.

    A file whose kind or year cannot be read always counts: it may be one of the selected files.
    """

    kind: Kind | None = None
    year: int | None = None
    band: int | None = None

    def counts(self, row: Row) -> bool:
        """Return True if a row enters the summary."""
        if row.body is None:
            return True
        return self.kind in (None, row.body.kind) and self.year in (None, row.body.year)

    def lists(self, row: Row) -> bool:
        """Return True if a row that counts is listed; a file without a total always is."""
        return self.band is None or row.band in (None, self.band)


Order = Literal["total", "name", "year"]


@dataclass(frozen=True)
class SortedRows:
    """Rows in the order of `by`; an iteration keeps all of them in memory."""

    rows: Iterable[Row]
    by: Order
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
    """Return the sort key of rows that are otherwise equal: the name of the body, the year and the file."""
    if row.body is None:
        return "", 0, row.file
    return name_key(row.body.name, language), row.body.year, row.file


def area_means(criteria_set: CriteriaSet, scores: Iterable[int], files: int) -> list[AreaMean]:
    """Return the mean points of each heading from the `scores` of all criteria, summed over `files` files."""
    sums, best = iter(scores), criteria_set.scale.max
    return [
        AreaMean(area, Mean(sum(next(sums) for _ in area.criteria), files), best * len(area.criteria))
        for area in criteria_set.areas
    ]
