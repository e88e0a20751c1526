"""Cells of a spreadsheet: their names, their values, and lists in one cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

MOST_IN_A_CELL = 32_767
"""UTF-16 units that fit into a cell of a spreadsheet."""

FIRST_DATE = datetime.date(1900, 3, 1)
"""From this date on, all spreadsheet programs count the days alike; an earlier date is written as a text."""

Position = tuple[int, int]
"""Row and column, from 0."""


CellKind = Literal["typed", "formula", "error", "far"]


class Cell(NamedTuple):
    """A cell; `kind` is `typed`, `formula` (then `value` is its result) or `error`."""

    kind: CellKind
    value: Any


FieldKind = Literal["text", "lines", "integer", "date", "choice"]
BLANK = Cell("typed", "")


class SheetCells(NamedTuple):
    """A sheet: the kinds of its cells, its remarks by the names of their cells, corners of merged cells, and values.

    If `kinds` is None, all cells are typed, and `rows` has the values; otherwise `cells` has those that are not blank.
    """

    kinds: dict[Position, CellKind] | None
    remarks: dict[str, str]
    merged: list[tuple[int, int, int, int]]
    cells: Mapping[Position, Cell] = {}
    rows: tuple[tuple[Any, ...], ...] = ()


Rows = tuple[tuple[str, ...], ...]
"""The texts of a hidden sheet."""


class HiddenSheet(NamedTuple):
    """The content of a hidden sheet: the facts `about` the form, and a `copy` of each locked text by its cell.

    `distinct` has the texts that only the first sheet has, and those that only the second has.
    """

    rows: Rows
    about: Mapping[str, str]
    copy: Mapping[Position, str]
    distinct: tuple[frozenset[str], frozenset[str]]
    is_typed: bool


def column_name(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name = chr(65 + rest) + name
        column -= 1
    return name


def cell_name(row: int, column: int) -> str:
    """`A1` for the first cell."""
    return f"{column_name(column)}{row + 1}"


_CELL_NAME = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")


def position_of(name: str) -> Position | None:
    """Row and column of a cell such as `B7`; None if `name` is not the name of a cell."""
    match = _CELL_NAME.fullmatch(name)
    return (int(match[2]) - 1, column_of(match[1])) if match else None


@cache
def column_of(letters: str) -> int:
    """0 for `A`, 26 for `AA`."""
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return column - 1


_GOES_ON = "↳ "


def joined(items: list[str]) -> str:
    """Put a list into one cell, one item per line; each further line of an item begins with an arrow."""
    return "\n".join(item.replace("\n", "\n" + _GOES_ON) for item in items)


def split(text: str) -> list[str]:
    """Return the items of a cell, without blank lines."""
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_GOES_ON) and items:
            items[-1] += "\n" + line.removeprefix(_GOES_ON)
        else:
            items.append(line)
    return [item for item in items if item.strip()]


def fits(kind: FieldKind, value: object) -> bool:
    """Return True if a cell gives `value` back unchanged, apart from carriage returns before line breaks."""
    if kind == "lines" and isinstance(value, list):
        items = [as_typed(item) if isinstance(item, str) else item for item in value]
        return split(as_typed(text := joined(value))) == items and fits("text", text)
    return not isinstance(value, str) or len(value.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL


def as_key(text: str) -> str:
    """Return a text for comparison: in lowercase letters, with single spaces."""
    return " ".join(text.split()).casefold()


def as_typed(text: str) -> str:
    """Return the text of a cell without the carriage returns of line breaks pasted on Windows."""
    return _RETURNS.sub("", text) if "\r" in text else text


_RETURNS = re.compile("\r+(?=\n|\\Z)")
