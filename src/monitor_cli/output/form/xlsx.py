"""The official form as a workbook: the order's table with live total and band, only the inputs unlocked (R7, R8, R10)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from monitor_cli import __version__
from monitor_cli.core.criteria import Criterion, CriteriaSet
from monitor_cli.core.form import FORMAT, HIDDEN_SHEET, Field, Form, cell_name, joined
from monitor_cli.core.score_file import FIRST_YEAR, LAST_YEAR
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.core.texts import in_language
from monitor_cli.messages import _, current_language
from monitor_cli.output.form import words
from monitor_cli.output.form.styles import Styles
from monitor_cli.output.form.values import value_at
from monitor_cli.output.xlsx_parts import lines_of, workbook_bytes, write_text

FIRST_DATE = datetime.date(1900, 3, 1)
"""Spreadsheets count days from here alike; an earlier date is written as a text."""


def render(criteria_set: CriteriaSet, data: Mapping[str, Any], card: Scorecard | None = None) -> bytes:
    """The form for `data`, the plain values of a score file (empty for a blank form).

    `card` gives the results that programs show which do not calculate; without it they show none.
    """
    form = Form(criteria_set)
    return workbook_bytes(lambda book: _fill(book, form, data, card), in_language(criteria_set.title, "en"))


def _fill(book: Any, form: Form, data: Mapping[str, Any], card: Scorecard | None) -> None:
    styles = Styles(book)
    sheet = book.add_worksheet(_("Form"))
    texts: dict[tuple[int, int], str | int] = {**form.texts(current_language()), **words.labels(form)}
    _set_up(sheet, form)
    _write_locked(sheet, form, styles, texts)
    for field in form.fields:
        _write_field(sheet, form, field, value_at(data, field.path), styles)
    _write_formulas(sheet, form, card, styles)
    _write_hidden(book, form, texts)


def _set_up(sheet: Any, form: Form) -> None:
    """The page (A4 landscape, one page wide, the table's head on each) and the lock."""
    widths = [5, 42, *[12] * len(form.scores), 10, 30, 26, 26, 11, 11, 8]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(form.HEAD_ROW)
    sheet.set_footer("&C&P / &N")
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _write_locked(sheet: Any, form: Form, styles: Styles, texts: Mapping[tuple[int, int], str | int]) -> None:
    last, total_width = form.last_column, 200
    wide = {form.TITLE_ROW: styles.title, form.HINT_ROW: styles.hint}
    wide |= {row: styles.area for row, item in form.rows.items() if not isinstance(item, Criterion)}
    for row, style in wide.items():
        sheet.merge_range(row, 0, row, last, "", style)
        sheet.set_row(row, 13 * lines_of(str(texts[row, 0]), total_width) + 5)
    for field in form.fields:
        if field.row < form.HEAD_ROW:
            left, end = (0, form.score_column - 1) if field.column == form.FIRST_MARK else (form.score_column, last)
            sheet.merge_range(field.row, left, field.row, field.column - 1, "", styles.label)
            sheet.merge_range(field.row, field.column, field.row, end, "", styles.field(field.kind))
    sheet.merge_range(form.total_row, 0, form.total_row, form.score_column - 1, "", styles.foot_label)
    sheet.merge_range(form.band_row, 0, form.band_row, 1, "", styles.foot_label)
    sheet.merge_range(form.band_row, form.FIRST_MARK, form.band_row, last, "", styles.foot)
    for row in range(form.bands_row, form.bands_row + len(form.criteria_set.bands)):
        sheet.merge_range(row, 4, row, last, "", styles.plain)
    for (row, column), value in texts.items():
        style = wide.get(row) or _style(form, styles, row, column)
        if isinstance(value, int):
            sheet.write_number(row, column, value, style)
        else:
            write_text(sheet, row, column, value, style)
    for index, _who in enumerate(words.signatures()):
        row = form.signature_row + 2 * index
        sheet.merge_range(row, form.FIRST_MARK, row, form.score_column, "", styles.line)


def _style(form: Form, styles: Styles, row: int, column: int) -> Any:
    if row == form.HEAD_ROW:
        return styles.head
    if row in form.rows:
        return styles.number if column == form.NUMBER else styles.criterion
    if row < form.HEAD_ROW:
        return styles.label
    return styles.foot_label if row in (form.total_row, form.band_row) else styles.plain


def _write_field(sheet: Any, form: Form, field: Field, value: Any, styles: Styles) -> None:
    style = styles.field(field.kind)
    if field.kind == "choice":
        value = words.choices(field.path).get(value)
    if field.kind == "date" and value and (day := datetime.date.fromisoformat(value)) >= FIRST_DATE:
        sheet.write_datetime(*field.position, day, style)
    elif isinstance(value, list):
        write_text(sheet, *field.position, joined(value), style)
    elif isinstance(value, str):
        write_text(sheet, *field.position, value, style)
    elif value is not None:
        sheet.write_number(*field.position, value, style)
    else:
        sheet.write_blank(*field.position, None, style)
    if field.path == ("monitoring", "commission"):
        sheet.set_row(field.row, 13 * max(3, lines_of(joined(value or []), 80)) + 2)
    if allowed := _allowed(form, field):
        sheet.data_validation(*field.position, *field.position, allowed)


def _allowed(form: Form, field: Field) -> dict[str, Any] | None:
    """What the spreadsheet lets a user enter in the cell."""
    if field.kind == "choice":
        return {"validate": "list", "source": list(words.choices(field.path).values())}
    if field.kind == "date":
        error = _("Enter a date, for example 2025-03-14.")
        return {"validate": "date", "criteria": ">=", "value": FIRST_DATE, "error_message": error}
    if field.kind != "integer":
        return None
    if field.path == ("year",):
        low, high = FIRST_YEAR, LAST_YEAR
    elif len(form.scores) <= 20:
        scale = form.criteria_set.scale
        error = _("Enter a whole number from {low} to {high}.").format(low=scale.min, high=scale.max)
        return {"validate": "list", "source": sorted(form.scores), "error_message": error}
    else:
        low, high = min(form.scores), max(form.scores)
    return {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}


def _write_formulas(sheet: Any, form: Form, card: Scorecard | None, styles: Styles) -> None:
    shown: dict[tuple[int, int], str | int] = {}
    if card:
        shown[form.total_row, form.score_column] = card.total
        shown[form.band_row, form.FIRST_MARK] = in_language(card.band.label, current_language())
        scored = {criterion.criterion.number: criterion.score for criterion in card.criteria}
        for row, item in form.rows.items():
            if isinstance(item, Criterion):
                shown[row, form.FIRST_MARK + form.scores.index(scored[item.number])] = "X"
    for (row, column), formula in form.formulas.items():
        style = styles.mark if row in form.rows else styles.foot
        sheet.write_formula(row, column, formula, style, shown.get((row, column), ""))


def _write_hidden(book: Any, form: Form, texts: Mapping[tuple[int, int], str | int]) -> None:
    """What the form is, its words for choices, and a copy of each locked text to compare with."""
    criteria_set = form.criteria_set
    rows = [
        ("format", FORMAT, ""),
        ("criteria", criteria_set.ref, ""),
        ("sha256", criteria_set.sha256, ""),
        ("language", current_language(), ""),
        ("tool", __version__, ""),
    ]
    for path in (("agency", "kind"), ("recommendation", "status")):
        rows += [("choice", value, word) for value, word in words.choices(path).items()]
    rows += [("cell", cell_name(*position), str(text)) for position, text in texts.items()]
    sheet = book.add_worksheet(HIDDEN_SHEET)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            write_text(sheet, row, column, text)
    sheet.protect()
    sheet.very_hidden()
