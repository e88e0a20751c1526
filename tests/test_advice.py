"""Advice that depends on the mistake and not only on the rule."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.files import score_file, write

METHODS = ROOT / "examples" / "methods"
OWN = "own translation"


@pytest.mark.parametrize(
    ("wrong", "right", "advice"),
    [
        ("year: 2025", "year: 2025 г.", "write a whole number"),
        ("  3: 3", "  3: {score: 3, evidence: Буйрук № 12}", 'write a list in square brackets: ["Буйрук № 12"]'),
        ("  3: 3", "  3: {score: 3, recommendation: оңдоо}", "write its keys below it"),
        ("name: А.", "name: 158 #", "meant as text"),
    ],
)
def test_the_fix_for_a_wrong_type_depends_on_the_key(monitor, tmp_path, wrong, right, advice):
    """A value of the wrong type gets the fix for its key: for a list without brackets it is a list."""
    text = score_file(3).replace('"', "")
    assert wrong in text
    output = monitor("validate", write(tmp_path, "a.yaml", text.replace(wrong, right))).out
    assert output.count("[value-wrong-type]") == 1
    assert advice in output
    assert ("meant as text" in output) == (advice == "meant as text")


@pytest.mark.parametrize(
    ("line", "reason"),
    [("  3:3", "a colon and a space"), ('  3:\n    note: "Мыйзам "Тил" бузулган"', "a closing quotation mark")],
)
def test_a_missing_space_or_a_second_quotation_mark_is_explained(monitor, tmp_path, line, reason):
    """The syntax error shows the typical typing mistake: a missing space or a second quotation mark."""
    text = score_file(3).replace("  3: 3", line)
    output = monitor("validate", write(tmp_path, "a.yaml", text)).out
    assert "[yaml-syntax]" in output
    assert reason in output


@pytest.mark.parametrize(("language", "noted"), [("ky", True), ("ru", True), ("en", False)])
def test_the_note_on_the_translation_fits_the_method(monitor, language, noted):
    """For another method, the note on the translation refers to the authors of the criteria file."""
    file, criteria = METHODS / "example-library.yaml", METHODS / "library-service@1.yaml"
    output = monitor("score", "--full", file, "--criteria", criteria, "-f", "text", "--lang", language).out
    notes = {"ky": "критерийлер файлынын авторлору", "ru": "авторами файла критериев", "en": OWN}
    assert (notes[language] in output) == noted


@pytest.mark.parametrize(
    ("key", "typed"), [("scores:", "sсores:"), ("criteria:", "сriteria:"), ("  name: А", "  nаme: А")]
)
def test_a_key_in_cyrillic_letters_is_not_called_missing_too(monitor, tmp_path, key, typed):
    """A key in Cyrillic letters is one error; no key is reported as missing, so that nobody adds the value twice."""
    text = score_file(3).replace('"', "")
    assert key in text
    outcome = monitor("validate", write(tmp_path, "a.yaml", text.replace(key, typed)))
    assert outcome.code == 1
    assert outcome.out.count(": error: ") == 1
    assert "[key-missing]" not in outcome.out


def test_an_entry_that_is_not_indented_is_reported(monitor, tmp_path):
    """An unindented entry below a criterion is one problem, not a missing criterion."""
    text = score_file(3).replace("  3: 3", "  3:\n  score: 3\n  note: жок")
    output = monitor("validate", write(tmp_path, "a.yaml", text)).out
    assert output.count(": error: ") == 1
    assert "the lines below “3:” are not indented" in output
    text = score_file(3).replace("  3: 3", "  3:\n    score: 3\n  note: жок")
    assert "indent “note” deeper" in monitor("validate", write(tmp_path, "b.yaml", text)).out
