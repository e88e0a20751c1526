"""Comparison of the results of one body: two of them, or a trend over the years (R3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.core.errors import NotComparableError
from monitor_cli.core.figures import Mean
from monitor_cli.core.score_file import Recommendation
from monitor_cli.core.scorecard import AreaScore, CriterionScore, Scorecard

Part = TypeVar("Part", Criterion, Area)
PartScore = TypeVar("PartScore", CriterionScore, AreaScore)
AnswerState = Literal["repeated", "silent", "no-counterpart"]
Direction = Literal["risen", "fallen", "unchanged", "not-comparable"]


class Change(NamedTuple):
    """A number before and after; None on a side without it."""

    old: int | None
    new: int | None
    comparable: bool = True

    @property
    def difference(self) -> int | None:
        """`new` minus `old`; None if they cannot be compared."""
        if not self.comparable or self.old is None or self.new is None:
            return None
        return self.new - self.old

    @property
    def direction(self) -> Direction:
        """The direction of the change."""
        if self.difference is None:
            return "not-comparable"
        return "risen" if self.difference > 0 else "fallen" if self.difference < 0 else "unchanged"


class PartChange(NamedTuple, Generic[Part, PartScore]):
    """A criterion or a heading before and after, with the change of its score or total.

    `part` belongs to the later edition if that has one, otherwise to the earlier one. A side is None if its edition has
    no part that means the same. Headings mean the same if all their criteria do.
    """

    part: Part
    old: PartScore | None
    new: PartScore | None
    change: Change


CriterionChange = PartChange[Criterion, CriterionScore]
AreaChange = PartChange[Area, AreaScore]


class Tally(NamedTuple):
    """The number of changes by direction, and the sum of their differences in points."""

    risen: int
    fallen: int
    unchanged: int
    not_comparable: int
    points: int

    @property
    def mean(self) -> Mean | None:
        """The mean difference of the comparable numbers, in points; None if there are none."""
        compared = self.risen + self.fallen + self.unchanged
        return Mean(self.points, compared) if compared else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results, criterion by criterion.

    `total` is comparable if every criterion of one edition means the same as one of the other; `band`, if the bands
    have the same limits too. `common` sums up the comparable criteria.
    """

    old: Scorecard
    new: Scorecard
    criteria: tuple[CriterionChange, ...]
    areas: tuple[AreaChange, ...]
    total: Change
    band: Change

    @property
    def common(self) -> Change:
        """The sum of all comparable criteria before and after, in points."""
        pairs = [(row.old.score, row.new.score) for row in self.criteria if row.old and row.new]
        return Change(sum(old for old, _ in pairs), sum(new for _, new in pairs))

    @property
    def tally(self) -> Tally:
        """The number of criteria that rose, fell and stayed the same."""
        return tally(row.change for row in self.criteria)


def correspondence(old: CriteriaSet, new: CriteriaSet) -> Mapping[int, int] | None:
    """Map each criterion number of `old` to the one of `new` that means the same; None without such a map.

    Scores on different scales are never compared.
    """
    if old.ref == new.ref:
        return {number: number for number in new.criteria}
    if (old.scale.min, old.scale.max) != (new.scale.min, new.scale.max):
        return None
    for comparable in new.comparable:
        if comparable.criteria == old.ref:
            return _one_to_one(comparable.numbers.items(), old, new)
    for comparable in old.comparable:
        if comparable.criteria == new.ref:
            return _one_to_one([(mine, theirs) for theirs, mine in comparable.numbers.items()], old, new)
    return None


def compare(old: Scorecard, new: Scorecard) -> Comparison:
    """Compare `old` with `new`.

    Raises NotComparableError if they are assessed under different editions and neither says which criteria mean the
    same.
    """
    pairs = correspondence(old.criteria_set, new.criteria_set)
    if not pairs:
        raise NotComparableError(old.criteria_set.ref, new.criteria_set.ref)
    complete = len(pairs) == len(old.criteria_set.criteria) == len(new.criteria_set.criteria)
    criteria = [[(c.criterion, {c.criterion.number}, c, c.score) for c in card.criteria] for card in (old, new)]
    areas = [
        [(a.area, {c.criterion.number for c in a.criteria}, a, a.total) for a in card.areas] for card in (old, new)
    ]
    limits = [[(band.min, band.max) for band in card.criteria_set.bands] for card in (old, new)]
    return Comparison(
        old,
        new,
        tuple(_changes(pairs, *criteria)),
        tuple(_changes(pairs, *areas)),
        Change(old.total, new.total, complete),
        Change(old.band.number, new.band.number, complete and limits[0] == limits[1]),
    )


