"""The official form as a spreadsheet is a score file: every command that reads score files reads it."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as Xml

import openpyxl
import pytest

from tests.conftest import ROOT
from tests.files import score_file, write
from tests.form_data import complete, form_file, with_cells

ERRORS = {"H16": 7, "C3": "Ulgu"}
PLACES = ["Form!C3", "Form!H16"]


@pytest.fixture
def year(tmp_path, monkeypatch):
    """A folder with the score file of one body and the forms of two others, one of which has a copy beside it."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "2025/a.yaml", score_file(4, agency="a"))
    for name in ("b", "c"):
        data = complete()
        data["agency"]["id"] = name
        data["state_secretary"] = {"name": "Б. Мисалов"}
        form_file(tmp_path, data).rename(tmp_path / "2025" / f"{name}.xlsx")
    shutil.copy("2025/b.xlsx", "member.xlsx")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("score", "2025/b.xlsx", "2025/c.xlsx"),
        ("validate", "2025"),
        ("batch", "2025"),
        ("rank", "2025"),
        ("plan", "2025/b.xlsx"),
        ("compare", "2025/b.xlsx", "2025/b.xlsx"),
        ("report", "2025", "-o", "-"),
        ("memo", "2025/b.xlsx", "-o", "memo.docx"),
        ("form", "print", "2025/b.xlsx", "-o", "b.docx"),
        ("form", "export", "2025", "-o", "again"),
        ("form", "export", "2025/b.xlsx", "-o", "b.xlsx"),
        ("follow-up", "2025"),
        ("reconcile", "2025/b.xlsx", "member.xlsx", "-o", "draft.yaml"),
        ("freeze", "2025", "-o", "2025.json"),
    ],
    ids=" ".join,
)
def test_every_command_reads_forms(monitor, year, command):
    """Every command accepts forms, by name or in a folder."""
    outcome = monitor(*command)
    assert outcome.code == 0, outcome.err


def test_a_form_counts_as_a_score_file_does(monitor, year):
    """Total and rank cover three bodies, two of which handed in forms."""
    rows = [json.loads(line) for line in monitor("batch", "2025", "-f", "jsonl").out.splitlines()]
    assert [(row["file"], row["total"]) for row in rows] == [
        ("2025/a.yaml", 96),
        ("2025/b.xlsx", 72),
        ("2025/c.xlsx", 72),
    ]
    ranked = json.loads(monitor("rank", "2025", "-f", "json").out)["ranking"]
    assert [(place["rank"], place["file"]) for place in ranked] == [
        (1, "2025/a.yaml"),
        (2, "2025/b.xlsx"),
        (2, "2025/c.xlsx"),
    ]


def test_a_form_is_read_from_standard_input(monitor, year):
    """Standard input has no ending, so the first bytes identify the form."""
    outcome = monitor("score", "-", "--brief", stdin=(year / "2025/b.xlsx").read_bytes())
    assert (outcome.code, outcome.out) == (
        0,
        "-: 72 of 120 points (60.0 %), band 1 — Үлгү министрлиги, 2025 (order-158@1)\n",
    )


def test_problems_have_sheet_and_cell_in_every_format(monitor, tmp_path):
    """In formats that have only lines and columns, the message begins with sheet and cell."""
    form = with_cells(form_file(tmp_path), ERRORS)
    shown = {name: monitor("validate", form, "-f", name).out for name in ("text", "json", "sarif", "github", "gitlab")}
    assert [line.split(": ")[0] for line in shown["text"].splitlines()[::2]] == [f"{form}:{cell}" for cell in PLACES]
    problems = json.loads(shown["json"])["files"][0]["problems"]
    assert [(problem["cell"], problem["line"], problem["column"]) for problem in problems] == [
        ("Form!C3", 3, 3),
        ("Form!H16", 16, 8),
    ]
    results = json.loads(shown["sarif"])["runs"][0]["results"]
    assert [result["message"]["text"].split(": ")[0] for result in results] == PLACES
    assert [line.split("::")[2].split(": ")[0] for line in shown["github"].splitlines()] == PLACES
    assert [issue["description"].split(": ")[0] for issue in json.loads(shown["gitlab"])] == PLACES
    cases = Xml.fromstring(monitor("validate", form, "-f", "junit").out.encode()).iter("failure")
    assert [case.get("message").split(": ")[0] for case in cases] == PLACES
    page = monitor("report", form, "-o", "-").out
    assert re.findall('<span class="place">(.+?): </span>', page) == PLACES
    assert f"{form}: invalid: Form!C3: " in monitor("batch", form).out
    assert f"{form}:Form!C3: " in monitor("rank", form).out


