"""CSV that a Russian or Kyrgyz Excel opens correctly on a double click, without a formula in any cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = re.compile(r"""[\s'"`‘’“”„«]*[=+\-@＝＋－＠﹢﹣﹦﹫]""")
"""Spreadsheets also recognise a formula after spaces and quotation marks, and by full-width signs."""


def csv_lines(rows: Iterable[Iterable[object]], *, plain: bool = False) -> Iterator[bytes]:
    """Yield rows as UTF-8: for people with a byte order mark, semicolons (the list separator of those locales) and
    CRLF; `plain`, for programs, with commas and LF.
    """
    delimiter, end = (",", "\n") if plain else (";", "\r\n")
    for index, row in enumerate(rows):
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator=end).writerow(map(cell, row))
        yield (BOM * (not plain and not index) + text.getvalue()).encode("utf-8", "replace")


def cell(value: object) -> object:
    """Return `value` for a cell, with an apostrophe before text that a spreadsheet would take for a formula.

    Numbers have a decimal comma in every language: a Russian or Kyrgyz Excel takes 30.8 for 30 August.
    """
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return "" if value is None else value
