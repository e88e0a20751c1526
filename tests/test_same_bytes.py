"""The same input gives the same bytes at any time, even in documents, which are archives with dates."""

from __future__ import annotations

import datetime
import io
import time
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.files import score_file, write

DOCUMENTS = {
    "form print": ("form", "print", "a.yaml", "-f", "docx"),
    "memo": ("memo", "a.yaml", "-f", "docx"),
    "form export": ("form", "export", "a.yaml"),
    "form blank": ("form", "blank"),
    "batch": ("batch", "a.yaml", "-f", "xlsx"),
    "follow-up": ("follow-up", "a.yaml", "-f", "xlsx"),
}
EPOCHS = {
    "": (1980, 1, 1),
    "yesterday": (1980, 1, 1),
    "-1": (1980, 1, 1),
    "0": (1980, 1, 1),
    "1740787200": (2025, 3, 1),
    "9" * 12: (2107, 12, 31),
    "9" * 5_000: (1980, 1, 1),
}


@pytest.fixture(params=DOCUMENTS)
def document(request, monitor, monkeypatch, tmp_path):
    """A function that writes the document of a command and returns its bytes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    write(tmp_path, "a.yaml", score_file(4))

    def made() -> bytes:
        outcome = monitor(*DOCUMENTS[request.param], "-o", "document", "--force")
        assert outcome.code == 0, outcome.err
        return (tmp_path / "document").read_bytes()

    return made


@pytest.mark.parametrize("clock", [0, 315_000_000, 1_740_787_200, 4_354_819_200, 99_999_999_999])
def test_the_clock_changes_nothing(document, monkeypatch, clock):
    """The document does not depend on the clock, even if it was never set or is far ahead."""
    now = document()
    monkeypatch.setattr(time, "time", lambda: clock)
    monkeypatch.setattr(time, "localtime", lambda seconds=clock, real=time.gmtime: real(seconds))
    assert document() == now


@pytest.mark.parametrize("epoch", EPOCHS)
def test_source_date_epoch_sets_the_date(document, monkeypatch, epoch):
    """SOURCE_DATE_EPOCH sets the date of the document; an invalid or impossible value means the default."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    content = document()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        is_text = "word/document.xml" in archive.namelist()
        days = {member.date_time[:3] for member in archive.infolist()}
    about = Document(io.BytesIO(content)).core_properties if is_text else load_workbook(io.BytesIO(content)).properties
    assert about.created.date() == datetime.date(*EPOCHS[epoch])
    assert days == {EPOCHS[epoch] if is_text else (1980, 1, 1)}
