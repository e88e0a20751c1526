"""A form is read exactly as a spreadsheet program shows it, or it is refused."""

from __future__ import annotations

import datetime
import random
import subprocess

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils.escape import unescape

from monitor_cli.forms import reading
from monitor_cli.forms.cells import cell_name
from monitor_cli.forms.opening import read_form
from monitor_cli.forms.workbook import read_workbook
from monitor_cli.output.score_yaml import render as score_yaml
from monitor_cli.reading.form_files import check_form, read_back
from monitor_cli.reading.score_files import check_source
from monitor_cli.reading.source import Source
from tests.conftest import ROOT, require
from tests.files import score_file, write
from tests.form_data import CRITERIA_SET, FIRST_INPUTS, FORM, LIBRARY, complete, form_file, rewritten

CELLS = {field.path: cell_name(*field.position) for field in FORM.fields}
NOTE, SCORE = CELLS["scores", "3", "note"], CELLS["scores", "3", "score"]


def imported(monitor, folder, form):
    """Import a form; return the outcome and the path of the YAML file."""
    return monitor("form", "import", form, "-o", folder / "body.yaml", "--force"), folder / "body.yaml"


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_forms_of_version_1_are_still_read(monitor, tmp_path, language):
    """A form that was filled in with earlier labels gives its values, whatever labels the form has today."""
    outcome, back = imported(monitor, tmp_path, ROOT / "tests" / "forms" / f"weak-agency.{language}.xlsx")
    assert outcome.code == 0, outcome.err
    file = ROOT / "examples" / "valid" / "weak-agency.yaml"
    before, after = (monitor("score", path, "-f", "csv").out.splitlines() for path in (file, back))
    assert [line.split(";")[1:] for line in before] == [line.split(";")[1:] for line in after]


def test_earlier_wording_is_known_by_its_digest(monitor, tmp_path, monkeypatch):
    """A label that was changed on the sheet and in the hidden copy is refused, unless the form once had that label."""
    form = form_file(tmp_path)
    book = openpyxl.load_workbook(form)
    for row in book["monitor"].iter_rows():
        if row[2].value == "Note":
            row[2].value = book.worksheets[0][row[1].value].value = "Remark"
    book.save(form)
    outcome, _ = imported(monitor, tmp_path, form)
    assert "[form-sheets]" in outcome.err
    rows = read_form(form.read_bytes())._rows
    monkeypatch.setattr(reading, "EARLIER", frozenset({reading.digest(rows)}))
    assert imported(monitor, tmp_path, form)[0].code == 0


HIDDEN = {
    "the words of two choices are swapped": lambda sheet: swapped(sheet, "state body", "municipal body"),
    "the codes of two choices are swapped": lambda sheet: swapped(sheet, "open", "done", column=2),
    "another language": lambda sheet: swapped(sheet, "en", "ru", column=2),
    "no criteria": lambda sheet: swapped(sheet, "criteria", "Criteria", column=1),
    "criteria without an edition": lambda sheet: swapped(sheet, "order-158@1", "order-158", column=2),
    "empty criteria": lambda sheet: swapped(sheet, "order-158@1", None, column=2),
    "a row is gone": lambda sheet: sheet.delete_rows(9),
    "a row is added": lambda sheet: sheet.append(["choice", "done", "maybe"]),
    "a fourth column": lambda sheet: sheet.cell(3, 4, "x"),
    "a formula": lambda sheet: sheet.cell(5, 3, '="state body"'),
    "a label": lambda sheet: swapped(sheet, "Note", "Due"),
}


def swapped(sheet, one, other, column=3):
    for row in sheet.iter_rows():
        cell = row[column - 1]
        cell.value = {one: other, other: one}.get(cell.value, cell.value)


@pytest.mark.parametrize("name", HIDDEN)
def test_a_changed_hidden_sheet_is_refused(monitor, tmp_path, name):
    """A changed hidden sheet is refused, because it defines the words of the form: “open” must not mean “done”."""
    data = complete()
    data["scores"]["3"] = {"score": 3, "recommendation": {"text": "a", "status": "open"}}
    form = form_file(tmp_path, data)
    assert imported(monitor, tmp_path, form)[0].code == 0  # the program now remembers the hidden sheet
    (tmp_path / "body.yaml").unlink()
    book = openpyxl.load_workbook(form)
    HIDDEN[name](book["monitor"])
    book.save(form)
    outcome, back = imported(monitor, tmp_path, form)
    assert outcome.code == 1
    assert outcome.err.count("[form-sheets]") == 1
    assert not back.exists()


