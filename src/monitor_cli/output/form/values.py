"""The plain values of a score file, by the paths of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from monitor_cli.core.form import Form, Path, fits


def value_at(data: Mapping[str, Any], path: Path) -> Any:
    """The value at `path`, None where there is none; a plain score counts as the `score` of its entry."""
    value: Any = data
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif step != "score":
            return None
    return None if isinstance(value, Mapping) else value


def too_long(form: Form, data: Mapping[str, Any]) -> Iterator[str]:
    """The paths of the values that a cell cannot hold and give back unchanged."""
    for field in form.fields:
        if not fits(field.kind, value_at(data, field.path)):
            yield ".".join(field.path)
