"""The official form as a workbook: live total and band, only the inputs unlocked (R7, R8, R10)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from monitor_cli.core.criteria import CriteriaSet, Criterion
from monitor_cli.core.score_file import FIRST_YEAR, LAST_YEAR
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.core.texts import in_language
from monitor_cli.forms.cells import FIRST_DATE, Position, cell_name, column_name, joined
from monitor_cli.forms.layout import HIDDEN_SHEET, MOST_CHANGES, SECOND, Field, Form, choices, form_of
from monitor_cli.forms.values import value_at, with_rows_of_changes
from monitor_cli.forms.xlsx import FONT, lines_of, workbook_bytes, write_text, write_value
from monitor_cli.messages import _, current_language, in_current_language

_SIZE = 10
_POINTS, _HEAD, _HIGHEST = 13.5, 172, 409
"""Heights in points: one line, the table's head with the words of the scores turned upwards, the highest row."""
_MARGIN = 0.25
"""Left and right of a page, in inches: what narrow margins are in Excel."""
_SECOND_WIDTHS = (9, 32, 16.5, 12.5, 16, 29, 19, 13.5, 19.5)


def render(criteria_set: CriteriaSet, data: Mapping[str, Any], card: Scorecard | None = None) -> bytes:
    """Return the form for `data`, the plain values of a score file (empty for a blank form).

    `card` has the results shown by programs that do not calculate; without it, those show none.

    Raises ModuleNotFoundError if XlsxWriter is not installed.
    """
    form = form_of(criteria_set)
    return workbook_bytes(lambda book: _fill(book, form, data, card), in_language(criteria_set.title, "en"))


def _fill(book: Any, form: Form, data: Mapping[str, Any], card: Scorecard | None) -> None:
    book.formats[0].set_font_size(_SIZE)  # the unit of the widths of columns
    style = _styles(book, form)
    sheet, hidden, second = map(book.add_worksheet, (_("Form"), HIDDEN_SHEET, _("Objections")))

    def at(row: int, column: int) -> tuple[Any, int, int]:
        """Return the sheet of a cell of the layout, and the cell there."""
        return (second, row - SECOND, column) if row >= SECOND else (sheet, row, column)

    data = with_rows_of_changes(data)
    inputs = {field.position: _shown(field, value_at(data, field.path)) for field in form.fields}
    values = form.locked_texts() | dict.fromkeys(form.marks) | inputs
    _set_up(sheet, _widths(form), form.HEAD_ROW, form.total_row)  # total, category and signatures share a page
    _set_up(second, _SECOND_WIDTHS, form.OBJECTIONS - SECOND, form.changes_row - 1 - SECOND)
    for row, height in _heights(form, {at: str(value) for at, value in values.items() if value is not None}).items():
        target, line, _column = at(row, 0)
        target.set_row(line, height)
    for position, end in _spans(form).items():
        target, line, column = at(*position)
        target.merge_range(line, column, line, end, "", style(*position))
    for position, value in values.items():
        write_value(*at(*position), value, style(*position))
    for field in form.fields:
        if allowed := _allowed(form, field):
            target, line, column = at(*field.position)
            target.data_validation(line, column, line, column, allowed)
    name = _("Form").replace("'", "''")
    for position, row in form.mirrors.items():
        source = f"'{name}'!{cell_name(row, form.score_column)}"
        score = value_at(data, ("scores", str(form.rows[row].number), "score")) or ""
        target, line, column = at(*position)
        target.write_formula(line, column, f'=IF({source}="","",{source})', style(*position), score)
    given = book.add_format({"bg_color": "#44546A", "font_color": "#FFFFFF"})
    for column, number in enumerate(form.scores, form.FIRST_MARK):  # the column of the score is dark (R9)
        is_given = f'=${column_name(form.score_column)}{form.HEAD_ROW + 2}&""="{number}"'
        rule = {"type": "formula", "criteria": is_given, "format": given}
        sheet.conditional_format(form.HEAD_ROW + 1, column, form.total_row - 1, column, rule)
    results = (card.total, in_current_language(card.band.label)) if card else ("", "")
    for (position, formula), result in zip(form.formulas.items(), results, strict=True):
        sheet.write_formula(*position, formula, style(*position), result)
    _let_grow(sheet, {row for row, part in form.rows.items() if isinstance(part, Criterion)})
    _let_grow(second, range(form.OBJECTIONS - SECOND, form.changes_row + MOST_CHANGES + 1 - SECOND))
    for row, texts in enumerate(form.hidden_rows(current_language())):
        for column, text in enumerate(("sha256", form.criteria_set.sha256) if texts[0] == "sha256" else texts):
            write_text(hidden, row, column, text)
    hidden.protect()
    hidden.very_hidden()


