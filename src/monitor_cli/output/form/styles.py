"""How the cells of the form look."""

from __future__ import annotations

from functools import cache
from typing import Any

from monitor_cli.core.criteria import Criterion
from monitor_cli.core.form import Form, Position
from monitor_cli.output.xlsx_parts import FONT

_INPUT = {"locked": False, "bg_color": "#FFF9E3", "border": 1, "valign": "top", "text_wrap": True}
_FORMATS = {"text": "@", "lines": "@", "choice": "@", "integer": "0", "date": "yyyy-mm-dd"}


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        def style(**settings: Any) -> Any:
            return book.add_format({"font_name": FONT, "font_size": 9, "text_wrap": True, **settings})

        middle = {"align": "center", "valign": "vcenter"}
        self.title = style(bold=True, font_size=12, **middle)
        self.hint = style(italic=True, font_color="#595959", **middle)
        self.label = style(valign="vcenter", indent=1)
        self.head = style(bold=True, border=1, bg_color="#E7EDF3", **middle)
        self.area = style(bold=True, border=1, bg_color="#F3F5F7", valign="vcenter")
        self.number = style(border=1, align="center", valign="top")
        self.criterion = style(border=1, valign="top")
        self.mark = style(border=1, bold=True, **middle)
        self.foot = style(border=1, bold=True, font_size=11, **middle)
        self.foot_label = style(border=1, bold=True, font_size=11, align="right", valign="vcenter")
        self.plain = style(valign="top")
        self.limit = style(align="right", valign="top", indent=1)
        self.line = style(bottom=1)

        @cache
        def field(kind: str) -> Any:
            centred = {"align": "center"} if kind in ("integer", "date") else {}
            return style(**_INPUT, num_format=_FORMATS[kind], **centred)

        self._field = field
        self._kinds: dict[Position, str] | None = None

    def at(self, form: Form, row: int, column: int) -> Any:
        """The format of a cell of the form."""
        if self._kinds is None:
            self._kinds = {field.position: field.kind for field in form.fields}
        if kind := self._kinds.get((row, column)):
            return self._field(kind)
        if (item := form.rows.get(row)) is not None:
            if not isinstance(item, Criterion):
                return self.area
            return {form.NUMBER: self.number, form.TITLE: self.criterion}.get(column, self.mark)
        if row < form.HEAD_ROW:
            return {form.TITLE_ROW: self.title, form.HINT_ROW: self.hint}.get(row, self.label)
        if row == form.HEAD_ROW:
            return self.head
        if row in (form.total_row, form.band_row):
            return self.foot_label if column == 0 else self.foot
        if form.bands_row - 1 <= row < form.signature_row and 1 <= column <= 3:
            return self.limit
        return self.line if row >= form.signature_row and column == form.FIRST_MARK else self.plain
