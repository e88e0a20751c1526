"""The results of one body over the years, and what it was told and did not answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitor_cli.core.comparison import (
    AreaChange,
    Comparison,
    CriterionChange,
    Part,
    PartChange,
    Scored,
    compare,
    correspondence,
)
from monitor_cli.core.score_file import Recommendation
from monitor_cli.core.scorecard import CriterionScore, Scorecard


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
