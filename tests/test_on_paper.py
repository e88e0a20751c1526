"""The official form on A4: readable letters, names in full, days as people write them, signatures below a table."""

from __future__ import annotations

import html
import re

import docx
import openpyxl
import pytest

from tests.files import score_file, write
from tests.form_data import FORM

NAMES = [f"Абдыкадырова-Жумабекова Айгүл Токтогуловна {number}" for number in range(8)]
DAYS = {"ky": "14.03.2025", "ru": "14.03.2025", "en": "2025-03-14"}


def widths_of(sheet) -> list[float]:
    """The widths of the columns, from the left; the file has equal ones together."""
    spans = sorted(sheet.column_dimensions.values(), key=lambda span: span.min)
    return [span.width for span in spans for _column in range(span.min, span.max + 1)]


@pytest.fixture(params=["order", "findings", "disputes"])
def body(request, tmp_path):
    """A file whose last table on paper is that of the order, of the findings, or of objections and changes."""
    scores: dict[int, object] = dict.fromkeys(range(1, 25), 4)
    if request.param != "order":
        scores |= {n: {"score": 3, "note": f"note {n}", "evidence": ["№ 12"]} for n in (2, 9)}
    if request.param == "disputes":
        scores[9] = {"score": 3, "changes": [{"was": 2, "date": "2025-04-10", "reason": "note 9"}]}
    period = {"from": "2025-03-03", "to": "2025-03-14", "commission": NAMES}
    return write(tmp_path, "a.yaml", score_file(scores, monitoring=period))


def test_signatures_stand_below_the_end_of_a_table(monitor, tmp_path, body):
    """On the page: no break between the last row of the last table, what is signed, and who signs."""
    monitor("form", "print", body, "-o", tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert re.search(r"\.end { break-inside: avoid; }", page)
    end = page[page.rindex('<tbody class="end">') :]
    assert page.count('class="signing"') == 1
    row, signing = end.split('class="signing"')
    assert "note 9" in row or "Category" in row
    assert "Үлгү министрлиги, 2025: " in signing
    assert all(html.escape(name) in signing for name in NAMES)
    assert "tbody" not in row.removeprefix('<tbody class="end">')


def test_signatures_keep_the_row_above_them(monitor, tmp_path, body):
    """In a text processor the same: each paragraph from the last row of the last table on is kept with the next."""
    monitor("form", "print", body, "-o", tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    *_others, last, signatures = document.tables
    assert all(cell.paragraphs[-1].paragraph_format.keep_with_next for cell in last.rows[-1].cells)
    signed = next(p for p in document.paragraphs if p.text.startswith("Үлгү министрлиги, 2025: "))
    assert signed.paragraph_format.keep_with_next
    assert [row.cells[2].text.strip() for row in signatures.rows] == [*NAMES, "", ""]
    assert all(row._tr.trPr.findall("{*}cantSplit") for table in (last, signatures) for row in table.rows[-2:])


def test_what_a_draft_signs_is_said(monitor, tmp_path):
    """A draft has no total above its signatures either."""
    monitor("form", "print", write(tmp_path, "a.yaml", score_file({1: 4})), "-o", tmp_path / "a.html")
    found = (tmp_path / "a.html").read_text(encoding="utf-8").split('class="signing"')[1]
    assert "2025: no total, because 23 criteria have no score yet" in found


@pytest.mark.parametrize("language", DAYS)
def test_days_are_written_as_people_write_them(monitor, tmp_path, body, language):
    """The same in each output of the form, the spreadsheet included."""
    monitor("--lang", language, "form", "print", body, "-o", tmp_path / "a.html")
    assert DAYS[language] in (tmp_path / "a.html").read_text(encoding="utf-8")
    monitor("--lang", language, "form", "export", body, "-o", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    (at,) = [field.position for field in FORM.fields if field.path == ("monitoring", "to")]
    cell = sheet.cell(at[0] + 1, at[1] + 1)
    shown = {"yyyy-mm-dd": "%Y-%m-%d", "dd.mm.yyyy": "%d.%m.%Y"}[cell.number_format]
    assert cell.value.strftime(shown) == DAYS[language]
    errors = {check.error for check in sheet.data_validations.dataValidation if check.type == "date"}
    assert all(DAYS[language] in error for error in errors)


@pytest.mark.parametrize("command", [("blank",), ("export", "a.yaml")])
@pytest.mark.parametrize("language", DAYS)
def test_the_printed_spreadsheet_can_be_read(monitor, tmp_path, monkeypatch, body, command, language):
    """Letters of 8 points; the order's table beside what was found, both with the numbers; the last heading, total and
    signatures begin a page; the commission has room for six names, and for more where there are more.
    """
    monkeypatch.chdir(tmp_path)
    monitor("--lang", language, "form", *command, "-o", "form.xlsx")
    sheet = openpyxl.load_workbook("form.xlsx").worksheets[0]
    scale = sheet.page_setup.scale / 100
    assert min(cell.font.sz for row in sheet.iter_rows() for cell in row if cell.value) * scale >= 8
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert not sheet.page_setup.fitToHeight or not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [found.id for found in sheet.col_breaks.brk] == [FORM.score_column + 1]
    widths = widths_of(sheet)
    middle = FORM.score_column + 1
    for part in (widths[:middle], [widths[0], *widths[middle:]]):
        assert sum(7 * width + 5 for width in part) * 0.75 * scale < (297 / 25.4 - 0.8) * 72
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$A", f"${FORM.HEAD_ROW + 1}:${FORM.HEAD_ROW + 1}")
    assert [found.id for found in sheet.row_breaks.brk] == [FORM.total_row - 2]
    (row,) = [field.position[0] for field in FORM.fields if field.path == ("monitoring", "commission")]
    assert sheet.row_dimensions[row + 1].height >= 13 * (6 if command == ("blank",) else len(NAMES))
    crossing = [found.coord for found in sheet.merged_cells.ranges if found.min_col <= middle < found.max_col]
    assert all(
        sheet.cell(found.min_row, found.min_col).alignment.horizontal == "right"
        for found in sheet.merged_cells.ranges
        if found.coord in crossing
    )


def test_the_second_sheet_can_be_read_too(monitor, tmp_path, body):
    """It is one page wide, and not so wide that its letters get smaller than 8 points."""
    monitor("form", "export", body, "-o", tmp_path / "form.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[-1]
    widths = widths_of(sheet)
    scale = (297 / 25.4 - 0.8) * 72 / (sum(7 * width + 5 for width in widths) * 0.75)
    assert min(cell.font.sz for row in sheet.iter_rows() for cell in row if cell.value) * scale >= 8


def test_no_letter_of_the_page_is_small(monitor, tmp_path, body):
    """The page in the browser says all its sizes in points."""
    monitor("form", "print", body, "-o", tmp_path / "a.html")
    style = (tmp_path / "a.html").read_text(encoding="utf-8").split("<style>")[1].split("</style>")[0]
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: ([\d.]+)pt", style)]
    assert min(sizes) >= 8
    assert len(sizes) == len(re.findall(r"font(?:-size)?:", style))


@pytest.mark.parametrize("language", DAYS)
def test_problems_name_days_as_people_write_them(monitor, tmp_path, language):
    """What is wrong is said in the same way; what is to be typed stays as files have it."""
    period = {"from": "2025-04-01", "to": "2025-03-14"}
    found = monitor("--lang", language, "validate", write(tmp_path, "a.yaml", score_file(4, monitoring=period))).out
    assert DAYS[language] in found.splitlines()[0]
