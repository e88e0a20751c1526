"""The country over the years: the figures by kind and year, of all bodies and of those in every year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from monitor_cli.core.batch import Figures, figures_of
from monitor_cli.core.comparison import correspondence
from monitor_cli.core.criteria import CriteriaSet, Criterion
from monitor_cli.core.errors import NotComparableError
from monitor_cli.core.figures import Mean
from monitor_cli.core.register import Register, identities
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import KINDS, Kind
from monitor_cli.core.scorecard import Scorecard


class YearFigures(NamedTuple):
    """The figures of one year; `group` is empty if no body has a total."""

    year: int
    group: Figures
    criteria_set: CriteriaSet | None


class Shift(NamedTuple):
    """The mean score of a criterion in the first and in the last year; `criterion` belongs to the last edition."""

    criterion: Criterion
    first: Mean
    last: Mean

    @property
    def change(self) -> Mean:
        """The rise of the mean in points, below zero for a fall."""
        points = self.last.points * self.first.things - self.first.points * self.last.things
        return Mean(points, self.first.things * self.last.things)


@dataclass(frozen=True)
class Series:
    """The figures by year, earliest first; `bodies` is the number of bodies."""

    bodies: int
    years: tuple[YearFigures, ...]

    @property
    def has_areas(self) -> bool:
        """True if all years have the same edition, so that their headings can be compared."""
        return len({year.criteria_set.ref for year in self.years if year.criteria_set}) == 1

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """The shifts of the criteria from the first to the last year, the greatest rise first."""
        years = [(year.group, year.criteria_set) for year in self.years if year.criteria_set]
        if len(years) < 2:
            return ()
        old_set, new_set = years[0][1], years[-1][1]
        before, after = (
            {number: Mean(points, group.scored) for number, points in zip(own.criteria, group.scores, strict=True)}
            for group, own in (years[0], years[-1])
        )
        pairs = correspondence(old_set, new_set) or {}
        shifts = [Shift(new_set.criteria[new], before[old], after[new]) for old, new in pairs.items()]
        return tuple(sorted(shifts, key=lambda each: (-each.change.points / each.change.things, each.criterion.number)))


class KindOverYears(NamedTuple):
    """One kind of body: all bodies, and those with a total in every year, so that losing a weak body is not a rise."""

    kind: Kind
    every: Series
    constant: Series


@dataclass(frozen=True)
class Country:
    """The kinds of bodies with a total; `left_out` are the broken files."""

    kinds: tuple[KindOverYears, ...]
    left_out: tuple[Result, ...]


def country(years: Sequence[Sequence[Result]], register: Register | None = None) -> Country:
    """Return the figures of several years, given as one list of results per year; a renamed body is one body.

    Raises NotComparableError if consecutive years have editions of which neither says which criteria mean the same.
    """
    cards = [[card for result in results if (card := result.counted_card)] for results in years]
    cards = sorted(filter(None, cards), key=lambda each: each[0].score_file.year)
    sets = list(dict.fromkeys(each[0].criteria_set for each in cards))
    for old, new in pairwise(sets):
        if not correspondence(old, new):
            raise NotComparableError(old.ref, new.ref)
    kinds = [_over_years(kind, cards, register) for kind in KINDS]
    broken = tuple(result for results in years for result in results if result.status != "ok")
    return Country(tuple(kind for kind in kinds if kind.every.bodies), broken)


def _over_years(kind: Kind, years: Sequence[Sequence[Scorecard]], register: Register | None) -> KindOverYears:
    by_year = [
        (cards[0].score_file.year, {body.id: card for card in cards if (body := card.score_file.agency).kind == kind})
        for cards in years
    ]
    identity = identities(register, *(cards for _year, cards in by_year))
    named = [(year, {identity[agency]: card for agency, card in cards.items()}) for year, cards in by_year]
    ids = [set(cards) for _year, cards in named]
    series = [
        Series(
            len(chosen),
            tuple(
                _figures(year, [card for agency, card in cards.items() if agency in chosen]) for year, cards in named
            ),
        )
        for chosen in (set[str]().union(*ids), set.intersection(*ids) if ids else set[str]())
    ]
    return KindOverYears(kind, *series)


def _figures(year: int, cards: Sequence[Scorecard]) -> YearFigures:
    return YearFigures(year, figures_of(cards), cards[0].criteria_set if cards else None)
