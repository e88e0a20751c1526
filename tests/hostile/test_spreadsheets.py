"""CSV in a spreadsheet program: no cell becomes a formula, a link or two cells, whatever its text."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import require
from tests.files import score_file, write

NAMES = [
    "=1+1",
    " =SUM(A1:A9)",
    '=HYPERLINK("http://example.org","x")',
    '"=1+1',
    "＝1+1",
    "+996 312",
    "-1+2",
    "@SUM(1)",
    "=cmd|'/c calc'!A0",
    "http://example.org",
    "a;b;c",
    'a"b";"c',
    "Ө;ү\tң",
    "'=1+1",
    "{=1+1}",
]
NOTE = '=1+1;"a"\n=2+2\n\n;;\n"'
TABLE, OFFICE, TEXT, LINK = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office", "text", "xlink")
)
HARSH = "CSV:59,34,76,1,,0,false,true,false,false,false,0,true"
"""An import with semicolons, quotes and UTF-8 that recognizes dates and calculates formulas."""


@pytest.fixture
def tables(monitor, tmp_path):
    """The CSV of score, batch and rank for hostile bodies, and for files with hostile names."""
    folder = tmp_path / "in"
    for index, name in enumerate(NAMES):
        scores = {**dict.fromkeys(range(1, 25), 4), 5: {"score": 3, "note": NOTE, "evidence": [name, NOTE]}}
        text = score_file(scores, agency=f"organ-{index}", name=name, secretary=name)
        write(folder, f"{index} =1+1;b.yaml", text)
    for index, name in enumerate(("=2+2.yaml", "+1;'\"x.yaml", "@a\nb.yaml")):
        write(folder, name, score_file(4, agency=f"file-{index}"))
    rows_by_table = {}
    for command in ("score", "batch", "rank"):
        arguments = sorted(folder.iterdir()) if command == "score" else [folder]
        outcome = monitor(command, *arguments, "-f", "csv")
        assert outcome.code == 0, outcome.err
        rows_by_table[command] = tmp_path / f"{command}.csv"
        rows_by_table[command].write_bytes(outcome.out.encode())
    return rows_by_table


@pytest.mark.libreoffice
def test_libreoffice_shows_every_cell_as_text(tables, tmp_path):
    """LibreOffice has the same rows and cells as the CSV; each is a text or a number, never a formula or a link."""
    soffice = require("soffice", "LibreOffice opens the tables")
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", f"--infilter={HARSH}"]
    command += ["--convert-to", "fods", "--outdir", str(tmp_path), *map(str, tables.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for name, table in tables.items():
        written = list(csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
        cells = shown(table.with_suffix(".fods"))
        assert len(cells) == len(written), name
        for row, (expected, actual) in enumerate(zip(written, cells, strict=True)):
            actual += [("", "")] * (len(expected) - len(actual))
            for value, (text, kind) in zip(expected, actual, strict=True):
                if kind == "float":
                    assert float(text) == float(value), (name, row)
                else:
                    assert text == value.replace("\r\n", "\n"), (name, row)
    everything = [cell for row in cells for cell in row]
    assert any(text.startswith("'=1+1") and kind == "string" for text, kind in everything)


def shown(file: Path) -> list[list[tuple[str, str]]]:
    """Return text and kind of the cells of a sheet, without blank cells at the end of a row."""
    rows = []
    for row in ElementTree.parse(file).iter(f"{TABLE}table-row"):
        cells: list[tuple[str, str]] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            assert f"{TABLE}formula" not in cell.attrib, cell.attrib
            assert not any(f"{LINK}href" in inner.attrib for inner in cell.iter())
            kind = cell.get(f"{OFFICE}value-type", "")
            assert kind in ("", "string", "float"), cell.attrib
            text = "\n".join(line_of(line) for line in cell.findall(f"{TEXT}p"))
            cells += [(text, kind)] * int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        while cells and cells[-1] == ("", ""):
            cells.pop()
        if cells:
            rows.append(cells)
    return rows


def line_of(line: ElementTree.Element) -> str:
    """Return the text of a line in which repeated spaces and tabs are elements."""
    content = line.text or ""
    for inner in line:
        if inner.tag == f"{TEXT}s":
            content += " " * int(inner.get(f"{TEXT}c", "1"))
        content += "\t" if inner.tag == f"{TEXT}tab" else line_of(inner)
        content += inner.tail or ""
    return content
