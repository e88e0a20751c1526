"""One body in one year on the page: its scorecard, rank, anchor and earlier years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from monitor_cli.core.batch import Figures, figures_of
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.figures import grouped
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
    groups = grouped(
        ((-file.year, bool(result.later), KINDS.index(file.agency.kind), file.criteria), result)
        for result in results
        if (card := result.scorecard) and (file := card.score_file)
    )
    rated = [each for key in sorted(groups) for each in _rated(groups[key])]
    histories = _histories([card for card, _place, later in rated if not later], identity)
    return [Sheet(card, place, anchor(card, later), histories.get(id(card), ()), later) for card, place, later in rated]


def groups(sheets: Iterable[Sheet]) -> list[Group]:
    """Return the bodies by kind, year and edition, in the order of the ranking, each by its latest monitoring."""
    files = ((sheet, sheet.card.score_file) for sheet in sheets if not sheet.later)
    groups = grouped(((file.agency.kind, file.year, file.criteria), sheet) for sheet, file in files)
    return [
        Group(kind, year, own[0].card.criteria_set, own, figures_of(sheet.card for sheet in own))
        for (kind, year, _ref), own in groups.items()
    ]


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
    files = ((card, card.score_file) for card in sorted(cards, key=lambda card: card.score_file.year))
    bodies = grouped(((identity.get(file.agency.id, file.agency.id), file.criteria), card) for card, file in files)
    histories = {}
    for years in bodies.values():
        changes = [None, *(new.total - old.total for old, new in pairwise(years))]
        if len(years) > 1:
            pairs = zip(years, changes, strict=True)
            histories[id(years[-1])] = tuple(Year(card, anchor(card), change) for card, change in pairs)
    return histories
