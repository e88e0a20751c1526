"""Forms as people fill them in: read if only one reading is possible, otherwise refused with a helpful sentence."""

from __future__ import annotations

import datetime
import shutil
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.form_files import check_form
from tests.conftest import ROOT
from tests.form_data import complete, form_file, rewritten, with_cells

LIBRARY = CriteriaLibrary()
FIRST_LAYOUT = ROOT / "tests" / "forms" / "water-agency.ru.xlsx"
"""A form in Russian in the first layout, with formulas in the columns of the indicators, filled in."""


def body(result):
    """Return the values of a form that people get wrong most often."""
    file = result.score_file
    third = file.scores[3]
    return {
        "id": file.agency.id,
        "name": file.agency.name,
        "kind": file.agency.kind,
        "year": file.year,
        "secretary": file.state_secretary and file.state_secretary.name,
        "since": file.state_secretary and file.state_secretary.since,
        "from": file.monitoring.from_,
        "commission": file.monitoring.commission,
        "scores": tuple(file.scores[number].score for number in range(1, 25)),
        "note": third.note,
        "evidence": third.evidence,
        "due": third.recommendation and third.recommendation.due,
        "status": third.recommendation and third.recommendation.status,
        "own": file.self_scores.get(3),
    }


BOLD = CellRichText("Надбавки двум служащим", TextBlock(InlineFont(b=True), ": без оснований."))
SCORES = (5, 4, 3, 4, 5, 5, 4, 3, 4, 5, 5, 4, 3, 4, 5, 5, 4, 3, 4, 5, 5, 4, 3, 4)
AS_TYPED = {
    "id": "my-body",
    "name": "Агентство по воде",
    "kind": "state",
    "year": 2025,
    "secretary": "Иванова А. Б.",
    "since": datetime.date(2022, 9, 12),
    "from": datetime.date(2025, 3, 3),
    "commission": ("Петров П. П.", "Сидоров С. С."),
    "note": "Надбавки двум служащим: без оснований.",
    "evidence": ("Приказ № 12, 2025-01-14", "Приказ № 15"),
    "due": datetime.date(2025, 6, 1),
    "status": "open",
    "own": None,
}


@pytest.fixture
def form(tmp_path):
    """A copy of the form, to be changed."""
    return shutil.copy(FIRST_LAYOUT, tmp_path / "form.xlsx")


def cells(**values):
    """Return a change that types values into cells."""
    return lambda path: with_cells(path, values)


def act(change):
    """Return a change that applies `change` to the workbook and its first sheet."""

    def done(path):
        book = openpyxl.load_workbook(path)
        change(book, book.worksheets[0])
        book.save(path)

    return done


def copied(book, sheet):
    """Copy the form's sheet, as a draft."""
    book.copy_worksheet(sheet)


def with_notes_sheet(book, _sheet):
    """Add a sheet before the form."""
    book.create_sheet("Черновик", 0)["A1"] = "моё"


def moved(book, sheet):
    """Move the form's sheet behind the others and rename it."""
    book.move_sheet(sheet, 1)
    sheet.title = "Вода 2025"