def test_a_form_equal_to_the_score_file_is_passed_over(monitor, year):
    """A form and an equal score file are one body with one note, and the year can be closed."""
    monitor("form", "import", "2025/b.xlsx", "-o", "2025/b.yaml")
    notice = "not read, because the forms say the same as the score file of their body and year: 2025/b.xlsx\n"
    for command in ("validate", "batch", "rank"):
        outcome = monitor(command, "2025", "-f", "json")
        assert (outcome.code, notice in outcome.err) == (0, True), outcome.err
        assert json.loads(outcome.out)["passed_over"] == [{"file": "2025/b.xlsx", "reason": "form-copy"}]
    rows = [json.loads(line)["file"] for line in monitor("batch", "2025", "-f", "jsonl").out.splitlines()]
    assert rows == ["2025/a.yaml", "2025/b.yaml", "2025/c.xlsx"]
    assert monitor("batch", "2025").out.endswith(
        monitor("batch", "2025/a.yaml", "2025/b.yaml", "2025/c.xlsx").out[-40:]
    )
    assert monitor("freeze", "2025", "-o", "2025.json").code == 0
    assert monitor("validate", "--frozen", "2025.json").code == 0


@pytest.mark.parametrize("command", ["validate", "batch", "rank"])
def test_a_form_that_differs_is_a_second_file_of_its_body(monitor, year, command):
    """If the form has another score than the score file, neither counts, and both are reported."""
    monitor("form", "import", "2025/b.xlsx", "-o", "2025/b.yaml")
    with_cells(year / "2025/b.xlsx", {"H16": 4})
    outcome = monitor(command, "2025", "-f", "json")
    assert outcome.code == 1
    known = json.loads(outcome.out)
    files = known.get("files") or known.get("results") or known["unranked"]
    twice = {file["file"]: [p.get("cell") for p in file["problems"]] for file in files if file["problems"]}
    assert twice == {"2025/b.yaml": [None], "2025/b.xlsx": ["Form!C3"]}


def test_names_are_trimmed_in_every_kind_of_file(monitor, year):
    """Spaces around names are removed in forms and in YAML, so that both have the same names."""
    monitor("form", "import", "2025/b.xlsx", "-o", "2025/b.yaml")
    file = year / "2025/b.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("name: Б. Мисалов", 'name: " Б. Мисалов\u00a0"'), encoding="utf-8"
    )
    with_cells(year / "2025/b.xlsx", {"C4": " Үлгү министрлиги "})
    assert json.loads(monitor("validate", "2025", "-f", "json").out)["passed_over"][0]["reason"] == "form-copy"


def test_two_equal_forms_are_two_files(monitor, year):
    """Two forms with the same content are two files of one body, because it is unclear which one counts."""
    shutil.copy("2025/b.xlsx", "2025/copy.xlsx")
    outcome = monitor("validate", "2025")
    assert outcome.code == 1
    assert outcome.out.count("[body-duplicate]") == 2


def test_a_workbook_that_is_no_form_is_reported(monitor, year):
    """Another workbook is passed over in a folder and refused as an argument; a folder of such workbooks is empty."""
    openpyxl.Workbook().save("2025/budget.xlsx")
    outcome = monitor("batch", "2025")
    assert outcome.code == 0
    assert "not read, because the spreadsheets are no forms of this tool: 2025/budget.xlsx\n" in outcome.err
    assert monitor("freeze", "2025", "-o", "2025.json").code == 2
    assert "[form-foreign]" in monitor("validate", "2025/budget.xlsx").out
    (year / "alone").mkdir()
    shutil.move("2025/budget.xlsx", "alone/budget.xlsx")
    assert monitor("validate", "alone").code == 2


def test_a_workbook_that_may_be_a_form_is_a_file_with_errors(monitor, year):
    """A damaged or encrypted workbook in a folder is a file with errors, because it may be a submitted form."""
    write(year, "2025/damaged.xlsx", "PK")
    shutil.copy(ROOT / "tests" / "forms" / "password.xlsx", year / "2025/locked.xlsx")
    outcome = monitor("validate", "2025")
    assert outcome.code == 1
    assert "damaged.xlsx: error:" in outcome.out
    assert "[workbook-encrypted]" in outcome.out


def test_a_draft_on_a_form_is_a_draft(monitor, year):
    """A form without all scores has no total, and can be printed as a draft."""
    with_cells(year / "2025/b.xlsx", {"H16": None})
    row = [json.loads(line) for line in monitor("batch", "2025", "-f", "jsonl").out.splitlines()][1]
    assert (row["status"], row["total"]) == ("incomplete", None)
    assert monitor("form", "print", "2025/b.xlsx", "-o", "b.html").code == 1


def test_a_closed_form_is_compared_by_its_bytes(monitor, year):
    """In a closed year, a form is compared by its bytes, so that another score is detected."""
    assert monitor("freeze", "2025", "-o", "2025.json").code == 0
    assert monitor("validate", "--frozen", "2025.json").code == 0
    with_cells(year / "2025/b.xlsx", {"H16": 4})
    outcome = monitor("validate", "--frozen", "2025.json")
    assert (outcome.code, outcome.out.count("[frozen-changed]")) == (1, 1)