def _shown(field: Field, value: Any) -> Any:
    """Return a value for its cell: lists with one item per line, choices as words, dates as dates."""
    if field.kind == "choice":
        return choices(field.path).get(value)
    if field.kind == "lines":
        return joined(value or [])
    if field.kind == "date" and value and (day := datetime.date.fromisoformat(value)) >= FIRST_DATE:
        return day
    return value


def _set_up(sheet: Any, widths: Sequence[float], head: int, last_page: int) -> None:
    """Set the page (A4 landscape, one page wide, the head of the table on each page), and lock the sheet."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=0.4, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_h_pagebreaks([last_page])
    sheet.set_footer("&C&P / &N", {"margin": 0.2})
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _widths(form: Form) -> list[float]:
    """Return the widths of the columns in characters, so that letters of 10 points have 8 on paper."""
    return [4, 30, *[7] * len(form.scores), 6, 23.5, 17.5, 19.5, 10.5, 11, 5.5]


def _spans(form: Form) -> dict[Position, int]:
    """Return the last column of each merged cell, by its first cell."""
    last, score = form.last_column, form.score_column
    spans = {(form.TITLE_ROW, 0): last, (form.HINT_ROW, 0): last}
    spans |= {(row, 0): last for row, part in form.rows.items() if not isinstance(part, Criterion)}
    for field in form.fields:
        if field.row < form.HEAD_ROW:
            spans[field.label] = field.column - 1
            spans[field.position] = score - 1 if field.column == form.FIRST_MARK else last
    spans |= {(form.total_row, 0): score - 1, (form.band_row, 0): 1, (form.band_row, form.FIRST_MARK): last}
    spans |= {(form.bands_row + index, 4): last for index in range(len(form.criteria_set.bands))}
    spans |= dict.fromkeys(((SECOND, 0), (SECOND + 1, 0), (form.changes_row - 1, 0)), len(_SECOND_WIDTHS) - 1)
    return spans | {(row, form.FIRST_MARK): score for row in form.signatures()}


def _heights(form: Form, texts: Mapping[Position, str]) -> dict[int, float]:
    """Return the height of each row with texts, in points.

    Rows of criteria and names have room for two lines, the row of the commission for six members.
    """
    spans = _spans(form)
    lines = {row: 2 if isinstance(part, Criterion) else 1 for row, part in form.rows.items()} | {form.band_row: 2}
    for field in form.fields:
        if field.row < form.HEAD_ROW and field.kind in ("text", "lines"):
            lines[field.row] = max(lines.get(field.row, 1), {"text": 2, "lines": 6}[field.kind])
    for (row, column), text in texts.items():
        end, columns = spans.get((row, column), column), _SECOND_WIDTHS if row >= SECOND else _widths(form)
        share = 0.8 if row == form.TITLE_ROW else 0.93  # fonts differ, and bold letters take more room
        lines[row] = max(lines.get(row, 1), lines_of(text, share * sum(columns[column : end + 1])))
    heights = {row: min(_HIGHEST, _POINTS * count + 4) for row, count in lines.items()}
    return heights | {form.HEAD_ROW: _HEAD}


def _let_grow(sheet: Any, rows: Container[int]) -> None:
    """Let programs fit these rows to what is typed, which they do unless the file says that a user set the height.

    XlsxWriter says so of every height. A row with merged cells keeps its height: programs would fit it to the others.
    """
    write = sheet._xml_start_tag_unencoded

    def start_tag(tag: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        grows = tag == "row" and int(dict(attributes)["r"]) - 1 in rows
        write(tag, [item for item in attributes if not (grows and item[0] == "customHeight")])

    sheet._xml_start_tag_unencoded = start_tag


def _allowed(form: Form, field: Field) -> dict[str, Any] | None:
    """Return what spreadsheet programs let users enter into the cell."""
    if field.kind == "choice":
        return {"validate": "list", "source": list(choices(field.path).values())}
    if field.kind == "date":
        error = _("Enter a date, for example 2025-03-14.")
        return {"validate": "date", "criteria": ">=", "value": FIRST_DATE, "error_message": error}
    if field.kind != "integer":
        return None
    if field.path == ("year",):
        low, high = FIRST_YEAR, LAST_YEAR
    elif field.path[-1] == "criterion":
        low, high = min(form.criteria_set.criteria), max(form.criteria_set.criteria)
    elif len(form.scores) <= 20:
        scale = form.criteria_set.scale
        error = _("Enter a whole number from {low} to {high}.").format(low=scale.min, high=scale.max)
        return {"validate": "list", "source": sorted(form.scores), "error_message": error}
    else:
        low, high = min(form.scores), max(form.scores)
    return {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}


_MIDDLE = {"align": "center", "valign": "vcenter"}
_FOOT = {"border": 1, "bold": True, "font_size": 11}
_INPUT = {"locked": False, "bg_color": "#FFF9E3", "border": 1, "valign": "top"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 12, **_MIDDLE},
    "hint": {"italic": True, "font_color": "#595959", **_MIDDLE},
    "label": {"valign": "vcenter", "indent": 1},
    "right label": {"valign": "vcenter", "indent": 1, "align": "right"},
    "head": {"bold": True, "border": 1, "bg_color": "#E7EDF3", **_MIDDLE},
    "turned head": {"border": 1, "bg_color": "#E7EDF3", "rotation": 90, **_MIDDLE},
    "area": {"bold": True, "border": 1, "bg_color": "#F3F5F7", "valign": "vcenter"},
    "number": {"border": 1, "align": "center", "valign": "top"},
    "criterion": {"border": 1, "valign": "top"},
    "mark": {"border": 1, "bold": True, "locked": False, "num_format": "@", **_MIDDLE},
    "foot": {**_FOOT, **_MIDDLE},
    "foot label": {**_FOOT, "align": "right", "valign": "vcenter"},
    "plain": {"align": "left", "valign": "top", "indent": 1},
    "limit": {"align": "right", "valign": "top"},
    "line": {"bottom": 1},
    **{kind: {**_INPUT, "num_format": "@"} for kind in ("text", "lines", "choice")},
    "integer": {**_INPUT, "num_format": "0", "align": "center"},
    "date": {**_INPUT, "align": "center"},
}
"""The looks of the cells; input cells have that of their kind."""


def _styles(book: Any, form: Form) -> Callable[[int, int], Any]:
    """Return a function that gives the format of a cell of the form in this workbook."""
    base = {"font_name": FONT, "font_size": _SIZE, "text_wrap": True}
    days = {"num_format": "yyyy-mm-dd" if current_language() == "en" else "dd.mm.yyyy"}
    formats = {
        name: book.add_format({**base, **look, **(days if name == "date" else {})}) for name, look in _LOOKS.items()
    }
    kinds = {field.position: field.kind for field in form.fields}
    return lambda row, column: formats[kinds.get((row, column)) or _look(form, row, column)]


def _look(form: Form, row: int, column: int) -> str:
    rows = {form.TITLE_ROW: "title", form.HINT_ROW: "hint", SECOND: "title", SECOND + 1: "hint"}
    rows |= {form.OBJECTIONS: "head", form.changes_row: "head", form.changes_row - 1: "area"}
    if look := rows.get(row):
        return look
    if row >= SECOND:
        return "criterion" if column == 1 else "number"
    if (part := form.rows.get(row)) is not None:
        columns = {form.NUMBER: "number", form.TITLE: "criterion"}
        return columns.get(column, "mark") if isinstance(part, Criterion) else "area"
    if row < form.HEAD_ROW:
        return "right label" if column else "label"
    if row == form.HEAD_ROW:
        is_turned = form.FIRST_MARK <= column <= form.score_column or column >= form.last_column - 1
        return "turned head" if is_turned else "head"
    if row in (form.total_row, form.band_row):
        return "foot label" if column == 0 else "foot"
    if form.bands_row - 1 <= row < form.signature_row and 1 <= column <= 3:
        return "limit"
    return "line" if row >= form.signature_row and column == form.FIRST_MARK else "plain"
