"""What a page shows of one body and year beside its scorecard: place, way up, earlier years."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.places import Place
from monitor_cli.core.result import Result
from monitor_cli.core.scorecard import CriterionScore, Scorecard

UNITS = 480
"""The width of the scale of totals in its own units."""


class Gain(NamedTuple):
    """A criterion that is to rise, and the score to reach."""

    scored: CriterionScore
    to: int


class Year(NamedTuple):
    """A body's result in one year; `change` is the difference to the year before among the given files."""

    card: Scorecard
    anchor: str
    change: int | None


class Sheet(NamedTuple):
    """One body in one year; `years` are all its years, oldest first, on its newest sheet and empty elsewhere."""

    result: Result
    card: Scorecard
    place: Place
    anchor: str
    gains: tuple[Gain, ...]
    years: tuple[Year, ...]


class Segment(NamedTuple):
    """A band on the scale of totals."""

    number: int
    start: float
    width: float
    first: int


def sheets(results: Iterable[Result], ranking: Iterable[Place]) -> list[Sheet]:
    """A sheet for every scorecard, in the order of the rating."""
    sources = {id(result.scorecard): result for result in results if result.scorecard}
    ranking = list(ranking)
    histories = _histories([place.card for place in ranking])
    return [
        Sheet(
            sources[id(place.card)],
            place.card,
            place,
            anchor(place.card),
            way_up(place.card),
            histories.get(id(place.card), ()),
        )
        for place in ranking
    ]


def anchor(card: Scorecard) -> str:
    """The name of a sheet inside the page: body and year, which no two files with a total share."""
    return f"{card.score_file.agency.id}-{card.score_file.year}"


def way_up(card: Scorecard) -> tuple[Gain, ...]:
    """Which criteria, the weakest first, have to reach which score for the next band; none in the highest."""
    gains = []
    missing = card.points_to_next or 0
    for scored in card.weakest:
        gain = min(card.criteria_set.scale.max - scored.score, missing)
        if gain > 0:
            gains.append(Gain(scored, scored.score + gain))
            missing -= gain
    return tuple(gains)


def segments(criteria_set: CriteriaSet) -> list[Segment]:
    """The bands side by side, to measure (R8)."""
    found = []
    for band in criteria_set.bands:
        start, end = position(band.min, criteria_set), position(band.max + 1, criteria_set)
        found.append(Segment(band.number, start, round(end - start, 1), band.min))
    return found


def position(total: float, criteria_set: CriteriaSet) -> float:
    """Where the stretch of a total begins on the scale."""
    low, high = criteria_set.min_total, criteria_set.max_total
    return round((total - low) * UNITS / (high - low + 1), 1)


def _histories(cards: list[Scorecard]) -> dict[int, tuple[Year, ...]]:
    """The years of each body that were scored by one edition, by the identity of its newest scorecard."""
    bodies: dict[tuple[str, str], list[Scorecard]] = {}
    for card in sorted(cards, key=lambda card: card.score_file.year):
        bodies.setdefault((card.score_file.agency.id, card.score_file.criteria), []).append(card)
    histories = {}
    for years in bodies.values():
        changes = [None, *(new.total - old.total for old, new in zip(years, years[1:], strict=False))]
        found = tuple(Year(card, anchor(card), change) for card, change in zip(years, changes, strict=True))
        histories[id(years[-1])] = found if len(years) > 1 else ()
    return histories