def tally(changes: Iterable[Change]) -> Tally:
    """Count changes by direction and sum up their differences."""
    counts, points = Counter[Direction](), 0
    for change in changes:
        counts[change.direction] += 1
        points += change.difference or 0
    return Tally(counts["risen"], counts["fallen"], counts["unchanged"], counts["not-comparable"], points)


def _one_to_one(pairs: Iterable[tuple[int, int]], old: CriteriaSet, new: CriteriaSet) -> dict[int, int]:
    """Return the pairs of existing criteria, without criteria that occur in two pairs."""
    known = [(a, b) for a, b in pairs if a in old.criteria and b in new.criteria]
    olds, news = Counter(a for a, _ in known), Counter(b for _, b in known)
    return {a: b for a, b in known if olds[a] == news[b] == 1}


def _changes(
    pairs: Mapping[int, int],
    old: Sequence[tuple[Part, set[int], PartScore, int]],
    new: Sequence[tuple[Part, set[int], PartScore, int]],
) -> Iterator[PartChange[Part, PartScore]]:
    """Yield the change of each part in the order of the new table, then the parts that only the old table has."""
    keys = [frozenset(map(pairs.get, numbers)) for _part, numbers, *_ in old]
    earlier = dict(zip(keys, old, strict=True))
    for part, numbers, scored, points in new:
        before = earlier.get(frozenset(numbers))
        yield PartChange(part, before and before[2], scored, Change(before and before[3], points))
    later = {frozenset(numbers) for _part, numbers, *_ in new}
    for key, (part, _numbers, scored, points) in zip(keys, old, strict=True):
        if key not in later:
            yield PartChange(part, scored, None, Change(points, None))


class OpenRecommendation(NamedTuple):
    """A recommendation of `card` with no follow-up recorded in any later file.

    `state` is what the last file has for its criterion: `repeated` for a recommendation, `silent` for none,
    `no-counterpart` if its edition has no criterion that means the same.
    """

    card: Scorecard
    scored: CriterionScore
    recommendation: Recommendation
    state: AnswerState


@dataclass(frozen=True, slots=True)
class Trend:
    """Two or more results of one body, in the order given, each compared with the last one."""

    cards: tuple[Scorecard, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def latest(self) -> Comparison:
        """The comparison of the last result with the one before it."""
        return self.comparisons[-1]

    @property
    def unanswered(self) -> tuple[OpenRecommendation, ...]:
        """The recommendations of all files but the last with no follow-up recorded later."""
        return unanswered(self.cards)

    def series(self, row: CriterionChange | AreaChange) -> tuple[int | None, ...]:
        """Return the points of a row of `latest` by year; None if a year is not comparable."""
        return (*(_earlier_score((*each.criteria, *each.areas), row) for each in self.comparisons), row.change.new)


def trend(cards: Sequence[Scorecard]) -> Trend:
    """Compare two or more results of one body, in the order given; raise NotComparableError as `compare` does."""
    *earlier, last = cards
    return Trend(tuple(cards), tuple(compare(card, last) for card in earlier))


def unanswered(cards: Sequence[Scorecard]) -> tuple[OpenRecommendation, ...]:
    """Return the open recommendations with no follow-up recorded in a later file, oldest first.

    Follow-up is a later file that marks the recommendation for the criterion as done or scores the criterion higher.
    """
    return tuple(each for index, card in enumerate(cards[:-1]) for each in _unanswered(card, cards[index + 1 :]))


def _earlier_score(rows: Sequence[CriterionChange | AreaChange], row: CriterionChange | AreaChange) -> int | None:
    """Return the earlier score of the same criterion or heading as `row`."""
    same = (each for each in rows if each.part == row.part and (each.new is None) == (row.new is None))
    return next((each.change.old for each in same), None)


def _unanswered(card: Scorecard, later: Sequence[Scorecard]) -> Iterator[OpenRecommendation]:
    maps = [correspondence(card.criteria_set, other.criteria_set) or {} for other in later]
    scores = [{scored.criterion.number: scored for scored in other.criteria} for other in later]
    for scored in card.criteria:
        recommendation, number = scored.entry.recommendation, scored.criterion.number
        if recommendation is None or recommendation.status != "open":
            continue
        answers = [by_number.get(pairs.get(number, 0)) for pairs, by_number in zip(maps, scores, strict=True)]
        if any(answer and _is_answer(scored, answer) for answer in answers):
            continue
        last = answers[-1]
        state: AnswerState = "no-counterpart" if last is None else "repeated" if last.entry.recommendation else "silent"
        yield OpenRecommendation(card, scored, recommendation, state)


def _is_answer(scored: CriterionScore, later: CriterionScore) -> bool:
    recommendation = later.entry.recommendation
    return later.score > scored.score or bool(recommendation and recommendation.status == "done")
