"""`monitor batch -f xlsx`: results, heat map and summary as a workbook."""

from __future__ import annotations

import openpyxl
import pytest

from tests.conftest import ROOT
from tests.files import score_file, with_total, write

HYPERLINK = '=HYPERLINK("http://example.org")'


def workbook(path):
    return openpyxl.load_workbook(path)


def test_workbook_has_results_heat_map_summary_and_scores(monitor, tmp_path):
    """The highest total comes first, a draft has none, there is no rank, and the heat map contains each score."""
    for name, total in (("a", 110), ("b", 90), ("c", 90), ("d", 40)):
        write(tmp_path, f"in/{name}.yaml", score_file(with_total(total), agency=name, name=name.upper()))
    write(tmp_path, "in/e.yaml", score_file([5] * 20, agency="e", name="E"))
    for name in ("f", "g"):
        write(tmp_path, f"in/{name}.yaml", score_file(5, agency="f", name="F"))
    outcome = monitor("batch", tmp_path / "in", "-f", "xlsx", "-o", tmp_path / "year.xlsx")
    assert outcome.code == 1
    results, heat, summary, scores = workbook(tmp_path / "year.xlsx").worksheets
    head, *rows = results.iter_rows(values_only=True)
    assert "place" not in head
    assert [tuple(row[head.index(key)] for key in ("agency", "total", "%", "band")) for row in rows] == [
        ("A", 110, 91.7, 4),
        ("B", 90, 75, 2),
        ("C", 90, 75, 2),
        ("D", 40, 33.3, 1),
        ("E", None, None, None),
        ("F", None, None, None),
        ("F", None, None, None),
    ]
    assert [sum(row[3:27]) for row in heat.iter_rows(min_row=2, max_row=5, values_only=True)] == [110, 90, 90, 40]
    assert (heat.cell(1, 4).value, heat.cell(1, 27).value) == (
        "1. Competition commission membership",
        "24. Reporting on recommendations",
    )
    assert heat.cell(6, 1).value is None
    (area,) = heat.conditional_formatting
    assert str(area.sqref) == "D2:AA5"
    assert area.rules[0].type == "colorScale"
    head, *rows = scores.iter_rows(values_only=True)
    assert len(rows) == 4 * 24, "a file without a total has no scores"
    assert [rows[0][head.index(key)] for key in ("agency id", "area", "criterion", "score")] == ["a", 1, 1, 5]
    assert sum(row[head.index("score")] for row in rows) == 330
    counts = {row[0]: row[3] for row in summary.iter_rows(values_only=True) if row[3] is not None}
    assert [count for label, count in counts.items() if label[:2] in ("1.", "2.", "4.")] == [1, 2, 1]


@pytest.mark.parametrize(("command", "sheet"), [("batch", "Summary"), ("follow-up", "Recommendations")])
def test_the_workbook_has_the_register_and_the_files_that_are_not_read(monitor, tmp_path, monkeypatch, command, sheet):
    """The workbook contains the notes of the screen, and for `batch` also the missing bodies."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "in/a.yaml", score_file(4, agency="a", name="A"))
    write(tmp_path, "in/b", score_file(4, agency="b", name="B"))
    write(
        tmp_path,
        "bodies.yaml",
        "bodies:\n- {id: a, name: A, kind: state}\n- {id: b, name: B, kind: state}\n"
        "- {id: c, name: C, kind: state}\nmonitored:\n  2025: [b]\n",
    )
    monitor(command, "in", "-o", "year.xlsx")
    lines = [row[0] for row in workbook("year.xlsx")[sheet].values]
    attendance = [
        "2025: 0 of 1 state bodies complete · not handed in: 1 · not expected: 1",
        "  B (b), state body",
        "  A (a), state body – not expected",
    ]
    assert lines[-5 if command == "batch" else -2 :] == [
        *(attendance if command == "batch" else []),
        "register of bodies: bodies.yaml",
        "not read, because the names of score files end in .yaml; rename them: in/b",
    ]


def test_own_scores_have_a_column_where_they_are_asked_for(monitor, tmp_path):
    """`--self` adds a column to the workbook: the points by which each body rated itself too high."""
    write(tmp_path, "in/a.yaml", score_file(3, agency="a", self_scores={1: 5, 2: 4, 3: 2}))
    write(tmp_path, "in/b.yaml", score_file(2, agency="b"))
    monitor("batch", tmp_path / "in", "--self", "-f", "xlsx", "-o", tmp_path / "year.xlsx")
    head, *rows = workbook(tmp_path / "year.xlsx").worksheets[0].iter_rows(values_only=True)
    assert [row[head.index("own difference")] for row in rows] == [2, None]


def test_no_cell_of_a_user_is_a_formula_or_a_link(monitor, tmp_path):
    """Names, file names and problems are text cells."""
    write(tmp_path, "in/=1+1.yaml", score_file(agency="a", name=HYPERLINK, secretary="http://example.org"))
    write(tmp_path, "in/@b.yaml", score_file(agency="b", name="<r>+1</r>", scores={"=1": 2}))
    monitor("batch", tmp_path / "in", "-f", "xlsx", "-o", tmp_path / "year.xlsx")
    values = []
    for sheet in workbook(tmp_path / "year.xlsx").worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                values.append(cell.value)
    assert HYPERLINK in values
    assert "http://example.org" in values


def test_each_method_has_a_heat_map_of_its_own(monitor, tmp_path):
    """Scores of different methods are never in the same table."""
    methods = ROOT / "examples" / "methods"
    write(tmp_path, "in/a.yaml", score_file())
    write(tmp_path, "in/b.yaml", (methods / "example-library.yaml").read_text(encoding="utf-8"))
    criteria = methods / "library-service@1.yaml"
    outcome = monitor("--criteria", criteria, "batch", tmp_path / "in", "-f", "xlsx", "-o", tmp_path / "year.xlsx")
    assert outcome.code == 0, outcome.err
    assert len(workbook(tmp_path / "year.xlsx").sheetnames) == 5


def test_more_scores_than_a_sheet_has_rows(monitor, tmp_path, monkeypatch):
    """A workbook with more scores than a sheet has rows is refused before it is written; the message offers `long`."""
    monkeypatch.setattr("monitor_cli.cli.batch.SHEET_ROWS", 48)
    for agency in "ab":
        write(tmp_path, f"in/{agency}.yaml", score_file(agency=agency))
    outcome = monitor("batch", tmp_path / "in", "-o", tmp_path / "year.xlsx")
    assert outcome.code == 2
    assert "there are 48 scores, but a sheet of a workbook has 48 rows; use -f long" in outcome.err
    assert not (tmp_path / "year.xlsx").exists()
