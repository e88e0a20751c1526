"""The comparison of two years: bodies with their changes, new bodies and bodies no longer present."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import product
from typing import NamedTuple

from monitor_cli.core.comparison import (
    AreaChange,
    Change,
    Comparison,
    CriterionChange,
    OpenRecommendation,
    Part,
    PartChange,
    PartScore,
    Tally,
    compare,
    tally,
    unanswered,
)
from monitor_cli.core.rating import prevailing_ref, rate, years_of
from monitor_cli.core.register import Fate, Register, Reorganisation, fate, identities, reorganisations
from monitor_cli.core.result import Result, row_of
from monitor_cli.core.score_file import KINDS, Agency
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.core.texts import LANGUAGES, name_key


class BodyChange(NamedTuple):
    """One body in both years; `place` is its place in the ranking of its kind (R3), 1 the highest."""

    comparison: Comparison
    place: Change

    @property
    def agency(self) -> Agency:
        """The body as in the later file."""
        return self.comparison.new.score_file.agency

    @property
    def formerly(self) -> Agency | None:
        """The body as in the earlier file if it has been renamed since, by the register; None otherwise."""
        old = self.comparison.old.score_file.agency
        return old if old.id != self.agency.id else None

    @property
    def unanswered(self) -> tuple[OpenRecommendation, ...]:
        """The recommendations of the first year with no follow-up recorded in the second."""
        return unanswered((self.comparison.old, self.comparison.new))

    @property
    def places_gained(self) -> int | None:
        """The number of places gained, negative for lost; None if the places cannot be compared."""
        return None if self.place.difference is None else -self.place.difference


@dataclass(frozen=True)
class YearComparison:
    """Two years joined by the ids of the bodies.

    `bodies` are sorted by kind, state bodies first, then by their rise over the comparable criteria, then by name.
    `new_bodies` and `gone_bodies` are in one year only, sorted by name. `left_out` are the broken files, one of which
    may contain a body that seems to be new or gone. With a register, a renamed body is one body, `reorganised` are the
    merged and divided bodies, and `fates` gives the reason for each other new or gone body, by its id.
    """

    bodies: tuple[BodyChange, ...]
    new_bodies: tuple[Result, ...]
    gone_bodies: tuple[Result, ...]
    left_out: tuple[Result, ...]
    reorganised: tuple[Reorganisation, ...] = ()
    fates: Mapping[str, Fate] = field(default_factory=dict)
    totals: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    """The totals of the reorganised bodies in the earlier and the later year, by their ids."""

    @cached_property
    def total(self) -> Tally:
        """The changes of the totals of all bodies."""
        return tally(body.comparison.total for body in self.bodies)

    @cached_property
    def areas(self) -> tuple[tuple[AreaChange, Tally], ...]:
        """Each heading with its changes over all bodies."""
        return _tallied(body.comparison.areas for body in self.bodies)

    @cached_property
    def criteria(self) -> tuple[tuple[CriterionChange, Tally], ...]:
        """Each criterion with its changes over all bodies."""
        return _tallied(body.comparison.criteria for body in self.bodies)


def compare_years(
    old: Sequence[Result], new: Sequence[Result], language: str = LANGUAGES[0], register: Register | None = None
) -> YearComparison:
    """Compare two folders of results, each of one year and one edition; names are sorted in `language`.

    Raises NotComparableError as `compare` does.
    """
    before, after = _cards(old), _cards(new)
    places_before, places_after = _places(old), _places(new)
    identity = identities(register, before, after)
    old_ids, new_ids = ({identity[agency]: agency for agency in cards} for cards in (before, after))
    bodies = []
    for shared in old_ids.keys() & new_ids.keys():
        old_id, new_id = old_ids[shared], new_ids[shared]
        comparison = compare(before[old_id], after[new_id])
        is_same_kind = comparison.old.score_file.agency.kind == comparison.new.score_file.agency.kind
        can_compare = comparison.total.comparable and is_same_kind
        bodies.append(BodyChange(comparison, Change(places_before.get(old_id), places_after.get(new_id), can_compare)))
    bodies.sort(key=partial(_by_kind_and_rise, language=language))
    broken = [result for result in (*old, *new) if result.status != "ok"]
    unknown = {result.score_file.agency.id for result in broken if result.score_file}
    only_new = {agency for agency in after if identity[agency] not in old_ids} - unknown
    only_old = {agency for agency in before if identity[agency] not in new_ids} - unknown
    reorganised, fates = _explained(register, before, after, only_new, only_old)
    moved = {body.id for each in reorganised for body in (*each.before, *each.after)}
    return YearComparison(
        tuple(bodies),
        new_bodies=_by_name(new, only_new - moved, language),
        gone_bodies=_by_name(old, only_old - moved, language),
        left_out=tuple(broken),
        reorganised=tuple(reorganised),
        fates=fates,
        totals={agency: (_total(before, agency), _total(after, agency)) for agency in moved},
    )


def _explained(
    register: Register | None,
    before: Mapping[str, Scorecard],
    after: Mapping[str, Scorecard],
    only_new: Iterable[str],
    only_old: Iterable[str],
) -> tuple[list[Reorganisation], dict[str, Fate]]:
    """Return the reorganisations and the fates of the bodies that are in one year only, by the register."""
    if not (register and before and after):
        return [], {}
    old_year, new_year = (next(iter(cards.values())).score_file.year for cards in (before, after))
    fates = {agency: fate(register, agency, new_year, is_gone=True) for agency in only_old}
    fates |= {agency: fate(register, agency, old_year, is_gone=False) for agency in only_new}
    return reorganisations(register, before, after), fates


def _total(cards: Mapping[str, Scorecard], agency_id: str) -> int | None:
    return cards[agency_id].total if agency_id in cards else None


def _cards(results: Iterable[Result]) -> dict[str, Scorecard]:
    return {card.score_file.agency.id: card for result in results if (card := result.counted_card)}


def _by_name(results: Iterable[Result], ids: Collection[str], language: str) -> tuple[Result, ...]:
    """Return the results of the bodies with these ids, sorted by name."""
    pairs = [(card.score_file.agency, result) for result in results if (card := result.counted_card)]
    pairs.sort(key=lambda pair: (name_key(pair[0].name, language), pair[0].id))
    return tuple(result for agency, result in pairs if agency.id in ids)


def _places(results: Sequence[Result]) -> dict[str, int]:
    """Return the place of each body in the ranking of its kind."""
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
    bodies: Iterable[tuple[PartChange[Part, PartScore], ...]],
) -> tuple[tuple[PartChange[Part, PartScore], Tally], ...]:
    """Each heading or criterion with its changes over all `bodies`, which have the same ones in the same order."""
    return tuple((rows[0], tally(row.change for row in rows)) for rows in zip(*bodies, strict=True))
