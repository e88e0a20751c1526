"""`monitor memo`: the memo for a body before a monitoring exercise (R4)."""

from __future__ import annotations

import re

import docx
import pytest

from tests.conftest import ROOT
from tests.files import score_file, write
from tests.form_data import CRITERIA_SET

YEARS = [ROOT / "examples" / "valid" / f"two-years-{year}.yaml" for year in (2024, 2025)]


def findings_of(text: str) -> str:
    """Return Markdown without its escapes."""
    return re.sub(r"\\([^\w\s])", r"\1", text)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_memo_has_areas_and_documents(monitor, language):
    """The memo has the 11 areas, the follow-up apart, and each document with the criteria that require it."""
    outcome = monitor("--lang", language, "memo")
    text = findings_of(outcome.out)
    assert outcome.code == 0
    for area in CRITERIA_SET.areas:
        assert f"\n{area.number}. {area.title[language]}\n" in text
    before, after = text.split(f"\n11. {CRITERIA_SET.areas[10].title[language]}")
    assert CRITERIA_SET.areas[11].title[language] not in before.split("##")[1]
    assert CRITERIA_SET.areas[11].title[language] in after
    for document in CRITERIA_SET.documents:
        numbers = ", ".join(map(str, document.criteria))
        assert re.search(rf"(?m)^\d+\. {re.escape(document.title[language])} \(.*{numbers}.*\)$", text)


def test_memo_takes_findings_and_open_recommendations_from_earlier_files(monitor):
    """The newest year comes first, with the notes of scores below 4 and with open recommendations only."""
    text = findings_of(monitor("memo", *YEARS).out)
    assert text.index("Monitoring of 2025") < text.index("Monitoring of 2024")
    assert "Үч жыл ичинде 55 кызматчынын ичинен 37 кызматчы окутулган." in text
    assert "(done" not in text
    assert "(open, due 2024-10-01)" in text


def test_findings_are_scores_below_four(monitor, tmp_path):
    """A 4 is not a finding, and text that looks like Markdown stays text."""
    note = {"score": 3, "note": "1. first\n# second *three*", "recommendation": {"text": "mend", "status": "done"}}
    scores = {**dict.fromkeys(range(1, 25), 4), 5: note}
    text = monitor("memo", write(tmp_path, "a.yaml", score_file(scores, name="*Bold* <b>"))).out
    findings = text.split("**Findings**")[1].split("**Open recommendations**")
    assert findings[0].count("\n- ") == 1
    assert "1. first\\\n  \\# second \\*three\\*" in findings[0]
    assert "- none" in findings[1]
    assert "\\*Bold\\* \\<b\\>" in text


def test_memo_as_a_document(monitor, tmp_path):
    """The DOCX memo has the text of the Markdown memo."""
    assert monitor("memo", *YEARS, "-o", tmp_path / "memo.docx").code == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "memo.docx")).paragraphs)
    plain = findings_of(monitor("memo", *YEARS).out)
    for line in text.splitlines():
        assert line.strip() in plain
    assert "Monitoring of 2024" in text


def test_memo_is_for_valid_files_of_one_body(monitor, tmp_path):
    """Files of two bodies, a draft, a file with errors and a missing file give no memo."""
    one, other = write(tmp_path, "a.yaml", score_file()), write(tmp_path, "b.yaml", score_file(agency="b"))
    draft, wrong = write(tmp_path, "c.yaml", score_file([3])), write(tmp_path, "d.yaml", score_file(7))
    assert monitor("memo", one, other).code == 2
    for file in (draft, wrong):
        outcome = monitor("memo", one, file)
        assert outcome.code == 1
        assert outcome.out == ""
    assert monitor("memo", tmp_path / "none.yaml").code == 2


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_memo_covers_every_criterion(monitor, language):
    """Each of the 24 criteria has a document, or appears by its full title in the list of criteria without one."""
    text = findings_of(monitor("--lang", language, "memo").out)
    documents = {number for document in CRITERIA_SET.documents for number in document.criteria}
    section = text.split("\n## ")[2]
    lacking = [n for n in CRITERIA_SET.criteria if f"\n{n}. {CRITERIA_SET.criteria[n].title[language]}\n" in section]
    assert set(lacking) | documents == set(CRITERIA_SET.criteria)
    assert not set(lacking) & documents
    assert len(lacking) == 14


def test_a_method_without_documents_lists_all_criteria(monitor):
    """If a method has no documents, the memo lists all its criteria as criteria without a document."""
    method = ROOT / "examples" / "methods" / "library-service@1.yaml"
    assert "The act lists no document for these criteria:" in monitor("memo", "--criteria", method).out
