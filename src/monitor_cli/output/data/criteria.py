"""A criteria set for programs, with its texts in all languages: `monitor.criteria/1`."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.output.program_parts import Object, criteria_object, values_of
from monitor_cli.output.reports.criteria import CriteriaView

FORMAT = "monitor.criteria/1"


def data(view: CriteriaView) -> Object:
    """Return the set, with all its criteria or with one of them."""
    criteria_set, scale = view.criteria_set, view.criteria_set.scale
    indicators = [values_of(indicator, "score", "text", "short") for indicator in scale.indicators]
    return {
        "criteria": criteria_object(criteria_set),
        "title": criteria_set.title,
        "scale": {"min": scale.min, "max": scale.max, "indicators": indicators},
        "areas": list(_areas(criteria_set, view.number)),
        "bands": [values_of(band, "number", "min", "max", "label", "short") for band in criteria_set.bands],
    }


def _areas(criteria_set: CriteriaSet, number: int | None) -> Iterator[Object]:
    for area in criteria_set.areas:
        criteria = [values_of(one, "number", "title", "short") for one in area.criteria if number in (None, one.number)]
        if criteria:
            yield {**values_of(area, "number", "kind", "title", "short"), "criteria": criteria}
