"""The ending of the file after `-o` chooses the format; a wrong ending is refused before anything is read."""

from __future__ import annotations

import json
import zipfile

import docx
import openpyxl
import pytest

from tests.files import score_file, write

BODY = "2025/a.yaml"


@pytest.fixture(autouse=True)
def _year(tmp_path, monkeypatch):
    """Make a folder with one body the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, BODY, score_file(4))


def kind_of(path) -> str:
    """Return the format of a file, recognized by its content alone."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        return "xlsx" if b"xl/workbook.xml" in data else "docx"
    text = data.decode()
    if text.startswith(("{", "[")):
        value = json.loads(text) if "\n" in text.strip() else {}
        name = "sarif" if isinstance(value, dict) and "runs" in value else "gitlab" if text.startswith("[") else "json"
        return name if value != {} else "jsonl"
    starts = {"<?xml": "junit", "<!doctype": "html", "#": "markdown", "\ufeff": "csv", "criteria:": "yaml"}
    return next((name for start, name in starts.items() if text.startswith(start)), "text")


CHOSEN = [
    *((("score", BODY), ending) for ending in ("text.txt", "markdown.md", "docx.docx", "json.json", "csv.csv")),
    *((("validate", BODY), ending) for ending in ("text.txt", "json.json", "sarif.sarif", "junit.xml")),
    *((("batch", "2025"), ending) for ending in ("json.json", "jsonl.jsonl", "csv.csv", "xlsx.xlsx", "docx.DOCX")),
    *((("memo",), ending) for ending in ("markdown.md", "docx.docx")),
    *((("form", "print", BODY), ending) for ending in ("docx.docx", "html.html", "html.Html")),
    (("plan", BODY), "csv.CSV"),
    (("rank", "2025"), "json.json"),
    (("report", "2025"), "html.html"),
    (("form", "blank"), "xlsx.xlsx"),
    (("form", "export", BODY), "xlsx.XLSX"),
    (("schema",), "json.json"),
    (("freeze", "2025"), "json.json"),
    (("explain",), "markdown.md"),
]


@pytest.mark.parametrize(("command", "name"), CHOSEN, ids=[" ".join((*command, name)) for command, name in CHOSEN])
def test_the_ending_chooses_the_format(monitor, tmp_path, command, name):
    """The ending chooses the format, in upper and lower case, and the command reports the file it wrote."""
    outcome = monitor("--lang", "ru", *command, "-o", name)
    assert outcome.code == 0
    assert kind_of(tmp_path / name) == name.partition(".")[0]
    assert name in outcome.err or command[0] == "freeze"  # freeze reports the closed year instead


FITTING = [
    *((("validate",), "gitlab", "a.json"), (("validate",), "sarif", "a.json"), (("validate",), "github", "a.txt")),
    *((("score",), "text", "a.txt"), (("score",), "markdown", "a"), (("score",), "json", "a")),
]


@pytest.mark.parametrize(("command", "asked", "name"), FITTING)
def test_an_ending_can_fit_several_formats(monitor, tmp_path, command, asked, name):
    """`-f` chooses among the formats of an ending, or alone without an ending; the file equals the output."""
    assert monitor(*command, BODY, "-f", asked, "-o", name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == monitor(*command, BODY, "-f", asked, "-o", "-").out


REFUSED = [
    (("score", BODY), "a.pdf", ".txt, .md, .docx, .json, .csv"),
    (("score", BODY), "a.xlsx", ".txt, .md, .docx, .json, .csv"),
    (("score", BODY, "-f", "json"), "a.csv", ".txt, .md, .docx, .json, .csv"),
    (("-f", "csv", "score", BODY), "a.md", ".txt, .md, .docx, .json, .csv"),
    (("score", BODY, "-f", "markdown"), "a.log", ".txt, .md, .docx, .json, .csv"),
    (("validate", BODY), "a.html", ".txt, .md, .docx, .json, .sarif, .xml"),
    (("validate", BODY, "-f", "junit"), "a.json", ".txt, .md, .docx, .json, .sarif, .xml"),
    (("batch", "2025"), "2025.", ".txt, .md, .docx, .json, .jsonl, .csv, .xlsx"),
    (("memo",), "memo.doc", ".txt, .md, .docx"),
    (("report", "2025"), "page.pdf", ".html"),
    (("form", "blank"), "form.ods", ".xlsx"),
    (("form", "export", BODY), "form.xls", ".xlsx"),
    (("form", "import", "form.xlsx"), "form.txt", ".yaml, .yml"),
    (("form", "print", BODY), "form.pdf", ".docx, .html"),
    (("form", "print", BODY, "-f", "docx"), "form.html", ".docx, .html"),
    (("schema",), "a.yaml", ".json"),
    (("freeze", "2025"), "closed.yaml", ".json"),
    (("criteria", "show"), "a.csv", ".txt, .md, .docx, .json"),
]


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
@pytest.mark.parametrize(("command", "name", "endings"), REFUSED)
def test_another_ending_is_refused(monitor, tmp_path, language, command, name, endings):
    """An ending that the command does not write, or that contradicts `-f`, is wrong usage; nothing is written."""
    outcome = monitor("--lang", language, *command, "-o", name)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{name} " in outcome.err
    assert outcome.err.endswith(f": {endings}\n")
    assert not (tmp_path / name).exists()


def test_streams_have_no_ending(monitor):
    """Standard output and devices have no ending: `-f` chooses their format, and no note appears."""
    for output in ("-", "/dev/stdout"):
        assert monitor("score", BODY, "-f", "json", "-o", output).out.startswith("{")
    assert monitor("score", BODY, "-f", "json", "-o", "/dev/null").err == ""


def test_written_files_open(monitor, tmp_path):
    """A written `.docx` is a Word document, and a written `.xlsx` is a workbook."""
    for command, name in ((("memo",), "memo.docx"), (("form", "blank"), "form.xlsx")):
        outcome = monitor(*command, "-o", name)
        assert (outcome.code, outcome.out, outcome.err) == (0, "", f"{name} is written\n")
    assert docx.Document(str(tmp_path / "memo.docx")).paragraphs
    assert openpyxl.load_workbook(tmp_path / "form.xlsx").sheetnames
