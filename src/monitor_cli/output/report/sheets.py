"""One body in one year on the page: its scorecard, rank, anchor and earlier years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from monitor_cli.core.batch import Figures, GroupKey
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.rating import RankedBody, by_total_and_name, rate
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import KINDS, Kind
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.messages import current_language

UNITS = 480
"""The width of the scale of totals in its own units."""


class Year(NamedTuple):
    """The result of a body in one year; `change` is the difference to the year before among the given files."""

    card: Scorecard
    anchor: str
    change: int | None


class Sheet(NamedTuple):
    """One body in one year; `rated` is None without a state secretary, and for an earlier monitoring, for which `later`
    is the file that counts instead.

    The newest sheet of a body has all its `years`, oldest first; the others have none.
    """

    card: Scorecard
    rated: RankedBody | None
    anchor: str
    years: tuple[Year, ...]
    later: str | None = None


class Group(NamedTuple):
    """The bodies of one kind, year and edition, with their figures."""

    kind: Kind
    year: int
    criteria_set: CriteriaSet
    sheets: list[Sheet]
    figures: Figures


def sheets(results: Iterable[Result], identity: Mapping[str, str] = MappingProxyType({})) -> list[Sheet]:
    """Return a sheet for every total: the newest year first, state bodies before municipal ones, then by rank.

    `identity` maps the ids of a renamed body to one identity.
    """
    groups: dict[tuple[int, bool, int, str], list[Result]] = {}
    for result in results:
        if result.scorecard:
            file = result.scorecard.score_file
            key = (-file.year, bool(result.later), KINDS.index(file.agency.kind), file.criteria)
            groups.setdefault(key, []).append(result)
    rated = [each for key in sorted(groups) for each in _rated(groups[key])]
    histories = _histories([card for card, _place, later in rated if not later], identity)
    return [Sheet(card, place, anchor(card, later), histories.get(id(card), ()), later) for card, place, later in rated]


def groups(sheets: Iterable[Sheet]) -> list[Group]:
    """Return the bodies by kind, year and edition, in the order of the ranking, each by its latest monitoring."""
    groups: dict[GroupKey, Group] = {}
    for sheet in sheets:
        if sheet.later:
            continue
        card, file = sheet.card, sheet.card.score_file
        key = GroupKey(file.criteria, file.agency.kind, file.year)
        group = groups.setdefault(key, Group(key.kind, key.year, card.criteria_set, [], Figures()))
        group.sheets.append(sheet)
        group.figures.add(card.total, card.band.number, [scored.score for scored in card.criteria])
    return list(groups.values())


def anchor(card: Scorecard, later: str | None = None) -> str:
    """Return the id of a sheet in the page: body and year, with the last day of an earlier monitoring."""
    file = card.score_file
    return f"{file.agency.id}-{file.year}" + (f"-{file.monitoring.to}" if later else "")


def _rated(group: Sequence[Result]) -> list[tuple[Scorecard, RankedBody | None, str | None]]:
    """Return the bodies of one kind, year and edition by total and name, with their ranks and later files."""
    cards = [(card, result) for result in group if (card := result.scorecard)]
    first, language = cards[0][0].score_file, current_language()
    rating = rate(group, kind=first.agency.kind, year=first.year, ref=first.criteria, language=language)
    places = {rated.row.file: rated for rated in rating.places}
    cards.sort(key=lambda each: by_total_and_name(each[0].total, each[0].score_file.agency, language))
    return [(card, places.get(result.file), result.later) for card, result in cards]


def position(total: float, criteria_set: CriteriaSet) -> float:
    """Return the start of a total on the scale, in `UNITS`."""
    low, high = criteria_set.min_total, criteria_set.max_total
    return round((total - low) * UNITS / (high - low + 1), 1)


def _histories(cards: list[Scorecard], identity: Mapping[str, str]) -> dict[int, tuple[Year, ...]]:
    """Return the years of each body under one edition, by the `id()` of its newest scorecard."""
    bodies: dict[tuple[str, str], list[Scorecard]] = {}
    for card in sorted(cards, key=lambda card: card.score_file.year):
        agency, ref = card.score_file.agency.id, card.score_file.criteria
        bodies.setdefault((identity.get(agency, agency), ref), []).append(card)
    histories = {}
    for years in bodies.values():
        changes = [None, *(new.total - old.total for old, new in pairwise(years))]
        if len(years) > 1:
            pairs = zip(years, changes, strict=True)
            histories[id(years[-1])] = tuple(Year(card, anchor(card), change) for card, change in pairs)
    return histories
