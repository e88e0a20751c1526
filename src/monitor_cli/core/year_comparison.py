"""Two years of many bodies: who rose and fell, who changed places, who came and who went."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import product
from typing import NamedTuple

from monitor_cli.core.batch_row import row_of
from monitor_cli.core.comparison import (
    AreaChange,
    Change,
    Comparison,
    CriterionChange,
    OpenRecommendation,
    Part,
    PartChange,
    Scored,
    Tally,
    compare,
    tally,
    unanswered,
)
from monitor_cli.core.rating import prevailing_ref, rate, years_of
from monitor_cli.core.register import Fate, Register, Reorganisation, fate, identities, reorganisations
from monitor_cli.core.result import Result
from monitor_cli.core.score_file import KINDS, Agency
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.core.texts import LANGUAGES, name_key


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
    come or gone may be in one of them. With a register, a body that was renamed is one body, `reorganised` are those
    that were merged or divided, and `fates` has for each of the others that came or went, by its id, why.
    """

    bodies: tuple[BodyChange, ...]
    new_bodies: tuple[Result, ...]
    gone_bodies: tuple[Result, ...]
    left_out: tuple[Result, ...]
    reorganised: tuple[Reorganisation, ...] = ()
    fates: Mapping[str, Fate] = field(default_factory=dict)
    totals: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    """The totals of the reorganised bodies in the earlier and in the later year, by their ids."""

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


def compare_years(
    old: Sequence[Result], new: Sequence[Result], language: str = LANGUAGES[0], register: Register | None = None
) -> YearComparison:
    """What changed from one folder of results to another; names are sorted in `language`.

    Each folder holds one year and one edition. Raises NotComparableError as `compare` does.
    """
    before, after = _cards(old), _cards(new)
    places_before, places_after = _places(old), _places(new)
    identity = identities(register, before, after)
    old_ids, new_ids = ({identity[one]: one for one in cards} for cards in (before, after))
    bodies = []
    for both in old_ids.keys() & new_ids.keys():
        was, now = old_ids[both], new_ids[both]
        found = compare(before[was], after[now])
        same_kind = found.old.score_file.agency.kind == found.new.score_file.agency.kind
        place = Change(places_before.get(was), places_after.get(now), found.total.comparable and same_kind)
        bodies.append(BodyChange(found, place))
    bodies.sort(key=partial(_by_kind_and_rise, language=language))
    broken = [result for result in (*old, *new) if result.status != "ok"]
    unknown = {result.score_file.agency.id for result in broken if result.score_file}
    came = {one for one in after if identity[one] not in old_ids} - unknown
    went = {one for one in before if identity[one] not in new_ids} - unknown
    reorganised, fates = _explained(register, before, after, came, went)
    told = {body.id for each in reorganised for body in (*each.before, *each.after)}
    return YearComparison(
        tuple(bodies),
        new_bodies=_named(new, came - told, language),
        gone_bodies=_named(old, went - told, language),
        left_out=tuple(broken),
        reorganised=tuple(reorganised),
        fates=fates,
        totals={one: (_total(before, one), _total(after, one)) for one in told},
    )


def _explained(
    register: Register | None,
    before: Mapping[str, Scorecard],
    after: Mapping[str, Scorecard],
    new_bodies: Iterable[str],
    gone_bodies: Iterable[str],
) -> tuple[list[Reorganisation], dict[str, Fate]]:
    """What the register says of the bodies that are in one of the years only."""
    years = [next((card.score_file.year for card in cards.values()), None) for cards in (before, after)]
    if register is None or years[0] is None or years[1] is None:
        return [], {}
    fates = {one: fate(register, one, years[1], is_gone=True) for one in went}
    fates |= {one: fate(register, one, years[0], is_gone=False) for one in came}
    return reorganisations(register, before, after), fates


def _total(cards: Mapping[str, Scorecard], agency_id: str) -> int | None:
    return cards[agency_id].total if agency_id in cards else None


def _cards(results: Iterable[Result]) -> dict[str, Scorecard]:
    return {card.score_file.agency.id: card for result in results if (card := result.scorecard) and not result.later}


def _named(results: Iterable[Result], ids: Collection[str], language: str) -> tuple[Result, ...]:
    """The results of the bodies with these ids, by their names."""
    named = [(card.score_file.agency, result) for result in results if (card := result.scorecard) and not result.later]
    named = [pair for pair in named if pair[0].id in ids]
    named.sort(key=lambda pair: (name_key(pair[0].name, language), pair[0].id))
    return tuple(result for _, result in named)


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
