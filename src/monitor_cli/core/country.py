"""The country over the years: the figures of each kind year by year, of all bodies and of those in all years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from monitor_cli.core.batch import Group
from monitor_cli.core.comparison import correspondence
from monitor_cli.core.criteria import CriteriaSet, Criterion
from monitor_cli.core.errors import NotComparableError
from monitor_cli.core.figures import Mean
from monitor_cli.core.register import Register, identities
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import KINDS
from monitor_cli.core.scorecard import Scorecard


class YearFigures(NamedTuple):
    """The figures of one year; `group` is empty where no body has a total."""

    year: int
    group: Group
    criteria_set: CriteriaSet | None


class Shift(NamedTuple):
    """The mean score of a criterion in the first and in the last year; `criterion` is that of the last edition."""

    criterion: Criterion
    first: Mean
    last: Mean

    @property
    def change(self) -> Mean:
        """By how much the mean rose; below zero where it fell."""
        points = self.last.points * self.first.things - self.first.points * self.last.things
        return Mean(points, self.first.things * self.last.things)


@dataclass(frozen=True)
class Series:
    """The figures of so many `bodies` over the years, the earliest first."""

    bodies: int
    years: tuple[YearFigures, ...]

    @property
    def has_areas(self) -> bool:
        """Whether one edition judges all years, so that its areas can stand side by side."""
        return len({year.criteria_set.ref for year in self.years if year.criteria_set}) == 1

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """The criteria by how much they rose from the first to the last year, those that rose most first."""
        filled = [(year.group, year.criteria_set) for year in self.years if year.criteria_set]
        if len(filled) < 2:
            return ()
        old_set, new_set = filled[0][1], filled[-1][1]
        before, after = (
            {number: Mean(points, group.scored) for number, points in zip(one.criteria, group.scores, strict=True)}
            for group, one in (filled[0], filled[-1])
        )
        pairs = correspondence(old_set, new_set) or {}
        shifts = [Shift(new_set.criteria[new], before[old], after[new]) for old, new in pairs.items()]
        return tuple(sorted(shifts, key=lambda one: (-one.change.points / one.change.things, one.criterion.number)))


class KindOverYears(NamedTuple):
    """One kind of bodies: all of them, and those with a total in every year, so that losing a weak one is no rise."""

    kind: str
    every: Series
    constant: Series


@dataclass(frozen=True)
class Country:
    """The kinds that are found; `left_out` are the broken files."""

    kinds: tuple[KindOverYears, ...]
    left_out: tuple[Result, ...]


def country(years: Sequence[Sequence[Result]], register: Register | None = None) -> Country:
    """The figures of several years, each one's results by itself; a body that was renamed is one by the register.

    Raises NotComparableError where two years that follow one another are judged by editions of which neither says which
    criteria mean the same.
    """
    cards = [[card for result in results if (card := result.scorecard) and not result.later] for results in years]
    cards = sorted(filter(None, cards), key=lambda each: each[0].score_file.year)
    sets = list(dict.fromkeys(each[0].criteria_set for each in cards))
    for old, new in pairwise(sets):
        if not correspondence(old, new):
            raise NotComparableError(old.ref, new.ref)
    kinds = [_over_years(kind, cards, register) for kind in KINDS]
    broken = tuple(result for results in years for result in results if result.status != "ok")
    return Country(tuple(kind for kind in kinds if kind.every.bodies), broken)


def _over_years(kind: str, years: Sequence[Sequence[Scorecard]], register: Register | None) -> KindOverYears:
    of_kind = [
        (each[0].score_file.year, [card for card in each if card.score_file.agency.kind == kind]) for each in years
    ]
    identity = identities(register, *([card.score_file.agency.id for card in each] for _year, each in of_kind))
    named = [{identity[card.score_file.agency.id]: card for card in each} for _year, each in of_kind]
    always = set.intersection(*(set(each) for each in named)) if named else set()
    series = [
        Series(
            len(chosen),
            tuple(
                _figures(year, [card for one, card in each.items() if one in chosen])
                for (year, _cards), each in zip(of_kind, named, strict=True)
            ),
        )
        for chosen in ({one for each in named for one in each}, always)
    ]
    return KindOverYears(kind, *series)


def _figures(year: int, cards: Sequence[Scorecard]) -> YearFigures:
    group = Group()
    for card in cards:
        group.add(card.total, card.band.number, [scored.score for scored in card.criteria])
    return YearFigures(year, group, cards[0].criteria_set if cards else None)
