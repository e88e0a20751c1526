"""The official form as a workbook: live total and band, only the inputs unlocked (R7, R8, R10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor_cli.core.criteria import CriteriaSet, Criterion
from monitor_cli.core.form import FORMAT, HIDDEN_SHEET, Field, Form, Position, cell_name, value_at
from monitor_cli.core.score_file import FIRST_YEAR, LAST_YEAR
from monitor_cli.core.scorecard import Scorecard
from monitor_cli.core.texts import in_language
from monitor_cli.messages import _, current_language
from monitor_cli.output.form import words
from monitor_cli.output.form.sizes import heights, spans, widths
from monitor_cli.output.form.styles import Styles
from monitor_cli.output.form.values import FIRST_DATE, shown
from monitor_cli.output.xlsx_parts import workbook_bytes, write_text, write_value


def render(criteria_set: CriteriaSet, data: Mapping[str, Any], card: Scorecard | None = None) -> bytes:
    """The form for `data`, the plain values of a score file (empty for a blank form).

    `card` gives the results that programs show which do not calculate; without it they show none.
    """
    form = Form(criteria_set)
    return workbook_bytes(lambda book: _fill(book, form, data, card), in_language(criteria_set.title, "en"))


def _fill(book: Any, form: Form, data: Mapping[str, Any], card: Scorecard | None) -> None:
    styles = Styles(book, form)
    sheet = book.add_worksheet(_("Form"))
    locked: dict[Position, str | int] = {**form.texts(current_language()), **words.labels(form)}
    inputs = {field.position: shown(field, value_at(data, field.path)) for field in form.fields}
    _set_up(sheet, form)
    for row, height in heights(form, {p: str(v) for p, v in (locked | inputs).items() if v is not None}).items():
        sheet.set_row(row, height)
    for (row, column), end in spans(form).items():
        sheet.merge_range(row, column, row, end, "", styles.at(row, column))
    for (row, column), value in (locked | inputs).items():
        write_value(sheet, row, column, value, styles.at(row, column))
    for field in form.fields:
        if allowed := _allowed(form, field):
            sheet.data_validation(*field.position, *field.position, allowed)
    _write_formulas(sheet, form, card, styles)
    _write_hidden(book, form, locked)


def _set_up(sheet: Any, form: Form) -> None:
    """The page (A4 landscape, one page wide, the table's head on each) and the lock."""
    for column, width in enumerate(widths(form)):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(form.HEAD_ROW)
    sheet.set_footer("&C&P / &N")
    sheet.protect("", {"format_rows": True, "format_columns": True})


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
    results: dict[Position, str | int] = {}
    if card:
        results[form.total_row, form.score_column] = card.total
        results[form.band_row, form.FIRST_MARK] = in_language(card.band.label, current_language())
        scored = {criterion.criterion.number: criterion.score for criterion in card.criteria}
        for row, item in form.rows.items():
            if isinstance(item, Criterion):
                results[row, form.FIRST_MARK + form.scores.index(scored[item.number])] = "X"
    for (row, column), formula in form.formulas.items():
        sheet.write_formula(row, column, formula, styles.at(row, column), results.get((row, column), ""))


def _write_hidden(book: Any, form: Form, locked: Mapping[Position, str | int]) -> None:
    """What the form is, its words for choices, and a copy of each locked text to compare with."""
    criteria_set = form.criteria_set
    rows = [
        ("format", FORMAT, ""),
        ("criteria", criteria_set.ref, ""),
        ("sha256", criteria_set.sha256, ""),
        ("language", current_language(), ""),
    ]
    for path in (("agency", "kind"), ("recommendation", "status")):
        rows += [("choice", value, word) for value, word in words.choices(path).items()]
    rows += [("cell", cell_name(*position), str(text)) for position, text in locked.items()]
    sheet = book.add_worksheet(HIDDEN_SHEET)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            write_text(sheet, row, column, text)
    sheet.protect()
    sheet.very_hidden()
