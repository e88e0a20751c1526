"""The colours of bands and scores; a number, a word or a bar always says the same."""

from __future__ import annotations

from monitor_cli.core.criteria import Band, CriteriaSet

SCALE_STYLES = ("red bold", "red", "yellow", "green", "green bold")
"""Each style begins with a colour, so that formats without colours ignore it."""


def share_style(value: int, low: int, high: int) -> str:
    """Return the style of `value` between `low` and `high`."""
    return SCALE_STYLES[share_step(value, low, high)]


def share_step(value: int, low: int, high: int) -> int:
    """Return the step of `value` between `low` and `high`, 0 to 4."""
    steps = len(SCALE_STYLES) - 1
    return max(0, min(steps, (value - low) * steps // max(1, high - low)))


def band_style(band: Band, criteria_set: CriteriaSet) -> str:
    return share_style(band.number, 1, len(criteria_set.bands))


def bar(value: int, most: int, width: int) -> str:
    """Draw `value` out of `most` as a bar of `width` cells: all full only for `most`, none only for 0."""
    full = (2 * value * width + most) // (2 * most) if most else 0
    if 0 < value < most:
        full = min(max(1, full), width - 1)
    return "█" * full + "░" * (width - full)
