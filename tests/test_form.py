"""`monitor form`: the official form as a spreadsheet, back as a score file, and on paper."""

from __future__ import annotations

import csv
import datetime
import json
import re
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from monitor_cli.forms.cells import cell_name
from tests.conftest import ROOT, require
from tests.files import score_file, with_total, write
from tests.form_data import CRITERIA_SET, FIRST_INPUTS, FORM, complete, form_file, rewritten, with_cells

VALID = sorted((ROOT / "examples" / "valid").glob("*.yaml"))
SCORE_CELLS = [cell_name(*f.position) for f in FORM.fields if f.path[0] == "scores" and f.path[-1] == "score"]
TOTAL = cell_name(FORM.total_row, FORM.score_column)
BAND = cell_name(FORM.band_row, FORM.FIRST_MARK)


def cell_of(*path: str) -> str:
    return cell_name(*next(field.position for field in FORM.fields if field.path == path))


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("file", VALID, ids=lambda path: path.stem)
def test_examples_come_back_with_the_same_result(monitor, tmp_path, file, language):
    """Exported and imported in any language, an example scores exactly as before."""
    form, back = tmp_path / "form.xlsx", tmp_path / "back.yaml"
    assert monitor("--lang", language, "form", "export", file, "-o", form).code == 0
    assert monitor("form", "import", form, "-o", back).code == 0
    before, after = (monitor("score", path, "-f", "csv").out.splitlines() for path in (file, back))
    assert [line.split(";")[1:] for line in before] == [line.split(";")[1:] for line in after]


def test_form_has_numbers_marks_total_and_band_that_viewers_show(tmp_path, monitor):
    """Formulas have stored results, which viewers show, and only the input cells are unlocked."""
    file = write(tmp_path, "body.yaml", score_file(with_total(91)))
    monitor("form", "export", file, "-o", tmp_path / "form.xlsx")
    live = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    shown = openpyxl.load_workbook(tmp_path / "form.xlsx", data_only=True).worksheets[0]
    assert shown[TOTAL].value == 91
    assert shown[BAND].value == CRITERIA_SET.band(91).label["en"]
    assert live[TOTAL].value.startswith("=IF(SUMPRODUCT(")
    inputs = {cell_name(*position) for position in [*FIRST_INPUTS, *FORM.marks]}
    unlocked = {cell.coordinate for row in live.iter_rows() for cell in row if not cell.protection.locked}
    merged = {c.coordinate for r in live.merged_cells.ranges for line in live[r.coord] for c in line}
    assert inputs <= unlocked <= inputs | merged
    assert live.protection.sheet
    assert live.page_setup.orientation == "landscape"
    assert live.page_setup.paperSize == 9
    assert {str(rule.formula1) for rule in live.data_validations.dataValidation if SCORE_CELLS[0] in rule.sqref} == {
        '"1,2,3,4,5"'
    }


