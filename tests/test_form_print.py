"""`monitor form print`: the filled official form on paper."""

from __future__ import annotations

import hashlib
import html
import re
import subprocess

import docx
import pytest

from tests.conftest import require
from tests.files import score_file, with_total, write
from tests.form_data import CRITERIA_SET

HOSTILE = "</script><img src=x onerror=alert(1)> & {{ 7*7 }} [draft]"


def text_of(path) -> str:
    """Return the text of a printed form, with tables, each merged cell once."""
    if path.suffix == ".html":
        content = re.sub(r"<style>.*?</style>", "", path.read_text(encoding="utf-8"), flags=re.S)
        return html.unescape(re.sub(r"<[^>]+>", "\n", content))
    document = docx.Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in dict.fromkeys(row.cells)]
    return "\n".join(part.text for part in (*document.paragraphs, *cells))


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("name", ["form.docx", "form.html"])
def test_the_whole_table_is_printed(monitor, tmp_path, name, language):
    """The print has title, headings, criteria, indicators, total and band in the requested language."""
    file = write(tmp_path, "body.yaml", score_file(with_total(91), monitoring={"commission": ["Ң. Өмүрова"]}))
    outcome = monitor("--lang", language, "form", "print", file, "-o", tmp_path / name)
    assert outcome.code == 0, outcome.err
    printed = text_of(tmp_path / name)
    for area in CRITERIA_SET.areas:
        assert f"{area.number}. {area.title[language]}" in printed
        for criterion in area.criteria:
            assert f"{criterion.number}. {criterion.title[language]}" in printed
    for indicator in CRITERIA_SET.indicators.values():
        assert indicator.text[language] in printed
    assert CRITERIA_SET.title[language] in printed
    assert CRITERIA_SET.band(91).label[language] in printed
    assert re.search(r"(?m)^91$", printed)
    assert printed.count("X\n") == 24
    assert "Ң. Өмүрова" in printed


@pytest.mark.parametrize("name", ["form.docx", "form.html"])
def test_a_draft_is_printed_as_one(monitor, tmp_path, name):
    """A draft has the word "Draft", no total and no band, and gives exit code 1."""
    file = write(tmp_path, "body.yaml", score_file([5] * 23))
    outcome = monitor("form", "print", file, "-o", tmp_path / name)
    printed = text_of(tmp_path / name)
    assert outcome.code == 1
    assert "Draft: no total, because 1 criterion has no score yet" in printed
    assert not re.search(r"(?m)^1(15|20)$", printed)
    assert not any(band.label["en"] in printed for band in CRITERIA_SET.bands[:-1])


def test_a_file_with_errors_is_not_printed(monitor, tmp_path):
    """A file with errors is not printed, because nobody should sign it."""
    file = write(tmp_path, "body.yaml", score_file(7))
    outcome = monitor("form", "print", file, "-o", tmp_path / "form.html")
    assert outcome.code == 1
    assert "[score-out-of-range]" in outcome.err
    assert not (tmp_path / "form.html").exists()


@pytest.mark.parametrize("name", ["form.docx", "form.html"])
def test_texts_of_users_are_texts(monitor, tmp_path, name):
    """Texts of users are printed as they are, never as markup or template; so are evidence and recommendations."""
    entry = {"score": 2, "note": HOSTILE, "evidence": ["№ 1", HOSTILE], "recommendation": {"text": "To mend\nnow"}}
    scores = {**dict.fromkeys(range(1, 25), 3), 3: entry}
    file = write(tmp_path, "body.yaml", score_file(scores, name=HOSTILE))
    assert monitor("form", "print", file, "-o", tmp_path / name).code == 0
    printed = text_of(tmp_path / name)
    assert printed.count(HOSTILE) >= 3
    assert "To mend\nnow (open)" in printed
    if name.endswith(".html"):
        assert "<img" not in (tmp_path / name).read_text(encoding="utf-8")


def test_the_format_has_to_be_known(monitor, tmp_path):
    """The ending of the file or `-f` chooses the format; another ending is refused."""
    file = write(tmp_path, "body.yaml", score_file())
    assert monitor("form", "print", file, "-o", tmp_path / "form.pdf").code == 2
    assert monitor("form", "print", file, "-f", "html", "-o", "-").out.startswith("<!doctype html>")


@pytest.mark.libreoffice
@pytest.mark.parametrize("command", ["print", "memo"])
def test_libreoffice_opens_the_documents(monitor, tmp_path, command):
    """LibreOffice opens the documents and reads the Kyrgyz letters."""
    soffice = require("soffice", "LibreOffice opens the documents")
    file = write(tmp_path, "body.yaml", score_file(with_total(91), name="Өңүр үлгү"))
    arguments = ("form", "print", file) if command == "print" else ("memo", file)
    assert monitor("--lang", "ky", *arguments, "-o", tmp_path / "out.docx").code == 0
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [soffice, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(tmp_path / "out.docx")], check=True, capture_output=True, timeout=180)
    printed = (tmp_path / "out.txt").read_text(encoding="utf-8-sig")
    assert "Өңүр үлгү" in printed
    assert CRITERIA_SET.areas[0].title["ky"] in printed


@pytest.mark.parametrize("how", ["docx", "html"])
def test_paper_gives_the_set_and_the_hash_of_the_file(monitor, tmp_path, how):
    """The paper gives the edition and the hash of the file from which it was printed."""
    file, out = write(tmp_path, "a.yaml", score_file(4)), tmp_path / f"form.{how}"
    assert monitor("form", "print", file, "-o", out, "--lang", "ky").code == 0
    text = text_of(out)
    assert "order-158@1" in text
    assert hashlib.sha256(file.read_bytes()).hexdigest()[:12] in text


@pytest.mark.parametrize("name", ["form.docx", "form.html"])
def test_a_draft_is_announced(monitor, tmp_path, name):
    """The command says that the printed form is a draft, so that nobody signs it by mistake."""
    file = write(tmp_path, "a.yaml", score_file(dict.fromkeys(range(1, 23), 4)))
    outcome = monitor("form", "print", file, "-o", tmp_path / name)
    written, draft, *problem = outcome.err.splitlines()
    assert (outcome.code, written) == (1, f"{tmp_path / name} is written")
    assert draft == "this form is a draft: no total, because 2 criteria have no score yet"
    assert "criteria missing: 23, 24" in problem[0]
