"""A form among the sheets of a workbook: known by its hidden sheet, wherever its others stand."""

from __future__ import annotations

from collections.abc import Sequence

from monitor_cli.core.problems import Problem
from monitor_cli.core.texts import LANGUAGES, shorten
from monitor_cli.forms.cells import BLANK, Cell, Position, Sheet, cell_name, position_of
from monitor_cli.forms.layout import FORMATS, HIDDEN_SHEET, SECOND
from monitor_cli.forms.reading import FormDocument, Rows
from monitor_cli.forms.workbook import Workbook, read_workbook


def read_form(data: bytes) -> FormDocument | Problem:
    """The form in the bytes of a workbook, known by its hidden sheet, or the Problem that keeps it from being read."""
    workbook = read_workbook(data)
    if isinstance(workbook, Problem):
        return workbook
    hidden = workbook[HIDDEN_SHEET].cells if HIDDEN_SHEET in workbook else {}
    height, width = (max(axis) + 1 for axis in zip(*hidden, strict=True)) if hidden else (0, 0)
    rows = tuple(
        tuple(str(hidden.get((row, column), BLANK).value) for column in range(max(3, width)))
        for row in range(min(height, len(hidden)))
    )
    about = {row[0]: row[1] for row in rows if row[0] in ("format", "criteria", "language")}
    if not about.get("format", "").startswith(FORMATS[0].partition("/")[0] + "/"):
        return Problem("form-foreign")
    if about["format"] not in FORMATS:
        return Problem("form-version", {"value": shorten(about["format"])})
    texts: list[set[str]] = [set(), set()]
    for kind, name, text in (row[:3] for row in rows):
        if kind == "cell" and (position := position_of(name)):
            texts[min(position[0] // SECOND, 1)].add(text)
    first, second = texts  # which share the titles of the criteria
    sheets = [_forms_in(workbook, said) for said in (first - second, second - first) if said]
    is_typed = width == 3 and all(cell.kind == "typed" for cell in hidden.values())
    if not all(len(found) == 1 for found in sheets) or about.get("language") not in LANGUAGES or not is_typed:
        return Problem("form-sheets")
    names = [found[0] for found in sheets]
    unread = [name for name, other in workbook.items() if name not in (*names, HIDDEN_SHEET) and other.cells]
    return FormDocument(_joined([workbook[name] for name in names]), names, unread, _without_hash(rows), about)


def _forms_in(workbook: Workbook, texts: set[str]) -> Sequence[str]:
    """The sheets that have most of the form's texts, wherever they stand; a copy that is the same counts once."""
    others = {name: sheet.cells for name, sheet in workbook.items() if name != HIDDEN_SHEET}
    if len(others) > 1:
        said = {name: {str(cell.value) for cell in cells.values()} for name, cells in others.items()}
        others = {name: cells for name, cells in others.items() if 2 * len(texts & said[name]) > len(texts)}
    return [name for index, name in enumerate(others) if others[name] not in [*others.values()][:index]]


def _joined(sheets: Sequence[Sheet]) -> Sheet:
    """The sheets of a form as one: the rows of the second count on from those of the first."""
    cells: dict[Position, Cell] = {}
    remarks: dict[str, str] = {}
    merged: list[tuple[int, int, int, int]] = []
    for down, sheet in zip((0, SECOND), sheets, strict=False):
        cells = {(row + down, column): cell for (row, column), cell in sheet.cells.items()} | cells
        for name, text in sheet.remarks.items():
            row, column = position_of(name) or (0, 0)
            remarks[cell_name(row + down, column)] = text
        merged += [(top + down, left, bottom + down, right) for top, left, bottom, right in sheet.merged]
    return Sheet(cells, remarks, merged)


def _without_hash(rows: Rows) -> Rows:
    """The rows of a hidden sheet without the hash of the criteria file, which changes with words that no form has."""
    return tuple(("sha256", "", "") if row[0] == "sha256" else row for row in rows)
