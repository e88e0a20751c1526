"""Damaged, foreign and malicious workbooks: refused clearly, quickly and in little memory."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monitor_cli.core.problems import Problem
from monitor_cli.forms.cells import cell_name
from monitor_cli.forms.package import MOST_CELLS, MOST_TAGS, MOST_UNPACKED
from monitor_cli.forms.workbook import read_workbook
from monitor_cli.reading.form_files import check_form
from tests.conftest import ROOT
from tests.form_data import FORM, LIBRARY, form_file, rewritten

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def into(position: bytes, extra: bytes):
    return lambda data: data.replace(position, extra + position, 1)


def declared(doctype: bytes):
    return lambda data: data.replace(b"?>", b"?>" + doctype, 1)


DAMAGED = {
    "entities in the sheet": ({SHEET: declared(ENTITIES)}, "workbook-unreadable"),
    "entities in the texts": ({STRINGS: declared(ENTITIES)}, "workbook-unreadable"),
    "a file by an entity": ({"xl/workbook.xml": declared(EXTERNAL)}, "workbook-unreadable"),
    "zip bomb in the sheet": ({SHEET: b"<a>" + b" " * 300_000_000}, "workbook-too-large"),
    "zip bomb in the texts": ({STRINGS: b" " * (MOST_UNPACKED + 1)}, "workbook-too-large"),
    "zip bomb beside": ({"xl/media/a.png": b"\0" * 300_000_000}, "workbook-too-large"),
    "many members": ({f"xl/{number}": b"" for number in range(300)}, "workbook-too-large"),
    "many cells": (
        {SHEET: into(b"</row>", b"".join(b'<c r="ZZ%d"><v>1</v></c>' % n for n in range(1, MOST_CELLS + 2)))},
        "workbook-too-large",
    ),
    "many blank cells": ({SHEET: b"<a>" + b"<c/>" * 200_000 + b"</a>"}, "workbook-too-large"),
    "many texts": ({STRINGS: b"<sst>" + b"<si/>" * MOST_TAGS + b"</sst>"}, "workbook-too-large"),
    "cell at the very end": (
        {SHEET: into(b"</sheetData>", b'<row><c r="XFD1048576"><v>1</v></c></row>')},
        "form-cell-outside",
    ),
    "cell twice": ({SHEET: into(b"</row>", b'<c r="A1"><v>1</v></c>')}, "workbook-unreadable"),
    "cell without a name": ({SHEET: into(b"</row>", b"<c><v>1</v></c>")}, "workbook-unreadable"),
    "cell beyond all": ({SHEET: into(b"</row>", b'<c r="AAAA1"><v>1</v></c>')}, "workbook-unreadable"),
    "text that is not there": ({SHEET: into(b"</row>", b'<c r="Z1" t="s"><v>99999</v></c>')}, "workbook-unreadable"),
    "text before the first": ({SHEET: into(b"</row>", b'<c r="Z1" t="s"><v>-1</v></c>')}, "workbook-unreadable"),
    "an invalid number": ({SHEET: into(b"</row>", b'<c r="Z1"><v>one</v></c>')}, "workbook-unreadable"),
    "broken XML": ({SHEET: lambda data: data[: len(data) // 2]}, "workbook-unreadable"),
    "not XML": ({SHEET: b"\xff\xfe\x00"}, "workbook-unreadable"),
    "sheet outside the file": (
        {"xl/_rels/workbook.xml.rels": lambda data: data.replace(b"worksheets/sheet1.xml", b"../../../etc/passwd")},
        "workbook-unreadable",
    ),
    "sheet without its relation": (
        {"xl/workbook.xml": lambda data: re.sub(rb' r:id="[^"]*"', b"", data)},
        "workbook-unreadable",
    ),
    "no workbook": ({"xl/workbook.xml": b"<workbook/>"}, "form-foreign"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_forms_are_refused(tmp_path, name):
    """Each damage is refused by its rule, and gives no values."""
    change, rule = DAMAGED[name]
    result, data = check_form(str(rewritten(form_file(tmp_path), change)), LIBRARY, most_bytes=4_000_000)
    assert rule in {problem.rule for problem in result.problems}
    assert result.status == "invalid"
    assert data is None


@pytest.mark.parametrize("name", ["PKIAJJRIMUUIV0", "A0", "A" + "1" * 5_000, "", "a1", "Б1", "A1:B2"])
def test_a_copy_of_a_cell_that_does_not_exist(tmp_path, name):
    """The hidden copy of the texts refers to the cells of the layout and to no others."""
    path = form_file(tmp_path)
    book = openpyxl.load_workbook(path)
    hidden = book.worksheets[1]
    row = next(row for row in hidden.iter_rows() if row[0].value == "cell")
    row[1].value = name
    book.save(path)
    result, data = check_form(str(path), LIBRARY)
    (problem,) = result.problems
    assert (problem.rule, problem.place.cell) == ("form-sheets", f"monitor!A{row[0].row}")
    assert data is None


def test_a_copy_of_an_input_cell(tmp_path):
    """The hidden copy contains locked texts only; a score in it is refused."""
    path = form_file(tmp_path)
    book = openpyxl.load_workbook(path)
    name = cell_name(*next(field.position for field in FORM.fields if field.path == ("scores", "1", "score")))
    book.worksheets[1].append(["cell", name, str(book.worksheets[0][name].value)])
    book.save(path)
    result, data = check_form(str(path), LIBRARY)
    (problem,) = result.problems
    assert (problem.rule, problem.place.cell) == ("form-sheets", f"monitor!A{book.worksheets[1].max_row}")
    assert data is None


def test_a_false_dimension_changes_nothing(tmp_path):
    """A wrong dimension of the sheet has no effect."""
    wrong = {SHEET: lambda data: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', data)}
    result, data = check_form(str(rewritten(form_file(tmp_path), wrong)), LIBRARY)
    assert result.status == "ok"
    assert data


def test_foreign_workbooks_are_refused(monitor, tmp_path):
    """A workbook that is not a form is refused as such."""
    book = openpyxl.Workbook()
    book.active["A1"] = "scores"
    book.save(tmp_path / "other.xlsx")
    outcome = monitor("form", "import", tmp_path / "other.xlsx", "-o", tmp_path / "body.yaml")
    assert outcome.code == 1
    assert "this workbook is not a form of this tool" in outcome.err


def test_a_further_sheet_is_reported(monitor, tmp_path):
    """A sheet added by a user is not read, and a warning says so."""
    book = openpyxl.load_workbook(form_file(tmp_path))
    book.create_sheet("Notes")["A1"] = "important"
    book.save(tmp_path / "form.xlsx")
    outcome = monitor("form", "import", tmp_path / "form.xlsx", "-o", tmp_path / "body.yaml")
    assert outcome.code == 0
    assert "Notes!A1: warning: the sheet “Notes” is not read" in outcome.err


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000, "workbook-old"),
        (b"PK\x03\x04 but no zip", "workbook-unreadable"),
        (b"scores: 5\n", "workbook-unreadable"),
        (b"", "workbook-unreadable"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(monitor, tmp_path, content, rule):
    """Old workbooks, broken archives and other files are refused, each by its rule."""
    (tmp_path / "form.xlsx").write_bytes(content)
    outcome = monitor("form", "import", tmp_path / "form.xlsx", "-o", tmp_path / "body.yaml")
    assert outcome.code == 1
    assert f"[{rule}]" in outcome.err


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize(
    ("language", "message", "fix"),
    [
        ("en", "the workbook is protected with a password for opening it", "open it with the password, remove the"),
        ("ru", "электронная таблица защищена паролем на открытие", "откройте ее с паролем, снимите пароль"),
        ("ky", "электрондук таблица ачуу үчүн сырсөз менен корголгон", "аны сырсөз менен ачып, сырсөздү алып салыңыз"),
    ],
)
def test_a_password_is_reported_with_its_fix(monitor, tmp_path, ending, language, message, fix):
    """A form that Excel encrypted with the password “x” is refused with cause and fix, under either ending."""
    shutil.copy(ROOT / "tests" / "forms" / "password.xlsx", tmp_path / f"form.{ending}")
    outcome = monitor("--lang", language, "validate", tmp_path / f"form.{ending}")
    assert outcome.code == 1
    assert f"{message} [workbook-encrypted]" in outcome.out
    assert fix in outcome.out
    assert "xls]" not in outcome.out


def test_encrypted_members_and_rare_compressions_are_refused(tmp_path):
    """A member with the encryption flag, or with a compression that no spreadsheet program uses, is refused."""
    data = bytearray(form_file(tmp_path).read_bytes())
    for start in (match.start() for match in re.finditer(b"PK\x01\x02", bytes(data))):
        data[start + 8] |= 1
    assert read_workbook(bytes(data)).rule == "workbook-encrypted"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/_rels/workbook.xml.rels", b"<a/>")
    assert read_workbook(packed.getvalue()).rule == "workbook-unreadable"


def test_a_member_with_a_false_size_is_not_unpacked(tmp_path):
    """The size limit counts the unpacked bytes, not the size that the archive declares."""
    path = rewritten(form_file(tmp_path), {SHEET: b"<a>" + b" " * 50_000_000})
    data = bytearray(path.read_bytes())
    for match in re.finditer(b"PK\x01\x02", bytes(data)):
        size_at = match.start() + 24
        if struct.unpack_from("<I", data, size_at)[0] > 1_000_000:
            struct.pack_into("<I", data, size_at, 100)
    assert isinstance(read_workbook(bytes(data)), Problem)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=8))
@example([(0, 0)])
def test_flipped_bytes_never_crash(tmp_path_factory, flips):
    """Changed bytes of a form give a result with or without problems, never a crash."""
    folder = tmp_path_factory.mktemp("form")
    data = bytearray(form_file(folder).read_bytes())
    for at, byte in flips:
        data[at % len(data)] = byte
    (folder / "form.xlsx").write_bytes(data)
    result, _data = check_form(str(folder / "form.xlsx"), LIBRARY)
    assert result.status in ("ok", "incomplete", "invalid")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([SHEET, STRINGS, "xl/workbook.xml", "xl/worksheets/sheet2.xml"]), st.data())
def test_changed_xml_never_crashes(tmp_path_factory, member, data):
    """Changed XML inside the form, which a changed byte of the zip rarely reaches, never causes a crash."""

    def change(content: bytes) -> bytes:
        at = data.draw(st.integers(0, len(content) - 1))
        until = at + data.draw(st.integers(0, 30))
        return (
            content[:at]
            + data.draw(st.binary(max_size=6) | st.sampled_from([b'"', b"<", b">", b"9", b"</c>"]))
            + content[until:]
        )

    path = rewritten(form_file(tmp_path_factory.mktemp("form")), {member: change})
    result, _data = check_form(str(path), LIBRARY)
    assert result.status in ("ok", "incomplete", "invalid")


@pytest.mark.skipif(sys.platform == "win32", reason="memory is limited by the resource module")
def test_a_bomb_needs_little_memory(tmp_path):
    """With 200 MB of memory, the command refuses a workbook that unpacks to more than that."""
    bomb = rewritten(form_file(tmp_path), {SHEET: b"<a>" + b" " * 260_000_000})
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20));"
        "from monitor_cli.cli.main import main; main()"
    )
    command = [
        sys.executable,
        "-c",
        code,
        "--max-size",
        "4000",
        "form",
        "import",
        str(bomb),
        "-o",
        str(tmp_path / "a.yaml"),
    ]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 1
    assert "[workbook-too-large]" in outcome.stderr


FOREIGN = {
    "a cell of another namespace": {SHEET: into(b"</row>", b'<q:c xmlns:q="urn:q" r="P1"><v>1</v></q:c>')},
    "a value of another namespace": {SHEET: into(b"</row>", b'<c r="P1"><q:v xmlns:q="urn:q">1</q:v></c>')},
    "a row of another namespace": {SHEET: into(b"</sheetData>", b'<row xmlns="urn:q"><c r="P1"><v>1</v></c></row>')},
    "a table inside another element": {SHEET: lambda data: re.sub(rb"<sheetData>", rb"<x><sheetData>", data)},
    "a second table": {SHEET: into(b"</sheetData>", b'</sheetData><sheetData><row r="70"/>')},
    "a sheet of another namespace": {
        SHEET: lambda data: data.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"urn:q", 1)
    },
    "a text of another namespace": {STRINGS: into(b"<si>", b'<q:si xmlns:q="urn:q"><t>a</t></q:si>')},
    "a sheet more by another namespace": {
        "xl/workbook.xml": into(b"<sheet ", b'<q:sheet xmlns:q="urn:q" name="a" sheetId="9" r:id="rId1"/>')
    },
    "days counted by another namespace": {
        "xl/workbook.xml": into(b"<sheets>", b'<q:workbookPr xmlns:q="urn:q" date1904="1"/>')
    },
    "a comment inside a text": {STRINGS: into(b"</t>", b"<!-- a -->")},
    "characters as they are": {STRINGS: into(b"</t>", b"<![CDATA[a]]>")},
    "another encoding": {STRINGS: lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16")},
    "a cell outside of rows": {SHEET: into(b"</sheetData>", b'<c r="P1"><v>1</v></c>')},
    "a cell with two values": {SHEET: into(b"</row>", b'<c r="P1"><v>1</v><v>2</v></c>')},
    "a text where a number belongs": {SHEET: into(b"</row>", b'<c r="P1"><is><t>1</t></is></c>')},
    "another workbook": {"_rels/.rels": lambda data: data.replace(b"xl/workbook.xml", b"xl/other.xml")},
    "other texts": {"xl/_rels/workbook.xml.rels": lambda data: data.replace(b"sharedStrings.xml", b"other.xml")},
    "a part that differs in case": {"xl/Worksheets/sheet1.xml": b"<worksheet/>"},
}


@pytest.mark.parametrize("name", FOREIGN)
def test_parts_that_programs_ignore_are_refused(tmp_path, name):
    """The library that reads the cells would accept parts that a spreadsheet program ignores."""
    result, document = check_form(str(rewritten(form_file(tmp_path), FOREIGN[name])), LIBRARY)
    assert [problem.rule for problem in result.problems] == ["workbook-unreadable"]
    assert document is None


def test_cells_after_the_table_are_not_read(tmp_path):
    """A cell in an extension is not a cell of the sheet, as in a spreadsheet program."""
    form = form_file(tmp_path)
    book = openpyxl.load_workbook(form)
    book.worksheets[0]["H16"] = None
    book.save(form)
    extension = b'<extLst><ext xmlns:q="urn:q" uri="a"><q:c r="H16"><q:v>1</q:v></q:c></ext></extLst></worksheet>'
    rewritten(form, {SHEET: lambda data: data.replace(b"</worksheet>", extension)})
    result, _ = check_form(str(form), LIBRARY)
    assert [(problem.rule, problem.place.cell) for problem in result.problems] == [("score-empty", "Form!H16")]


def test_a_formula_of_several_cells_fills_none_of_them(tmp_path):
    """Only the first cell of an array formula has the formula; its other cells count as formulas too."""
    many = b'<f t="array" ref="H15:H17">{1;2;3}</f>'
    change = {SHEET: lambda data: re.sub(rb'(<c r="H15"[^>]*>)', rb"\1" + many, data)}
    result, _ = check_form(str(rewritten(form_file(tmp_path), change)), LIBRARY)
    formula_cells = {problem.place.cell for problem in result.problems if problem.rule == "form-formula"}
    assert formula_cells == {"Form!H15", "Form!H16", "Form!H17"}


def test_a_panic_of_the_library_is_a_problem(tmp_path, monkeypatch):
    """A panic of the library becomes a problem although it is no Exception; Ctrl-C still ends the program."""
    import python_calamine

    class PanicException(BaseException):
        pass

    class Broken:
        error = PanicException("index out of bounds")

        def from_filelike(self, _file):
            raise self.error

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Broken())
    result, _ = check_form(str(form_file(tmp_path)), LIBRARY)
    assert [problem.rule for problem in result.problems] == ["workbook-unreadable"]
    Broken.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        check_form(str(form_file(tmp_path)), LIBRARY)


def with_false_sizes(path):
    """Make the large members of an archive declare a small size."""
    data = bytearray(path.read_bytes())
    for match in re.finditer(b"PK\x01\x02", bytes(data)):
        if struct.unpack_from("<I", data, match.start() + 24)[0] > 1_000_000:
            struct.pack_into("<I", data, match.start() + 24, 100)
    path.write_bytes(data)
    return path


def overlapping(path):
    """Add 150 members to an archive that all refer to the same bytes."""
    data = path.read_bytes()
    record = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    entry = data[record : data.index(b"PK\x01\x02", record + 1)]
    entries = b"".join(entry.replace(b"xl/", b"%03d" % number, 1) for number in range(150))
    end = data.index(b"PK\x05\x06")
    count, size = struct.unpack_from("<HI", data, end + 10)
    tail = data[:0] + data[end : end + 8] + struct.pack("<HHI", count + 150, count + 150, size + len(entries))
    path.write_bytes(data[:end] + entries + tail + data[end + 16 :])
    return path


ROW = b'<row r="99">%s</row></sheetData>'
BOMBS = {
    "claimed": lambda path: rewritten(path, {SHEET: b"<a>" + b" " * 300_000_000}),
    "not claimed": lambda path: with_false_sizes(rewritten(path, {SHEET: b"<a>" + b" " * 100_000_000})),
    "in the texts": lambda path: with_false_sizes(rewritten(path, {STRINGS: b"<sst>" + b"<si/>" * 20_000_000})),
    "beside": lambda path: rewritten(path, {"xl/media/a.png": b"\0" * 300_000_000}),
    "four megabytes of blank cells": lambda path: rewritten(
        path, {SHEET: into(b"</sheetData>", b"<row>" + b"<c/>" * 800_000 + b"</row>")}
    ),
    "four megabytes of texts": lambda path: rewritten(path, {STRINGS: into(b"</sst>", b"<si/>" * 700_000)}),
    "four megabytes of styles": lambda path: rewritten(
        path, {"xl/styles.xml": into(b"</cellXfs>", b"<xf/>" * 700_000)}
    ),
    "four megabytes of levels": lambda path: rewritten(path, {"xl/workbook.xml": b"<a>" * 1_300_000}),
    "the largest extent": lambda path: rewritten(
        path, {SHEET: into(b"</sheetData>", b'<row><c r="XFD1048576"><v>1</v></c></row>')}
    ),
    "an extent just not too large": lambda path: rewritten(
        path, {SHEET: into(b"</sheetData>", b'<row><c r="Z15000"><v>1</v></c></row>')}
    ),
    "four megabytes of white space": lambda path: rewritten(
        path, {SHEET: into(b"</sheetData>", b'<row r="99">' + b" " * 4_000_000 + b"x</row>")}
    ),
    "four megabytes of white space in a cell": lambda path: rewritten(
        path, {SHEET: into(b"</sheetData>", b'<row><c r="A99"><f/>' + b" " * 4_000_000 + b"x</c></row>")}
    ),
    "a text of four megabytes": lambda path: rewritten(
        path,
        {
            SHEET: into(
                b"</sheetData>", b'<row><c r="A99" t="inlineStr"><is><t>' + b"a" * 4_000_000 + b"</t></is></c></row>"
            )
        },
    ),
    "thousands of formulas that reach far": lambda path: rewritten(
        path,
        {
            SHEET: into(
                b"</sheetData>",
                b"<row>"
                + b"".join(b'<c r="A%d"><f t="array" ref="A1:XFD1048576">1</f></c>' % n for n in range(100, 15_000))
                + b"</row>",
            )
        },
    ),
    "members that overlap": overlapping,
    "thousands of members": lambda path: rewritten(path, {f"xl/{number}.xml": b"" for number in range(30_000)}),
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give the memory of a process in other units")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_less_than_64_megabytes(tmp_path, name):
    """Whatever size a workbook has or declares, the program stays within the memory that SECURITY.md promises."""
    bomb, peak = BOMBS[name](form_file(tmp_path)), tmp_path / "peak"
    code = (
        "import os, re, sys; leave = os._exit\n"
        "def measured(code):\n"
        "    text = open('/proc/self/status').read()\n"
        f"    open({str(peak)!r}, 'w').write(re.search(r'VmHWM:\\s+(\\d+) kB', text)[1])\n"
        "    leave(code)\n"
        "os._exit = measured\n"
        "from monitor_cli.cli.main import main; main()"
    )
    command = [sys.executable, "-c", code, "--max-size", "8000", "form", "import", bomb, "-o", tmp_path / "a.yaml"]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 1, outcome.stderr
    assert "[workbook-" in outcome.stderr or "[form-cell-outside]" in outcome.stderr
    assert int(peak.read_text()) < 64 * 1024
