"""A form as an `.ods` file is read like its `.xlsx` twin, or refused for the same reasons."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile

import pytest
from openpyxl.comments import Comment

from monitor_cli.reading.criteria_files import CriteriaLibrary
from monitor_cli.reading.form_files import check_form
from tests.conftest import require
from tests.form_data import ODS, as_ods, complete, form_file, rewritten, with_cells
from tests.test_form_as_people_fill import FIRST_LAYOUT, READ, REFUSED, act, body

LIBRARY = CriteriaLibrary()
NOT_IN_ODS = {"merged scores", "merged notes", "a score merged with its note", "a comment", "a row deleted"}
"""The cases that the plain `.ods` writer of these tests does not support."""


@pytest.fixture
def form(tmp_path):
    """A copy of the form, to be changed and converted."""
    return shutil.copy(FIRST_LAYOUT, tmp_path / "form.xlsx")


@pytest.mark.parametrize("name", sorted(READ.keys() - NOT_IN_ODS))
def test_values_of_a_workbook_are_those_of_its_twin(form, name):
    """A form gives the same values in both formats."""
    READ[name][0](form)
    one, other = (check_form(str(path), LIBRARY)[0] for path in (form, as_ods(form)))
    assert one.errors == other.errors == ()
    assert body(one) == body(other)


@pytest.mark.parametrize("name", sorted(REFUSED.keys() - NOT_IN_ODS))
def test_problems_of_a_workbook_are_those_of_its_twin(form, name):
    """A form is refused at the same cell by the same rule in both formats."""
    REFUSED[name][0](form)
    one, other = (check_form(str(path), LIBRARY)[0] for path in (form, as_ods(form)))
    assert [(p.rule, p.place and p.place.cell) for p in one.errors] == [
        (p.rule, p.place and p.place.cell) for p in other.errors
    ]


def test_every_command_accepts_an_ods_form(monitor, tmp_path):
    """An `.ods` form is accepted by name, in a folder, on standard input, and by `form import`."""
    form = as_ods(form_file(tmp_path))
    (tmp_path / "form.xlsx").unlink()
    assert monitor("score", form, "--brief").code == 0
    assert monitor("batch", tmp_path).code == 0
    assert monitor("score", "-", "--brief", stdin=form.read_bytes()).code == 0
    assert monitor("form", "import", form, "-o", tmp_path / "body.yaml").code == 0
    assert "not read, because the forms say the same" in monitor("validate", tmp_path).err


def test_a_spreadsheet_without_a_form_is_passed_over(monitor, tmp_path):
    """A spreadsheet without the hidden sheet is passed over with a note."""
    as_ods(form_file(tmp_path), lambda content: content.replace('"monitor"', '"budget"'))
    outcome = monitor("validate", tmp_path)
    assert f"not read, because the spreadsheets are no forms of this tool: {tmp_path / 'form.ods'}\n" in outcome.err


TYPED = '<table:table-cell office:value-type="float" office:value="3"/>'
ANNOTATED = TYPED[:-2] + (
    "><office:annotation><dc:date xmlns:dc='urn:dc'>2025</dc:date><text:p>проверить</text:p></office:annotation>"
    "<text:p>3</text:p></table:table-cell>"
)
BOX = (
    '<table:table table:name="Form"><table:shapes><draw:frame><draw:text-box><text:p>спросить</text:p></draw:text-box>'
    "</draw:frame></table:shapes>"
)
ODD = {
    "an annotation": (lambda c: c.replace(TYPED, ANNOTATED, 1), "form-remark"),
    "a text box": (lambda c: c.replace('<table:table table:name="Form">', BOX), "form-remark"),
    "merged scores": (
        lambda c: c.replace(TYPED, TYPED.replace("/>", ' table:number-rows-spanned="2"/>'), 1),
        "form-merged",
    ),
    "a table in a cell": (
        lambda c: c.replace(
            TYPED, f'<table:table-cell><table:table table:name="a">{TYPED}</table:table></table:table-cell>', 1
        ),
        "workbook-unreadable",
    ),
    "another meaning of a prefix": (
        lambda c: c.replace("xmlns:table:1.0", "xmlns:other:1.0"),
        "workbook-unreadable",
    ),
    "another meaning inside": (
        lambda c: c.replace(TYPED, TYPED.replace("<table:table-cell", '<table:table-cell xmlns:table="urn:q"'), 1),
        "workbook-unreadable",
    ),
    "two tables of one name": (lambda c: c.replace('"monitor"', '"Form"'), "workbook-unreadable"),
    "an entity": (lambda c: '<!DOCTYPE a [<!ENTITY a "a">]>' + c, "workbook-unreadable"),
    "no XML": (lambda c: c[: len(c) // 2], "workbook-unreadable"),
    "an invalid number": (
        lambda c: c.replace(TYPED, TYPED.replace('value="3"', 'value="three"'), 1),
        "workbook-unreadable",
    ),
    "a value far away": (
        lambda c: c.replace(
            "</table:table>",
            f'<table:table-row table:number-rows-repeated="900000"/><table:table-row>{TYPED}</table:table-row>'
            "</table:table>",
            1,
        ),
        "workbook-too-large",
    ),
    "more rows than there are": (
        lambda c: c.replace(
            "</table:table>", '<table:table-row table:number-rows-repeated="9999999"/></table:table>', 1
        ),
        "workbook-unreadable",
    ),
    "values without number": (
        lambda c: c.replace(TYPED, TYPED.replace("/>", ' table:number-columns-repeated="1000000"/>'), 1),
        "workbook-too-large",
    ),
    "levels without end": (lambda c: "<a>" * 60 + c + "</a>" * 60, "workbook-too-large"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_unusual_element_is_refused(tmp_path, name):
    """An unusual element is refused by its rule, and the form gives no values."""
    change, rule = ODD[name]
    path = as_ods(form_file(tmp_path), change)
    result, document = check_form(str(path), LIBRARY)
    assert {problem.rule for problem in result.errors} == {rule}
    assert document is None


def test_a_repeated_cell_counts_in_each_place(tmp_path):
    """A repeated cell counts in each place: as the score, and the same number as note and as evidence."""
    repeated = TYPED.replace("/>", ' table:number-columns-repeated="3"/>')
    cut = TYPED + "<table:table-cell/>" * 2
    path = as_ods(form_file(tmp_path), lambda content: content.replace(cut, repeated, 1))
    entry = check_form(str(path), LIBRARY)[0].score_file.scores[1]
    assert (entry.score, entry.note, entry.evidence) == (3, "3", ("3",))


@pytest.mark.parametrize(("piece", "text"), [("line-break", "a\nb"), ("tab", "a\tb"), ('s text:c="2"', "a  b")])
def test_spaces_of_every_kind_are_kept(tmp_path, piece, text):
    """Elements for spaces are read as spaces, in notes and elsewhere."""
    data = complete()
    data["scores"]["3"] = {"score": 3, "note": "a-b"}
    path = as_ods(form_file(tmp_path, data), lambda content: content.replace("a-b", f"a<text:{piece}/>b"))
    assert check_form(str(path), LIBRARY)[0].score_file.scores[3].note == text


def test_the_content_counts_and_not_the_ending(tmp_path):
    """A workbook with the ending of the other format is read by its content."""
    xlsx = form_file(tmp_path)
    ods = as_ods(xlsx)
    swapped = [shutil.copy(xlsx, tmp_path / "one.ods"), shutil.copy(ods, tmp_path / "other.xlsx")]
    results = [check_form(str(path), LIBRARY)[0] for path in (xlsx, *swapped)]
    assert [result.problems for result in results] == [()] * 3
    assert len({str(result.score_file) for result in results}) == 1


@pytest.mark.parametrize("ending", ["csv", "CSV", "fods"])
def test_a_form_in_a_format_for_tables_is_refused_with_the_right_formats(monitor, tmp_path, ending):
    """A form saved as CSV or `.fods` is refused, in whatever encoding, and the message gives the formats to use."""
    path = tmp_path / f"form.{ending}"
    path.write_bytes("№;Критерии;5 баллов\n1;Порядок;X\n".encode("cp1251"))
    output = monitor("validate", path).out
    assert "[file-not-text]" in output
    assert "save a form as .xlsx or .ods" in output


def test_a_password_is_reported(tmp_path):
    """An encrypted `.ods` file is recognized by its manifest."""
    path = rewritten(as_ods(form_file(tmp_path)), {"META-INF/manifest.xml": b"<manifest:encryption-data/>"})
    assert [p.rule for p in check_form(str(path), LIBRARY)[0].errors] == ["workbook-encrypted"]
    with zipfile.ZipFile(path, "w") as archive:  # newer programs encrypt all parts as one
        archive.writestr("encrypted-package", b"\0" * 99)
        archive.writestr("META-INF/manifest.xml", b"<manifest:encryption-data/>")
    assert [p.rule for p in check_form(str(path), LIBRARY)[0].errors] == ["workbook-encrypted"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give the memory of a process in other units")
@pytest.mark.parametrize(
    "row",
    [
        b"<table:table-row>" + b'<table:table-cell table:number-columns-repeated="16384"/>' * 40_000,
        b'<table:table-row table:number-rows-repeated="1000000">' + TYPED.encode() + b"</table:table-row>",
        b" " * 300_000_000,
    ],
    ids=["blank cells", "rows", "white space"],
)
def test_a_bomb_takes_less_than_64_megabytes(tmp_path, row):
    """A large number of repetitions or of unpacked bytes stays within the promised memory."""
    path, peak = as_ods(form_file(tmp_path)), tmp_path / "peak"
    rewritten(path, {"content.xml": lambda content: content.replace(b"</table:table>", row + b"</table:table>", 1)})
    code = (
        "import os, re; leave = os._exit\n"
        "def measured(code):\n"
        "    text = open('/proc/self/status').read()\n"
        f"    open({str(peak)!r}, 'w').write(re.search(r'VmHWM:\\s+(\\d+) kB', text)[1])\n"
        "    leave(code)\n"
        "os._exit = measured\n"
        "from monitor_cli.cli.main import main; main()"
    )
    command = [sys.executable, "-c", code, "--max-size", "8000", "validate", path]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 1, outcome.stderr
    assert "[workbook-" in outcome.stdout
    assert int(peak.read_text()) < 64 * 1024


@pytest.mark.libreoffice
def test_forms_that_libreoffice_saves_as_ods_are_read_the_same(tmp_path):
    """For each change of a form, LibreOffice's `.ods` file has the same values, or the same rules."""
    soffice = require("soffice", "LibreOffice saves the forms")
    acts = {**READ, **REFUSED, "a note of Excel": (act(_with_note), [])}
    for number, (change, _places) in enumerate(acts.values()):
        change(shutil.copy(FIRST_LAYOUT, tmp_path / f"{number:03}.xlsx"))
    files = sorted(tmp_path.glob("*.xlsx"))
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "ods"]
    subprocess.run([*command, "--outdir", tmp_path, *files], check=True, capture_output=True, timeout=400)
    for name, file in zip(acts, files, strict=True):
        one, other = (check_form(str(path), LIBRARY)[0] for path in (file, file.with_suffix(".ods")))
        rules = [[(p.rule, p.place and p.place.cell) for p in result.errors] for result in (one, other)]
        assert rules[0] == rules[1], name
        if not rules[0]:
            assert body(one) == body(other), name


def _with_note(_book, sheet):
    sheet["I16"].comment = Comment("проверить", "я")


def test_the_writer_of_these_tests_writes_a_form(tmp_path):
    """The plain writer of these tests writes a readable form, so that the refusals above have the expected cause."""
    path = as_ods(with_cells(form_file(tmp_path), {"H16": 4}))
    assert ODS in zipfile.ZipFile(path).read("content.xml").decode()
    result, _document = check_form(str(path), LIBRARY)
    assert (result.status, result.score_file.scores[3].score) == ("ok", 4)
