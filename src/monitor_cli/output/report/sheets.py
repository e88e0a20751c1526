"""One body in one year as a page shows it: its scorecard with place, name in the page and earlier years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from monitor_cli.core.batch import Group as Figures
from monitor_cli.core.batch import GroupKey
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.rating import RankedBody, by_total_and_name, rate
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import KINDS
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.messages import current_language

UNITS = 480
"""The width of the scale of totals in its own units."""


class Year(NamedTuple):
    """A body's result in one year; `change` is the difference to the year before among the given files."""

    card: Scorecard
    anchor: str
    change: int | None


class Sheet(NamedTuple):
    """One body in one year; `rated` is None for a state body that names no state secretary, and for an earlier
    monitoring, of which `later` is the file that counts in its place.

    `years` are all its years, oldest first, on its newest sheet, and empty on the others.
    """

    card: Scorecard
    rated: RankedBody | None
    anchor: str
    years: tuple[Year, ...]
    later: str | None = None


class Group(NamedTuple):
    """The bodies of one kind, year and edition, which are looked at together, with their figures."""

    kind: str
    year: int
    criteria_set: CriteriaSet
    sheets: list[Sheet]
    figures: Figures


class Segment(NamedTuple):
    """A band on the scale of totals."""

    number: int
    start: float
    width: float
    first: int


def sheets(results: Iterable[Result], identity: Mapping[str, str] = MappingProxyType({})) -> list[Sheet]:
    """A sheet for every total: the newest year first, state bodies before municipal ones, then by place.

    `identity` has the identity of each body over the years, by which one that was renamed is one.
    """
    groups: dict[tuple[int, bool, int, str], list[Result]] = {}
    for result in results:
        if result.scorecard:
            found = result.scorecard.score_file
            key = (-found.year, bool(result.later), KINDS.index(found.agency.kind), found.criteria)
            groups.setdefault(key, []).append(result)
    rated = [each for key in sorted(groups) for each in _rated(groups[key])]
    histories = _histories([card for card, _place, later in rated if not later], identity)
    return [Sheet(card, place, anchor(card, later), histories.get(id(card), ()), later) for card, place, later in rated]


def groups(sheets: Iterable[Sheet]) -> list[Group]:
    """The bodies by kind, year and edition, in the order of the rating, each by its latest monitoring."""
    found: dict[GroupKey, Group] = {}
    for sheet in sheets:
        if sheet.later:
            continue
        card, file = sheet.card, sheet.card.score_file
        key = GroupKey(file.criteria, file.agency.kind, file.year)
        group = found.setdefault(key, Group(key.kind, key.year, card.criteria_set, [], Figures()))
        group.sheets.append(sheet)
        group.figures.add(card.total, card.band.number, [scored.score for scored in card.criteria])
    return list(found.values())


def anchor(card: Scorecard, later: str | None = None) -> str:
    """The name of a sheet inside the page: body and year, with the last day of an earlier monitoring."""
    file = card.score_file
    return f"{file.agency.id}-{file.year}" + (f"-{file.monitoring.to}" if later else "")


def _rated(group: Sequence[Result]) -> list[tuple[Scorecard, RankedBody | None, str | None]]:
    """The bodies of one kind, year and edition with their places and later files, by total and name."""
    cards = [(card, result) for result in group if (card := result.scorecard)]
    first, language = cards[0][0].score_file, current_language()
    rating = rate(group, kind=first.agency.kind, year=first.year, ref=first.criteria, language=language)
    places = {rated.row.file: rated for rated in rating.places}
    found = [(card, places.get(result.file), result.later) for card, result in cards]
    return sorted(found, key=lambda each: by_total_and_name(each[0].total, each[0].score_file.agency, language))


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


def _histories(cards: list[Scorecard], identity: Mapping[str, str]) -> dict[int, tuple[Year, ...]]:
    """The years of each body that were scored by one edition, by the identity of its newest scorecard."""
    bodies: dict[tuple[str, str], list[Scorecard]] = {}
    for card in sorted(cards, key=lambda card: card.score_file.year):
        agency, ref = card.score_file.agency.id, card.score_file.criteria
        bodies.setdefault((identity.get(agency, agency), ref), []).append(card)
    histories = {}
    for years in bodies.values():
        changes = [None, *(new.total - old.total for old, new in pairwise(years))]
        found = tuple(Year(card, anchor(card), change) for card, change in zip(years, changes, strict=True))
        histories[id(years[-1])] = found if len(years) > 1 else ()
    return histories
