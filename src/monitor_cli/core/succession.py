"""What became of bodies between two years, by the register: renamed, merged, divided, abolished, new or forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from monitor_cli.core.register import Register, RegisteredBody, began, days_of, ended

Fate = Literal["new", "abolished", "not-monitored", "not-handed-in", "not-registered"]
"""Why a body without relatives is in one of two years only."""


class Reorganisation(NamedTuple):
    """Bodies of the earlier year and those that were made of them; no score of one is a score of another."""

    before: tuple[RegisteredBody, ...]
    after: tuple[RegisteredBody, ...]

    @property
    def kind(self) -> str:
        """`merged`, `divided` or `reorganised`."""
        return "merged" if len(self.after) == 1 else "divided" if len(self.before) == 1 else "reorganised"


def identities(register: Register | None, *years: Collection[str]) -> dict[str, str]:
    """The identity of each body of some years: that of one that was renamed is its first id.

    Two bodies that hand in for one year are two, whatever they are called.
    """
    origins = {one: register.origin(one) if register else one for ids in years for one in ids}
    shared = {origin for ids in years for origin, count in Counter(origins[one] for one in ids).items() if count > 1}
    return {one: one if origin in shared else origin for one, origin in origins.items()}


def reorganisations(register: Register, before: Collection[str], after: Collection[str]) -> list[Reorganisation]:
    """What the bodies of an earlier year that are not in the later one were merged into or divided into, and what those
    of the later one were made of that are not in the earlier one; each body stands in one of them at the most.
    """
    groups: list[tuple[set[str], set[str]]] = []
    pairs = [({one}, _last(register.successors, one, after)) for one in before if one not in after]
    pairs += [(_last(register.predecessors, one, before), {one}) for one in after if one not in before]
    for old, new in pairs:
        if not (old and new):
            continue
        old, new = old | new.intersection(before), new | old.intersection(after)
        for group in [group for group in groups if group[0] & old or group[1] & new]:
            groups.remove(group)
            old, new = old | group[0], new | group[1]
        groups.append((old, new))
    return [
        Reorganisation(_listed(register, old), _listed(register, new))
        for old, new in groups
        if len(old) > 1 or len(new) > 1 or {*map(register.origin, old)} != {*map(register.origin, new)}
    ]


def fate(register: Register, agency_id: str, year: int, *, is_gone: bool) -> Fate:
    """Why a body is not in `year` that is in an earlier year (`is_gone`) or in a later one, and has no relatives."""
    body, first_last = register.by_id.get(agency_id), days_of(year)
    if body is None:
        return "not-registered"
    expected = {one.id for one in register.expected(year, body.kind)}
    origin = register.origin(agency_id)
    if any(one.id in expected and register.origin(one.id) == origin for one in register.bodies):
        return "not-handed-in"
    if is_gone:
        return "abolished" if ended(body) <= first_last[1] else "not-monitored"
    return "new" if began(body) > first_last[0] else "not-monitored"


def _last(relatives: Callable[[str], Iterable[RegisteredBody]], agency_id: str, present: Collection[str]) -> set[str]:
    """The relatives of a body that are `present`, else those at the end of each line; none of a body without any."""
    ends: set[str] = set()

    def follow(one: str) -> Iterator[str]:
        near = [body.id for body in relatives(one)]
        if one != agency_id and (one in present or not near):
            yield one
            return
        for other in near:
            yield from follow(other)

    ends.update(follow(agency_id))
    return ends


def _listed(register: Register, ids: set[str]) -> tuple[RegisteredBody, ...]:
    """Bodies in the order of the register."""
    return tuple(body for body in register.bodies if body.id in ids)
