"""Cells of a spreadsheet: their names, what they hold, and how a list stands in one of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

MOST_IN_A_CELL = 32_767
"""UTF-16 units that a cell of a spreadsheet holds."""

FIRST_DATE = datetime.date(1900, 3, 1)
"""From here on, all spreadsheets count the days alike; an earlier date is kept as a text."""

Position = tuple[int, int]
"""Row and column, from 0."""


class Cell(NamedTuple):
    """What a cell holds; `kind` is `typed`, `formula` (then `value` is its result) or `error`."""

    kind: str
    value: Any


BLANK = Cell("typed", "")


class Table(NamedTuple):
    """Where a sheet has cells and of which kind, its remarks by the names of their cells, and corners of merged cells.

    Without `kinds`, all that it has was typed.
    """

    kinds: dict[Position, str] | None
    remarks: dict[str, str]
    merged: list[tuple[int, int, int, int]]


class Sheet(NamedTuple):
    """A sheet with its cells that are not blank, and what its `Table` says of it.

    Where that has no kinds, `rows` has the values in the place of `cells`.
    """

    cells: Mapping[Position, Cell]
    remarks: Mapping[str, str]
    merged: Sequence[tuple[int, int, int, int]]
    rows: tuple[tuple[Any, ...], ...] = ()


Rows = tuple[tuple[str, ...], ...]
"""The texts of the hidden sheet."""


class Hidden(NamedTuple):
    """What a hidden sheet says: what the form is, and a copy of each locked text by its cell.

    `told_apart` has the texts that only the first sheet has, and those that only the second has.
    """

    rows: Rows
    about: Mapping[str, str]
    copy: Mapping[Position, str]
    told_apart: tuple[frozenset[str], frozenset[str]]
    is_typed: bool


KNOWN: dict[Rows, Hidden] = {}
"""The hidden sheets that were found to be as written: the next form with the same rows says the same."""


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
    """Row and column of a cell such as `B7`; None for what is no name of a cell."""
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
    """A list in one cell: an item a line; a further line of the same item begins with an arrow."""
    return "\n".join(item.replace("\n", "\n" + _GOES_ON) for item in items)


def split(text: str) -> list[str]:
    """The items of a cell; blank lines between them are left out."""
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_GOES_ON) and items:
            items[-1] += "\n" + line.removeprefix(_GOES_ON)
        else:
            items.append(line)
    return [item for item in items if item.strip()]


def fits(kind: str, value: object) -> bool:
    """Whether a cell holds `value` and gives it back; a line break is one, with a carriage return before it or not."""
    if kind == "lines" and isinstance(value, list):
        items = [as_typed(item) if isinstance(item, str) else item for item in value]
        return split(as_typed(text := joined(value))) == items and fits("text", text)
    return not isinstance(value, str) or len(value.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL


def as_key(text: str) -> str:
    """A text to be compared with others: however it is spaced, and in small letters."""
    return " ".join(text.split()).casefold()


def as_typed(text: str) -> str:
    """The text of a cell without carriage returns that belong to a line break: what Windows pastes for one."""
    return _RETURNS.sub("", text) if "\r" in text else text


_RETURNS = re.compile("\r+(?=\n|\\Z)")