def hidden_parts(_book, sheet):
    """Hide columns and rows, set a colour and a filter."""
    sheet.column_dimensions["J"].hidden = sheet.row_dimensions[15].hidden = True
    sheet["H14"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF0000")
    sheet.auto_filter.ref = "A12:N48"


def all_marks(_book, sheet):
    """Replace each score by an X in the order's own five columns."""
    for row in range(13, 49):
        if score := sheet.cell(row, 8).value:
            sheet.cell(row, 8).value = None
            sheet.cell(row, 8 - score).value = "XХxх+"[score - 1]


READ = {
    "nothing": (act(lambda book, sheet: None), {}),
    "a score with a space behind it": (cells(H16="3 "), {}),
    "a score with a no-break space": (cells(H16="\xa03\xa0"), {}),
    "a score as a text": (cells(H16="3"), {}),
    "all scores as texts": (act(lambda book, sheet: [_as_text(row[7]) for row in sheet["A14:N48"]]), {}),
    "a score with a decimal place": (cells(H16="3,0"), {}),
    "a score with its unit": (cells(H16="3 балла"), {}),
    "a score with five points as a word": (cells(H17="4 балла", H19="5 баллов"), {}),
    "an own score as a text": (cells(N16="4"), {"own": 4}),
    "a kind with a space": (cells(C8="государственный орган "), {}),
    "a kind by its first word": (cells(C8="государственный"), {}),
    "a kind in capitals": (cells(C8="Государственный Орган"), {}),
    "a kind in Kyrgyz": (cells(C8="мамлекеттик орган"), {}),
    "a kind in English": (cells(C8="State body"), {}),
    "a kind by its code": (cells(C8="state"), {}),
    "a status in capitals": (cells(M16="ИСПОЛНЕНА"), {"status": "done"}),
    "a year as a text": (cells(C9=" 2025"), {}),
    "a year with its unit": (cells(C9="2025 г."), {}),
    "a year in Kyrgyz": (cells(C9="2025-жыл"), {}),
    "a day as a Russian text": (cells(L16="01.06.2025"), {}),
    "a day with short numbers": (cells(L16="1.6.2025 г."), {}),
    "a day as an ISO text": (cells(L16="2025-06-01"), {}),
    "a day with a time as a text": (cells(L16="2025-06-01 10:30:00"), {}),
    "a day with a time": (cells(L16=datetime.datetime(2025, 6, 1, 10, 30)), {}),
    "a day in Russian words": (cells(L16="1 июня 2025 г."), {}),
    "a day in May": (cells(L16="31 мая 2025 года"), {"due": datetime.date(2025, 5, 31)}),
    "a day in Kyrgyz words": (cells(J8="2025-жылдын 14-январы"), {"from": datetime.date(2025, 1, 14)}),
    "a day in English words": (cells(J8="14 January 2025"), {"from": datetime.date(2025, 1, 14)}),
    "an id with spaces": (cells(C3=" my-body "), {}),
    "names with spaces": (cells(C4="Агентство по воде ", J3="\xa0Иванова А. Б. "), {}),
    "names in the commission with spaces": (cells(J10=" Петров П. П. \r\nСидоров С. С.\n"), {}),
    "a note that is a number": (cells(I16=12, J16=15), {"note": "12", "evidence": ("15",)}),
    "a note that is a fraction": (cells(I16=12.5), {"note": "12.5"}),
    "a note that begins with a dash": (cells(I16="-без приказа"), {"note": "-без приказа"}),
    "a note of a space": (cells(I16="   "), {"note": None}),
    "lines of Windows": (cells(I16="а\r\nб"), {"note": "а\nб"}),
    "an X for a score": (cells(E16="X", H16=None), {}),
    "a Russian X for a score": (cells(E16="х", H16=None), {}),
    "a plus for a score": (cells(E16="+", H16=None), {}),
    "the score in its own column": (cells(E16=3, H16=None), {}),
    "an X beside the same score": (cells(E16="x"), {}),
    "an X for every score": (act(all_marks), {}),
    "another name of the sheet": (act(lambda book, sheet: setattr(sheet, "title", "Агентство по воде")), {}),
    "the sheet moved": (act(moved), {}),
    "a sheet in front": (act(with_notes_sheet), {}),
    "a copy of the sheet": (act(copied), {}),
    "hidden columns and rows, colours and a filter": (act(hidden_parts), {}),
    "another protection of the sheet, with a password": (
        act(lambda book, sheet: sheet.protection.set_password("x")),
        {},
    ),
    "the hidden sheet shown": (act(lambda book, sheet: setattr(book["monitor"], "sheet_state", "visible")), {}),
    "headings unmerged": (act(lambda book, sheet: [sheet.unmerge_cells(f"A{row}:N{row}") for row in (13, 18)]), {}),
    "bold words in a note": (cells(I16=BOLD), {}),
    "no protection": (act(lambda book, sheet: sheet.protection.disable()), {}),
    "the right total typed in": (cells(H49=100), {}),
    "the total emptied": (cells(H49=None, C50=None), {}),
    "names on the lines for signatures": (
        cells(C59="Петров П. П.", C61=" Асанов А. А. "),
        {"commission": ("Петров П. П.", "Сидоров С. С.", "Асанов А. А.")},
    ),
    "locked numbers as texts": (cells(A16="3", A17=" 4"), {}),
}


def _as_text(cell):
    if cell.value:
        cell.value = str(cell.value)


@pytest.mark.parametrize("name", READ)
def test_an_unambiguous_value_is_read(form, name):
    """The value has the meaning that the person intended, and all other values are unchanged."""
    change, values = READ[name]
    change(form)
    result, document = check_form(str(form), LIBRARY)
    assert result.errors == (), name
    assert body(result) == {**AS_TYPED, "scores": SCORES, **values}
    assert document.data["agency"]["name"] == "Агентство по воде"


def swapped(*names):
    """Return a change that swaps the cells of two rows in these columns."""

    def change(_book, sheet):
        for column in names:
            one, other = sheet[f"{column}14"], sheet[f"{column}15"]
            one.value, other.value = other.value, one.value

    return act(change)


def merged(cells_):
    """Return a change that merges cells like Excel, which keeps only the first value."""
    return act(lambda book, sheet: sheet.merge_cells(cells_))


def headings_sorted(_book, sheet):
    """Swap the whole rows of the first heading and the first criterion."""
    sheet.unmerge_cells("A13:N13")
    for column in range(1, 15):
        one, other = sheet.cell(13, column), sheet.cell(14, column)
        one.value, other.value = other.value, one.value


def with_comment(_book, sheet):
    """Add an Excel comment to a score."""
    sheet["H16"].comment = Comment("проверить", "я")


def two_forms(book, sheet):
    """Add a copy of the form with another score."""
    book.copy_worksheet(sheet)["H16"] = 5


REFUSED = {
    "half a point": (cells(H16=4.5), ["H16 score-not-integer"]),
    "half a point as a text": (cells(H16="4,5"), ["H16 score-not-integer"]),
    "a score that is not on the scale": (cells(H16=6), ["H16 score-out-of-range"]),
    "two scores in a cell": (cells(H16="3 4"), ["H16 score-not-integer"]),
    "no score by a word": (cells(H16="н/п"), ["H16 score-not-integer"]),
    "no score by a dash": (cells(H16="-"), ["H16 score-not-integer"]),
    "a score of several": (cells(H16="4-5"), ["H16 score-not-integer"]),
    "a score in percent": (cells(H16="80%"), ["H16 score-not-integer"]),
    "half a point that a Russian Excel takes for a day": (
        cells(H16=datetime.datetime(2025, 5, 4)),
        ["H16 score-not-integer"],
    ),
    "a day with another one's order": (cells(J8="03/14/2025"), ["J8 date-invalid"]),
    "a quarter for a day": (cells(L16="2 квартал 2025"), ["L16 date-invalid"]),
    "a score merged with its note": (merged("H16:I16"), ["H16 form-merged"]),
    "a table pasted below the form": (
        cells(B70="Приказ", C70="12"),
        ["B70 form-cell-outside", "C70 form-cell-outside"],
    ),
    "the hidden sheet renamed": (act(lambda book, sheet: setattr(book["monitor"], "title", "form")), [" form-foreign"]),
    "a formula for a score": (cells(H16="=1+2"), ["H16 form-formula"]),
    "a formula for a note": (cells(I16="=A16"), ["I16 form-formula"]),
    "a day for a year": (cells(C9=datetime.date(2025, 1, 1)), ["C9 value-wrong-type"]),
    "a day for a note": (cells(I16=datetime.date(2025, 1, 1)), ["I16 value-wrong-type"]),
    "an impossible date": (cells(L16="31.06.2025"), ["L16 date-invalid"]),
    "a day of either order": (cells(L16="06/01/2025"), ["L16 date-invalid"]),
    "another word for a status": (cells(M16="не исполнено"), ["M16 value-not-allowed"]),
    "a kind that begins two": (cells(C8="орган"), ["C8 value-not-allowed"]),
    "an id in Cyrillic": (cells(C3="агентство-воды"), ["C3 slug-invalid"]),
    "no id": (cells(C3=None), ["C3 form-cell-empty"]),
    "two X in a row": (cells(C16="X", E16="X", H16=None), ["E16 form-mark"]),
    "another sign than an X": (cells(C16="●", H16=None), ["C16 form-mark"]),
    "an X and another score": (cells(D16="X"), ["D16 form-mark"]),
    "a text in the column of an indicator": (cells(C16="протокола нет"), ["C16 form-mark"]),
    "merged scores": (merged("H14:H15"), ["H14 form-merged"]),
    "merged notes": (merged("I16:I19"), ["I16 form-merged"]),
    "a row inserted": (act(lambda book, sheet: sheet.insert_rows(18)), ["A18 form-inserted"]),
    "a row inserted at the top": (act(lambda book, sheet: sheet.insert_rows(1)), ["A1 form-inserted"]),
    "two rows inserted": (act(lambda book, sheet: sheet.insert_rows(30, 2)), ["A30 form-inserted"]),
    "a row inserted at the foot": (act(lambda book, sheet: sheet.insert_rows(65)), ["A65 form-inserted"]),
    "a row deleted": (act(lambda book, sheet: sheet.delete_rows(20)), ["A20 form-deleted"]),
    "a column inserted": (act(lambda book, sheet: sheet.insert_cols(9)), ["I1 form-inserted"]),
    "a column deleted": (act(lambda book, sheet: sheet.delete_cols(9)), ["I1 form-deleted"]),
    "the five columns deleted": (act(lambda book, sheet: sheet.delete_cols(3, 5)), ["C1 form-deleted"]),
    "rows sorted with all their cells": (swapped(*"ABHIJKLMN"), ["A14 form-sorted"]),
    "rows sorted by halves": (swapped(*"AB"), ["A14 form-sorted"]),
    "a heading among the rows that were sorted": (act(headings_sorted), ["A13 form-sorted"]),
    "a criterion reworded": (cells(B16="Возложение обязанностей"), ["B16 form-text-changed"]),
    "a heading reworded": (cells(H12="Оценка"), ["H12 form-text-changed"]),
    "a number with a star": (cells(A16="3*"), ["A16 form-text-changed"]),
    "a note beside the form": (cells(P16="протокола нет"), ["P16 form-cell-outside"]),
    "a note below the form": (cells(B70="проверить в июне"), ["B70 form-cell-outside"]),
    "a name on the line of the body": (cells(C65="Асанов А. А."), ["C65 form-cell-outside"]),
    "a day on the line for signatures": (cells(C59="15.03.2025"), ["C59 form-cell-outside"]),
    "a comment": (act(with_comment), ["H16 form-remark"]),
    "two forms that differ": (act(two_forms), [" form-sheets"]),
    "another total typed in": (cells(H49=120), ["H49 form-text-changed"]),
    "another category typed in": (cells(C50="5 категория"), ["C50 form-text-changed"]),
    "a recommendation without its text": (cells(K16=None), ["K16 form-cell-empty"]),
    "a name in two ways": (cells(C5="Суу агенттиги"), ["C5 form-name-twice"]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_ambiguous_change_is_refused_in_a_sentence(form, name):
    """Each ambiguous change gives one problem at its cell, not one for each cell that it moved."""
    change, places = REFUSED[name]
    change(form)
    result, document = check_form(str(form), LIBRARY)
    assert [f"{(p.place.cell if p.place else '').partition('!')[2]} {p.rule}" for p in result.errors] == places
    assert document is None


SENTENCES = {
    "a row inserted": ("a row was inserted at 18", "delete it"),
    "two rows inserted": ("a row was inserted at 30–31", "delete it"),
    "a column deleted": ("a column was deleted at I", "undo it, or copy the scores into a new form"),
    "rows sorted by halves": ("rows 14 to 15 were sorted or moved", "undo it, or copy the scores into a new form"),
    "another sign than an X": ("say “C16: ●”, and the final score is not given", "leave one X"),
    "an impossible date": ("there is no such day: 31.06.2025", "type a date, for example 14.03.2025"),
    "a comment": ("a comment or a text box at cell H16 contains: проверить", "copy the text into the note"),
    "an X and another score": (
        "criterion 3: the columns of the indicators say “D16: X”, and the final score is 3",
        "X",
    ),
    "another total typed in": ("the locked cell H49 was changed; its text was: 100", "restore the text"),
    "a note beside the form": ("cell P16 is not part of the form but contains: протокола нет", "empty the cell"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_the_message_gives_cause_and_fix(monitor, form, name):
    """The message says what happened, and what to do."""
    REFUSED[name][0](form)
    lines = monitor("validate", form).out.splitlines()
    assert SENTENCES[name][0] in lines[0]
    assert SENTENCES[name][1] in lines[1]


@pytest.mark.parametrize(("gone", "left"), [("Objections", "Form"), ("Form", "Objections")])
@pytest.mark.parametrize("change", [lambda book: None, lambda book: with_notes_sheet(book, None)])
def test_a_deleted_sheet_of_the_form_is_reported(monitor, tmp_path, gone, left, change):
    """A deleted sheet is one problem, not one per cell."""
    monitor("form", "blank", "-o", tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    book.remove(book[gone])
    change(book)
    book.save(tmp_path / "form.xlsx")
    lines = monitor("validate", tmp_path / "form.xlsx").out.replace(f"{tmp_path}/", "").splitlines()
    assert lines[:2] == [
        f"form.xlsx:{left}!A1: error: a sheet was deleted at {gone} [form-deleted]",
        "  = undo it, or copy the scores into a new form",
    ]
    assert "form-" not in "".join(lines[2:])


NOTICES = {
    "documents in one line": (cells(J16="Приказ № 12; Приказ № 15"), "J16 form-one-line", 1),
    "names in one line": (cells(J10="Петров П. П., Сидоров С. С."), "J10 form-one-line", 1),
    "names with a semicolon": (cells(J10="Петров П. П.; Сидоров С. С."), "J10 form-one-line", 1),
    "names with a conjunction": (cells(J10="Петров П. П. жана Сидоров С. С."), "J10 form-one-line", 1),
    "a name on the line for signatures": (cells(C61="Асанов А. А."), "C61 form-signature", 0),
    "a sheet beside": (act(with_notes_sheet), "A1 form-sheet-unread", 0),
    "a name that is in the commission": (cells(C59="Петров П. П."), None, 0),
    "a name with an office": (cells(J10="Петров П. П., председатель"), None, 0),
    "a document with a comma": (cells(J16="Приказ № 12, Бишкек"), None, 0),
    "a blank sheet beside": (act(lambda book, sheet: book.create_sheet("Лист2")), None, 0),
}


@pytest.mark.parametrize("name", NOTICES)
def test_doubtful_entries_are_reported_as_notices(monitor, form, name):
    """A notice leaves the total unchanged, and `--strict` fails only for notices that need a fix."""
    change, notice, strict = NOTICES[name]
    change(form)
    result, _document = check_form(str(form), LIBRARY)
    assert [f"{p.place.cell.partition('!')[2]} {p.rule}" for p in result.problems] == ([notice] if notice else [])
    assert result.scorecard.total == 100
    assert monitor("validate", form).code == 0
    with_cells(form, {"I15": "a", "J14": "a"})
    problems = monitor("validate", "--strict", "-f", "json", form)
    assert ('"form-one-line"' in problems.out) == bool(strict)


def test_a_blank_form_of_today_takes_an_x(monitor, tmp_path):
    """In a form without formulas in the columns of the indicators, an X is a score and a formula is refused."""
    data = complete()
    data["scores"]["3"] = None
    path = form_file(tmp_path, data)
    assert check_form(str(with_cells(path, {"D16": "X"})), LIBRARY)[0].score_file.scores[3].score == 4
    with_cells(path, {"D16": '=IF(H16=4,"X","")'})
    assert [p.rule for p in check_form(str(path), LIBRARY)[0].errors] == ["form-mark"]


def test_a_changed_hidden_sheet_swaps_nothing(form):
    """Swapped words on the hidden sheet are refused, so that “open” cannot mean “done”."""
    book = openpyxl.load_workbook(form)
    rows = {row[1].value: row[2] for row in book["monitor"].iter_rows() if row[0].value == "choice"}
    rows["open"].value, rows["done"].value = rows["done"].value, rows["open"].value
    book.save(form)
    assert [p.rule for p in check_form(str(form), LIBRARY)[0].errors] == ["form-sheets"]


def test_a_comment_on_another_sheet_is_not_read_either(form):
    """A comment on a sheet added by a user is reported with that sheet."""

    def change(book, _sheet):
        book.create_sheet("Черновик")["A1"] = "моё"
        book["Черновик"]["A1"].comment = Comment("потом", "я")

    act(change)(form)
    result, _document = check_form(str(form), LIBRARY)
    assert [p.rule for p in result.problems] == ["form-sheet-unread"]
    with zipfile.ZipFile(form) as archive:
        assert any("comment" in name for name in archive.namelist())


def test_a_cell_that_no_program_shows_is_no_score(form):
    """An element of another namespace after the cell table is not a cell."""
    with_cells(form, {"H16": None})
    extension = b'<extLst><ext xmlns:q="urn:q" uri="a"><q:c r="H16"><q:v>1</q:v></q:c></ext></extLst></worksheet>'
    rewritten(form, {"xl/worksheets/sheet1.xml": lambda data: data.replace(b"</worksheet>", extension)})
    assert [p.rule for p in check_form(str(form), LIBRARY)[0].errors] == ["score-empty"]
