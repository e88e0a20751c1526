"""Means and shares, exact in integers until they are rounded here, and values by a key."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Mean(NamedTuple):
    """A sum of `points` over one or more `things`."""

    points: int
    things: int

    def rounded(self, decimals: int = 1) -> float:
        """Return the mean rounded to `decimals`, halves rounded away from zero: +0.15 to +0.2 and −0.15 to −0.2.

        So a comparison has the same numbers in both directions. It rounds in integers, so that no half is missed.
        """
        scale: int = 10**decimals
        size = (2 * abs(self.points) * scale + self.things) // (2 * self.things)
        return (size if self.points > 0 else -size) / scale


def percent(part: int, whole: int) -> float:
    """Return `part` of `whole` in percent, with one decimal."""
    return Mean(100 * part, whole).rounded()


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """Return the values of each key, keys and values in the order of the pairs."""
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
