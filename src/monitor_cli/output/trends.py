"""Arrows, signed numbers and sparklines: changes that read without colour."""

from __future__ import annotations

from collections.abc import Iterable

ARROWS = {"risen": "↑", "fallen": "↓", "unchanged": "=", "not-comparable": "≠"}
DIRECTION_STYLES = {"risen": "green", "fallen": "red", "unchanged": "dim", "not-comparable": "yellow"}

_LEVELS = "▁▂▃▄▅▆▇█"


def signed(gap: int) -> str:
    """A difference with its sign; 0 has none."""
    return f"{gap:+d}".replace("-", "−") if gap else "0"


def sparkline(values: Iterable[int | None], low: int, high: int) -> str:
    """A column for each value, its height between those of `low` and `high`; a dot where there is no value."""
    steps = len(_LEVELS) - 1
    return "".join("·" if v is None else _LEVELS[(v - low) * steps // max(1, high - low)] for v in values)
