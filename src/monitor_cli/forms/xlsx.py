"""Parts of all workbooks: text that stays text, and reproducible bytes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap
from typing import Any

from monitor_cli.messages.clock import document_time

FONT = "Arial"
"""It has ң, ө and ү, and LibreOffice has a typeface of the same width."""

HEAD: dict[str, Any] = {"bold": True, "valign": "vcenter", "bottom": 1, "bg_color": "#E7EDF3"}
"""The format of column titles."""

_SURELY_HELD = 16_383
"""So many characters fit into a cell even if each takes two of its 32,767 units."""


def workbook_bytes(fill: Callable[[Any], None], title: str) -> bytes:
    """Return the bytes of a workbook that `fill` has filled; no text in it becomes a formula, a number or a link.

    Raises ModuleNotFoundError if XlsxWriter is not installed.
    """
    import xlsxwriter

    file = io.BytesIO()
    kept = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(file, kept) as book:
        book.formats[0].set_font_name(FONT)
        book.set_properties({"title": title[:255], "created": document_time()})
        fill(book)
    return file.getvalue()


class Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, book: Any, name: str, widths: Iterable[float]) -> None:
        self.sheet, self.row, self.book, self.widths = book.add_worksheet(name), 0, book, tuple(widths)
        self.plain = self.style()
        self.head = self.style(**HEAD)
        self.strong = self.style(bold=True, font_size=12, text_wrap=False)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P / &N")

    def style(self, **settings: Any) -> Any:
        """Return a format of its cells."""
        shared = {"font_name": FONT, "font_size": 10, "text_wrap": True, "valign": "top"}
        return self.book.add_format({**shared, **settings})

    def add(self, values: Sequence[object], style: Any = None, styles: dict[int, Any] | None = None) -> None:
        """Write a row; `styles` of single columns count more than `style`."""
        for column, value in enumerate(values):
            write_value(self.sheet, self.row, column, value, (styles or {}).get(column, style or self.plain))
        if style is not self.strong:
            pairs = zip(values, self.widths, strict=False)
            self.sheet.set_row(self.row, 3 + 13 * max(lines_of(str(value), width) for value, width in pairs))
        self.row += 1

    def add_table(self, titles: Sequence[object], rows: Iterable[Sequence[object]], frozen: int, **styles: Any) -> None:
        """Write a table that can be filtered, its head and its first `frozen` columns always in sight.

        `styles` are as in `add`.
        """
        self.add(titles, self.head)
        self.keep_head(frozen)
        for row in rows:
            self.add(row, **styles)
        self.sheet.autofilter(0, 0, max(1, self.row - 1), len(titles) - 1)

    def add_across(self, text: str, style: Any = None) -> None:
        """Write a text across all columns; merged cells do not grow by themselves."""
        if len(self.widths) > 1:
            self.sheet.merge_range(self.row, 0, self.row, len(self.widths) - 1, "", style or self.plain)
        self.add([text], style)
        self.sheet.set_row(self.row - 1, 3 + 14 * lines_of(text, sum(self.widths)))

    def keep_head(self, columns: int) -> None:
        """Freeze the head and the first columns on the screen, and repeat the head on each printed page."""
        self.sheet.freeze_panes(self.row, columns)
        self.sheet.repeat_rows(0, self.row - 1)


def write_text(sheet: Any, row: int, column: int, text: str, style: Any = None) -> None:
    """Write `text` unchanged.

    XlsxWriter takes a text from `<r>` to `</r>` for finished markup, so such a text is given as that. What becomes
    too long by it goes in two runs, in which `_x000D_` and control characters would be escaped once too often.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        import html

        markup = f'<r><t xml:space="preserve">{html.escape(text, quote=False)}</t></r>'
        if len(markup) > _SURELY_HELD:
            sheet.write_rich_string(row, column, text[:1], style, text[1:], style)
            return
        text = markup
    sheet.write_string(row, column, text, style)


def write_value(sheet: Any, row: int, column: int, value: object, style: Any = None) -> None:
    """Write a text, a number or a date as what it is; None leaves the cell blank."""
    if isinstance(value, str) and value:
        write_text(sheet, row, column, value, style)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_blank(row, column, None, style)


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a cell of `width` characters."""
    most = max(1, int(width))
    return sum(len(wrap(line, most)) if len(line) > most else 1 for line in text.split("\n"))
