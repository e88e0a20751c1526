"""What a page says of many bodies together: bands, averages, the weakest criteria and the heat map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from monitor_cli.core.batch_summary import Mean
from monitor_cli.core.criteria import Area, Band, CriteriaSet, Criterion
from monitor_cli.core.scorecard import Scorecard, percent
from monitor_cli.output.report.sheets import Sheet

MOST_WEAKEST = 5
"""So many of the weakest criteria are named."""


class BandShare(NamedTuple):
    """How many bodies are in a band; `share` is in percent."""

    band: Band
    bodies: int
    share: float


class AreaMean(NamedTuple):
    """The mean total of an area, of at most `max` points; `share` is in percent."""

    area: Area
    mean: float
    max: int
    share: float


class CriterionMean(NamedTuple):
    """The mean score of a criterion; `share` is in percent of the highest score."""

    criterion: Criterion
    mean: float
    share: float


class Group(NamedTuple):
    """The bodies of one kind, year and edition, which are looked at together."""

    kind: str
    year: int
    criteria_set: CriteriaSet
    sheets: tuple[Sheet, ...]
    mean: float
    median: float
    lowest: int
    highest: int
    bands: tuple[BandShare, ...]
    areas: tuple[AreaMean, ...]
    weakest: tuple[CriterionMean, ...]


def groups(sheets: Iterable[Sheet]) -> list[Group]:
    """The bodies by kind, year and edition, in the order of the rating."""
    found: dict[tuple[str, int, str], list[Sheet]] = {}
    for sheet in sheets:
        file = sheet.card.score_file
        found.setdefault((file.agency.kind, file.year, file.criteria), []).append(sheet)
    return [_group(kind, year, tuple(members)) for (kind, year, _), members in found.items()]


def _group(kind: str, year: int, members: tuple[Sheet, ...]) -> Group:
    cards = [sheet.card for sheet in members]
    criteria_set = cards[0].criteria_set
    totals = sorted(card.total for card in cards)
    count = len(totals)
    return Group(
        kind,
        year,
        criteria_set,
        members,
        Mean(sum(totals), count).rounded(),
        Mean(totals[(count - 1) // 2] + totals[count // 2], 2).rounded(),
        totals[0],
        totals[-1],
        tuple(_band_share(band, cards) for band in criteria_set.bands),
        tuple(_area_mean(index, cards) for index in range(len(criteria_set.areas))),
        _weakest(cards),
    )


def _band_share(band: Band, cards: list[Scorecard]) -> BandShare:
    count = sum(card.band is band for card in cards)
    return BandShare(band, count, percent(count, len(cards)))


def _area_mean(index: int, cards: list[Scorecard]) -> AreaMean:
    scores = [card.areas[index] for card in cards]
    total = sum(score.total for score in scores)
    most = scores[0].max
    return AreaMean(scores[0].area, Mean(total, len(cards)).rounded(), most, percent(total, most * len(cards)))


def _weakest(cards: list[Scorecard]) -> tuple[CriterionMean, ...]:
    """The criteria with the lowest means that are not at the top; equal ones in the order of the table."""
    criteria_set, count = cards[0].criteria_set, len(cards)
    best = criteria_set.scale.max
    sums = {n: sum(card.score_file.scores[n].score for card in cards) for n in criteria_set.criteria}
    ordered = sorted((n for n in sums if sums[n] < best * count), key=lambda n: sums[n])
    return tuple(
        CriterionMean(criteria_set.criteria[n], Mean(sums[n], count).rounded(2), percent(sums[n], best * count))
        for n in ordered[:MOST_WEAKEST]
    )
