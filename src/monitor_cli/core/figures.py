"""Means and shares, exact in integers until they are rounded here."""

from __future__ import annotations

from typing import NamedTuple


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