def test_no_cell_of_a_user_is_a_formula_or_a_link(tmp_path, monitor):
    """Texts that a spreadsheet would calculate or follow stay texts."""
    bad = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")', "http://example.org", "<r>x</r>", "\t=1"]
    entry = {"score": 3, "note": "=cmd|' /C calc'!A0", "evidence": bad, "recommendation": {"text": "=1+1"}}
    file = write(tmp_path, "body.yaml", score_file(dict.fromkeys(range(1, 25), entry), name='=HYPERLINK("x")'))
    assert monitor("form", "export", file, "-o", tmp_path / "form.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f" or (cell.row - 1, cell.column - 1) in FORM.formulas
            assert cell.hyperlink is None
    names = zipfile.ZipFile(tmp_path / "form.xlsx").namelist()
    assert not [name for name in names if "externalLink" in name or "sheet1.xml.rels" in name]


def test_blank_form_lists_its_empty_cells(tmp_path, monitor):
    """A blank form opens and has no total; its import lists the empty cells and writes no file."""
    assert monitor("form", "blank", "-o", tmp_path / "form.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "form.xlsx", data_only=True).worksheets[0][TOTAL].value in (None, "")
    outcome = monitor("form", "import", tmp_path / "form.xlsx", "-o", tmp_path / "body.yaml")
    assert outcome.code == 1
    assert f"Form!{cell_of('agency', 'id')}: error: “Id of the body (lowercase Latin letters)” is not" in outcome.err
    assert outcome.err.count("[form-cell-empty]") == 4
    assert "error: criteria without a score: 1–24 [score-empty]" in outcome.err
    assert not (tmp_path / "body.yaml").exists()


def test_blank_form_of_another_method(tmp_path, monitor):
    """The form of another method has its number of criteria and its scale; without that method, it is refused."""
    method = ROOT / "examples" / "methods" / "library-service@1.yaml"
    example = ROOT / "examples" / "methods" / "example-library.yaml"
    outcome = monitor("--criteria", method, "form", "export", example, "-o", tmp_path / "form.xlsx")
    assert outcome.code == 0, outcome.err
    back = monitor("--criteria", method, "form", "import", tmp_path / "form.xlsx", "-o", tmp_path / "back.yaml")
    assert back.code == 0, back.err
    totals = [
        monitor("--criteria", method, "score", f, "--brief").out.split(":", 1)[-1]
        for f in (example, tmp_path / "back.yaml")
    ]
    assert totals[0] == totals[1]
    older = monitor("form", "import", tmp_path / "form.xlsx", "-o", tmp_path / "none.yaml")
    assert older.code == 1
    assert "monitor!B2: error: there is no criteria set “library-service”" in older.err


def test_a_draft_is_imported_without_a_total(tmp_path, monitor):
    """The import of a draft writes the present scores, lists the missing ones by cell, and exits with 1."""
    data = complete()
    data["scores"]["7"] = None
    outcome = monitor("form", "import", form_file(tmp_path, data), "-o", tmp_path / "body.yaml")
    assert outcome.code == 1
    assert f"Form!{cell_of('scores', '7', 'score')}: error: criteria without a score: 7 [score-empty]" in outcome.err
    assert monitor("validate", tmp_path / "body.yaml").code == 1
    assert "\n  7:\n" in (tmp_path / "body.yaml").read_text(encoding="utf-8")


SCORE, NOTE, DUE = (
    cell_of("scores", "3", "score"),
    cell_of("scores", "3", "note"),
    cell_of("scores", "3", "recommendation", "due"),
)
CHANGES = {
    "words for a number": ({SCORE: "four"}, SCORE, "score-not-integer"),
    "half a score": ({SCORE: 4.5}, SCORE, "score-not-integer"),
    "out of range": ({SCORE: 6}, SCORE, "score-out-of-range"),
    "true is no score": ({SCORE: True}, SCORE, "score-not-integer"),
    "a date as a score": ({SCORE: "03.04.2025"}, SCORE, "score-not-integer"),
    "formula in a score": ({SCORE: "=2+2"}, SCORE, "form-formula"),
    "formula in a note": ({NOTE: '=HYPERLINK("http://example.org")'}, NOTE, "form-formula"),
    "truth for a text": ({NOTE: True}, NOTE, "value-wrong-type"),
    "hidden character": ({NOTE: "a\u202eb"}, NOTE, "character-forbidden"),
    "id with capitals": ({cell_of("agency", "id"): "Ulgu"}, cell_of("agency", "id"), "slug-invalid"),
    "another kind": ({cell_of("agency", "kind"): "private"}, cell_of("agency", "kind"), "value-not-allowed"),
    "an impossible date": (
        {cell_of("monitoring", "from"): 45},
        cell_of("monitoring", "from"),
        "date-invalid",
    ),
    "either first": ({cell_of("monitoring", "from"): "03/04/2025"}, cell_of("monitoring", "from"), "date-invalid"),
    "two names": ({cell_of("agency", "name", "ru"): "Имя"}, cell_of("agency", "name", "ru"), "form-name-twice"),
    "recommendation without text": (
        {DUE: "2025-01-01"},
        cell_of("scores", "3", "recommendation", "text"),
        "form-cell-empty",
    ),
    "secretary without name": (
        {cell_of("state_secretary", "since"): "2024-02-01"},
        cell_of("state_secretary", "name"),
        "form-cell-empty",
    ),
    "locked text": ({"B16": "Another criterion"}, "B16", "form-text-changed"),
    "total typed in": ({TOTAL: 120}, TOTAL, "form-text-changed"),
    "mark for another score": ({"C16": "X"}, "C16", "form-mark"),
    "beside the form": ({"P3": "note to self"}, "P3", "form-cell-outside"),
    "far away": ({"XFD1048576": 1}, "XFD1048576", "form-cell-outside"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_problems_have_sheet_and_cell(monitor, tmp_path, name):
    """One changed cell gives one problem at that cell, and no file."""
    cells, cell, rule = CHANGES[name]
    form = with_cells(form_file(tmp_path), cells)
    outcome = monitor("form", "import", form, "-o", tmp_path / "body.yaml")
    lines = [line for line in outcome.err.splitlines() if line.endswith("]")]
    assert outcome.code == 1
    assert [line.split(": ")[0] for line in lines] == [f"{form}:Form!{cell}"]
    assert lines[0].endswith(f"[{rule}]")
    assert not (tmp_path / "body.yaml").exists()


def test_problems_use_the_labels_of_the_form(monitor, tmp_path):
    """A message uses the labels of the form in its own language, never the keys of the score file."""
    form = with_cells(form_file(tmp_path), {NOTE: True, cell_of("agency", "kind"): "private", cell_of("year"): 1925})
    outcome = monitor("--lang", "ru", "form", "import", form, "-o", tmp_path / "body.yaml")
    assert "«Note»: требуется текст" in outcome.err
    assert "значение «private» недопустимо для «Kind of the body»" in outcome.err
    assert "«Year» – 1925" in outcome.err


def test_a_list_keeps_its_items_in_a_cell(monitor, tmp_path):
    """A list item with several lines stays one item; an item that begins with the arrow is refused."""
    evidence = ["Буйрук № 12\n2025-01-14", "Буйрук № 13", "↳ белги"]
    entry = {"score": 3, "evidence": evidence}
    file = write(tmp_path, "body.yaml", score_file({**dict.fromkeys(range(1, 25), 3), 5: entry}))
    assert monitor("form", "export", file, "-o", tmp_path / "form.xlsx").code == 1, (
        "an item may not begin with the arrow"
    )
    evidence[2] = "Буйрук № 14"
    write(tmp_path, "body.yaml", score_file({**dict.fromkeys(range(1, 25), 3), 5: entry}))
    assert monitor("form", "export", file, "-o", tmp_path / "form.xlsx").code == 0
    assert monitor("form", "import", tmp_path / "form.xlsx", "-o", tmp_path / "back.yaml").code == 0
    criteria = json.loads(monitor("score", tmp_path / "back.yaml", "-f", "json").out)["results"][0]["areas"][1][
        "criteria"
    ]
    assert criteria[0]["evidence"] == evidence


@pytest.mark.parametrize("epoch", [openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH])
def test_days_typed_as_days_are_days(monitor, tmp_path, epoch):
    """A date is stored as a number of days since 1900 or, on old Macs, since 1904; both are read."""
    form, back = form_file(tmp_path), tmp_path / "body.yaml"
    book = openpyxl.load_workbook(form)
    book.epoch = epoch
    book.worksheets[0][cell_of("monitoring", "from")] = datetime.date(2025, 3, 3)
    book.save(form)
    assert monitor("form", "import", form, "-o", back).code == 0
    assert "from: 2025-03-03\n" in back.read_text(encoding="utf-8")


def test_a_formula_that_shows_the_same_text_is_refused(monitor, tmp_path):
    """A formula in a locked cell is refused, even if it shows the expected text today."""
    form = form_file(tmp_path)
    title = openpyxl.load_workbook(form).worksheets[0]["B16"].value
    cell = rb'<c r="B16"([^>]*) t="s"><v>\d+</v></c>'
    formula = f'<c r="B16" t="str"><f>B16</f><v>{title}</v></c>'.encode()
    rewritten(form, {"xl/worksheets/sheet1.xml": lambda data: re.sub(cell, formula, data)})
    assert openpyxl.load_workbook(form, data_only=True).worksheets[0]["B16"].value == title
    outcome = monitor("form", "import", form, "-o", tmp_path / "body.yaml")
    assert outcome.code == 1
    assert "Form!B16: error:" in outcome.err
    assert outcome.err.count("[form-text-changed]") == 1


def test_moved_rows_are_refused(monitor, tmp_path):
    """Two swapped rows are refused, because their criteria would swap their scores."""
    form = form_file(tmp_path)
    first, second = ([c.value for c in openpyxl.load_workbook(form).worksheets[0][row][:2]] for row in (14, 15))
    with_cells(form, {"A14": second[0], "B14": second[1], "A15": first[0], "B15": first[1]})
    outcome = monitor("form", "import", form, "-o", tmp_path / "body.yaml")
    assert outcome.code == 1
    assert outcome.err.count("[form-sorted]") == 1


def test_form_of_another_text_of_the_method_is_refused(monitor, tmp_path):
    """A form with a changed title is refused, even if its hidden copy was changed too."""
    form = form_file(tmp_path)
    book = openpyxl.load_workbook(form)
    for row in book["monitor"].iter_rows():
        if row[1].value == "B16":
            row[2].value = book.worksheets[0]["B16"].value = "Another criterion"
    book.save(form)
    outcome = monitor("form", "import", form, "-o", tmp_path / "body.yaml")
    assert outcome.code == 1
    assert "Form!B16: error: the form was made from a text of “order-158@1”" in outcome.err


def test_older_edition_is_refused(monitor, tmp_path):
    """A form of an unknown edition is refused."""
    form = form_file(tmp_path)
    book = openpyxl.load_workbook(form)
    book["monitor"]["B2"] = "order-158@0"
    book.save(form)
    outcome = monitor("form", "import", form, "-o", tmp_path / "body.yaml")
    assert outcome.code == 1
    assert "[edition-unknown]" in outcome.err


def test_nothing_is_overwritten_unasked(monitor, tmp_path):
    """An existing file is kept, alone or in a folder; with --force it is overwritten, but never the source."""
    form = form_file(tmp_path)
    target = write(tmp_path, "out/form.yaml", "mine")
    write(tmp_path, "forms/a.txt", "")
    (tmp_path / "forms" / "form.xlsx").write_bytes(form.read_bytes())
    for source, output, code in ((form, target, 2), (tmp_path / "forms", tmp_path / "out", 1)):
        assert monitor("form", "import", source, "-o", output).code == code
        assert target.read_text() == "mine"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["form.yaml"]
    assert monitor("form", "import", form, "-o", target, "--force").code == 0
    assert monitor("form", "export", target, "-o", target, "--force").code == 2


def test_folders_keep_their_tree(monitor, tmp_path):
    """Each file keeps its subfolder; a broken file is reported, and the others are written."""
    write(tmp_path, "in/2024/a.yaml", score_file(agency="a", year=2024))
    write(tmp_path, "in/b.yml", score_file(agency="b"))
    write(tmp_path, "in/bad.yaml", score_file(agency="c", scores={1: 7}))
    outcome = monitor("form", "export", tmp_path / "in", "-o", tmp_path / "forms")
    assert outcome.code == 1
    assert sorted(str(p.relative_to(tmp_path / "forms")) for p in (tmp_path / "forms").rglob("*.xlsx")) == [
        "2024/a.xlsx",
        "b.xlsx",
    ]
    assert "bad.yaml:" in outcome.err
    assert monitor("form", "import", tmp_path / "forms", "-o", tmp_path / "back").code == 0
    assert monitor("validate", tmp_path / "back").code == 0
    write(tmp_path, "in/b.yaml", score_file(agency="d"))
    assert "would both be written to" in monitor("form", "export", tmp_path / "in", "-o", tmp_path / "new").err


def test_a_body_that_two_forms_describe_is_not_imported(monitor, tmp_path):
    """Two forms for one body and year are both refused, because it would be unclear which one counts."""
    form = form_file(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("a.xlsx", "b.xlsx", "~$b.xlsx"):
        (tmp_path / "in" / name).write_bytes(form.read_bytes())
    outcome = monitor("form", "import", tmp_path / "in", "-o", tmp_path / "out")
    assert outcome.code == 1
    assert outcome.err.count("[body-duplicate]") == 2
    assert "0 files are written" in outcome.err


def test_a_text_that_is_too_long_for_a_cell_is_refused(monitor, tmp_path):
    """A text that is too long for a cell is refused and not cut off."""
    entry = {"score": 3, "evidence": ["x" * 9_000] * 4}
    file = write(tmp_path, "body.yaml", score_file({**dict.fromkeys(range(1, 25), 3), 5: entry}))
    outcome = monitor("form", "export", file, "-o", tmp_path / "form.xlsx")
    assert outcome.code == 1
    assert "“scores.5.evidence” is too long" in outcome.err
    assert not (tmp_path / "form.xlsx").exists()


def test_nothing_is_written_to_a_terminal(monitor, tmp_path):
    """Without `-o`, each form command refuses to run and mentions the option."""
    file = write(tmp_path, "body.yaml", score_file())
    for arguments in (("export", file), ("import", file), ("blank",), ("print", file)):
        outcome = monitor("form", *arguments)
        assert outcome.code == 2
        assert "-o" in outcome.err


@pytest.mark.parametrize(
    ("module", "package", "arguments"),
    [
        ("xlsxwriter", "XlsxWriter", ["blank"]),
        ("python_calamine", "python-calamine", ["import", str(ROOT / "tests/forms/weak-agency.ky.xlsx")]),
    ],
)
def test_a_missing_library_is_reported_with_its_install_command(tmp_path, module, package, arguments):
    """If a library of the forms is missing, the message gives the command that installs it."""
    code = f"import sys; sys.modules[{module!r}] = None; from monitor_cli.cli.main import main; main()"
    command = [sys.executable, "-c", code, "form", *arguments, "-o", str(tmp_path / "out")]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 2
    assert f"{sys.executable} -m pip install {package}" in outcome.stderr


def converted(folder, file, to):
    """Return `file`, saved by LibreOffice in another format or again in its own."""
    soffice = require("soffice", "LibreOffice opens the forms")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "lo"), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "lo" / f"{file.stem}.{to.partition(':')[0]}"


@pytest.mark.libreoffice
def test_a_form_saved_by_libreoffice_imports_the_same(monitor, tmp_path):
    """A form that LibreOffice saved again imports with every value."""
    file = ROOT / "examples" / "valid" / "weak-agency.yaml"
    monitor("--lang", "ky", "form", "export", file, "-o", tmp_path / "form.xlsx")
    saved = converted(tmp_path, tmp_path / "form.xlsx", "xlsx")
    outcome = monitor("form", "import", saved, "-o", tmp_path / "back.yaml")
    assert outcome.code == 0, outcome.err
    before, after = (monitor("score", path, "-f", "csv").out.splitlines() for path in (file, tmp_path / "back.yaml"))
    assert [line.split(";")[1:] for line in before] == [line.split(";")[1:] for line in after]


@pytest.mark.libreoffice
@pytest.mark.parametrize("missing", [0, 1])
def test_libreoffice_calculates_total_and_band(tmp_path, missing):
    """LibreOffice calculates total and band from typed scores and an X; a missing or wrong score leaves them empty."""
    form = with_cells(form_file(tmp_path, {"criteria": CRITERIA_SET.ref}), dict.fromkeys(SCORE_CELLS[missing:-1], 4))
    with_cells(form, {"D48": "X"} | ({SCORE_CELLS[0]: 7} if missing else {}))
    table = converted(tmp_path, form, "csv:Text - txt - csv (StarCalc):44,34,76,1")
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    total, band = rows[FORM.total_row][FORM.score_column], rows[FORM.band_row][FORM.FIRST_MARK]
    assert total == ("" if missing else "96")
    assert band == ("" if missing else CRITERIA_SET.band(96).label["en"])


@pytest.mark.parametrize(("command", "suffix"), [("export", ".yaml/.yml/.xlsx/.ods"), ("import", ".xlsx/.ods")])
def test_a_folder_without_files_is_wrong_usage(monitor, tmp_path, command, suffix):
    """A folder without files is wrong usage, and the message gives the expected endings."""
    outcome = monitor("form", command, tmp_path, "-o", tmp_path / "out")
    assert (outcome.code, (tmp_path / "out").exists()) == (2, False)
    assert f"no {suffix} file found under {tmp_path}" in outcome.err
