"""The official form on A4: readable letters, complete names, dates as people write them, signatures below a table."""

from __future__ import annotations

import html
import re
import subprocess
import zipfile

import docx
import openpyxl
import pytest

from monitor_cli.core.criteria import Criterion
from monitor_cli.forms.layout import SECOND
from monitor_cli.messages import speaking
from tests.conftest import require
from tests.files import score_file, write
from tests.form_data import FORM

NAMES = [f"Абдыкадырова-Жумабекова Айгүл Токтогуловна {number}" for number in range(8)]
DAYS = {"ky": "14.03.2025", "ru": "14.03.2025", "en": "2025-03-14"}


def widths_of(sheet) -> list[float]:
    """Return the widths of the columns from left to right; the file groups equal ones."""
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


def test_signatures_follow_the_end_of_a_table(monitor, tmp_path, body):
    """In HTML, no page break separates the last row of the last table, the signed line, and the signatures."""
    monitor("form", "print", body, "-o", tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert re.search(r"\.end { break-inside: avoid; }", page)
    end = page[page.rindex('<tbody class="end">') :]
    assert page.count('class="signing"') == 1
    row, signing = end.split('class="signing"')
    assert "note 9" in row or "Band" in row
    assert "Үлгү министрлиги, 2025: " in signing
    assert all(html.escape(name) in signing for name in NAMES)
    assert "tbody" not in row.removeprefix('<tbody class="end">')


def test_signatures_keep_the_row_above_them(monitor, tmp_path, body):
    """In DOCX, the signatures are in a row of the last table that is kept with the row above it."""
    monitor("form", "print", body, "-o", tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    *_others, row, signing = document.tables[-1].rows
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells)
    assert all(kept._tr.trPr.findall("{*}cantSplit") for kept in (row, signing))
    (signed, *lines, note) = signing.cells[0].paragraphs
    assert signed.text.startswith("Үлгү министрлиги, 2025: ")
    assert [line.text.rpartition("_  ")[2] for line in lines] == [*NAMES, "", ""]
    assert note.text.startswith("The texts of the criteria")


@pytest.mark.libreoffice
@pytest.mark.parametrize("language", ["ky", "ru"])
def test_signatures_are_never_alone_on_a_page_in_libreoffice(monitor, tmp_path, language):
    """Wherever a page ends, the last row of the last table is on the page of the signatures."""
    counts = (0, 1, 22, 23)
    for count in counts:
        scores: dict[int, object] = dict.fromkeys(range(1, 25), 4)
        for number in range(1, count + 1):
            note = f"Note<{number}> " + "Протоколдун пункту туура келбейт. " * (1 + number % 3)
            scores[number] = {"score": 3, "note": note}
        file = write(tmp_path, f"{count}.yaml", score_file(scores))
        monitor("--lang", language, "form", "print", file, "-o", tmp_path / f"{count}.docx")
    for count, pages in zip(counts, printed(tmp_path, *(f"{count}.docx" for count in counts)), strict=True):
        assert (f"Note<{count}>" if count else "Категория") in pages[-1]
        assert ["____" in page for page in pages] == [False] * (len(pages) - 1) + [True]


def printed(folder, *files) -> list[list[str]]:
    """Return the texts of the pages that LibreOffice prints of each file."""
    soffice = require("soffice", "LibreOffice prints the paper")
    pdftotext = require("pdftotext", "it reads the pages")
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, *files], cwd=folder, check=True, capture_output=True, timeout=300)
    texts = []
    for file in files:
        pdf = str((folder / file).with_suffix(".pdf"))
        done = subprocess.run([pdftotext, "-layout", pdf, "-"], capture_output=True, text=True, check=True)
        texts.append([page for page in done.stdout.split("\f") if page.strip()])
    return texts


def test_a_printed_draft_is_marked_at_the_signatures(monitor, tmp_path):
    """A printed draft says above the signatures that it has no total."""
    monitor("form", "print", write(tmp_path, "a.yaml", score_file({1: 4})), "-o", tmp_path / "a.html")
    signing = (tmp_path / "a.html").read_text(encoding="utf-8").split('class="signing"')[1]
    assert "2025: no total, because 23 criteria have no score yet" in signing


