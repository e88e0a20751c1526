"""Conversion between cells and the values of a score file; an ambiguous cell keeps its text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from monitor_cli.forms.cells import FIRST_DATE, as_key, as_typed, split
from monitor_cli.forms.layout import Field, Path, choice_codes

_NUMBER = r"(-?[0-9]{1,15})(?:[.,]0+)?(?:[ -]?(?:балл(?:а|ов)?|упай|points?|г|год|ж|жыл)\.?)?"
_DAYS = (
    r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})(?: ?(?:г|ж)\.?)?(?: [0-9]{1,2}(?::[0-9]{2}){1,2})?",
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?:[ t][0-9]{1,2}(?::[0-9]{2}){1,2})?",
    r"(?P<d>[0-9]{1,2})[ -](?P<m>[^\W\d_]{3})[^\W\d_]*\.?,? (?P<y>[0-9]{4})(?: ?(?:г|год|года|ж)\.?)?",
    r"(?P<y>[0-9]{4})[ -]?жылдын (?P<d>[0-9]{1,2})[ -](?P<m>[^\W\d_]{3})[^\W\d_]*",
)
"""Patterns are compiled when they are needed, as this is slow and rare."""
_MONTHS = "янв фев мар апр мая июн июл авг сен окт ноя дек", "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = {name: number for names in _MONTHS for number, name in enumerate(names.split(), 1)} | {"май": 5}
_MARKS = frozenset("xхvv+*✓✔√×")
"""Signs that people type for an X, those of a Russian keyboard included."""


def value_of(field: Field, value: Any, own: Mapping[str, str]) -> Any:
    """Return the value of a cell, None if the cell is blank; a text that does not fit the field stays unchanged.

    `own` has the values of choices by the form's own words.
    """
    if isinstance(value, str):
        value = as_typed(value)
        if not value.strip():
            return None
        if field.kind == "integer" and (number := re.fullmatch(_NUMBER, as_key(value))):
            return int(number[1])
        if field.kind == "choice":
            return own.get(value) or _choice(value)
        if field.kind == "date":
            return _day(as_key(value)) or value
        return _text(field, value)
    if field.kind == "date" and isinstance(value, datetime.date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        return day.isoformat() if day >= FIRST_DATE else value
    if field.kind in ("text", "lines") and type(value) in (int, float):
        return _text(field, format(value, ".15g"))
    return [value] if field.kind == "lines" else value


def is_mark(value: Any, score: int) -> bool:
    """Return True if `value` marks the column of a score: an X, or the score itself."""
    return as_key(str(value)) in _MARKS | {str(score)}


def value_at(data: Mapping[str, Any], path: Path) -> Any:
    """Return the value at `path`, None if there is none; a plain score is the `score` of its entry."""
    value: Any = data
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif step != "score":
            return None
    return None if isinstance(value, Mapping) else value


def changes_in(data: Mapping[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the path of each change of a score and the change with its criterion, in the order of their rows."""
    for number, entry in data.get("scores", {}).items():
        for index, change in enumerate(entry.get("changes") or () if isinstance(entry, Mapping) else ()):
            yield ("scores", number, "changes", str(index)), {"criterion": int(number), **change}


def with_rows_of_changes(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a score file, with the changes of all scores by their rows on the second sheet."""
    return {**data, "changes": {str(row): change for row, (_path, change) in enumerate(changes_in(data))}}


def _text(field: Field, text: str) -> Any:
    is_name = field.path[0] not in ("scores", "changes")  # names are trimmed, prose is not
    if field.kind != "lines":
        return text.strip() if is_name else text
    return [item.strip() if is_name else item for item in split(text)]


def _choice(text: str) -> str:
    """Return the value of a choice by its label, or by a part that no other label has."""
    codes, key = choice_codes(), as_key(text)
    likely = {code for label, code in codes.items() if len(key) > 4 and f" {key} " in f" {label} "}
    return codes.get(key) or (likely.pop() if len(likely) == 1 else text)


def _day(text: str) -> str | None:
    """Return a day in ISO format; None if the calendar does not have the day."""
    for pattern in _DAYS:
        if match := re.fullmatch(pattern, text):
            month = MONTHS.get(match["m"], 0) if match["m"].isalpha() else int(match["m"])
            try:
                return datetime.date(int(match["y"]), month, int(match["d"])).isoformat()
            except ValueError:
                return None
    return None


def put(data: Any, path: tuple[str, ...], value: Any) -> bool:
    """Write `value` into the data; return False if a value above `path` is a text."""
    for step in path[:-1]:
        if data.get(step) is None:
            data[step] = {}
        data = data[step]
        if not isinstance(data, dict):
            return False
    data[path[-1]] = value
    return True
