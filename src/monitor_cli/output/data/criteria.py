"""A criteria set for programs, with its texts in all languages: `monitor.criteria/1`."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.output.json_parts import Object, criteria_object
from monitor_cli.output.reports.criteria import CriteriaView

FORMAT = "monitor.criteria/1"


def data(found: CriteriaView) -> Object:
    """The whole set, or of its criteria only one."""
    criteria_set = found.criteria_set
    return {
        "criteria": criteria_object(criteria_set),
        "title": criteria_set.title,
        "scale": {
            "min": criteria_set.scale.min,
            "max": criteria_set.scale.max,
            "indicators": [{"score": s, "text": i.text, "short": i.short} for s, i in criteria_set.indicators.items()],
        },
        "areas": list(_areas(criteria_set, found.number)),
        "bands": [
            {"number": b.number, "min": b.min, "max": b.max, "label": b.label, "short": b.short}
            for b in criteria_set.bands
        ],
    }


def _areas(criteria_set: CriteriaSet, number: int | None) -> Iterator[Object]:
    for area in criteria_set.areas:
        criteria = [
            {"number": criterion.number, "title": criterion.title, "short": criterion.short}
            for criterion in area.criteria
            if number in (None, criterion.number)
        ]
        if criteria:
            yield {
                "number": area.number,
                "kind": area.kind,
                "title": area.title,
                "short": area.short,
                "criteria": criteria,
            }