def test_a_remembered_hidden_sheet_counts_for_no_other_form(monitor, tmp_path):
    """A hidden sheet with the same cells but other shared texts is refused, even after the true one was read."""
    data = complete()
    data["scores"]["3"] = {"score": 3, "recommendation": {"text": "a", "status": "open"}}
    form = form_file(tmp_path, data)
    assert check_form(str(form), LIBRARY)[0].score_file.scores[3].recommendation.status == "open"

    def change(strings):
        return strings.replace(b">open<", b">?<").replace(b">done<", b">open<").replace(b">?<", b">done<")

    rewritten(form, {"xl/sharedStrings.xml": change})
    assert [p.rule for p in check_form(str(form), LIBRARY)[0].errors] == ["form-sheets"]


RETURNS = {
    "lines of Windows": ("commission", ["А. Үлгүев\r", "Б. Мисалов\r", "В. Сынакова"]),
    "a return at the end": ("name", "Үлгү министрлиги\r"),
    "lines and a return at the end": ("evidence", ["№ 1\r", "№ 2\r"]),
    "two returns before a line break": ("note", "one\r\r\ntwo"),
    "a blank line": ("note", "one\r\n\r\ntwo"),
}


@pytest.mark.parametrize("name", RETURNS)
def test_a_return_before_a_line_break_is_part_of_it(monitor, tmp_path, name):
    """A carriage return before a line break is dropped, and no name ends in an invisible character."""
    key, value = RETURNS[name]
    plain = [item.replace("\r", "") for item in value] if isinstance(value, list) else value.replace("\r", "")
    texts = []
    for given_value in (value, plain):
        data = complete()
        if key in ("note", "evidence"):
            data["scores"]["3"] = {"score": 3, key: given_value}
        elif key == "name":
            data["agency"]["name"] = given_value
        else:
            data["monitoring"] = {"commission": given_value}
        outcome, back = imported(monitor, tmp_path, form_file(tmp_path, data))
        assert outcome.code == 0, outcome.err
        texts.append(back.read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    assert "\\r" not in texts[0]


def test_a_comment_on_a_cell_is_shown(monitor, tmp_path):
    """A comment on a score is shown at its cell, and the form is not imported."""
    form = form_file(tmp_path)
    book = openpyxl.load_workbook(form)
    book.worksheets[0][SCORE].comment = Comment("Баллды 4 кылуу керек", "Б. Мисалов")
    book.save(form)
    outcome, back = imported(monitor, tmp_path, form)
    assert outcome.code == 1
    assert f"Form!{SCORE}: error: a comment or a text box at cell {SCORE} contains: Баллды 4 кылуу керек" in outcome.err
    assert not back.exists()


DRAWING = (
    '<x:wsDr xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><x:twoCellAnchor><x:from><x:col>8</x:col>'
    "<x:row>15</x:row></x:from><x:to><x:col>9</x:col><x:row>16</x:row></x:to><x:sp><x:txBody><a:p>{runs}</a:p>"
    "</x:txBody></x:sp></x:twoCellAnchor></x:wsDr>"
)


@pytest.mark.parametrize(
    ("runs", "says"), [("<a:r><a:t>Көр</a:t></a:r><a:r><a:t>үнөт</a:t></a:r>", "Көрүнөт"), ("", "")]
)
def test_a_text_box_is_shown_and_a_stamp_is_ignored(monitor, tmp_path, runs, says):
    """A drawing with text is an error at its first cell; a drawing without text loses nothing."""
    part = DRAWING.format(runs=runs).encode()
    outcome, back = imported(monitor, tmp_path, rewritten(form_file(tmp_path), {"xl/drawings/drawing7.xml": part}))
    assert (outcome.code, back.exists()) == ((1, False) if says else (0, True))
    if says:
        assert (
            f"Form!{NOTE}: error: a comment or a text box at cell {NOTE} contains: {says} [form-remark]" in outcome.err
        )


def test_a_day_with_a_time_is_a_day(monitor, tmp_path):
    """A cell with date and time gives the date; a number without a date format is refused."""
    form = form_file(tmp_path)
    for value, number_format, code in (
        (datetime.datetime(2025, 3, 3, 14, 30), "yyyy-mm-dd", 0),
        (45719, "dd.mm.yyyy", 0),
        (45719, "General", 1),
        (0.5, "h:mm", 1),
    ):
        book = openpyxl.load_workbook(form)
        cell = book.worksheets[0][CELLS["monitoring", "from"]]
        cell.value, cell.number_format = value, number_format
        book.save(form)
        outcome, back = imported(monitor, tmp_path, form)
        assert outcome.code == code, outcome.err
        assert code or "from: 2025-03-03\n" in back.read_text(encoding="utf-8")


def test_a_score_file_that_would_be_too_large_is_not_written(monitor, tmp_path):
    """If the score file would exceed the size limit, the longest text is reported and nothing is written."""
    data = complete()
    data["scores"] |= {str(number): {"score": 3, "note": "ө" * 6_000} for number in range(1, 25)}
    data["scores"]["7"]["note"] = "ө" * 9_000
    outcome, back = imported(monitor, tmp_path, form_file(tmp_path, data))
    assert outcome.code == 1
    cell = CELLS["scores", "7", "note"]
    assert f"Form!{cell}: error: as a score file, the form would have" in outcome.err
    assert not back.exists()
    data["scores"] = {number: {"score": 3, "note": "ө" * 4_000} for number in data["scores"]}
    outcome, back = imported(monitor, tmp_path, form_file(tmp_path, data))
    assert outcome.code == 0
    assert monitor("validate", back).code == 0


HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "\x00\x07\x1b\x7f\x85\xa0\u200b\u2028\u2029\ufeff\ufffe\uffff\U000e0041#:-?&*!|>%@`'\"\\ \t\r\n"
        ),
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    HOSTILE, HOSTILE, st.lists(HOSTILE, max_size=3), st.sampled_from([0, 499, 500, 501, 9_999, 10_000, 10_001, 32_000])
)
def test_any_text_of_a_cell_is_read_back_or_refused(tmp_path_factory, name, note, evidence, more):
    """Law: any text in any cell gives a problem of the form, or a score file with the same result."""
    data = complete()
    data["agency"]["name"] = name or "a"
    data["scores"]["3"] = {"score": 3, "note": note + "x" * more, "evidence": evidence}
    data["monitoring"] = {"commission": [*evidence, note]}
    result, document = check_form(str(form_file(tmp_path_factory.mktemp("form"), data)), LIBRARY)
    assert (document is None) == (result.status == "invalid"), result.problems
    if document:
        text = score_yaml(CRITERIA_SET, document.data)
        assert read_back(result, document, check_source(Source("", text.encode()), LIBRARY)) == result


