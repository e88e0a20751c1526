"""The cells of a spreadsheet file, read by python-calamine after a check.

The library allocates whatever extent a sheet has, takes the last of two cells with one name, and does not tell a
formula from a value nor an error from a blank cell. So this module checks first that programs write such a table.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from monitor_cli.core.problems import Problem
from monitor_cli.forms import package
from monitor_cli.forms.cells import Cell, CellKind, Position, SheetCells, column_of, position_of
from monitor_cli.forms.layout import HIDDEN_SHEET
from monitor_cli.forms.ods import tables_of
from monitor_cli.forms.package import RefusedError

_FAR = 4_096, 64
"""The row and the column from which a cell counts as far away, in a sheet with too large an area."""
_SPACE = {b"tab": b"\t", b"line-break": b"\n"}
"""The spaces that the library leaves out of the texts of an `.ods` file."""
_SPACES = re.compile(rb"<text:(tab|line-break)(?:\s[^<>]*)?/>")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an old `.xls` file and of a workbook with a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(data: bytes) -> Mapping[str, SheetCells] | Problem:
    """Return the sheets by name in their order, or the Problem that prevents reading; unpack within the limits only.

    Raises ModuleNotFoundError if python-calamine is not installed.
    """
    if data.startswith(_OLE):
        return Problem("workbook-encrypted" if _ENCRYPTED in data else "workbook-old")
    try:
        parts = package.unpacked(data)
        if b"encryption-data" in parts.get(package.MANIFEST, b""):
            return Problem("workbook-encrypted")
        if package.CONTENT in parts:
            tables = tables_of(parts[package.CONTENT])
            parts[package.CONTENT] = _SPACES.sub(lambda piece: _SPACE[piece[1]], parts[package.CONTENT])
            return _with_values(parts, tables)
        return _with_values(*_tables(parts))
    except RefusedError as refused:
        return Problem(refused.rule)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, LookupError, ValueError, *package.ZIP_FEATURES):
        return Problem("workbook-unreadable")


def _tables(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, SheetCells]]:
    """Return the parts of an `.xlsx` file for the library, and the tables of its worksheets.

    A comment or a drawing that belongs to no sheet counts as a remark of every sheet.
    """
    sheets = package.sheets_of(parts)
    kept = {*package.NEEDED, *sheets.values()}
    seen = {name: part for name, part in parts.items() if name in kept}
    own = {name: package.beside(parts, part) for name, part in sheets.items()}
    remarks = {name: package.remarks_in(parts[name]) for name in sorted(parts.keys() - kept)}  # threaded ones come last
    tables = {}
    for name, part in sheets.items():
        others = set().union(*(parts for other, parts in own.items() if other != name)) - own[name]
        here = {cell: text for beside, texts in remarks.items() if beside not in others for cell, text in texts}
        if part.startswith("xl/worksheets/"):
            kinds = None if name == HIDDEN_SHEET and _PLAIN.fullmatch(_table(parts[part])) else _kinds(seen, part)
            tables[name] = SheetCells(kinds, here, _merged(parts[part]))
    return seen, tables


def _merged(part: bytes) -> list[tuple[int, int, int, int]]:
    corners = ((position_of(a.decode()), position_of(b.decode())) for a, b in _MERGED.findall(part))
    return [(*first, *last) for first, last in corners if first and last]


_ATTRIBUTES = rb'(?:\s++[\w:.-]++="[^"<]*+")*+\s*+'
_PIECE = re.compile(
    rb"(?:<c%(any)s(?:/>|>\s*+</c>)\s*+)*+(?:<row%(any)s(/?)>|(</row)\s*+>|<c(?:\s++(?:r=\"([A-Z]{1,3})([1-9][0-9]{0,6})\"|t=\"(\w+)\"|[\w:.-]++=\"[^\"<]*+\"))*+\s*+"
    rb"(?:/>|>\s*+(?:(<f%(any)s)(?:/>|>[^<]*+</f>)\s*+)?(?:<v%(any)s(?:/>|>([^<]*+)</v>)\s*+)?"
    rb"(<is>(?:[^<]++|<(?!/?is\b)/?\w++(?:\s[^<>]*+)?>)*+</is>\s*+)?</c>))\s*+" % {b"any": _ATTRIBUTES}
)
"""Behind any number of blank cells, a row begins (and ends), or ends; or there is a cell by column, row and type, with
its formula, its value or its text.

