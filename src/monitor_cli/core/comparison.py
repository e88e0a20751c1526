"""What rose, fell and stayed between two results of one body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from monitor_cli.core.criteria import Area, CriteriaSet, Criterion
from monitor_cli.core.errors import NotComparableError
from monitor_cli.core.figures import Mean
from monitor_cli.core.score_file import Recommendation
from monitor_cli.core.scorecard import AreaScore, CriterionScore, Scorecard

Part = TypeVar("Part", Criterion, Area)
Scored = TypeVar("Scored", CriterionScore, AreaScore)


class Change(NamedTuple):
    """A number before and after, None on a side that does not have it."""

    old: int | None
    new: int | None
    comparable: bool = True

    @property
    def difference(self) -> int | None:
        """`new` less `old`, None where the two cannot be compared."""
        if not self.comparable or self.old is None or self.new is None:
            return None
        return self.new - self.old

    @property
    def direction(self) -> str:
        """`risen`, `fallen`, `unchanged` or `not-comparable`."""
        gap = self.difference
        if gap is None:
            return "not-comparable"
        return "risen" if gap > 0 else "fallen" if gap < 0 else "unchanged"


class PartChange(NamedTuple, Generic[Part, Scored]):
    """A criterion or an area before and after; `change` is that of its score or total.

    `part` is the one of the later edition, else of the earlier. A side is None where its edition has none that means
    the same; areas mean the same where all their criteria do.
    """

    part: Part
    old: Scored | None
    new: Scored | None
    change: Change


CriterionChange = PartChange[Criterion, CriterionScore]
AreaChange = PartChange[Area, AreaScore]


class Tally(NamedTuple):
    """How many changes went which way, and the sum of their differences in points."""

    risen: int
    fallen: int
    unchanged: int
    not_comparable: int
    points: int

    @property
    def mean(self) -> Mean | None:
        """The mean difference of what can be compared, in points; None where nothing can."""
        compared = self.risen + self.fallen + self.unchanged
        return Mean(self.points, compared) if compared else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results, criterion by criterion.

    `total` and `band` can be compared where every criterion of the one edition means the same as one of the
    other (and, for `band`, the bands have the same limits); `common` sums up the criteria that can be compared.
    """

    old: Scorecard
    new: Scorecard
    criteria: tuple[CriterionChange, ...]
    areas: tuple[AreaChange, ...]
    total: Change
    band: Change

    @property
    def common(self) -> Change:
        """The sum of all criteria that can be compared, before and after."""
        pairs = [(c.old.score, c.new.score) for c in self.criteria if c.old and c.new]
        return Change(sum(old for old, _ in pairs), sum(new for _, new in pairs))

    @property
    def tally(self) -> Tally:
        """How many criteria rose, fell and stayed."""
        return tally(row.change for row in self.criteria)

    @property
    def dropped(self) -> bool:
        """Whether fewer points were reached than before, over the criteria that can be compared."""
        return self.common.direction == "fallen"


