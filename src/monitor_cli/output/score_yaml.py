"""Plain values as the text of a score file, in the layout that `monitor new` writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.output.blank import comment, under_titles
from monitor_cli.output.words import said

_PLAIN = re.compile(r"[a-z]+(-[a-z0-9]+)+|[0-9]{4}-[0-9]{2}-[0-9]{2}|state|municipal|open|done")
"""Texts that need no quotes: slugs with a hyphen, days, and the words of `kind` and `status`."""
_HEAD = ("agency", "state_secretary", "year", "monitoring")


def render(criteria_set: CriteriaSet, data: Mapping[str, Any]) -> str:
    """The score file for `data`, in which the keys are those of the file; criteria without a score stay empty."""
    return "\n".join(_lines(criteria_set, data)) + "\n"


def _lines(criteria_set: CriteriaSet, data: Mapping[str, Any]) -> Iterator[str]:
    yield from comment(said(criteria_set.title))
    yield ""
    yield f"criteria: {data['criteria']}"
    for key in _HEAD:
        if data.get(key):
            yield from _pair("", key, data[key])
    yield from under_titles(criteria_set, lambda number: _pair("  ", str(number), data["scores"].get(str(number))))
    if own := data.get("self_scores"):
        yield ""
        yield from _pair("", "self_scores", own)


def _pair(indent: str, key: str, value: Any) -> Iterator[str]:
    """A key with its value: groups and lists below it, everything else behind it."""
    if isinstance(value, Mapping) and value:
        yield f"{indent}{key}:"
        for below, inner in value.items():
            yield from _pair(indent + "  ", below, inner)
    elif isinstance(value, list) and value:
        yield f"{indent}{key}:"
        yield from (f"{indent}  - {_scalar(item)}" for item in value)
    elif value is None:
        yield f"{indent}{key}:"
    else:
        yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    """A number as it is; a text in quotes unless it needs none, so that it reads back unchanged."""
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