Nothing else may stand between them. No part of the pattern gives back what it took, so a long text costs no time.
"""
_PLAIN = re.compile(
    rb"(?:</?row%(any)s>\s*+|<c(?: r=\"[ABC][1-9][0-9]{0,3}\"| s=\"[0-9]+\"| t=\"(?:s|str|inlineStr)\")*+>"
    rb"(?:<v>[^<]*+</v>|<is><t%(any)s>[^<]*+</t></is>)</c>\s*+)*+" % {b"any": _ATTRIBUTES}
)
"""A table of texts in three columns, as an unchanged hidden sheet is; its texts are checked later."""
_MERGED = re.compile(rb'<mergeCell\s[^<>]*?ref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"')
_REACH = re.compile(rb'\sref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"')
_NUMBER, _ANY = re.compile(rb"-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?"), re.compile(rb"[^<]*")
_STORED = {None: _NUMBER, b"n": _NUMBER, b"s": re.compile(rb"[0-9]{1,6}"), b"b": re.compile(rb"[01]")}
"""The values of cells of these types; cells of all other types have texts."""


def _kinds(parts: dict[str, bytes], name: str) -> dict[Position, CellKind]:
    """Return the kinds of the cells of a sheet, and take cells far away out of its part."""
    table = _table(parts[name])
    kinds: dict[Position, CellKind] = {}
    reaches: list[list[Position]] = []
    end, inside = 0, False
    while piece := _PIECE.match(table, end):
        end = piece.end()
        empty, closed, column, row, kind, formula, value, text = piece.groups()
        if (empty is None) == inside:
            inside = inside and not closed if empty is None else not empty
        else:
            raise RefusedError
        if not (formula or value or text):
            continue
        position = (int(row) - 1, column_of(column.decode())) if row else None
        is_odd = (kind == b"inlineStr") != (text is not None) or (text and value)
        if position is None or position in kinds or is_odd or (value and not _STORED.get(kind, _ANY).fullmatch(value)):
            raise RefusedError
        kinds[position] = "formula" if formula else "error" if kind == b"e" else "typed"
        if formula and b't="shared"' not in formula and (reach := _REACH.search(formula)):
            reaches.append([position_of(corner.decode()) or position for corner in reach.groups()])
    if end != len(table):
        raise RefusedError
    if len(kinds) > package.MOST_CELLS or len(reaches) > 100:
        raise RefusedError("workbook-too-large")
    for (top, left), (bottom, right) in reaches:  # a formula of several cells is in the first cell
        kinds |= {at: "formula" for at in kinds if top <= at[0] <= bottom and left <= at[1] <= right}
    height, width = (max(axis) + 1 for axis in zip(*kinds, strict=True)) if kinds else (0, 0)
    if height * width > package.MOST_AREA:
        far = {position for position in kinds if position[0] >= _FAR[0] or position[1] >= _FAR[1]}
        kinds |= dict.fromkeys(far, "far")
        near = b"".join(
            piece[0]
            for piece in _PIECE.finditer(table)
            if not piece[4] or (int(piece[4]) - 1, column_of(piece[3].decode())) not in far
        )
        parts[name] = parts[name].replace(table, near)
    return kinds


def _table(part: bytes) -> bytes:
    """Return the XML of the table of cells."""
    if part.count(b"<c") > 6 * package.MOST_CELLS:
        raise RefusedError("workbook-too-large")
    head, begin, rest = part.partition(b"<sheetData>")
    table, end, _ = rest.partition(b"</sheetData>")
    if not begin and b"<sheetData/>" in part:
        return b""
    if (
        not end
        or part.count(b"<sheetData") != 1
        or package.elements(head + b"<sheetData/></worksheet>")[-1][0] != "worksheet/sheetData"
    ):
        raise RefusedError
    if b"xmlns" in table and re.search(rb"<[^<>]*\sxmlns", table):
        raise RefusedError
    return table


def _with_values(parts: Mapping[str, bytes], tables: Mapping[str, SheetCells]) -> dict[str, SheetCells]:
    """Return the sheets with their values, which the library reads from an archive of checked parts only."""
    import python_calamine

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(packed.getvalue()))
        if [name for name in book.sheet_names if name in tables] != [*tables]:
            raise RefusedError
        rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in tables}
    except python_calamine.CalamineError as error:
        raise RefusedError from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what a failed assertion in the library becomes
            raise RefusedError from error
        raise
    return {
        name: sheet._replace(rows=tuple(map(tuple, rows[name])))
        if sheet.kinds is None
        else sheet._replace(cells=dict(_of_sheet(rows[name], sheet.kinds)))
        for name, sheet in tables.items()
    }


def _of_sheet(rows: list[list[Any]], kinds: Mapping[Position, CellKind]) -> Iterator[tuple[Position, Cell]]:
    left = sum(len(row) - row.count("") for row in rows)
    for (row, column), kind in kinds.items():
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        left -= value != ""
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            value = int(value)  # spreadsheets know only one kind of numbers
        if value != "" or kind != "typed":
            yield (row, column), Cell(kind, value)
    if left:
        raise RefusedError
