"""A criteria set as `monitor.criteria/1`, with its texts in all languages."""

from __future__ import annotations

from collections.abc import Iterator

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.output.json_parts import Object, criteria_object, document


def render(criteria_set: CriteriaSet, number: int | None = None) -> bytes:
    """The whole set, or of its criteria only `number`."""
    return document(
        "monitor.criteria/1",
        criteria=criteria_object(criteria_set),
        title=criteria_set.title,
        scale={
            "min": criteria_set.scale.min,
            "max": criteria_set.scale.max,
            "indicators": [{"score": s, "text": i.text} for s, i in criteria_set.indicators.items()],
        },
        areas=list(_areas(criteria_set, number)),
        bands=[{"number": b.number, "min": b.min, "max": b.max, "label": b.label} for b in criteria_set.bands],
    )


def _areas(criteria_set: CriteriaSet, number: int | None) -> Iterator[Object]:
    for area in criteria_set.areas:
        criteria = [
            {"number": criterion.number, "title": criterion.title}
            for criterion in area.criteria
            if number in (None, criterion.number)
        ]
        if criteria:
            yield {"number": area.number, "kind": area.kind, "title": area.title, "criteria": criteria}
