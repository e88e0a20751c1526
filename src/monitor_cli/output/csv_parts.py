"""CSV that a Russian or Kyrgyz Excel opens correctly on a double click, and in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = re.compile(r"""[\s'"`‘’“”„«]*[=+\-@＝＋－＠﹢﹣﹦﹫]""")
"""Spreadsheets look for a formula behind spaces and quotation marks too, and at full-width signs."""


def csv_lines(rows: Iterable[Iterable[object]], *, plain: bool = False) -> Iterator[bytes]:
    """Row by row, for many of them; `plain` is the CSV of programs, with commas and LF and without the mark."""
    return (csv_bytes([row], bom=not index, plain=plain) for index, row in enumerate(rows))


def csv_bytes(rows: Iterable[Iterable[object]], *, bom: bool = True, plain: bool = False) -> bytes:
    """Rows as UTF-8 with a byte order mark, semicolons (the list separator of those locales) and CRLF."""
    text = io.StringIO()
    delimiter, end = (",", "\n") if plain else (";", "\r\n")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_MINIMAL)
    writer.writerows([cell(value) for value in row] for row in rows)
    return ((BOM if bom and not plain else "") + text.getvalue()).encode("utf-8", "replace")


def cell(value: object) -> object:
    """`value` as it may stand in a cell; a text that a spreadsheet would take for a formula gets an apostrophe.

    Numbers have a decimal comma in every language: the Excel that this is for takes 30.8 for the 30th of August.
    """
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return "" if value is None else value
