"""The second sheet of the form: a body objects, the commission decides, and nothing is lost between them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from monitor_cli.forms.layout import MOST_CHANGES
from monitor_cli.reading import form_files
from tests.conftest import ROOT
from tests.files import score_file, write
from tests.form_data import FORM
from tests.test_form import converted

AFTER = sorted((ROOT / "examples" / "appeal" / "after").iterdir())
TWELVE = 15
"""The row of criterion 12 on the second sheet."""
FIRST_CHANGE = 31


def exported(monitor, folder: Path, text: str, language: str = "en") -> Path:
    """Export the form of a score file and return its path."""
    form = folder / "form.xlsx"
    done = monitor("form", "export", write(folder, "body.yaml", text), "-o", form, "--force", "--lang", language)
    assert done.code == 0, done.err
    return form


def filled(form: Path, cells: dict[str, object]) -> Path:
    """Set cells of the form's second sheet as a spreadsheet program does."""
    book = openpyxl.load_workbook(form)
    for name, value in cells.items():
        book.worksheets[2][name] = value
    book.save(form)
    return form


def result_of(monitor, file: Path) -> dict:
    """Return the result of `score` for a file, without path and hash."""
    (result,) = json.loads(monitor("score", file, "-f", "json").out)["results"]
    problems = [(problem["rule"], problem["message"]) for problem in result["problems"]]
    return {key: value for key, value in result.items() if key not in ("file", "sha256")} | {"problems": problems}


def problems(monitor, file: Path) -> list[str]:
    """Return cell and rule of each problem of a form."""
    (report,) = json.loads(monitor("validate", file, "-f", "json").out)["files"]
    return [f"{problem['cell']} {problem['rule']}" for problem in report["problems"]]


def test_a_body_objects_by_mail(monitor, tmp_path):
    """A filled row of the second sheet is an open objection to the score of its criterion."""
    form = exported(monitor, tmp_path, score_file(3))
    row = {f"D{TWELVE}": "02.04.2025", f"E{TWELVE}": 4, f"F{TWELVE}": "Буйрук бар.", f"G{TWELVE}": "№ 9\n№ 10"}
    assert problems(monitor, filled(form, row)) == [f"Objections!H{TWELVE} objection-open"]
    (criterion,) = [c for a in result_of(monitor, form)["areas"] for c in a["criteria"] if "objection" in c]
    assert criterion["number"] == 12
    assert criterion["objection"] == {
        "date": "2025-04-02",
        "text": "Буйрук бар.",
        "asks": 4,
        "evidence": ["№ 9", "№ 10"],
        "outcome": "open",
    }


def test_the_commission_answers_in_the_form(monitor, tmp_path):
    """The outcome, the decision, the new score and the change are read from the form."""
    form = exported(monitor, tmp_path, score_file(3))
    book = openpyxl.load_workbook(form)
    sheet, objections = book.worksheets[0], book.worksheets[2]
    objections[f"D{TWELVE}"], objections[f"F{TWELVE}"] = "2025-04-02", "Буйрук бар."
    objections[f"H{TWELVE}"], objections[f"I{TWELVE}"] = "Upheld", "3-протокол"
    score = next(row[7] for row in sheet.iter_rows() if row[0].value == 12)
    score.value = 4
    book.save(form)
    assert problems(monitor, form) == [f"Objections!H{TWELVE} change-missing"]
    cells = dict(zip(("A", "C", "D", "F"), (12, 3, "2025-04-10", "3-протокол"), strict=True))
    filled(form, {f"{column}{FIRST_CHANGE}": value for column, value in cells.items()})
    assert problems(monitor, form) == []
    assert monitor("form", "import", form, "-o", tmp_path / "back.yaml").code == 0
    assert result_of(monitor, tmp_path / "back.yaml") == result_of(monitor, form)
    assert "changes:\n      - {" in (tmp_path / "back.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ({"F15": "Буйрук бар."}, ["Objections!D15 form-cell-empty"]),
        ({"D15": "2025-04-02"}, ["Objections!F15 form-cell-empty"]),
        ({"D15": "2025-02-30", "F15": "Бар."}, ["Objections!D15 date-invalid"]),
        ({"D15": "2025-04-02", "F15": "Бар.", "E15": 6}, ["Objections!E15 value-out-of-range"]),
        ({"D15": "2025-04-02", "F15": "Бар.", "H15": "maybe"}, ["Objections!H15 value-not-allowed"]),
        ({"D15": "2025-04-02", "F15": "Бар.", "H15": "rejected"}, ["Objections!H15 decision-missing"]),
        ({"C31": 2, "D31": "2025-04-10", "F31": "№ 3"}, ["Objections!A31 form-cell-empty"]),
        ({"A31": 25, "C31": 2, "D31": "2025-04-10", "F31": "№ 3"}, ["Objections!A31 criterion-unknown"]),
        ({"A31": 12, "C31": 2, "F31": "№ 3"}, ["Objections!D31 form-cell-empty"]),
        ({"A40": 12, "C40": 3, "D40": "2025-04-10", "F40": "№ 3"}, ["Objections!C40 change-same"]),
        (
            {
                "A31": 12,
                "C31": 2,
                "D31": "2025-04-10",
                "F31": "№ 3",
                "A33": 12,
                "C33": 5,
                "D33": "2025-04-09",
                "F33": "№ 2",
            },
            ["Objections!D33 changes-reversed"],
        ),
        ({"C15": 5}, []),
        ({"K15": "?"}, ["Objections!K15 form-cell-outside"]),
        ({"B15": "?"}, ["Objections!B15 form-text-changed"]),
        ({"F15": "=1+1"}, ["Objections!F15 form-formula"]),
    ],
)
def test_mistakes_on_the_second_sheet_have_their_cells(monitor, tmp_path, cells, places):
    """Each problem gives sheet and cell; the copied score on the second sheet is not read."""
    form = filled(exported(monitor, tmp_path, score_file(3)), cells)
    assert sorted(problems(monitor, form)) == sorted(places)