VALUES = (
    lambda chance: chance.randrange(-3, 9),
    lambda chance: chance.random() * 10,
    lambda chance: float(chance.randrange(1, 6)),
    lambda chance: chance.random() < 0.5,
    lambda chance: datetime.date(1990, 1, 1) + datetime.timedelta(chance.randrange(20_000)),
    lambda chance: datetime.datetime(2025, 1, 1, chance.randrange(24), chance.randrange(60)),
    lambda chance: "".join(chance.choices("ӨҮҢ аб19 .,;:\n\t<>&\"'_x000D_=+-@", k=chance.randrange(1, 30))),
    lambda chance: chance.choice(("5", " 4 ", "X", "#REF!", "true", "2025-03-03", "01.06.2025", "ﬁ")),
    lambda chance: f"=1+{chance.randrange(9)}",
    lambda chance: None,
)
NUMBER_FORMATS = ("General", "0", "0.00", "@", "yyyy-mm-dd", "dd.mm.yyyy", "d mmm", "# ##0", '0 "балл"')


def changed(path, seed):
    """Set random cells of the form's sheet to random values, as another program saves them."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for _ in range(chance.randrange(1, 40)):
        row, column = chance.choice(FIRST_INPUTS) if chance.random() < 0.8 else (chance.randrange(90), 15)
        cell = sheet.cell(row + 1, column + 1)
        cell.value = chance.choice(VALUES)(chance)
        if chance.random() < 0.5 and not isinstance(cell.value, datetime.date):
            cell.number_format = chance.choice(NUMBER_FORMATS)
    book.save(path)
    return path


def shown(path):
    """Return the cells of the form as openpyxl reads them."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")}