@pytest.mark.parametrize("language", DAYS)
def test_dates_are_written_as_people_write_them(monitor, tmp_path, body, language):
    """Dates have the notation of the language in every form, in the spreadsheet too."""
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
@pytest.mark.parametrize("number", [0, -1], ids=["form", "objections"])
def test_each_sheet_of_the_form_is_one_page_wide_and_readable(
    monitor, tmp_path, monkeypatch, body, command, language, number
):
    """Each sheet is as wide as A4 landscape, has at least 8 points, a tenth to spare, and repeats its table head."""
    monkeypatch.chdir(tmp_path)
    monitor("--lang", language, "form", *command, "-o", "form.xlsx")
    sheet = openpyxl.load_workbook("form.xlsx").worksheets[number]
    page, scale = sheet.page_setup, scale_of(sheet)
    assert (page.paperSize, page.orientation) == (9, "landscape")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, page.fitToWidth or 1, page.fitToHeight) == (True, 1, 0)
    sizes = [cell.font.sz for row in sheet.iter_rows() for cell in row if cell.value]
    assert min(sizes) * min(scale, 1) / 1.1 >= 8
    assert sheet.print_title_cols is None
    head = FORM.HEAD_ROW if number == 0 else FORM.OBJECTIONS - SECOND
    assert sheet.print_title_rows == f"${head + 1}:${head + 1}"
    begins = FORM.total_row if number == 0 else FORM.changes_row - 1 - SECOND
    assert [row_break.id for row_break in sheet.row_breaks.brk] == [begins]


def scale_of(sheet) -> float:
    """Return the scale of a sheet that is fitted to the width of A4 landscape."""
    wide = sum(7 * width for width in widths_of(sheet)) / 96  # the widths in the file include the padding
    return (297 / 25.4 - sheet.page_margins.left - sheet.page_margins.right) / wide


def test_the_form_has_room_for_names_and_grows_with_notes(monitor, tmp_path, body):
    """The commission has a line per name, and rows without merged cells have automatic height, so that notes fit."""
    monitor("form", "blank", "-o", tmp_path / "blank.xlsx")
    monitor("form", "export", body, "-o", tmp_path / "form.xlsx")
    (row,) = [field.position[0] for field in FORM.fields if field.path == ("monitoring", "commission")]
    for name, members in (("blank", 6), ("form", len(NAMES))):
        sheet = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").worksheets[0]
        assert sheet.row_dimensions[row + 1].height >= 13 * members
        pattern = r'<row r="(\d+)"(?=[^>]* ht=)(?![^>]*customHeight)'
        with zipfile.ZipFile(tmp_path / f"{name}.xlsx") as archive:
            first, second = (archive.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 3))
        merged = {cells.min_row for cells in sheet.merged_cells.ranges}
        grow = set(map(int, re.findall(pattern, first)))
        assert grow == {row + 1 for row, part in FORM.rows.items() if isinstance(part, Criterion)}
        assert grow.isdisjoint(merged)
        assert len(re.findall(pattern, second)) >= len(FORM.mirrors)


@pytest.mark.libreoffice
@pytest.mark.parametrize("language", DAYS)
def test_libreoffice_prints_the_form_one_page_wide(monitor, tmp_path, language):
    """Each page of both sheets has the column of numbers; total, category and signatures share one page."""
    monitor("--lang", language, "form", "blank", "-o", tmp_path / "form.xlsx")
    (pages,) = printed(tmp_path, "form.xlsx")
    with speaking(language):
        texts = FORM.locked_texts()
    (last,) = [page for page in pages if str(texts[FORM.signature_row, 1]) in page]
    assert str(texts[FORM.total_row, 0]) in last
    assert str(texts[FORM.band_row, 0]) in last
    assert str(texts[FORM.signature_row + 6, 1]) in last
    assert all("№" in page for page in pages)


def test_no_letter_of_the_page_is_small(monitor, tmp_path, body):
    """All font sizes of the page are in points, and at least 8."""
    monitor("form", "print", body, "-o", tmp_path / "a.html")
    style = (tmp_path / "a.html").read_text(encoding="utf-8").split("<style>")[1].split("</style>")[0]
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: ([\d.]+)pt", style)]
    assert min(sizes) >= 8
    assert len(sizes) == len(re.findall(r"font(?:-size)?:", style))


@pytest.mark.parametrize("language", DAYS)
def test_messages_have_dates_as_people_write_them(monitor, tmp_path, language):
    """A message has dates in the notation of the language."""
    period = {"from": "2025-04-01", "to": "2025-03-14"}
    output = monitor("--lang", language, "validate", write(tmp_path, "a.yaml", score_file(4, monitoring=period))).out
    assert DAYS[language] in output.splitlines()[0]
