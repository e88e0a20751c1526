"""Pages as a worksheet that prints one page wide, for reports that are a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from monitor_cli.forms.xlsx import HEAD, Sheet, workbook_bytes
from monitor_cli.output import page as parts
from monitor_cli.output.text import render

SHARE = 18
"""The width of a column in characters, per unit of its `share`."""


def workbook(pages: Mapping[str, parts.Page]) -> bytes:
    """Return a workbook with one sheet per page, named by its key: its blocks, and an empty row after each section.

    No text in it is a formula or a link.
    """

    def fill(book: Any) -> None:
        for title, page in pages.items():
            _add_sheet(book, title[:31], list(map(list, page)))

    return workbook_bytes(fill, next(iter(pages)))


def _add_sheet(book: Any, title: str, sections: Sequence[Sequence[parts.Block]]) -> None:
    tables = (block for section in sections for block in section if isinstance(block, parts.Table))
    columns = next((parts.on_paper(table).columns for table in tables), [parts.Column("", share=5)])
    sheet = Sheet(book, title, [SHARE * column.share or max(9, len(column.title) + 2) for column in columns])
    for section in sections:
        for block in section:
            if isinstance(block, parts.Table):
                _add_table(sheet, block)
            else:
                _add_text(sheet, block)
        sheet.row += 1


def _add_table(sheet: Sheet, table: parts.Table) -> None:
    """Write a table; right-aligned columns contain numbers, so that the sheet can be sorted by them."""
    columns, groups = parts.on_paper(table)
    right = [index for index, column in enumerate(columns) if column.right]
    head_styles = dict.fromkeys(right, sheet.style(**HEAD, align="right"))
    sheet.add([column.title for column in columns], sheet.head, head_styles)
    sheet.sheet.repeat_rows(sheet.row - 1)
    styles, decimal = dict.fromkeys(right, sheet.style(align="right")), sheet.style(align="right", num_format="0.0")
    for row in parts.lines_of(parts.Table(columns, groups)):
        texts = [row] if isinstance(row, str) else [cell.full_text for cell in row.cells]
        values = [_number(text) if index in right else text for index, text in enumerate(texts)]
        decimals = {index: decimal for index, value in enumerate(values) if isinstance(value, float)}
        sheet.add(values, styles=styles | decimals)


def _number(text: str) -> str | int | float:
    if text.isdecimal():
        return int(text)
    return float(text.replace(",", ".")) if re.fullmatch(r"\d+[.,]\d+", text) else text


def _add_text(sheet: Sheet, block: parts.Block) -> None:
    """Write lines across all columns."""
    style = sheet.strong if isinstance(block, parts.Heading) else sheet.plain
    for line in "".join(render([[block]])).splitlines():
        sheet.add_across(line, style)