def correspondence(old: CriteriaSet, new: CriteriaSet) -> Mapping[int, int] | None:
    """Which criterion of `new` means the same as which of `old`, None where no map says so.

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
    """What changed from `old` to `new`.

    Raises NotComparableError where they are judged by different editions and neither says which criteria
    mean the same.
    """
    pairs = correspondence(old.criteria_set, new.criteria_set)
    if not pairs:
        raise NotComparableError(old.criteria_set.ref, new.criteria_set.ref)
    complete = len(pairs) == len(old.criteria_set.criteria) == len(new.criteria_set.criteria)
    limits = [[(band.min, band.max) for band in card.criteria_set.bands] for card in (old, new)]
    return Comparison(
        old,
        new,
        tuple(_criterion_changes(old, new, pairs)),
        tuple(_area_changes(old, new, pairs)),
        Change(old.total, new.total, complete),
        Change(old.band.number, new.band.number, complete and limits[0] == limits[1]),
    )


def tally(changes: Iterable[Change]) -> Tally:
    """How many changes went which way."""
    found = list(changes)
    counts = Counter(change.direction for change in found)
    points = sum(change.difference or 0 for change in found)
    return Tally(counts["risen"], counts["fallen"], counts["unchanged"], counts["not-comparable"], points)


def _one_to_one(pairs: Iterable[tuple[int, int]], old: CriteriaSet, new: CriteriaSet) -> dict[int, int]:
    """The pairs whose criteria exist; what two criteria are said to mean the same as, is the same as neither."""
    known = [(a, b) for a, b in pairs if a in old.criteria and b in new.criteria]
    olds, news = Counter(a for a, _ in known), Counter(b for _, b in known)
    return {a: b for a, b in known if olds[a] == news[b] == 1}


def _criterion_changes(old: Scorecard, new: Scorecard, pairs: Mapping[int, int]) -> Iterator[CriterionChange]:
    """In the order of the new table; what only the old one has comes last."""
    earlier = {pairs.get(scored.criterion.number): scored for scored in old.criteria}
    for scored in new.criteria:
        found = earlier.get(scored.criterion.number)
        yield PartChange(scored.criterion, found, scored, Change(found.score if found else None, scored.score))
    for scored in old.criteria:
        if scored.criterion.number not in pairs:
            yield PartChange(scored.criterion, scored, None, Change(scored.score, None))


def _area_changes(old: Scorecard, new: Scorecard, pairs: Mapping[int, int]) -> Iterator[AreaChange]:
    """Areas belong together where the criteria of the one are, all of them, those of the other."""
    earlier = {frozenset(pairs.get(c.criterion.number) for c in area.criteria): area for area in old.areas}
    matched = []
    for area in new.areas:
        found = earlier.get(frozenset(c.criterion.number for c in area.criteria))
        matched.append(found)
        yield PartChange(area.area, found, area, Change(found.total if found else None, area.total))
    for area in old.areas:
        if area not in matched:
            yield PartChange(area.area, area, None, Change(area.total, None))


class OpenRecommendation(NamedTuple):
    """A recommendation of `card` that no later file answers.

    `state` tells what the last file says of its criterion: `repeated` where it recommends something again, `silent`
    where it does not, `no-counterpart` where its edition has no criterion that means the same.
    """

    card: Scorecard
    scored: CriterionScore
    recommendation: Recommendation
    state: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Two or more results of one body, in the order given, each compared with the last one."""

    cards: tuple[Scorecard, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def latest(self) -> Comparison:
        """The last result against the one before it."""
        return self.comparisons[-1]

    @property
    def unanswered(self) -> tuple[OpenRecommendation, ...]:
        """What the body was told in all files but the last, and no later one answers."""
        return unanswered(self.cards)

    def criterion_series(self, row: CriterionChange) -> tuple[int | None, ...]:
        """The scores of a row of `latest.criteria` over the years, None where it cannot be compared."""
        return (*(_old(found.criteria, row) for found in self.comparisons), row.change.new)

    def area_series(self, row: AreaChange) -> tuple[int | None, ...]:
        """The totals of a row of `latest.areas` over the years, None where it cannot be compared."""
        return (*(_old(found.areas, row) for found in self.comparisons), row.change.new)


def trend(cards: Sequence[Scorecard]) -> Trend:
    """Two or more results of one body side by side, in the order given.

    Raises NotComparableError as `compare` does.
    """
    *earlier, last = cards
    return Trend(tuple(cards), tuple(compare(card, last) for card in earlier))


def unanswered(cards: Sequence[Scorecard]) -> tuple[OpenRecommendation, ...]:
    """The recommendations that are open in one file and that no later file answers, the oldest first.

    An answer is a later file that calls the recommendation for this criterion done or scores it higher.
    """
    return tuple(found for index, card in enumerate(cards[:-1]) for found in _unanswered(card, cards[index + 1 :]))


def _old(rows: Sequence[PartChange[Part, Scored]], row: PartChange[Part, Scored]) -> int | None:
    """The earlier number of that of `rows` which is about the same part as `row`."""
    same = (found for found in rows if found.part == row.part and (found.new is None) == (row.new is None))
    return next((found.change.old for found in same), None)


def _unanswered(card: Scorecard, later: Sequence[Scorecard]) -> Iterator[OpenRecommendation]:
    for scored in card.criteria:
        told = scored.entry.recommendation
        if told is None or told.status != "open":
            continue
        answers = [_counterpart(card, scored, other) for other in later]
        if any(answer and _is_answer(scored, answer) for answer in answers):
            continue
        last = answers[-1]
        state = "no-counterpart" if last is None else "repeated" if last.entry.recommendation else "silent"
        yield OpenRecommendation(card, scored, told, state)


def _counterpart(card: Scorecard, scored: CriterionScore, other: Scorecard) -> CriterionScore | None:
    pairs = correspondence(card.criteria_set, other.criteria_set) or {}
    number = pairs.get(scored.criterion.number)
    return next((found for found in other.criteria if found.criterion.number == number), None)


def _is_answer(scored: CriterionScore, later: CriterionScore) -> bool:
    told = later.entry.recommendation
    return later.score > scored.score or bool(told and told.status == "done")
