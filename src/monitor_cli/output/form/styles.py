"""How the cells of the form look."""

from __future__ import annotations

from typing import Any

from monitor_cli.core.criteria import Criterion
from monitor_cli.core.form import Form
from monitor_cli.output.xlsx_parts import FONT

_INPUT = {"locked": False, "bg_color": "#FFF9E3", "border": 1, "valign": "top", "text_wrap": True}
_FORMATS = {"text": "@", "lines": "@", "choice": "@", "integer": "0", "date": "yyyy-mm-dd"}


class Styles:
    """The formats of one workbook with the form in it."""

    def __init__(self, book: Any, form: Form) -> None:
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
        self.plain = style(align="left", valign="top", indent=1)
        self.limit = style(align="right", valign="top", indent=1)
        self.line = style(bottom=1)

        centred = {"align": "center"}
        by_kind = {
            kind: style(**_INPUT, num_format=shown, **(centred if kind in ("integer", "date") else {}))
            for kind, shown in _FORMATS.items()
        }
        self._inputs = {field.position: by_kind[field.kind] for field in form.fields}
        self._form = form

    def at(self, row: int, column: int) -> Any:
        """The format of a cell of the form."""
        form = self._form
        if found := self._inputs.get((row, column)):
            return found
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
