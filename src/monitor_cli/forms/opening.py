"""Search of the form among the sheets of a workbook, by its hidden sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from monitor_cli.core.problems import Place, Problem
from monitor_cli.core.texts import LANGUAGES, shorten
from monitor_cli.forms.cells import BLANK, Cell, HiddenSheet, Position, SheetCells, cell_name, position_of
from monitor_cli.forms.layout import FORMATS, HIDDEN_SHEET, SECOND
from monitor_cli.forms.reading import FormDocument
from monitor_cli.forms.workbook import read_workbook
from monitor_cli.messages import _, speaking


def read_form(data: bytes) -> FormDocument | Problem:
    """Return the form in a workbook, or the Problem that prevents reading it."""
    workbook = read_workbook(data)
    if isinstance(workbook, Problem):
        return workbook
    sheet = workbook.get(HIDDEN_SHEET, SheetCells(None, {}, []))
    hidden = _typed(sheet.rows) if sheet.kinds is None else _hidden(sheet.cells)
    layout, language = hidden.about.get("format", ""), hidden.about.get("language")
    if not layout.startswith(FORMATS[0].partition("/")[0] + "/"):
        return Problem("form-foreign")
    if layout not in FORMATS:
        return Problem("form-version", {"value": shorten(layout)})
    others = {name: other.cells for name, other in workbook.items() if name != HIDDEN_SHEET}
    texts = {name: {str(cell.value) for cell in cells.values()} for name, cells in others.items()}
    sheets = [_forms_in(others, texts, own) for own in hidden.distinct if own]
    if language not in LANGUAGES or "@" not in hidden.about.get("criteria", "") or not hidden.is_typed:
        return Problem("form-sheets")
    if sorted(map(len, sheets)) == [0, 1]:
        with speaking(language):
            missing = _("Objections") if sheets[0] else _("Form")
        cell = f"{(sheets[0] or sheets[1])[0]}!A1"
        return Problem("form-deleted", {"what": "sheet", "line": missing}, Place(1, 1, 2, cell=cell))
    if not all(len(names) == 1 for names in sheets):
        return Problem("form-sheets")
    names = [name for (name,) in sheets]
    unread = [name for name, cells in others.items() if name not in names and cells]
    return FormDocument(_joined([workbook[name] for name in names]), names, unread, hidden)


@lru_cache(8)
def _typed(rows: tuple[tuple[Any, ...], ...]) -> HiddenSheet:
    """Return the content of a hidden sheet of typed cells; the forms of a folder mostly have the same one."""
    cells = {(row, column): value for row, line in enumerate(rows) for column, value in enumerate(line)}
    return _hidden({at: Cell("typed", value) for at, value in cells.items() if value != ""})


def _hidden(cells: Mapping[Position, Cell]) -> HiddenSheet:
    height, width = (max(axis) + 1 for axis in zip(*cells, strict=True)) if cells else (0, 0)
    rows = tuple(
        tuple(str(cells.get((row, column), BLANK).value) for column in range(max(3, width)))
        for row in range(min(height, len(cells)))
    )
    about = {row[0]: row[1] for row in rows if row[0] in ("format", "criteria", "language")}
    copy = {at: row[2] for row in rows if row[0] == "cell" and (at := position_of(row[1]))}
    first, second = (
        frozenset(text for at, text in copy.items() if (at[0] >= SECOND) == is_second) for is_second in (False, True)
    )
    is_typed = width == 3 and all(cell.kind == "typed" for cell in cells.values())
    # the hash of the criteria file changes with words that no form has
    without_hash = tuple(("sha256", "", "") if row[0] == "sha256" else row for row in rows)
    return HiddenSheet(without_hash, about, copy, (first - second, second - first), is_typed)  # both have the titles


def _forms_in(
    sheets: Mapping[str, Mapping[Position, Cell]], texts: Mapping[str, set[str]], own: frozenset[str]
) -> Sequence[str]:
    """Return the sheets that have most of the form's `own` texts in any place; equal copies count once."""
    likely = {name: cells for name, cells in sheets.items() if 2 * len(own & texts[name]) > len(own)}
    return [name for index, name in enumerate(likely) if likely[name] not in [*likely.values()][:index]]


def _joined(sheets: Sequence[SheetCells]) -> SheetCells:
    """Join the sheets of a form: the rows of the second begin at SECOND."""
    cells: dict[Position, Cell] = {}
    remarks: dict[str, str] = {}
    merged: list[tuple[int, int, int, int]] = []
    for down, sheet in zip((0, SECOND), sheets, strict=False):
        cells |= {(row + down, column): cell for (row, column), cell in sheet.cells.items()} if down else sheet.cells
        for name, text in sheet.remarks.items():
            row, column = position_of(name) or (0, 0)
            remarks[cell_name(row + down, column)] = text
        merged += [(top + down, left, bottom + down, right) for top, left, bottom, right in sheet.merged]
    return SheetCells(None, remarks, merged, cells)
