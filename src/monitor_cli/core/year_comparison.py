"""Two years of many bodies: who rose and fell, who changed places, who came and who went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import product
from typing import NamedTuple

from monitor_cli.core.batch_row import row_of
from monitor_cli.core.comparison import (
    AreaChange,
    Change,
    Comparison,
    CriterionChange,
    Part,
    PartChange,
    Scored,
    Tally,
    compare,
    tally,
)
from monitor_cli.core.rating import prevailing_ref, rate, years_of
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import KINDS, Agency
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.core.texts import LANGUAGES, name_key
from monitor_cli.core.trend import OpenRecommendation, unanswered


class BodyChange(NamedTuple):
    """One body in both years; `place` is its place in the rating of its kind (R3), 1 the highest."""

    comparison: Comparison
    place: Change

    @property
    def agency(self) -> Agency:
        """The body as the later file has it."""
        return self.comparison.new.score_file.agency

    @property
    def unanswered(self) -> tuple[OpenRecommendation, ...]:
        """What the body was told in the first year and did not answer in the second."""
        return unanswered((self.comparison.old, self.comparison.new))

    @property
    def places_gained(self) -> int | None:
        """How many places the body went up; negative for down, None where the places cannot be compared."""
        return None if self.place.difference is None else -self.place.difference


@dataclass(frozen=True)
class YearComparison:
    """Two folders joined by the ids of the bodies.

    `bodies` are first the state bodies, then the municipal ones; of each kind, the one that rose most over the
    criteria that can be compared comes first. Equal ones, and those that came and went, are in the order of their
    names. `left_out` are the files that are broken; a body that seems to have
    come or gone may be in one of them.
    """

    bodies: tuple[BodyChange, ...]
    came: tuple[Result, ...]
    went: tuple[Result, ...]
    left_out: tuple[Result, ...]

    @cached_property
    def total(self) -> Tally:
        """The totals of all bodies."""
        return tally(body.comparison.total for body in self.bodies)

    @cached_property
    def areas(self) -> tuple[tuple[AreaChange, Tally], ...]:
        """Each area with what it did over all bodies."""
        return _tallied(body.comparison.areas for body in self.bodies)

    @cached_property
    def criteria(self) -> tuple[tuple[CriterionChange, Tally], ...]:
        """Each criterion with what it did over all bodies."""
        return _tallied(body.comparison.criteria for body in self.bodies)


def compare_years(old: Sequence[Result], new: Sequence[Result], language: str = LANGUAGES[0]) -> YearComparison:
    """What changed from one folder of results to another; names are sorted in `language`.

    Each folder holds one year and one edition. Raises NotComparableError as `compare` does.
    """
    before, after = _cards(old), _cards(new)
    places_before, places_after = _places(old), _places(new)
    bodies = []
    for id_ in before.keys() & after.keys():
        found = compare(before[id_], after[id_])
        same_kind = found.old.score_file.agency.kind == found.new.score_file.agency.kind
        place = Change(places_before.get(id_), places_after.get(id_), found.total.comparable and same_kind)
        bodies.append(BodyChange(found, place))
    bodies.sort(key=partial(_by_kind_and_rise, language=language))
    broken = [result for result in (*old, *new) if result.status != "ok"]
    unknown = {result.score_file.agency.id for result in broken if result.score_file}
    return YearComparison(
        tuple(bodies),
        came=_others(new, before.keys() | unknown, language),
        went=_others(old, after.keys() | unknown, language),
        left_out=tuple(broken),
    )


def _cards(results: Iterable[Result]) -> dict[str, Scorecard]:
    return {card.score_file.agency.id: card for result in results if (card := result.scorecard) and not result.later}


def _others(results: Iterable[Result], known: Iterable[str], language: str) -> tuple[Result, ...]:
    ids = frozenset(known)
    counting = [(result, card) for result in results if (card := result.scorecard) and not result.later]
    others = [(card.score_file.agency, result) for result, card in counting]
    others.sort(key=lambda pair: (name_key(pair[0].name, language), pair[0].id))
    return tuple(result for agency, result in others if agency.id not in ids)


def _places(results: Sequence[Result]) -> dict[str, int]:
    """The place of each body in the rating of its kind."""
    places = {}
    rows = list(map(row_of, results))
    for year, kind in product(years_of(rows), KINDS):
        ref = prevailing_ref(rows, kind=kind, year=year, refs=())
        for rated in rate(results, kind=kind, year=year, ref=ref).places:
            places[rated.body.id] = rated.rank
    return places


def _by_kind_and_rise(body: BodyChange, language: str) -> tuple[int, int, str, str]:
    rise, agency = body.comparison.common.difference or 0, body.agency
    return KINDS.index(agency.kind), -rise, name_key(agency.name, language), agency.id


def _tallied(
    bodies: Iterable[tuple[PartChange[Part, Scored], ...]],
) -> tuple[tuple[PartChange[Part, Scored], Tally], ...]:
    """Each area or criterion with what it did over all `bodies`, which have the same ones in the same order."""
    return tuple((rows[0], tally(row.change for row in rows)) for rows in zip(*bodies, strict=True))
