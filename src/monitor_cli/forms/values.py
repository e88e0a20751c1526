"""What people type into a cell as a score file has it, where it can be read in one way only; and the values of one."""

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
"""Patterns are compiled when they are needed, which is seldom and takes long."""
_MONTHS = "янв фев мар апр мая июн июл авг сен окт ноя дек", "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = {name: number for names in _MONTHS for number, name in enumerate(names.split(), 1)} | {"май": 5}
_MARKS = frozenset("xхvv+*✓✔√×")
"""What people put for an X; a Russian keyboard has one, too."""


def value_of(field: Field, value: Any, own: Mapping[str, str]) -> Any:
    """The value of a cell, None where it is blank; what cannot be one stays as it is.

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
    """Whether a person marks the column of a score with it: by an X, or by the score itself."""
    return as_key(str(value)) in _MARKS | {str(score)}


def value_at(data: Mapping[str, Any], path: Path) -> Any:
    """The value at `path`, None where there is none; a plain score counts as the `score` of its entry."""
    value: Any = data
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif step != "score":
            return None
    return None if isinstance(value, Mapping) else value


def changes_in(data: Mapping[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The path of each change of a score, and the change with its criterion, in the order of their rows."""
    for number, entry in data.get("scores", {}).items():
        for index, change in enumerate(entry.get("changes") or () if isinstance(entry, Mapping) else ()):
            yield ("scores", number, "changes", str(index)), {"criterion": int(number), **change}


def with_rows_of_changes(data: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a score file with the changes of all its scores by the rows that they have on the second sheet."""
    return {**data, "changes": {str(row): change for row, (_path, change) in enumerate(changes_in(data))}}


def _text(field: Field, text: str) -> Any:
    is_name = field.path[0] not in ("scores", "changes")  # names are trimmed, prose is not
    if field.kind != "lines":
        return text.strip() if is_name else text
    return [item.strip() if is_name else item for item in split(text)]


def _choice(text: str) -> str:
    """The value of a choice by its words, or by some of them that no other one has."""
    codes, key = choice_codes(), as_key(text)
    having = {code for words, code in codes.items() if len(key) > 4 and f" {key} " in f" {words} "}
    return codes.get(key) or (having.pop() if len(having) == 1 else text)


def _day(text: str) -> str | None:
    """A day however it is written, as the calendar has it."""
    for pattern in _DAYS:
        if match := re.fullmatch(pattern, text):
            month = MONTHS.get(match["m"], 0) if match["m"].isalpha() else int(match["m"])
            try:
                return datetime.date(int(match["y"]), month, int(match["d"])).isoformat()
            except ValueError:  # there is no such day: its text is shown
                return None
    return None


def put(data: Any, path: tuple[str, ...], value: Any) -> bool:
    """Write `value` into the data; False where a text stands on the way."""
    for step in path[:-1]:
        if data.get(step) is None:
            data[step] = {}
        data = data[step]
        if not isinstance(data, dict):
            return False
    data[path[-1]] = value
    return True
