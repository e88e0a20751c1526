"""Pages as a worksheet that prints one page wide, for reports that are a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitor_cli.forms.xlsx import HEAD, Sheet, lines_of, workbook_bytes
from monitor_cli.output import page as parts
from monitor_cli.output.text import render

SHARE = 18
"""The width of a column in characters, per unit of its `share`."""


def workbook(page: parts.Page, title: str) -> bytes:
    """Return a workbook with one sheet, `title`: the blocks one below the other, without formulas or links."""
    blocks = [block for section in page for block in section]
    tables = [block for block in blocks if isinstance(block, parts.Table)]

    def fill(book: Any) -> None:
        columns = _columns(tables[0]) if tables else [parts.Column("", share=5)]
        sheet = Sheet(book, title[:31], [SHARE * column.share or max(9, len(column.title) + 2) for column in columns])
        for block in blocks:
            if isinstance(block, parts.Table):
                _add_table(sheet, block)
            else:
                _add_text(sheet, block)

    return workbook_bytes(fill, title)


def _columns(table: parts.Table) -> list[parts.Column]:
    return [column for column in table.columns if not column.terminal_only]


def _add_table(sheet: Sheet, table: parts.Table) -> None:
    """Write a table; right-aligned columns contain numbers, so that the sheet can be sorted by them."""
    sheet.row += 1
    columns = _columns(table)
    right = [index for index, column in enumerate(columns) if column.right]
    head = dict.fromkeys(right, sheet.style(**HEAD, align="right"))
    sheet.add([column.title for column in columns], sheet.head, head)
    sheet.sheet.repeat_rows(sheet.row - 1)
    styles = dict.fromkeys(right, sheet.style(align="right"))
    for texts in _rows(table):
        values = [int(text) if at in right and text.isdecimal() else text for at, text in enumerate(texts)]
        sheet.add(values, styles=styles)
    sheet.row += 1


def _rows(table: parts.Table) -> Iterator[list[str]]:
    """Yield titles of groups, and rows without the columns that only a terminal shows."""
    for group in table.groups:
        if group.heading and isinstance(group.heading, str):
            yield [group.heading]
        for row in parts.rows_of(group):
            cells = zip(row.cells, table.columns, strict=True)
            yield ["\n".join([cell.text.strip(), *cell.under]) for cell, column in cells if not column.terminal_only]


def _add_text(sheet: Sheet, block: parts.Block) -> None:
    """Write lines across all columns."""
    style = sheet.strong if isinstance(block, parts.Heading) else sheet.plain
    for line in "".join(render([[block]])).splitlines():
        if len(sheet.widths) > 1:
            sheet.sheet.merge_range(sheet.row, 0, sheet.row, len(sheet.widths) - 1, "", style)
        sheet.add([line], style)
        sheet.sheet.set_row(sheet.row - 1, 3 + 14 * lines_of(line, sum(sheet.widths)))