def test_rows_that_were_sorted_or_inserted(monitor, tmp_path):
    """Sorted rows and inserted rows of the second sheet give one problem, and no value is read from the wrong row."""
    form = exported(monitor, tmp_path, score_file(3))
    sheet = openpyxl.load_workbook(form).worksheets[2]
    swapped = {f"{c}{row}": sheet[f"{c}{19 - row}"].value for c in "AB" for row in (9, 10)}
    assert problems(monitor, filled(form, swapped)) == ["Objections!A9 form-sorted"]
    book = openpyxl.load_workbook(exported(monitor, tmp_path, score_file(3)))
    book.worksheets[2].insert_rows(9)
    book.save(form)
    assert [line.split()[1] for line in problems(monitor, form)] == ["form-inserted"]


def test_more_changes_than_the_form_has_rows(monitor, tmp_path):
    """If the changes exceed the rows of the form, the first further change is reported and no form is written."""
    changes = [{"was": 1 + index % 2, "date": "2025-04-10", "reason": "№ 3"} for index in range(MOST_CHANGES + 1)]
    file = write(tmp_path, "a.yaml", score_file(dict.fromkeys(range(1, 25), 4) | {3: {"score": 4, "changes": changes}}))
    outcome = monitor("form", "export", file, "-o", tmp_path / "form.xlsx")
    assert (outcome.code, "[form-many-changes]" in outcome.err) == (1, True)
    assert not (tmp_path / "form.xlsx").exists()


def test_a_value_without_a_cell(monitor, tmp_path, monkeypatch):
    """No form is written if it lacks the cell of a value, as for a key that the form does not have yet."""
    fields = [field for field in FORM.fields if field.path[-1] not in ("commission", "decision", "reason", "6")]
    monkeypatch.setattr(form_files, "form_of", lambda criteria_set: SimpleNamespace(fields=fields))
    objection = {"date": "2025-04-10", "text": "№ 3", "outcome": "rejected", "decision": "№ 4"}
    changes = [{"was": 2, "date": "2025-04-10", "reason": "№ 3"}]
    scores = {**dict.fromkeys(range(1, 25), 4), 5: {"score": 3, "objection": objection, "changes": changes}}
    more = {"monitoring": {"kind": "planned", "commission": ["А"]}, "self_scores": {"5": 4, "6": 4}}
    file = write(tmp_path, "a.yaml", score_file(scores, **more))
    outcome = monitor("form", "export", file, "-o", tmp_path / "form.xlsx")
    keys = ["monitoring.commission", "self_scores.6", "scores.5.objection.decision", "scores.5.changes.0.reason"]
    assert outcome.code == 1
    assert re.findall("the form has no cell for “(.*)” .form-no-cell", outcome.err) == keys
    assert not (tmp_path / "form.xlsx").exists()


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize("file", AFTER, ids=lambda path: path.stem)
def test_an_objection_travels_through_libreoffice(monitor, tmp_path, file, ending):
    """LibreOffice saves the form in either format without changing its result."""
    form = exported(monitor, tmp_path, file.read_text(encoding="utf-8"), "ky")
    assert result_of(monitor, converted(tmp_path, form, ending)) == result_of(monitor, file)
