"""The colours of bands and scores; each also shows as a number, a word or a bar, never by colour alone."""

from __future__ import annotations

from monitor_cli.core.criteria import Band, CriteriaSet

SCALE_STYLES = ("red bold", "red", "yellow", "green", "green bold")
"""A colour first: formats without colours leave out the rest of the style too."""


def share_style(value: int, low: int, high: int) -> str:
    """The colour of `value` on its way from `low` to `high`."""
    return SCALE_STYLES[share_step(value, low, high)]


def share_step(value: int, low: int, high: int) -> int:
    """On which of the five steps, 0 to 4, `value` stands on its way from `low` to `high`."""
    steps = len(SCALE_STYLES) - 1
    return max(0, min(steps, (value - low) * steps // max(1, high - low)))


def band_style(band: Band, criteria_set: CriteriaSet) -> str:
    """The colour of a band among the bands of its set."""
    return share_style(band.number, 1, len(criteria_set.bands))


def bar(value: int, most: int, width: int) -> str:
    """The share of `value` in `most` as full cells out of `width`: all of them only for all, none only for nothing."""
    full = (2 * value * width + most) // (2 * most) if most else 0
    if 0 < value < most:
        full = min(max(1, full), width - 1)
    return "█" * full + "░" * (width - full)