def agrees(cell, read):
    """Return whether a cell was read as it is shown: formulas as formulas, dates as dates, other values unchanged."""
    if cell.data_type in "fe":
        return read.kind == {"f": "formula", "e": "error"}[cell.data_type]
    value = unescape(cell.value) if isinstance(cell.value, str) else cell.value
    if isinstance(value, datetime.datetime) and value.time() == datetime.time() and type(read.value) is datetime.date:
        value = value.date()
    if isinstance(value, datetime.time) or (isinstance(value, datetime.datetime) and value.year <= 1900):
        return isinstance(read.value, datetime.date | datetime.time)  # programs differ before March 1900: no date here
    if isinstance(value, float):
        return isinstance(read.value, int | float) and abs(read.value - value) <= 1e-9 * abs(value)
    return (type(value) is bool) == (type(read.value) is bool) and read.value == value


def differing(path):
    """Return the cells of a form that were not read as openpyxl shows them."""
    book = read_workbook(path.read_bytes())
    cells = {cell_name(*position): cell for position, cell in next(iter(book.values())).cells.items()}
    expected = shown(path)
    return [
        (name, expected.get(name) and expected[name].value, cells.get(name))
        for name in expected.keys() | cells.keys()
        if name not in expected or name not in cells or not agrees(expected[name], cells[name])
    ]


@pytest.fixture(scope="module")
def hundreds(tmp_path_factory):
    """Three hundred forms, each changed at random."""
    folder = tmp_path_factory.mktemp("changed")
    paths = [form_file(folder).rename(folder / f"{seed:03}.xlsx") for seed in range(300)]
    return [changed(path, seed) for seed, path in enumerate(paths)]


def test_hundreds_of_changed_forms_are_read_as_openpyxl_shows_them(hundreds):
    """openpyxl, an independent library, has the same value in every cell."""
    for path in hundreds:
        assert differing(path) == [], path.name


@pytest.mark.libreoffice
@pytest.mark.parametrize(("ending", "part"), [("xlsx", slice(0, 150)), ("ods", slice(150, 300))])
def test_hundreds_of_changed_forms_are_read_as_libreoffice_shows_them(hundreds, tmp_path, ending, part):
    """The values before and after LibreOffice saved a form are equal; it saves a truth value as a formula."""
    soffice = require("soffice", "LibreOffice saves the forms")
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", tmp_path, *hundreds[part]], check=True, capture_output=True, timeout=500)
    for path in hundreds[part]:
        saved = (tmp_path / path.name).with_suffix(f".{ending}")
        before, after = (read_workbook(p.read_bytes())["Form"].cells for p in (path, saved))
        for position, cell in before.items():
            if cell.kind == "typed" and not isinstance(cell.value, bool) and not is_early(cell.value):
                assert rounded(after[position], ending) == rounded(cell, ending), (path.name, position)
        assert before.keys() >= after.keys(), path.name


def is_early(value):
    """Return whether the value is a time of day, or a date before March 1900, which programs count differently."""
    return isinstance(value, datetime.time) or (isinstance(value, datetime.date) and value.year <= 1900)


def rounded(cell, ending):
    """Reduce a cell to LibreOffice's precision: rounded numbers, and in `.ods` no tabs in texts."""
    if isinstance(cell.value, str) and ending == "ods":
        return cell._replace(value=cell.value.replace("\t", ""))
    return cell._replace(value=round(cell.value, 9)) if isinstance(cell.value, float) else cell


def test_the_size_of_a_too_large_score_file_is_reported(monitor, tmp_path):
    """The notes alone have some 430 KiB in UTF-8; the problem is at the longest of them."""
    entries = {number: {"score": 3, "note": "а" * (9_000 + 10 * number)} for number in range(1, 25)}
    file = write(tmp_path, "a.yaml", score_file(entries))
    assert monitor("form", "export", file, "-o", tmp_path / "a.xlsx", "--max-size", 1000).code == 0
    outcome = monitor("form", "import", tmp_path / "a.xlsx", "-o", tmp_path / "b.yaml")
    assert outcome.code == 1
    assert (
        "as a score file, the form would have 435 KiB, but the limit is 256 KiB; the longest text is here"
        in outcome.err
    )
